"""What changes in the shape of a page before it is read: abbreviations, clauses."""

import markdown
import pytest

from briefing.claims.records import PageRecords
from briefing.claims.statements import PageAddress
from briefing.claims.walk import Context, walk_page
from briefing.html import parse, write

LONG = "\n\n*[UN]: United Nations\n*[KCNA]: Korean Central News Agency\n"
UN = '<abbr title="United Nations">UN</abbr>'
ABBREVIATIONS = {
    "the first of a page alone": ("UN, then UN.\n\nUN.", [f"{UN}, then UN.", "<p>UN.</p>"]),
    "each of several": (
        "KCNA, UN, KCNA.",
        [f'<abbr title="Korean Central News Agency">KCNA</abbr>, {UN}, KCNA.'],
    ),
    "a note comes after the text": (
        "A[^n] UN.\n\n[^n]: UN.",
        ["A<sup id", f" {UN}.", "UN.&#160;"],
    ),
    "a note alone has no long form": ("A[^n]\n\n[^n]: UN.", ["<p>UN.&#160;"]),
    "a heading is the first use": (
        "# UN { #u }\n\nUN.",
        [f'href="#u">{UN}</a></h1>', "<p>UN.</p>"],
    ),
    "no abbreviation": ("Unto.", ["<p>Unto.</p>"]),
}


@pytest.mark.parametrize(("text", "parts"), ABBREVIATIONS.values(), ids=ABBREVIATIONS)
def test_a_long_form_stands_at_the_first_use_of_a_page(text: str, parts: list[str]) -> None:
    extensions = ["abbr", "attr_list", "footnotes"]
    body = parse(markdown.markdown(text + LONG, extensions=extensions))
    walk_page(body, PageAddress("a.md", "a/", "A"), Context(), PageRecords("r.yml", {}, {}))
    html = write(body).replace("\xa0", "&#160;")
    for part in parts:
        assert part in html
    assert html.count("<abbr") == "".join(parts).count("<abbr")
