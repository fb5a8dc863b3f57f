"""The note of each source, from its record to HTML for one line.

Alone it notices markup in titles, and the note of each type.
"""

import re

import pytest
from support import read_data

from mkdocs_briefing.html import parse, read
from mkdocs_briefing.sources.bibliography import parse_bibliography
from mkdocs_briefing.sources.source_notes import make_notes

DATA = read_data("sources.yml")
KINDS: dict[str, tuple[str, str]] = DATA["notes"]
ENTRIES = read_data("notes.bib")


def write_kind(kind: str) -> str:
    """Return an entry of a type with some of its fields."""
    fields, _ = KINDS[kind]
    return f"@{kind}{{{kind}, author={{Abel, Anna}}, title={{{{Of Cats}}}}, {fields}}}\n"


def make(text: str) -> dict[str, str]:
    """Return the notes of the entries of a text, in which nothing is wrong."""
    bibliography = parse_bibliography(text)
    assert bibliography.problems == ()
    return make_notes(bibliography.sources)


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return make(ENTRIES + "".join(map(write_kind, KINDS)))


DETAILS = {
    "@article{a, journaltitle={News}, date={2020},": "“T”, <em>News</em>, 2020.",
    "@online{a, organization={Bureau}, date={2020},": "“T”, Bureau, 2020.",
    "@online{a, journaltitle={Mirror}, date={2020},": "“T”, Mirror, 2020.",
    "@online{a, urldate={2020-05-05}, note={n.d.: none seen},": "“T”, n.d., accessed 5 May 2020.",
}


def test_a_note_is_right_in_the_details() -> None:
    for entry, note in DETAILS.items():
        assert make(f"{entry} title={{T}}, author={{{{Abel}}}}}}") == {"a": f"Abel, {note}"}


def test_every_kind_of_source_has_its_note(made: dict[str, str]) -> None:
    for kind, (_, note) in KINDS.items():
        assert read(parse(made[kind])) == f"Anna Abel, {note}"
    assert '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>' in made["article"]


def test_a_note_has_no_markup_but_that_of_its_entry() -> None:
    for name, case in DATA["changed"].items():
        assert case["old"] in ENTRIES, name
        note = make(ENTRIES.replace(case["old"], case["new"]))[case["key"]]
        assert case["note"] in note, name
        assert set(re.findall(r"<(\w+)[ >]", note)) <= {"em", "sub", "sup", "a", "span", "strong"}
        is_linked = case["key"] == "abel" and not case["old"].startswith("https:")
        assert ("<a" in note) == is_linked, name


@pytest.mark.parametrize("title", ["{{한국 & 무역}}", r"{{한국 \& 무역}}", "{{한국 “무역” 한국}}"])
def test_a_foreign_title_is_marked(title: str) -> None:
    """Between the marks of a title those within it are the other ones."""
    note = make(f"@online{{a, title={title}, langid={{ko-KR}}}}")["a"]
    words = title.strip("{}").replace("\\", "").replace("&", "&amp;")
    words = words.replace("“", "‘").replace("”", "’")
    assert note == f'“<span lang="ko-KR">{words}</span>”, n.d.'
