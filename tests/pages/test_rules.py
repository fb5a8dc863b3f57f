"""What every page must have, where the broken site of `tests/site/test_checks.py` does not say enough."""

import pytest

from briefing.cache import Memory
from briefing.pages.document import Document
from briefing.pages.rules import check_documents
from briefing.sources.bibliography import parse_bibliography

BIBLIOGRAPHY = parse_bibliography("@online{abel,\n}")


def find_faults(text: str) -> list[tuple[int, str]]:
    """Give line and code of each fault of a page that cites `abel` somewhere."""
    documents = [Document("docs/a.md", "a.md", text), Document("docs/b.md", "b.md", "[@abel]\n{ #b }\n")]
    problems = check_documents(documents, BIBLIOGRAPHY, {"a.md", "b.md", "p.png"}, {"b.md": ["made"]},
                               Memory())
    return [(problem.line, problem.code) for problem in problems]


@pytest.mark.parametrize("text", [
    # an id below the paragraph, in its last line, at an item of a list; a table and a note need none
    "A.[@abel]\n{ #a }", "A.[@abel] { #a }", "- A.[@abel]\n  { #a }\n- B.[@abel]\n  { #b }", "| A[@abel] |",
    "[^n]: A[@abel]",
    # claims within a paragraph, whose list gives what they share
    "A,[@abel][](#a){ #a .fact } B.[](#b){: #b }\n{ .forecast }", "A,[@abel][](#a){ #a } B.\n{ #b .forecast }",
    "A.[](#a){ .fact #a }", "`[](#a)`",
    # links
    "![](p.png) [b](b.md#b), [made](b.md#made), [note](b.md#fn:cite-abel), [here](#a){ #a }, <https://a.example/>",
    "[a]: b.md 'title'\n", "[alias](#old)\n{ #a data-aliases='old older' } <b id=x></b> [x](#x) [older](#older)"])
def test_a_sound_page_passes(text: str) -> None:
    assert find_faults(text) == []


@pytest.mark.parametrize(("text", "faults"), [
    # an id above the citation is another's
    ("- A.\n  { #a }\n- B.[@abel]", [(3, "claim-without-id")]),
    ("A,[](#a){ #a } and\nB.[@abel]\n{ .fact }", [(2, "claim-without-id")]),
    ("A,[](#a){ #a }\n\nB.\n{ .fact }", [(4, "claim-without-id")]),
    ("- A,[](#a){ #a }\n  { .fact }\n- B.\n  { .report }", [(4, "claim-without-id")]),
    # empty links
    ("A.[](#a)", [(1, "mark-without-id")]), ("A.[](#a){ .fact }", [(1, "mark-without-id")]),
    ("A.[](#a){ #b }", [(1, "mark-without-id")]), ("A.[](#a) { #a }", [(1, "mark-without-id")]),
    ("A.\n[](b.md){ #a }", [(2, "mark-without-id")]), ("A.[](){ #a }", [(1, "mark-without-id")]),
    # links
    ("![](q.png)", [(1, "broken-link")]), ("[a](\nc.md 'c')", [(2, "broken-link")]),
    ("[a]: c.md", [(1, "broken-link")]), ("<img\nsrc=q.png>", [(2, "broken-link")]),
    ("[a](b.md#c)", [(1, "broken-fragment")]), ("<http://[>", [(1, "bad-address")]),
    ("[a](http://&#91;)", [(1, "bad-address")]),
    # ids and notes
    ("A\n{ #a data-aliases='b' }\n\n<i id='b'>", [(4, "duplicate-id")]),
    ("A.[^n][@abel]\n{ #a }\n\n[^n]: N.\n[^cite-abel]: M.", [(5, "duplicate-note")]),
    ("A.[^no]\n\n[^n]: N.", [(1, "undefined-note")]),
    # what would take for ever
    ("[" * 2001, [(1, "too-complex")]), ("\n\n" + "<" * 2001, [(3, "too-complex")]),
    ("a\n" + "    " * 100 + "b", [(2, "too-complex")])])
def test_a_fault_is_found_with_its_line(text: str, faults: list[tuple[int, str]]) -> None:
    assert find_faults(text) == faults


@pytest.mark.parametrize("text", ["[" * 2000, "a\n" + "    " * 99 + "b", "# A { #a }"])
def test_what_is_just_short_enough_passes(text: str) -> None:
    assert find_faults(text) == []
