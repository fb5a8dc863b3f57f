"""Which words of a page have an address, and when two passages say the same.

Alone it notices words that stand in no section or in two, of any HTML.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from mkdocs_briefing.editions.passages import find_passages
from mkdocs_briefing.html import parse
from mkdocs_briefing.pages.passage import Passage

DATA = read_data("passages.yml")
PASSAGES = find_passages(parse(read_data("passages.html")))


def find_section(html: str) -> Passage:
    """Return the section that some HTML makes up."""
    return find_passages(parse(f'<h2 id="s">T</h2>{html}'))[0]


def test_a_page_is_cut_into_passages() -> None:
    found = [[part.what, part.id, part.title, part.words, part.to] for part in PASSAGES]
    assert found == DATA["found"]


def list_said(html: str) -> list[tuple[str, ...]]:
    """Return what the passages of some HTML say, without their ids."""
    passages = find_passages(parse(f'<h2 id="s">T</h2>{html}'))
    return [(each.what, each.words, each.kind, each.event, each.verdict) for each in passages]


@pytest.mark.parametrize(("html", "same"), DATA["same"])
def test_what_is_free_does_not_count(html: str, same: str) -> None:
    assert find_section(html).says_as(find_section(same))


@pytest.mark.parametrize(("html", "other"), DATA["other"])
def test_all_that_is_said_counts(html: str, other: str) -> None:
    assert list_said(html) != list_said(other)


PIECES = [
    "<p id=a>",
    "</p>",
    "<h2 id=b>",
    "</h2>",
    "<br>",
    "<svg/>",
    "x",
    "<span id=c>",
    "</span>",
    "</div>",
    "<a href=x>",
    "<",
    "&",
    "<script>",
    "</script>",
    "<details>",
    "<div data-derived>",
    "<a id=d>",
    "<sup>",
    '<div class="footnote"><h2 id=n>',
    '<div class="footnote-ref">',
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_each_word_of_any_html_stands_in_one_section(html: str) -> None:
    undivided = html.replace("<h2 id=", "<h2 title=")
    assert read_sections(html) == read_sections(undivided)


def read_sections(html: str) -> list[str]:
    """Return the words of all sections, one after the other."""
    sections = [part for part in find_passages(parse(html)) if part.what in {"section", "page"}]
    return " ".join(section.words for section in sections).split()
