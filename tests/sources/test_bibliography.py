"""Reading the bibliography: its entries as typed values, and what is wrong with it as a file."""

from datetime import date
from pathlib import Path

import pytest
from support import read_data

from briefing.sources.bibliography import load_bibliography, parse_bibliography
from briefing.sources.entries import Name, Place, Source

CASES = read_data("sources.yml")
ONE = """\
% first
@online{abel2020,
  title = {{A}},
  author = {{The Associated Press}},
  date = {2020-05},
}
"""


def parse_one(fields: str, kind: str = "online") -> Source:
    [source] = parse_bibliography(f"@{kind}{{a, {fields}}}").sources.values()
    return source


def test_an_entry_knows_its_place_and_its_public_text() -> None:
    source = parse_bibliography(ONE + "% second\n").sources["abel2020"]
    assert source.place == Place("bibliography.bib", 2)
    assert source.raw == (
        "@online{abel2020,\n"
        "  title        = {{A}},\n"
        "  author       = {{The Associated Press}},\n"
        "  date         = {2020-05},\n"
        "}"
    )


def test_an_entry_knows_the_lines_of_its_fields() -> None:
    source = parse_bibliography(ONE).sources["abel2020"]
    assert (source.line, source.line_of("date"), source.line_of("Date")) == (2, 5, 5)
    assert source.line_of("url") == source.line, "which is not there"


def test_a_field_on_the_line_of_another_has_that_line() -> None:
    fields = "{a, file = {\n}, title = {{\n A}}, Date = {2020}\n}"
    source = parse_bibliography(f"@misc{fields}").sources["a"]
    assert [source.line_of(name) for name in ("file", "title", "date")] == [1, 2, 3]


def test_entries_stand_on_their_lines_where_there_is_room() -> None:
    text = "@misc{a, title={A}, date={2020}}\n@misc{b,\n}\n\n\n\n@misc{c,\n}\n"
    bibliography = parse_bibliography(text)
    lines = bibliography.text.split("\n")
    assert [lines.index(f"@misc{{{key},") + 1 for key in "abc"] == [1, 5, 7]
    assert [source.line for source in bibliography.sources.values()] == [1, 2, 7]


def test_the_values_of_an_entry_have_types() -> None:
    source = parse_one(
        'author = {Brun, Bo and {The Agency} and von der Leyen, U.}, editor = {M{\\"u}ller, J.}, '
        "title = {{T}}, date = {2020-05}, urldate = {2020-06-01}, langid = {korean}, "
        "keywords = {article, gone}, crossref = {b}, xdata = {c, d}, Party = {X}"
    )
    assert source.authors == (
        Name("Brun, Bo", "Brun"),
        Name("{The Agency}", "The Agency"),
        Name("von der Leyen, U.", "von der Leyen"),
    )
    assert [name.is_literal for name in source.authors] == [False, True, False]
    assert source.editors == (Name('M{\\"u}ller, J.', "Müller"),)
    assert (source.type, source.title, source.party, source.organ) == ("online", "T", "X", "")
    assert source.date == (date(2020, 5, 1), date(2020, 5, 31))
    assert source.accessed == (date(2020, 6, 1), date(2020, 6, 1))
    assert source.language == "ko"
    assert source.keywords == {"article", "gone"}
    assert source.parents == {"b", "c", "d"}


def test_a_language_or_a_date_that_is_none_has_no_value() -> None:
    source = parse_one("langid = {klingonese}, date = {May}")
    assert (source.language, source.date, source.accessed) == ("", None, None)


def test_a_month_of_bibtex_counts() -> None:
    """It would else stand before a cut-off that it is behind."""
    source = parse_one("year = 2024, month = dec")
    assert (source.given_date, source.when) == ("2024-12", "December 2024")
    assert source.date == (date(2024, 12, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("kind", "container"),
    [
        ("article", "a journal"),
        ("incollection", "{a book}"),
        ("conference", "{a book}"),
        ("book", "a press"),
        ("phdthesis", "a school"),
        ("online", ""),
    ],
)
def test_a_source_has_what_it_came_out_in(kind: str, container: str) -> None:
    fields = (
        "journaltitle = {a journal}, booktitle = {a book}, publisher = {a press}, "
        "school = {a school}"
    )
    assert parse_one(fields, kind).container == container


def test_strings_comments_and_preambles_are_no_entries() -> None:
    bibliography = parse_bibliography(
        '@comment{x}\n@string{npr = "NPR"}\n@preamble{"y"}\n'
        "@misc{a, organization = npr}\n@comment{secret}\n"
    )
    assert bibliography.problems == ()
    [source] = bibliography.sources.values()
    assert source.organization == "NPR"
    assert source.raw == "@misc{a,\n  organization = {NPR},\n}"
    assert "secret" not in bibliography.text


@pytest.mark.parametrize(
    ("text", "found"), [case for cases in CASES["broken"].values() for case in cases]
)
def test_a_broken_file_is_reported_by_line(text: str, found: str) -> None:
    bibliography = parse_bibliography(text)
    assert [f"{problem.line} {problem.code}" for problem in bibliography.problems] == [found]
    assert bibliography.is_readable == (" bib-" not in found)


@pytest.mark.parametrize("text", CASES["allowed"].values(), ids=CASES["allowed"])
def test_what_is_just_allowed_is_read(text: str) -> None:
    bibliography = parse_bibliography(text)
    assert (bibliography.problems, bibliography.is_readable) == ((), True)


def test_the_first_of_two_entries_with_one_key_is_kept() -> None:
    other = ONE.replace("{{A}}", "{{B}}")
    bibliography = parse_bibliography(ONE + other + "@misc{c, title = {{C}}}")
    assert [source.title for source in bibliography.sources.values()] == ["A", "C"]
    assert "{{B}}" not in bibliography.text
    [problem] = bibliography.problems
    assert str(problem) == (
        "bibliography.bib:8: citation key 'abel2020' is used twice; "
        "the first is on line 2; rename or delete one [duplicate-key]"
    )


UNREADABLE = {
    "no file": (None, "1: there is no such file; write its first entry [bib-missing]"),
    "UTF-16": (
        "@misc{ä}".encode("utf-16"),
        "1: the file is not UTF-8: invalid start byte; save it as UTF-8 [bib-encoding]",
    ),
    "Latin-1": (
        "%\n% é".encode("latin-1"),
        "2: the file is not UTF-8: unexpected end of data; save it as UTF-8 [bib-encoding]",
    ),
}


@pytest.mark.parametrize(("content", "says"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_cannot_be_read_is_reported(
    tmp_path: Path, content: bytes | None, says: str
) -> None:
    file = tmp_path / "bibliography.bib"
    if content is not None:
        file.write_bytes(content)
    bibliography = load_bibliography(file, "texts/bibliography.bib")
    [problem] = bibliography.problems
    assert bibliography.sources == {}
    assert str(problem) == f"texts/bibliography.bib:{says}"


@pytest.mark.parametrize(
    "content", [ONE.encode("utf-8-sig"), ONE.replace("\n", "\r\n").encode()], ids=["BOM", "CRLF"]
)
def test_a_file_of_another_system_is_read(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bibliography.bib"
    file.write_bytes(content)
    bibliography = load_bibliography(file)
    assert list(bibliography.sources) == ["abel2020"]
    assert bibliography.problems == ()


@pytest.mark.parametrize(("fields", "short"), CASES["short"])
def test_a_short_form_has_characters_and_no_commands(fields: str, short: str) -> None:
    assert parse_one(fields).short == short


@pytest.mark.parametrize(("fields", "origin"), CASES["origins"])
def test_a_text_has_an_origin_whoever_carried_it(fields: str, origin: str) -> None:
    assert parse_one(fields).origin == origin
