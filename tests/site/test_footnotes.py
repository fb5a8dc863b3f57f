"""What a reader sees of a citation, on built pages.

Alone it notices citations and what looks like them, at their edges.
"""

import pytest
from support import ABEL, MakeSite, read_data

from briefing.html import Node, get, parse, read

CASES = read_data("markdown.yml")
BRUN = CASES["sources"]


def cite(text: str) -> str:
    """Make a page that is sound and cites every source, with `text` first, as an item."""
    return (
        f"# T {{ #t }}\n\n- {text}\n    {{ #p }}\n"
        "- All.[@abel2020; @brun2021; @abel2021]\n    { #all }\n"
    )


def read_first(html: str) -> str:
    """Give the words of the first paragraph, markers as `^1`."""
    first = parse(html).css_first("#p")
    assert first
    return read(first, replace_marker)


def replace_marker(node: Node) -> str | None:
    """Give what stands for a marker, and for the link behind a paragraph."""
    if get(node, "class") == "footnote-ref":
        return f"^{node.text()}"
    if get(node, "class") == "headerlink":
        return ""
    return None


@pytest.mark.parametrize(("text", "words"), CASES["markers"].items())
def test_a_citation_becomes_a_marker_and_nothing_else_does(
    make_site: MakeSite, text: str, words: str
) -> None:
    site = make_site(cite(text), ABEL + BRUN)
    assert site.messages == []
    assert read_first(site.html()) == words
