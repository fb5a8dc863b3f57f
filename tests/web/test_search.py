"""What a search finds of a page: paragraphs, statements of the article, rows of tables.

Alone it notices where in a text a verdict holds.
"""

import pytest

from mkdocs_briefing.html import parse
from mkdocs_briefing.web.search import Place, list_places, write_index

SIGN = '<a class="mark is-open" aria-label="Open (a)" data-tie="a"></a>'
CLAIM = f"""<h1 id="top">Top</h1><p id="p">First. <span id="c" class="clause changed">Not
so,{SIGN}</span> see https://x.example/y here.</p>"""
LINE = """<h2 id="first">1</h2><ul class="lines"><li><a href="#s">1.1</a><details id="s"><summary>
<span class="lines__says">It fell.</span> <span class="lines__found"><b>Open.</b> Too early.</span>
</summary><p>More.</p></details></li></ul>"""
ROWS = """<h2 id="t">T</h2><details class="as-table"><summary>As a table</summary><table>
<thead><tr><th>Day</th></tr></thead><tbody><tr><th>May</th><td>A</td></tr>
<tr><th>June</th><td>B</td></tr></tbody></table></details>"""


def find(html: str) -> list[Place]:
    """Return what is found, without what is found of the page as a whole."""
    return list_places(parse(html))


def test_a_verdict_is_known_with_the_part_of_a_paragraph_on_which_it_is() -> None:
    [_, place] = find(CLAIM)
    assert (place.id, place.title, place.words) == ("p", "Top", "First. Not so, see here.")
    [(start, end, verdict)] = place.judged
    assert (place.words[start:end], verdict) == ("Not so,", "Open")


def test_a_statement_of_the_article_is_found_for_itself_with_its_verdict() -> None:
    [heading, place] = find(LINE)
    assert heading.words == ""
    assert (place.id, place.title) == ("s", "1")
    assert place.words == "1.1 It fell. Too early. More."
    assert place.judged == [(0, len("1.1 It fell."), "Open")]


def test_an_opinion_of_the_article_is_found_without_its_dash() -> None:
    found = '<span aria-hidden="true">–</span><span class="visually-hidden">Opinion</span>'
    [_, place] = find(LINE.replace("<b>Open.</b> Too early.", found))
    assert place.words == "1.1 It fell. More."
    assert [verdict for _, _, verdict in place.judged] == ["Opinion"]


def test_each_row_of_a_table_is_found_for_itself_below_its_heading() -> None:
    [heading, *rows] = find(ROWS)
    assert [row.words for row in rows] == ["May · A", "June · B"]
    assert {row.id for row in rows} == {heading.id} == {"t"}
    assert "A" not in heading.words.split()


@pytest.mark.parametrize(("html", "is_judged"), [(CLAIM, True), (ROWS, False)])
def test_the_index_tells_of_verdicts_where_there_are_any(html: str, is_judged: bool) -> None:
    assert ("judged" in write_index([("P", "p/", find(html))])) == is_judged
