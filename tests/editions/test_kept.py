"""Whatever an author changes in records, spellings, figures and sources of a settled site differs.

The small site is that of `tests/data/settled`; nothing of it is built. Each of its values is
changed, taken away, and, in records, written where there was none.
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest
from support import ROOT

from briefing.claims.records import CHOICES, FIELDS, Record, SourceRecord
from briefing.editions.kept import keep_names, keep_record, keep_source
from briefing.editions.manifest import Edition
from briefing.editions.promises import find_differences
from briefing.figures.figures import as_published, load_figures
from briefing.marked import read_marked
from briefing.sources.bibliography import parse_bibliography

from .conftest import finish

SETTLED = ROOT / "tests/data/settled"
FREE = {"aliases", "sum"}  # addresses are promised, and a sum is of what is kept
HELD = "2026-11-21"
OTHER = {"held": "2026-11-20", "restates": "7", "read": "2026-11-19", "urldate": "2020-05-30"}
# Fields with a list of texts.
LISTS = {"rests_on", "follows", "accept", "aliases", "days", "figures", "names"}
Place = tuple[str | int, ...]
Data = dict[str, Any]


def read_yaml(name: str) -> Data:
    """Return what a file below `docs/records/` says."""
    text = (SETTLED / "docs/records" / name).read_text(encoding="utf-8")
    return dict(read_marked(text).value)


def read_site() -> Data:
    """Return all that is written beside the pages, as it was held on a day."""
    records = {**read_yaml("index.yml"), **read_yaml("since.yml")}
    del records["aliases"]
    for record in records.values():
        for source in record.get("sources", {}).values():
            source |= {"held": HELD, "sum": "0123456789abcdef0123"}
    figures, problems = load_figures(SETTLED / "docs", SETTLED)
    assert problems == []
    return {
        "records": records,
        "names": read_yaml("names.yml"),
        "figures": as_published(figures, figures),
        "bibliography": read_entries((SETTLED / "bibliography.bib").read_text(encoding="utf-8")),
    }


def read_entries(text: str) -> Data:
    """Return the fields of the entries of a bibliography, by citation key."""
    sources = parse_bibliography(text).sources
    return {key: dict(source.fields.items()) for key, source in sources.items()}


def write_entries(entries: Mapping[str, Mapping[str, str]]) -> str:
    """Return a bibliography of such entries."""
    text = ""
    for key, fields in entries.items():
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        text += f"@online{{{key},\n{lines}}}\n"
    return text


def keep(written: Data) -> Edition:
    """Return what an edition keeps of what is written beside a page."""
    records = {
        name: keep_record(msgspec.convert(fields, Record, strict=False))
        for name, fields in written["records"].items()
    }
    sources = parse_bibliography(write_entries(written["bibliography"])).sources
    return finish(
        {"": '<h1 id="front">Front</h1>'},
        records={"": records},
        names=keep_names(written["names"]),
        figures=written["figures"],
        sources={key: keep_source(source) for key, source in sources.items()},
    )


SITE = read_site()
EDITION = keep(SITE)


def list_values(value: Any, path: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every text in some data, with its path."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from list_values(member, (*path, name))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from list_values(item, (*path, place))
    else:
        yield path, value


def change(path: Place, value: Any = None) -> Edition:
    """Return the site with another value at a path, or with none there."""
    written = copy.deepcopy(SITE)
    holder: Any = written
    for name in path[:-1]:
        holder = holder[name]
    if value is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return keep(written)


def find_other(path: Place, value: Any) -> Any:
    """Return another value than the one at a path that may stand there."""
    name = path[-1]
    if isinstance(value, bool):
        return not value
    if path[0] == "records" and name in CHOICES:
        return next(choice for choice in CHOICES[str(name)] if choice != value)
    return OTHER.get(str(name), f"{value}x")


def list_fields(live: Edition) -> list[Place]:
    """Return in which values a site differs from the edition."""
    differences = find_differences(EDITION, live)
    return [(each.place, each.id, *each.field) for each in differences]


def expect_field(path: Place) -> Place:
    """Return where a change of the value at a path is told: a list of texts is told as one."""
    kind, name, *field = path
    if field and isinstance(field[-1], int):
        field.pop()
    places = {
        "records": ("", name),
        "names": ("docs/records/names.yml", "", name),
        "figures": (f"docs/figures/{name}.yml", ""),
        "bibliography": ("bibliography", name),
    }
    return (*places[str(kind)], *field)


def is_needed(path: Place) -> bool:
    """Whether there is no record, or no source, without a value."""
    return path[-1] in {"kind", "bears"} and path[0] == "records"


VALUES = [(path, value) for path, value in list_values(SITE) if path[0] != "bibliography"]
PRINTED = [(path, value) for path, value in list_values(SITE) if path[0] == "bibliography"]


def name_path(value: Any) -> str:
    return ".".join(map(str, value)) if isinstance(value, tuple) else ""


@pytest.mark.parametrize(("path", "value"), [*VALUES, *PRINTED], ids=name_path)
def test_a_value_that_is_another_or_none_differs(path: Place, value: Any) -> None:
    expected = [] if FREE & {*path} else [expect_field(path)]
    assert list_fields(change(path, find_other(path, value))) == expected
    if not is_needed(path):
        assert list_fields(change(path)) == expected


def list_absent() -> Iterator[tuple[Place, Any]]:
    """Yield each field that a record or one of its sources could have and has not."""
    for name, record in SITE["records"].items():
        yield from list_absent_in(record, FIELDS[Record], ("records", name))
        for key, source in record.get("sources", {}).items():
            yield from list_absent_in(
                source, FIELDS[SourceRecord], ("records", name, "sources", key)
            )


def list_absent_in(
    fields: Data, known: Mapping[str, str], path: Place
) -> Iterator[tuple[Place, Any]]:
    for name in known.keys() - fields.keys() - {"sources"}:
        yield (*path, name), find_first(name)


def find_first(name: str) -> Any:
    """Return a value that a field can have."""
    if name in CHOICES:
        return CHOICES[name][0]
    value = OTHER.get(name, "x")
    return [value] if name in LISTS else value


@pytest.mark.parametrize(("path", "value"), sorted(list_absent(), key=str), ids=name_path)
def test_a_field_more_differs(path: Place, value: Any) -> None:
    expected = [] if FREE & {*path} else [expect_field(path)]
    assert list_fields(change(path, value)) == expected


def test_the_records_have_every_field_that_a_record_can_have() -> None:
    records = SITE["records"].values()
    sources = [source for record in records for source in record.get("sources", {}).values()]
    assert set().union(*records) == FIELDS[Record].keys()
    assert set().union(*sources) == FIELDS[SourceRecord].keys()


MORE = [
    (("records", "rain", "sources", "new"), {"bears": "none"}),
    (("names", "South"), ["Southern"]),
    (("names", "West"), ["Western", "Occidental"]),
    (("figures", "flows", "states"), ["North", "West", "East", "South"]),
    (("figures", "flows", "unit"), "mm"),
    (("figures", "more"), {"a": "1"}),
    (("bibliography", "abel2020", "publisher"), "Somebody"),
    (("bibliography", "brun2019", "keywords"), "article, retracted"),
    (("bibliography", "abel2020", "keywords"), "retracted"),
    (("bibliography", "cole2021", "archiveurl"), "https://archive.example/other"),
    (("bibliography", "cole2021", "archiveseen"), "2026-11-20"),
]


@pytest.mark.parametrize(("path", "value"), MORE, ids=name_path)
def test_what_is_more_differs(path: Place, value: Any) -> None:
    assert list_fields(change(path, value)) == [expect_field(path)]


AGAIN = [
    (("records", "rain", "sources", "abel2020", "held"), "2026-11-22"),
    (("bibliography", "abel2020", "read"), "2026-11-22"),
    (("bibliography", "abel2020", "urldate"), "2026-11-22"),
    (("bibliography", "brun2019", "read"), "2026-11-22"),
    (("bibliography", "brun2019", "keywords"), "article, gone"),
    (("bibliography", "abel2020", "keywords"), "gone"),
    (("bibliography", "abel2020", "archiveurl"), "https://archive.example/x"),
    (("bibliography", "abel2020", "archiveseen"), "2026-11-22"),
    (("bibliography", "cole2021", "archiveseen"), "2026-11-22"),
]


@pytest.mark.parametrize(("path", "value"), AGAIN, ids=name_path)
def test_that_somebody_looked_again_is_no_difference(path: Place, value: str) -> None:
    assert list_fields(change(path, value)) == []


def test_spellings_in_another_order_and_white_space_are_no_difference() -> None:
    assert list_fields(change(("names", "North"), ["The North", "Northern"])) == []
    assert (
        list_fields(change(("bibliography", "abel2020", "organ"), "ministry  of\nthe North")) == []
    )
