"""Places of the built site that tests open: found in the site, so that none is named here."""

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Locator
from selectolax.lexbor import LexborHTMLParser
from support import THEMES, list_views

CITING = "p.claim a.footnote-ref"
"""The marker of a note in a claim."""


BELOW = tuple(path for path in THEMES if path)
"""The addresses of the pages below the front page that claim."""
ARGUED = tuple(path for path in BELOW if path not in list_views("forecasts"))
"""Those that argue: all but what came since."""
FEATURES = {
    "sections": "h2[id] ~ h2[id]",
    "a note on a claim": "details.check p[id]",
    "a verdict that checking changed": "article .finding .verdict",
    "words of a source": ".checks q",
}
"""What tests look at on a page, by CSS selectors."""


def read_page(site: Path, address: str) -> str:
    """Return the HTML of a page."""
    path = site / address
    file = path if path.suffix == ".html" else path / "index.html"
    return file.read_text(encoding="utf-8")


def find_theme(site: Path) -> str:
    """Return the address of the page below the front page that cites one source most often.

    It has every feature: clauses, notes, a note with several markers, checks. In another briefing
    none may; what looks at them is skipped then, and says so.
    """

    def count(address: str) -> int:
        markers = LexborHTMLParser(read_page(site, address)).css(CITING)
        keys = Counter(marker.attributes["href"] for marker in markers)
        return max(keys.values(), default=0)

    found = max(BELOW, key=count, default="")
    tree = LexborHTMLParser(read_page(site, found))
    lacking = [name for name, selector in FEATURES.items() if not tree.css_first(selector)]
    if lacking:
        pytest.skip(f"no page of docs/ has all that is looked at: {', '.join(lacking)}")
    return found


def need(found: Locator, what: str) -> Locator:
    """Return what a page has; where another briefing has none, the test is skipped, and says so."""
    if not found.count():
        pytest.skip(f"docs/ has no {what}")
    return found


def find_word(site: Path, address: str) -> str:
    """Return a word that a search for it must find: the longest of the title of a page."""
    title = LexborHTMLParser(read_page(site, address)).css_first("h1")
    assert title is not None
    return max(re.findall(r"\w+", title.text()), key=len)


def find_clause(site: Path, address: str) -> str:
    """Return the id of a clause whose paragraph has sources, far down a page."""
    having = ".claim:has(+ .checks > .checks__fold) > .clause[id]"
    clauses = LexborHTMLParser(read_page(site, address)).css(having)
    return str(clauses[-1].attributes["id"])


def find_check(site: Path) -> tuple[str, str]:
    """Return the address of a page that has a note on a claim, and the id of the note."""
    for address in BELOW:
        note = LexborHTMLParser(read_page(site, address)).css_first("details.check p[id]")
        if note is not None:
            return address, str(note.attributes["id"])
    pytest.skip("no page of docs/ has a note on a claim")
