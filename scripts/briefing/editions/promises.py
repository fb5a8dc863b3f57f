"""What editions promise: no published word changes in silence, no published address is lost.

A promise is a generator; its docstring is the promise. Free, so that a change of it needs no
edition, is only this:

- white space and the bounds of paragraphs, lists and their items;
- emphasis;
- where a link leads, but for a line that says where a passage has moved;
- an address more;
- layout, looks and code, the kind of a paragraph among them, which follows from its claims;
- the engine's own words (`passages.LEFT_OUT`) and what its views work out (`data-derived`);
- in `mkdocs.yml`, all that its manifest does not list;
- that somebody looked again: a later `held` of a record, a later `read` or `urldate` of an entry.
  An earlier day, and none where there was one, is no such thing;
- that an address was found dead, or a copy of it found: the keyword `gone`. The keyword taken away
  is no such thing, nor is `retracted`;
- a `sum` in a record, `aliases`, the order of spellings and of fields;
- figures that no page shows, and files that no page links to;
- `search` in front matter: whether our own search has a page.

The first three editions kept neither records nor spellings nor entries, and are held to none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from ..claims.sources import shorten
from ..pages.vocabulary import ENDS, KINDS
from ..problems import Problem, nearest
from ..text import find_scheme, resolve
from .fields import FieldChange, Path, compare_data, compare_records, compare_sources
from .kept import KeptRecord
from .manifest import MANIFEST, Edition, KeptPage, Manifest
from .passages import SECTIONS, Passage

BIBLIOGRAPHY = "bibliography"  # stands for the file of the sources, which the settings name
_NAMES = "docs/records/names.yml"
_SILENT_HINT = (
    'freeze what is there as a new edition: make edition NOTE="why"; while it is being written, '
    "say draft: true in mkdocs.yml under extra: briefing:"
)


class FindLine(Protocol):
    """Gives file and line of an id on the page with an address, or of a word in a file.

    With `field` it is that of a value: in the record of the id, in a file of data, in the entry of
    a citation key.
    """

    def __call__(self, place: str, name: str, *field: str | int) -> tuple[str, int]:
        """Return them; line 1 where there is no such thing."""


class Difference(NamedTuple):
    """One thing that is not said as the newest edition says it."""

    # The address of a page from the root of the site, a file of the project, or `BIBLIOGRAPHY`.
    place: str
    id: str  # of a passage of the page, or a name in the file; empty for the page or file itself
    title: str
    message: str
    field: Path = ()  # the value in the record of the passage, or in the file, that differs


def check_editions(
    editions: Sequence[Edition], live: Edition, find_line: FindLine, silent: Iterable[Difference]
) -> Iterator[Problem]:
    """Yield every broken promise of what the live site says.

    `silent` are the differences from the newest edition that it may not have.
    """
    yield from ends_are_true(editions, live, find_line)
    for difference in silent:
        path, line = find_line(difference.place, difference.id, *difference.field)
        yield Problem(difference.message, "silent-edit", _SILENT_HINT).at(path, line)
    yield from addresses_lead_somewhere(editions, live)


def find_differences(newest: Edition, live: Edition) -> Iterator[Difference]:
    """Yield what the live site does not say as the newest edition does.

    What that edition did not keep is no difference.
    """
    for promise in PROMISES:
        yield from promise(newest, live)


def settings_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """The settings that an edition keeps say the same."""
    now = _list_settings(live.data)
    for name, value in _list_settings(newest.data).items():
        if now.get(name) != value:
            message = _tell(f"the setting '{name}'", newest, value)
            yield Difference("mkdocs.yml", name, name, message)


def ways_out_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """An address of ours leads to another site only where it did."""
    for old, target in live.data.redirects.items():
        if find_scheme(target) and newest.data.redirects.get(old) != target:
            message = f"the address /{old} leads to {target}, and not in {newest.version.name}"
            yield Difference("mkdocs.yml", target, target, message)


def figures_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """The figures show the same data, and no figure is added or gone."""
    if newest.data.figures is None:
        return
    for change in compare_data(newest.data.figures, live.data.figures or {}):
        name, *field = change.path
        what = f"the figure '{name}'"
        if field:
            what = f"'{_join(field)}' of {what}"
        message = _tell(what, newest, change.old)
        yield Difference(f"docs/figures/{name}.yml", "", str(name), message, tuple(field))


def pages_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """A page has the same title, the same description and the same views."""
    for url, page in live.data.pages.items():
        old = newest.data.pages.get(url)
        if old:
            for part, value in _list_differing_parts(old, page):
                message = _tell(f"the {part} of the page '{page.title}'", newest, value)
                yield Difference(url, "", f"its {part}", message)


def passages_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """Every section says the same, and so does what has an address of its own in it.

    Sections come first, in reading order, then those that are gone. Where a section differs, what
    differs in it is not told too.
    """
    is_told = False  # of the section that is looked at
    for address, passage in live.passages.items():
        if passage.what in SECTIONS:
            differences = list(_compare_section(newest, address, passage))
            is_told = bool(differences)
            yield from differences
        elif not is_told:
            yield from _compare_within(newest, address, passage)
    for address, passage in newest.passages.items():
        if passage.what in SECTIONS and address not in live.passages:
            words = f"of {newest.version.name}, /{address}, is gone"
            yield _tell_section(address, "", passage, words)


def records_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """What is said of a statement beside its words stays, and what each source was seen to state.

    A statement that is new or gone is told by its section.
    """
    if newest.data.records is None:
        return
    for address, old in newest.records.items():
        yield from _compare_record(newest, live, address, old)
    # An older id leads to where the statement stands under a newer one.
    known = {live.find_own(address) for address in newest.records}
    for address in live.records:
        if address not in known and _says_the_same(newest, live, address):
            yield _tell_record(live, address, f"has a record, and none in {newest.version.name}")


def names_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """The spellings of names are the same, and no name is added or gone."""
    if newest.data.names is None:
        return
    for change in compare_data(newest.data.names, live.data.names or {}):
        name = str(change.path[0])
        what = f"spellings of '{name}'" if name else "what is no name"
        message = _tell(f"the list of {what}", newest, change.old)
        yield Difference(_NAMES, "", name, message, change.path)


def sources_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """An entry of the bibliography says the same.

    One that is new or gone is told where it is cited.
    """
    now = live.data.sources or {}
    for key, old in (newest.data.sources or {}).items():
        if key in now:
            for change in compare_sources(old, now[key]):
                message = _tell(f"'{_join(change.path)}' of the source '{key}'", newest, change.old)
                yield Difference(BIBLIOGRAPHY, key, old.short, message, change.path)


def files_stay(newest: Edition, live: Edition) -> Iterator[Difference]:
    """A file of ours that pages link to is the same, as long as one does."""
    now = live.data.files or {}
    for path, digest in (newest.data.files or {}).items():
        if now.get(path, digest) != digest:
            message = f"the file '{path}', which a page links to, is not as in "
            yield Difference(f"docs/{path}", "", path, message + newest.version.name)


PROMISES = (
    settings_stay,
    ways_out_stay,
    figures_stay,
    pages_stay,
    passages_stay,
    records_stay,
    names_stay,
    sources_stay,
    files_stay,
)


def _list_settings(data: Manifest) -> dict[str, str]:
    """Return what an edition keeps of what settings say around every page, by their names."""
    return {"site_name": data.site_name, "cut_off": data.cut_off, **data.settings}


def _list_differing_parts(old: KeptPage, page: KeptPage) -> Iterator[tuple[str, object]]:
    """Yield each part of a page that differs from what was kept of it, and what was kept."""
    if old.title != page.title:
        yield "title", old.title
    if old.description != page.description:
        yield "description", old.description
    if old.views is not None and old.views != page.views:
        yield "views", old.views
    if old.robots is not None and old.robots != page.robots:
        yield "robots", old.robots


def _tell(what: str, newest: Edition, value: Any) -> str:
    """Return in words that something differs, and what it was."""
    message = f"{what} is not as in {newest.version.name}"
    if value is None:
        return f"{message}, which has none"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if not value or isinstance(value, list | dict):
        return message
    return f"{message}: {shorten(str(value))}"


def _join(path: Iterable[str | int]) -> str:
    """Return where a value stands, in one word: `flows.2.words`, counted from 1 in lists."""
    return ".".join(str(name + 1) if isinstance(name, int) else name for name in path)


def _name(address: str) -> str:
    return address.partition("#")[2]


def _says_the_same(newest: Edition, live: Edition, address: str) -> bool:
    """Return whether the passage at an address does; what is new or gone does not."""
    old = newest.passages.get(address)
    new = live.passages.get(address)
    return old is not None and new is not None and old.sha256 == new.sha256


def _compare_record(
    newest: Edition, live: Edition, address: str, old: KeptRecord
) -> Iterator[Difference]:
    """Yield how the record of what stood at an address differs from what it was."""
    now = live.find_own(address)
    if now in live.records:
        for change in compare_records(old, live.records[now]):
            yield _tell_field(newest, live, now, change)
    elif _says_the_same(newest, live, address):
        yield _tell_record(live, now, f"has no record, as it has in {newest.version.name}")


def _tell_field(newest: Edition, live: Edition, address: str, change: FieldChange) -> Difference:
    """Return the difference of a field in the record of the statement at an address."""
    field, *of_source = change.path
    what = f"'{field}'"
    if of_source:
        key, *fields = of_source
        what = f"'{_join(fields)}' of '{key}'" if fields else f"what '{key}' states"
    message = _tell(f"{what} in the record of '{_name(address)}'", newest, change.old)
    return _make_difference(live, address, message, change.path)


def _tell_record(live: Edition, address: str, words: str) -> Difference:
    """Return the difference of a record as a whole, which stands where its kind does."""
    return _make_difference(live, address, f"'{_name(address)}' {words}", ("kind",))


def _make_difference(live: Edition, address: str, message: str, field: Path) -> Difference:
    """Return a difference in the record of the statement at an address."""
    url, _, name = address.partition("#")
    passage = live.passages.get(address)
    return Difference(url, name, passage.title if passage else name, message, field)


def _compare_section(newest: Edition, address: str, section: Passage) -> Iterator[Difference]:
    """Yield how a section of the live site differs from the newest edition, if it does."""
    old = newest.passages.get(address)
    edition = newest.version.name
    if old is None:
        yield _tell_section(address, section.id, section, f"is not in {edition}")
    elif _is_other(old, section):
        yield _tell_section(address, section.id, section, f"differs from {edition}")


def _tell_section(address: str, name: str, section: Passage, words: str) -> Difference:
    """Return the difference of a section, which is found by a name on its page."""
    what = f"the section '{section.title}'" if section.id else "what stands above the first heading"
    url = address.partition("#")[0]
    return Difference(url, name, section.title or url, f"{what} {words}")


def _compare_within(newest: Edition, address: str, passage: Passage) -> Iterator[Difference]:
    """Yield how a passage in a section that says the same differs; a new one is free."""
    old = newest.passages.get(address)
    if old and _is_other(old, passage):
        edition = newest.version.name
        message = f"the passage '{passage.id}' says something else than /{address} in {edition}"
        yield Difference(address.partition("#")[0], passage.id, passage.title, message)


def _is_other(old: Passage, new: Passage) -> bool:
    is_led_elsewhere = new.what == "moved" and old.to != new.to
    return old.sha256 != new.sha256 or is_led_elsewhere


def ends_are_true(
    editions: Sequence[Edition], live: Edition, find_line: FindLine
) -> Iterator[Problem]:
    """A line that says that a passage has ended says only that, and leads to what has moved."""
    places = live.passages.keys() | live.data.pages
    for address, passage in live.passages.items():
        if passage.what in ENDS:
            earlier = [edition.passages.get(address) for edition in editions]
            reason = _find_untruth(address, passage, earlier, places)
            if reason:
                path, line = find_line(address.partition("#")[0], passage.id)
                message = f"'{passage.id}' is marked .{passage.what}, but {reason}"
                hint = "write a line that says what became of it, with a link to it if it has moved"
                yield Problem(message, "false-end", hint).at(path, line)


def _find_untruth(
    address: str, line: Passage, earlier: Iterable[Passage | None], places: Collection[str]
) -> str:
    """Return why a line is no end of the passage that was at its address; empty where it is.

    `places` are the addresses of all pages and passages of the live site.
    """
    if line.kind in KINDS:
        return "it has a kind, as a claim has"
    for old in earlier:
        if old and old.what not in ENDS and old.words == line.words:
            return "its words are still those that an edition has there"
    if line.what == "moved" and not _leads_somewhere(address, line.to, places):
        return "it leads to no passage"
    return ""


def _leads_somewhere(address: str, link: str, places: Collection[str]) -> bool:
    """Return whether a link leads to one of the `places`, or to another site."""
    target = resolve(address, link)
    is_there = target in places or target.rstrip("#") in places
    return bool(link) and (is_there or bool(find_scheme(target)))


def addresses_lead_somewhere(editions: Sequence[Edition], live: Edition) -> Iterator[Problem]:
    """Every address that an edition had leads to what it named, or to what became of that."""
    ids = {url: page.ids for url, page in live.data.pages.items()}
    for address, edition in _list_addresses(editions).items():
        url, _, name = address.partition("#")
        there = ids.get(follow(url, live.data.redirects), set())
        if name not in there:
            reason = f"'{name}' is not on its page" if there else "its page is gone"
            message = f"the address /{address} no longer leads anywhere: {reason}"
            hint = (
                f"write [{name}] under aliases in the records of the page where it went, or leave "
                f"a line that says what became of it with {{ #{name} .moved }} or "
                f"{{ #{name} .withdrawn }}"
            )
            path = edition.version.path + MANIFEST
            yield Problem(message, "lost-address", nearest(name, there) or hint).at(path, 1)


def _list_addresses(editions: Sequence[Edition]) -> dict[str, Edition]:
    """Return all addresses of passages with an id, each with the last edition that had it."""
    last = dict[str, Edition]()
    for edition in editions:
        for address, passage in edition.passages.items():
            if passage.id:
                last[address] = edition
    return last


def follow(url: str, redirects: Mapping[str, str]) -> str:
    """Return where the address of a page leads now; redirects in a circle end somewhere in it."""
    for _ in redirects:
        url = redirects.get(url, url)
    return url
