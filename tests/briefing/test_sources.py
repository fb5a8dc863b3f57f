"""Reading the bibliography."""

from pathlib import Path

import pytest

from briefing.sources import load_bibliography, parse_bibliography

ONE = "% first\n@online{abel2020,\n  title = {{A}},\n  author = {{The Associated Press}},\n  date = {2020-05},\n}\n"


def test_an_entry_knows_its_lines() -> None:
    source = parse_bibliography(ONE).sources["abel2020"]
    assert (source.line, source.line_of("date"), source.line_of("url")) == (2, 5, 2)
    assert source.names() == ["{The Associated Press}"]


def test_strings_comments_and_preambles_are_no_entries() -> None:
    text = '@comment{x}\n@string{npr = "NPR"}\n@preamble{"y"}\n@misc{a, organization = npr}\n'
    bibliography = parse_bibliography(text)
    assert bibliography.problems == ()
    assert bibliography.sources["a"].get("organization") == "NPR"


@pytest.mark.parametrize(("text", "line", "code"), [
    (ONE + ONE, 8, "duplicate-key"),
    (ONE + ONE.replace("abel", "ABEL"), 8, "duplicate-key"),  # BibTeX keys do not know case
    (ONE + "@online{b, title = {{B}\n", 7, "bib-syntax"),
    ("@online{b, title = B C}\n", 1, "bib-syntax"),
    ("@online{b\n", 2, "bib-syntax"),
])
def test_a_broken_file_is_reported_by_line(text: str, line: int, code: str) -> None:
    problems = parse_bibliography(text).problems
    assert [(problem.line, problem.code) for problem in problems] == [(line, code)]


def test_the_entries_before_and_after_a_duplicate_are_kept() -> None:
    bibliography = parse_bibliography(ONE + ONE + "@misc{c, title = {{C}}}")
    assert list(bibliography.sources) == ["abel2020", "c"]
    assert bibliography.is_readable


@pytest.mark.parametrize(("content", "code"), [(None, "bib-missing"), ("@misc{ä}".encode("utf-16"), "bib-encoding")])
def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "bibliography.bib"
    if content is not None:
        path.write_bytes(content)
    bibliography = load_bibliography(path)
    assert [problem.code for problem in bibliography.problems] == [code]
    assert not bibliography.is_readable


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "bibliography.bib"
    path.write_text(ONE, encoding="utf-8-sig")
    assert list(load_bibliography(path).sources) == ["abel2020"]
