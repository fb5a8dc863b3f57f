"""Reading the bibliography."""

from pathlib import Path

import pytest

from briefing.sources.bibliography import load_bibliography, parse_bibliography

ONE = "% first\n@online{abel2020,\n  title = {{A}},\n  author = {{The Associated Press}},\n  date = {2020-05},\n}\n"


def test_an_entry_knows_its_lines_and_its_text() -> None:
    source = parse_bibliography(ONE + "% second\n").sources["abel2020"]
    assert (source.line, source.line_of("date"), source.line_of("Date"), source.line_of("url")) == (2, 5, 5, 2)
    assert source.names() == ["{The Associated Press}"]
    assert source.raw == ONE.removeprefix("% first\n").strip()


def test_strings_comments_and_preambles_are_no_entries() -> None:
    text = '@comment{x}\n@string{npr = "NPR"}\n@preamble{"y"}\n@misc{a, organization = npr}\n@comment{secret}\n'
    bibliography = parse_bibliography(text)
    assert bibliography.problems == ()
    assert bibliography.sources["a"].get("organization") == "NPR"
    assert bibliography.sources["a"].raw == "@misc{a, organization = npr}"


@pytest.mark.parametrize(("text", "line", "code"), [
    (ONE + ONE, 8, "duplicate-key"),
    (ONE + ONE.replace("abel", "ABEL"), 8, "duplicate-key"),  # BibTeX keys do not know case
    (ONE + "@online{b, title = {{B}\n", 7, "bib-syntax"), ("@online{b, title = B C}\n", 1, "bib-syntax"),
    ("@online{b\n", 2, "bib-syntax"), (ONE + "@online{b, author = {A, B, C, D}}\n", 7, "bib-syntax"),
    (ONE + "@online{b, title = {{B}}, title = {{C}}}\n@misc{c}", 7, "bib-syntax"),
    ('\n@string{s = "' + "x" * 501 + '"}\n', 2, "bib-syntax"),
    # an entry that begins in the middle of a line, or whose key has brackets
    ("@online{a, title = {T}} @online{b, title = {U}}", 1, "entry-not-read"),
    ("\n@online{(a), title = {T}}", 2, "entry-not-read"), ("% @online{a, title = {T}}", 1, "entry-not-read"),
    # a field as long as pandoc takes for ever, and an entry that inherits from itself: pandoc would never end
    ("@online{a,\n\n title = {" + "x" * 5001 + "}}", 3, "bib-field-length"),
    ("@online{a,\n author = {" + "A and " * 1000 + "B}}", 2, "bib-field-length"),
    ("@online{a, crossref = {a}}", 1, "bib-cycle"),
    ("@online{a, crossref = {b}}\n@online{b, crossref = {a}}", 1, "bib-cycle"),
    ("@online{c, title = {T}}\n@online{a, xdata = {c, b}}\n@online{b, crossref = {a}}\n", 2, "bib-cycle"),
    # what is just allowed
    ('@string{s = "' + "x" * 500 + '"}\n', 0, ""), ("@online{a, title = {" + "x" * 5000 + "}}", 0, ""),
    ("@online{b, crossref = {a}}\n@online{a, xdata = {c, d}}\n@xdata{c}", 0, ""), ("  @misc{a}", 0, "")])
def test_a_broken_file_is_reported_by_line(text: str, line: int, code: str) -> None:
    bibliography = parse_bibliography(text)
    assert [(problem.line, problem.code) for problem in bibliography.problems] == ([(line, code)] if code else [])
    assert bibliography.is_readable == (not code.startswith("bib-"))


def test_the_entries_before_and_after_a_duplicate_are_kept() -> None:
    sources = parse_bibliography(ONE + ONE.replace("{{A}}", "{{B}}") + "@misc{c, title = {{C}}}").sources
    assert [source.get("title") for source in sources.values()] == ["{A}", "{C}"]


@pytest.mark.parametrize(("content", "code"), [
    (None, "bib-missing"), ("@misc{ä}".encode("utf-16"), "bib-encoding"), ("% é".encode("latin-1"), "bib-encoding"),
    (b"%" * 4_000_001, "bib-large"), (ONE.encode("utf-8-sig"), ""), (ONE.replace("\n", "\r\n").encode(), "")])
def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "bibliography.bib"
    if content is not None:
        path.write_bytes(content)
    bibliography = load_bibliography(path)
    assert [problem.code for problem in bibliography.problems] == ([code] if code else [])
    assert list(bibliography.sources) == ([] if code else ["abel2020"])


@pytest.mark.parametrize(("fields", "short"), [
    (r"author = {M{\"u}ller, J{\"o}rg}", "Müller, n.d."), (r"author = {{AT\&T}}", "AT&T, n.d."),
    (r"author = {{\'E}tienne and Brun, B.}", "Étienne and Brun, n.d."),
    ("author = {Abel, A. and Brun, B. and Cole, C.}", "Abel et al., n.d."),
    (r"editor = {Brun\}, date = {2020}", r"Brun\, 2020"),
    ("author = {von der Leyen, U.}", "von der Leyen, n.d."), ("organization = {{NPR}}, year = {2020}", "NPR, 2020")])
def test_a_short_form_has_characters_and_no_commands(fields: str, short: str) -> None:
    [source] = parse_bibliography(f"@online{{a, {fields}}}").sources.values()
    assert source.short == short
