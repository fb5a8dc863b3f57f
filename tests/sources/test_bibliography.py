"""Reading the bibliography, and what every entry must have: each rule with what breaks it and what does not."""

import re
from pathlib import Path

import pytest
from support import read_data

from briefing.sources.bibliography import check_sources, load_bibliography, parse_bibliography

CASES = read_data("sources.yml")
ONE = "% first\n@online{abel2020,\n  title = {{A}},\n  author = {{The Associated Press}},\n  date = {2020-05},\n}\n"
SOUND = {
    "author": "{Abel, Anna}",
    "title": "{{A Title}}",
    "date": "{2020-05-04}",
    "url": "{https://example.org/a}",
    "urldate": "{2020-05-05}",
}


def test_an_entry_knows_its_lines_and_its_text() -> None:
    source = parse_bibliography(ONE + "% second\n").sources["abel2020"]
    assert (source.line, source.line_of("date"), source.line_of("Date"), source.line_of("url")) == (
        2,
        5,
        5,
        2,
    )
    assert source.names() == ["{The Associated Press}"]
    assert source.raw == ONE.removeprefix("% first\n").strip()


def test_strings_comments_and_preambles_are_no_entries() -> None:
    text = '@comment{x}\n@string{npr = "NPR"}\n@preamble{"y"}\n@misc{a, organization = npr}\n@comment{secret}\n'
    bibliography = parse_bibliography(text)
    assert bibliography.problems == ()
    assert bibliography.sources["a"].get("organization") == "NPR"
    assert bibliography.sources["a"].raw == "@misc{a, organization = npr}"


@pytest.mark.parametrize(
    ("text", "found"), [case for cases in CASES["broken"].values() for case in cases]
)
def test_a_broken_file_is_reported_by_line(text: str, found: str) -> None:
    bibliography = parse_bibliography(re.sub(r"x\*(\d+)", lambda times: "x" * int(times[1]), text))
    assert [f"{problem.line} {problem.code}" for problem in bibliography.problems] == [
        found
    ] * bool(found)
    assert bibliography.is_readable == (" bib-" not in found)


def test_the_entries_before_and_after_a_duplicate_are_kept() -> None:
    sources = parse_bibliography(
        ONE + ONE.replace("{{A}}", "{{B}}") + "@misc{c, title = {{C}}}"
    ).sources
    assert [source.get("title") for source in sources.values()] == ["{A}", "{C}"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "bib-missing"),
        ("@misc{ä}".encode("utf-16"), "bib-encoding"),
        ("% é".encode("latin-1"), "bib-encoding"),
        (b"%" * 4_000_001, "bib-large"),
        (ONE.encode("utf-8-sig"), ""),
        (ONE.replace("\n", "\r\n").encode(), ""),
    ],
)
def test_a_file_that_cannot_be_read_is_reported(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "bibliography.bib"
    if content is not None:
        path.write_bytes(content)
    bibliography = load_bibliography(path)
    assert [problem.code for problem in bibliography.problems] == ([code] if code else [])
    assert list(bibliography.sources) == ([] if code else ["abel2020"])


@pytest.mark.parametrize(("fields", "short"), CASES["short"])
def test_a_short_form_has_characters_and_no_commands(fields: str, short: str) -> None:
    [source] = parse_bibliography(f"@online{{a, {fields}}}").sources.values()
    assert source.short == short


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        # also of a kind that can stand in print, and here does not say where
        *(
            ({**kind, **changes}, code)
            for code, cases in CASES["faulty"].items()
            for changes in cases
            for kind in ({}, {"type": "article"})
        ),
        *((changes, "") for changes in CASES["sound"]),
    ],
)
def test_a_fault_of_an_entry_is_found_and_a_sound_one_passes(
    changes: dict[str, str | None], code: str
) -> None:
    kind, fields = changes.get("type", "online"), {**SOUND, **changes, "type": None}
    text = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value is not None)
    problems = check_sources(parse_bibliography(f"@{kind}{{abel,\n{text}}}\n"))
    assert [problem.code for problem in problems] == [code] * bool(code)


@pytest.mark.parametrize(("fields", "origin"), CASES["origins"])
def test_a_text_has_an_origin_whoever_carried_it(fields: str, origin: str) -> None:
    assert parse_bibliography(f"@online{{a, {fields}}}").sources["a"].origin == origin
