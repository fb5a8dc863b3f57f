"""The files below `docs/records/`, read and checked: one a page, and one of spellings of names."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..problems import Problem, nearest
from .record_rules import check_record, check_source_record
from .record_text import LONGEST, SHAPE, FileReader, quote
from .records import (
    CHOICES,
    FIELDS,
    NAMES_FILE,
    RECORDS_FOLDER,
    PageRecords,
    Record,
    Records,
    SourceRecord,
)

_ALIASES = "aliases"  # what stands at the head of a file, beside the ids
# What an id can be: that of the notes of a page is the engine's.
_ID = re.compile(r"(?!notes\Z)[\w.-]+")
_REQUIRED = frozenset({"kind", "bears"})
_PATH = re.compile(r" - at `\$\.(?P<name>\w+)(?:\[(?P<item>\d+)\])?`")
_MISSING = re.compile(r"Object missing required field `(?P<name>\w+)`")
_Form = TypeVar("_Form", Record, SourceRecord)


def load_records(docs: Path, root: Path, uris: Collection[str]) -> tuple[Records, list[Problem]]:
    """Return all records below `docs`, and what is wrong with their files.

    Messages name a file as it is called from the folder `root`; `uris` are the files of all pages.
    """
    pages = dict[str, PageRecords]()
    names = dict[str, list[str]]()
    problems = list[Problem]()
    folder = docs / RECORDS_FOLDER
    files = _list_files(folder)
    wanted = {_name_file(uri).lower(): _name_file(uri) for uri in uris}
    for name, file in files.items():
        path = file.relative_to(root).as_posix()
        misplaced = list(_check_name(name, wanted, files))
        problems += [problem.at(path, 1) for problem in misplaced]
        if misplaced:
            continue
        if name == NAMES_FILE:
            reader = _NamesReader(path)
            names = reader.read(file.read_bytes())
            problems += reader.problems
        else:
            page = _PageReader(path)
            pages[name.removesuffix(".yml") + ".md"] = page.read(file.read_bytes())
            problems += page.problems
    return Records(pages, _list_spellings(pages, names), names, is_sound=not problems), problems


def _list_files(folder: Path) -> dict[str, Path]:
    """Return the files below a folder by their names from there on.

    Those that editors hide are left out: MkDocs passes over them too.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path for name, path in named.items() if "/." not in f"/{name}"}


def _name_file(uri: str) -> str:
    """Return the name of the file that has the records of a page."""
    return uri.removesuffix(".md") + ".yml"


def _check_name(name: str, wanted: Mapping[str, str], names: Collection[str]) -> Iterator[Problem]:
    """A file is that of one page, and the only one of that page.

    `wanted` has the names of all files that pages can have, by the same in small letters; `names`
    are those of all files.
    """
    right = wanted.get(re.sub(r"\.yaml\Z", ".yml", name.lower()), "")
    if name in {right, NAMES_FILE}:
        return
    if right in names:
        message = f"the records of this page stand in docs/{RECORDS_FOLDER}/{right} too"
        yield Problem(message, "two-files", "move them there, and delete this file")
    elif not name.endswith(".yml"):
        hint = f"call it {right}" if right else "records stand in <page>.yml; delete it"
        yield Problem("this file is not read", "stray-file", hint)
    else:
        message = f"there is no page docs/{name.removesuffix('.yml')}.md"
        hint = nearest(name, wanted.values()) or "name the file as the page is named"
        yield Problem(message, "records-without-page", hint)


class _NamesReader(FileReader):
    """Reads the file of spellings: a list of others by each name; those of "" are no names."""

    def read(self, content: bytes) -> dict[str, list[str]]:
        """Return the other spellings of each name."""
        names = dict[str, list[str]]()
        owners = dict[str, str]()
        entries = self.read_entries(content)
        for name in entries:
            owners[name] = name
        for name, value in entries.items():
            names[name] = self.read_words((name,), value)
            for number, spelling in enumerate(names[name]):
                owner = owners.get(spelling)
                if owner is not None:
                    self._report_shared(spelling, owner, (name, number))
                owners[spelling] = name
        return names

    def _report_shared(self, spelling: str, owner: str, place: tuple[str | int, ...]) -> None:
        """Report that a spelling is that of another name, or of the same, already."""
        message = f"{quote(spelling)} is a spelling of {quote(owner)} already"
        if spelling == owner:
            message = f"{quote(spelling)} is a name of this list itself"
        self.report(place, message, "shared-spelling", "delete one of the two")


class _PageReader(FileReader):
    """Reads the file of a page."""

    def read(self, content: bytes) -> PageRecords:
        """Return the records in the file."""
        records = dict[str, Record]()
        broken = set[str]()
        aliases = dict[str, list[str]]()
        entries = self.read_entries(content)
        is_broken = self.count > 0
        for name, value in entries.items():
            if name == _ALIASES:
                aliases = self._read_aliases(value)
                continue
            before = self.count
            record = self._read_record(name, value)
            if self.count > before:
                broken.add(name)
            if record:
                records[name] = record
        return PageRecords(
            path=self.path,
            records=records,
            aliases=aliases,
            places=self.data.places,
            broken=frozenset(broken),
            is_broken=is_broken,
        )

    def _read_aliases(self, value: Any) -> dict[str, list[str]]:
        """Return older ids by the id of today."""
        if not isinstance(value, dict):
            hint = "write below it, indented, id: [older-id]"
            self.report((_ALIASES,), "aliases names no ids", "bad-record", hint)
            return {}
        aliases = dict[str, list[str]]()
        for name, ids in value.items():
            aliases[name] = self.read_words((_ALIASES, name), ids)
            self._check_ids((_ALIASES, name), aliases[name])
        return aliases

    def _check_ids(self, place: tuple[str | int, ...], ids: Sequence[str]) -> None:
        """Report what can be no id."""
        for number, name in enumerate(ids):
            if not _ID.fullmatch(name):
                message = f"{quote(name)} can be no id"
                hint = "use letters, digits and hyphens; 'notes' is that of the notes of a page"
                self.report((*place, number), message, "bad-value", hint)

    def _read_record(self, name: str, value: Any) -> Record | None:
        """Return the record of an id, with the sources that can be read; None where it is none."""
        if not isinstance(value, dict):
            self.report((name,), f"{quote(name)} has no record", "bad-record", SHAPE)
            return None
        sources = dict[str, SourceRecord]()
        written = value.get("sources", {})
        if isinstance(written, dict):
            for key, fields in written.items():
                source = self._convert(fields, SourceRecord, (name, "sources", key))
                if source:
                    sources[key] = source
        fields = {**value, "sources": {} if isinstance(written, dict) else written}
        record = self._convert(fields, Record, (name,))
        if record is None:
            return None
        self._check_ids((name, "aliases"), record.aliases)
        return msgspec.structs.replace(record, sources=sources)

    def _convert(
        self, fields: Any, form: type[_Form], place: tuple[str | int, ...]
    ) -> _Form | None:
        """Return data in its form, checked; or report why it has not that form, and return None."""
        known = FIELDS[form]
        if not isinstance(fields, dict):
            hint = f"write below it, indented, its fields: {', '.join(known)}"
            message = f"{quote(str(place[-1]))} has no fields"
            self.report(place, message, "bad-record", hint)
            return None
        before = self.count
        self._check_names(fields, known, place)
        taken = {name: value for name, value in fields.items() if name in known and value != ""}
        try:
            record = msgspec.convert(taken, form, strict=False)
        except msgspec.ValidationError as error:
            if self.count == before:  # else it may follow from what was said
                self._report_misfit(str(error), known, place, taken)
            return None
        if self.count == before:
            self._check(record, place)
        return record

    def _check(self, record: Record | SourceRecord, place: tuple[str | int, ...]) -> None:
        """Report what the rules find wrong with a record."""
        if isinstance(record, Record):
            faults = check_record(record)
        else:
            faults = check_source_record(record)
            self._check_commas((*place, "figures"), record.figures)
        for fault in faults:
            where = (*place, fault.field)
            if fault.item is not None:
                where = (*where, fault.item)
            self.report(where, fault.message, fault.code, fault.hint)

    def _check_commas(self, place: tuple[str | int, ...], figures: Sequence[str]) -> None:
        """Report where [10,000] was meant for one figure, which YAML takes for two."""
        for number, (figure, other) in enumerate(pairwise(figures)):
            line, column = self.data.find_place(*place, number)
            is_next = self.data.find_place(*place, number + 1) == (line, column + len(figure) + 1)
            if is_next and figure.isdecimal() and other.isdecimal():
                hint = f'write "{figure},{other}" between quotation marks, or a space between two'
                message = f"{figure},{other} is two figures here"
                self.report((*place, number), message, "split-figure", hint)

    def _check_names(
        self, fields: Mapping[str, Any], known: Mapping[str, str], place: tuple[str | int, ...]
    ) -> None:
        """Report what is no field, and what has no value."""
        for name, value in fields.items():
            if name not in known:
                hint = nearest(name, known) or f"the fields are {', '.join(known)}"
                self.report((*place, name), f"{quote(name)} is no field", "unknown-field", hint)
            elif value == "" or (isinstance(value, list) and "" in value):
                hint = f"write {known[name]}"
                hint += "" if name in _REQUIRED else f", or take '{name}' away"
                self.report((*place, name), f"'{name}' says nothing", "empty-field", hint)

    def _report_misfit(
        self,
        reason: str,
        known: Mapping[str, str],
        place: tuple[str | int, ...],
        fields: Mapping[str, Any],
    ) -> None:
        """Report why msgspec could not take some fields for a record."""
        missing = _MISSING.search(reason)
        if missing:
            name = missing["name"]
            message = f"{quote(str(place[-1]))} has no {name}"
            hint = f"write below it {name}: and {known[name]}"
            self.report(place, message, "missing-field", hint)
            return
        at = _PATH.search(reason)
        assert at  # msgspec says where it is
        name, item = at["name"], at["item"]
        value = fields[name]
        where = (*place, name)
        if item:
            value = value[int(item)]
            where = (*place, name, int(item))
        quoted = quote(value) if isinstance(value, str) else "a list"
        hint = f"write {known[name]}{_list_choices(name)}"
        if isinstance(value, str) and "Expected `array`" in reason:
            hint = f"write it between square brackets: [{value[:LONGEST]}]"
        self.report(where, f"'{name}' cannot be {quoted}", "bad-value", hint)


def _list_choices(name: str) -> str:
    """Return the values that a field may have, in words; nothing where it is free."""
    choices = CHOICES.get(name)
    return f": one of {', '.join(choices)}" if choices else ""


def _list_spellings(
    pages: Mapping[str, PageRecords], names: Mapping[str, list[str]]
) -> dict[str, str]:
    """Return the name of each spelling: those of records, then those of the file of names."""
    spellings = dict[str, str]()
    for page in pages.values():
        for source in _list_sources(page):
            spellings.update({name: name for name in source.names})
    for name, others in names.items():
        spellings.update({spelling: name for spelling in (name, *others) if spelling})
    return spellings


def _list_sources(page: PageRecords) -> Iterator[SourceRecord]:
    for record in page.records.values():
        yield from record.sources.values()
