"""Another name for an id or a citation key, wherever the project has it.

An id is that of a heading, a paragraph, a claim, a note or a signpost. What it was called before
stays an address: it becomes an older id of what it names. Data are YAML of known forms, so that an
id is found by the field in which it stands; pages are read as `pages/document.py` reads them.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..marked import read_marked, set_values
from ..pages.document import Document, make_url
from ..problems import Refused, nearest
from ..scalars import Scalar, list_scalars, put_words
from ..sources.written import read_written, rename_key
from ..text import replace_spans
from .forecasts import FORECASTS_FILE, WATCH_FILE
from .records import RECORDS_FOLDER
from .statements import SINCE_PAGE

SOURCES_PAGE = "sources.md"
_ALIASES = "aliases"
# Fields of records, figures, forecasts and signposts whose values are ids of statements.
_ID_FIELDS = frozenset(
    (
        "against",
        "claim",
        "claims",
        "for",
        "forecasts",
        "note",
        "rests_on",
        "see",
        "since",
    )
)
_KEY_FIELD = "source"  # of a figure
_PLACE_FIELD = "at"  # of a figure: an address of the site
_NAME = re.compile(r"[A-Za-z][\w-]*", re.A)
_HEAD = "# yaml-language-server: $schema={}schemas/records.json\n"

Edit = tuple[int, int, str]  # start, end, and what stands there instead
_IsMeant = Callable[[Scalar], bool]


@dataclass(frozen=True)
class Texts:
    """The files of a project as they are written."""

    pages: Mapping[str, Document]  # by the file below `docs/`
    data: Mapping[str, str]  # YAML, by its file below `docs/`
    bibliography: str
    settings: str  # `mkdocs.yml`

    @property
    def keys(self) -> list[str]:
        """The keys of the sources."""
        return [entry.key for entry in read_written(self.bibliography, "")[0]]

    def list_ids(self, uri: str) -> list[str]:
        """Return the ids that stand in a page."""
        return [mark.text for mark in self.pages[uri].ids]

    def list_records(self, uri: str) -> list[str]:
        """Return the ids that have a record in the file of a page."""
        return list_names(self.data.get(name_records(uri), ""), ())


@dataclass(frozen=True)
class Owner:
    """What has the old name."""

    uri: str  # the page on which it stands
    name: str
    is_key: bool = False
    is_statement: bool = False  # whether it has a record
    is_signpost: bool = False


def name_records(uri: str) -> str:
    """Return the file below `docs/` that has the records of a page."""
    return f"{RECORDS_FOLDER}/{uri.removesuffix('.md')}.yml"


def is_record_file(name: str) -> bool:
    """Return whether a file below `docs/` has records."""
    return name.startswith(f"{RECORDS_FOLDER}/")


def list_names(text: str, path: tuple[str, ...]) -> list[str]:
    """Return the names that stand in a mapping of a YAML text."""
    depth = len(path) + 1
    names = list[str]()
    for scalar in list_scalars(text):
        if scalar.is_name and len(scalar.path) == depth and scalar.path[:-1] == path:
            names.append(scalar.text)
    return names


def find_owner(texts: Texts, old: str) -> Owner:
    """Return what has a name: `@key`, `#id`, `page.md#id`, or either without a sign.

    Raise Refused where nothing has it, or more than one thing.
    """
    owners = list(_list_owners(texts, old))
    if not owners:
        known = [*texts.keys]
        for uri in texts.pages:
            known += texts.list_ids(uri)
        hint = nearest(old.rpartition("#")[2].removeprefix("@"), known)
        raise Refused("; ".join(filter(None, [f"nothing here has the name '{old}'", hint])))
    if len(owners) > 1:
        names = [f"@{each.name}" if each.is_key else f"{each.uri}#{each.name}" for each in owners]
        raise Refused(f"'{old}' is the name of several things; say which: {', '.join(names)}")
    return owners[0]


def _list_owners(texts: Texts, old: str) -> Iterator[Owner]:
    page, sign, name = old.rpartition("#")
    if not sign:
        name = old.removeprefix("@")
        if name in texts.keys:
            yield Owner(SOURCES_PAGE, name, is_key=True)
    if not old.startswith("@"):
        owners = [*_list_owners_on_pages(texts, name), *_list_signposts(texts, name)]
        yield from (owner for owner in owners if page in {"", owner.uri})


def _list_owners_on_pages(texts: Texts, name: str) -> Iterator[Owner]:
    for uri in texts.pages:
        is_statement = name in texts.list_records(uri)
        if is_statement or name in texts.list_ids(uri):
            yield Owner(uri, name, is_statement=is_statement)


def _list_signposts(texts: Texts, name: str) -> Iterator[Owner]:
    if name in list_names(texts.data.get(WATCH_FILE, ""), ("signposts",)):
        yield Owner(SINCE_PAGE, name, is_signpost=True)


def check_new(texts: Texts, owner: Owner, new: str) -> None:
    """Raise Refused where a name cannot be given.

    What has the new name in one file and the old in another was renamed half, and may be.
    """
    if not _NAME.fullmatch(new) or new == "notes":
        hint = "begin with a letter, and use letters, digits and hyphens"
        raise Refused(f"'{new}' can be no name; {hint}")
    if new == owner.name:
        raise Refused(f"'{new}' is its name already")
    taken = _find_taken_key(texts, owner, new) if owner.is_key else _find_taken(texts, owner, new)
    if taken:
        raise Refused(f"{taken}; choose another name")


def _find_taken_key(texts: Texts, owner: Owner, new: str) -> str:
    for key in texts.keys:
        if key.lower() == new.lower() and key != owner.name:
            return f"'{key}' is the key of another source"
    return ""


def _find_taken(texts: Texts, owner: Owner, new: str) -> str:
    """Return which page has a new name already, if that is in the way."""
    rivals = texts.pages if owner.is_statement else [owner.uri]
    for uri in rivals:
        for names in (texts.list_ids(uri), texts.list_records(uri)):
            is_half = uri == owner.uri and owner.name not in names
            if new in names and not is_half:
                return f"docs/{uri} has the id '{new}' already"
    return ""


def rename(texts: Texts, owner: Owner, new: str) -> Texts:
    """Return all texts with another name for one thing, and the old one among its older ids."""
    pages = dict[str, Document]()
    for uri, page in texts.pages.items():
        edits = _list_citations(page, owner, new) if owner.is_key else _list_edits(page, owner, new)
        pages[uri] = replace(page, text=replace_spans(page.text, sorted(edits)))
    data = {name: _rename_in_data(name, text, owner, new) for name, text in texts.data.items()}
    bibliography = texts.bibliography
    if owner.is_key:
        bibliography = rename_key(bibliography, owner.name, new)
    settings = _rename_scalars(texts.settings, _find_meant_setting(owner), owner, new)
    renamed = Texts(pages, data, bibliography, settings)
    return replace(renamed, data=_keep_old(renamed, owner, new))


def _list_citations(page: Document, owner: Owner, new: str) -> Iterator[Edit]:
    """Yield where a page cites a source."""
    key = re.compile(rf"(?<=@){re.escape(owner.name)}(?![\w-])")
    for group in page.groups:
        for match in key.finditer(page.running, group.start, group.end):
            yield *match.span(), new
    yield from _list_links(page, owner, new)


def _list_edits(page: Document, owner: Owner, new: str) -> Iterator[Edit]:
    """Yield where a page has an id, and where it leads to it."""
    if page.uri == owner.uri:
        yield from _list_ids(page, owner, new)
    yield from _list_links(page, owner, new)


def _list_ids(page: Document, owner: Owner, new: str) -> Iterator[Edit]:
    """Yield where a page has an id: in an attribute list, or in HTML."""
    name = re.compile(rf"(?<=#){re.escape(owner.name)}(?![\w.-])")
    for mark in page.ids:
        if mark.text != owner.name:
            continue
        match = name.search(page.masked, mark.start, mark.end)
        if match:
            yield *match.span(), new
        else:
            yield mark.end - len(mark.text), mark.end, new


def _list_links(page: Document, owner: Owner, new: str) -> Iterator[Edit]:
    """Yield where a page leads to what has the old name."""
    for mark in page.links:
        path, _sign, name = mark.text.partition("#")
        folder = posixpath.dirname(page.uri)
        target = posixpath.normpath(posixpath.join(folder, path)) if path else page.uri
        if name == owner.name and target == owner.uri:
            end = page.masked.index(mark.text, mark.start) + len(mark.text)
            yield end - len(name), end, new


def _rename_in_data(file: str, text: str, owner: Owner, new: str) -> str:
    """Return the text of a file of data with the new name."""
    if owner.name not in text:
        return text
    is_meant = _find_meant_key(file) if owner.is_key else _find_meant_id(file, owner)
    return _rename_scalars(text, is_meant, owner, new)


def _rename_scalars(text: str, is_meant: _IsMeant, owner: Owner, new: str) -> str:
    edits = list[tuple[Scalar, str]]()
    for scalar in list_scalars(text):
        head, sign, name = scalar.text.rpartition("#")
        if name == owner.name and is_meant(scalar):
            edits.append((scalar, f'"{head}#{new}"' if sign and not head else f"{head}{sign}{new}"))
    return put_words(text, edits)


def _find_meant_key(file: str) -> _IsMeant:
    """Return whether something in a file of data is a citation key."""

    def is_meant(scalar: Scalar) -> bool:
        if file == name_records(SOURCES_PAGE) and scalar.path[:-1] == (_ALIASES,):
            return scalar.is_name
        if is_record_file(file):
            return scalar.is_name and len(scalar.path) == 3 and scalar.path[1] == "sources"
        return not scalar.is_name and scalar.path[-1] == _KEY_FIELD

    return is_meant


def _find_meant_id(file: str, owner: Owner) -> _IsMeant:
    """Return whether something in a file of data is an id of what has the old name."""
    url = make_url(owner.uri)

    def is_meant(scalar: Scalar) -> bool:
        field = _find_field(scalar)
        if field == _PLACE_FIELD:
            return scalar.text.partition("#")[0] == url
        if "#" in scalar.text:
            return False
        if scalar.is_name:
            return _is_named(file, scalar, owner)
        return owner.is_statement and field in _ID_FIELDS

    return is_meant


def _is_named(file: str, scalar: Scalar, owner: Owner) -> bool:
    """Whether a name in a file of data is the id of what has the old name."""
    if file == FORECASTS_FILE:
        return owner.is_statement and scalar.path[:-1] == ("forecasts",)
    if file == WATCH_FILE:
        return owner.is_signpost and scalar.path[:-1] == ("signposts",)
    if scalar.path[:-1] == (_ALIASES,):  # a forecast has an address where its claim is not, too
        return file == name_records(owner.uri) or file == name_records(SINCE_PAGE)
    return file == name_records(owner.uri) and len(scalar.path) == 1


def _find_field(scalar: Scalar) -> str:
    """Return the field in which a value stands, itself or in a list."""
    fields = [step for step in scalar.path if isinstance(step, str)]
    return fields[-1] if fields and not scalar.is_name else ""


def _find_meant_setting(owner: Owner) -> _IsMeant:
    """Return whether something in `mkdocs.yml` is what has the old name."""

    def is_meant(scalar: Scalar) -> bool:
        page, sign, _name = scalar.text.partition("#")
        if owner.is_key and not sign:
            return scalar.path == ("extra", "briefing", "article")
        is_place = scalar.path[-1:] == ("corrections",) or "redirect_maps" in scalar.path
        return bool(sign) and is_place and page == owner.uri

    return is_meant


def _keep_old(texts: Texts, owner: Owner, new: str) -> dict[str, str]:
    """Return all data, with the old name among the older ids of what has the new one."""
    data = dict(texts.data)
    files = [(name_records(owner.uri), owner.is_statement)]
    is_told = owner.is_statement and owner.uri != SINCE_PAGE
    if is_told and new in list_names(data.get(FORECASTS_FILE, ""), ("forecasts",)):
        files.append((name_records(SINCE_PAGE), False))  # which has an address of its own there
    for file, is_in_record in files:
        if file == name_records(SOURCES_PAGE) and SOURCES_PAGE not in texts.pages:
            continue
        place = (new,) if is_in_record else ()
        data[file] = _add_alias(data.get(file, ""), place, owner.name, new, file)
    return data


def _add_alias(text: str, place: tuple[str, ...], old: str, new: str, file: str) -> str:
    """Return the text of a file of records with an older id: in a record, or at its head."""
    value = read_marked(text).value or {}
    if place:
        known = value.get(new, {}).get(_ALIASES, [])
        return set_values(text, place, {_ALIASES: _join(known, old, new)})
    if _ALIASES in value:
        known = value[_ALIASES].get(new, [])
        return set_values(text, (_ALIASES,), {new: _join(known, old, new)})
    head = f"{_ALIASES}:\n  {new}: [{old}]\n"
    if not text:
        return _HEAD.format("../" * file.count("/")) + "\n" + head
    first = next((scalar.start for scalar in list_scalars(text)), len(text))
    return f"{text[:first]}{head}\n{text[first:]}"


def _join(known: Sequence[str], old: str, new: str) -> list[str]:
    """Return older ids with one more, and without what is the id now."""
    return [*dict.fromkeys([*(name for name in known if name != new), old])]
