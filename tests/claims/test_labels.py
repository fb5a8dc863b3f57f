"""What the extension adds to a page for its readers, and what it keeps out of the records."""

import markdown

from briefing.claims.labels import EvidenceExtension
from briefing.claims.records import PageAddress

TEXT = """# Title { #title }

Short. { #short .bottom-line }

A claim.[^cite-abel] { #a .fact }

[^cite-abel]: Abel.
"""


def render(text: str, shorts: dict[str, str]) -> tuple[str, EvidenceExtension]:
    evidence = EvidenceExtension()
    evidence.turn_to(PageAddress("index.md", "", "Title"), shorts)
    html = markdown.markdown(text.replace(" {", "\n{").replace("# Title\n", "# Title "),
                             extensions=["attr_list", "footnotes", evidence])
    return html, evidence


def test_a_claim_shows_the_short_form_of_its_source_and_its_record_does_not() -> None:
    html, evidence = render(TEXT, {"abel": "Abel, 2020", "brun": "Brun, 2021"})
    assert ('<span aria-hidden="true" class="claim-sources">'
            '<a href="#fn:cite-abel" tabindex="-1">Abel, 2020</a> </span> A claim.') in html
    assert "Brun" not in html
    assert evidence.found.claims[0].text == "A claim."


def test_a_claim_without_a_known_source_shows_none() -> None:
    assert "claim-sources" not in render(TEXT, {})[0]


def test_notes_have_a_heading_that_is_no_section_of_the_text() -> None:
    html, evidence = render(TEXT, {})
    assert '<div class="footnote">\n<h2 id="notes">Notes</h2>' in html
    assert [section.id for section in evidence.found.sections] == ["title"]


def test_a_bottom_line_is_named_unless_its_heading_does() -> None:
    name = '<strong class="bottom-line-name">Bottom line</strong> Short.'
    assert name in render(TEXT, {})[0]
    assert name not in render(TEXT.replace("Short.", "## The bottom line { #bottom }\n\nShort."), {})[0]
