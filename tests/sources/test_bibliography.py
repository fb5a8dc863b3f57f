"""Reading the bibliography."""

from pathlib import Path

import pytest

from briefing.sources.bibliography import load_bibliography, parse_bibliography

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


CYCLES = ["@online{a, crossref = {a}}", "@online{a, crossref = {b}}\n@online{b, crossref = {a}}",
          "@online{a, xdata = {c, b}}\n@online{b, crossref = {a}}\n@online{c, title = {T}}"]


@pytest.mark.parametrize("text", CYCLES)
def test_an_entry_that_inherits_from_itself_is_a_fault(text: str) -> None:
    """pandoc would never end."""
    bibliography = parse_bibliography(text)
    assert [problem.code for problem in bibliography.problems] == ["bib-cycle"]
    assert not bibliography.is_readable


@pytest.mark.parametrize("text", ["@online{a, title = {T}} @online{b, title = {U}}", "@online{(a), title = {T}}"])
def test_an_entry_that_would_be_left_out_is_a_fault(text: str) -> None:
    assert [problem.code for problem in parse_bibliography(text).problems] == ["entry-not-read"]


def test_an_entry_ends_where_a_comment_begins() -> None:
    [source] = parse_bibliography("@online{a, title = {T}}\n@comment{secret}\n").sources.values()
    assert source.raw == "@online{a, title = {T}}"


@pytest.mark.parametrize(("name", "short"), [
    (r"M{\"u}ller, J{\"o}rg", "Müller"), (r"{AT\&T}", "AT&T"), (r"{\'E}tienne", "Étienne")])
def test_a_short_form_has_characters_and_no_commands(name: str, short: str) -> None:
    [source] = parse_bibliography(f"@online{{a, author = {{{name}}}}}").sources.values()
    assert source.short == f"{short}, n.d."


def test_a_bibliography_of_ten_megabytes_takes_seconds() -> None:
    """Each line is counted once: counting from the start for each entry took minutes."""
    entry = "@online{{key{0},\n  author = {{Abel, Anna}},\n  title = {{{{A Title of Many Words}}}},\n}}\n{1}\n"
    text = "".join(entry.format(number, "% filling\n" * 45) for number in range(20_000))
    assert len(text) > 10_000_000
    found = parse_bibliography(text)
    assert len(found.sources) == 20_000
    assert found.sources["key19999"].line == text.count("\n", 0, text.index("@online{key19999")) + 1
