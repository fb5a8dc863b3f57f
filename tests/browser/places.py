"""Places of the built site that tests open: found in the site, so that none is named here."""

import re
from collections import Counter
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from support import THEMES

CITING = "p.claim a.footnote-ref"
"""The marker of a note in a claim."""


def read_page(site: Path, address: str) -> str:
    """Return the HTML of a page."""
    path = site / address
    file = path if path.suffix == ".html" else path / "index.html"
    return file.read_text(encoding="utf-8")


def find_theme(site: Path) -> str:
    """Return the address of the page below the front page that cites one source most often.

    It has every feature: clauses, notes, a note with several markers, checks.
    """

    def count(address: str) -> int:
        markers = LexborHTMLParser(read_page(site, address)).css(CITING)
        keys = Counter(marker.attributes["href"] for marker in markers)
        return max(keys.values())

    return max(THEMES[1:], key=count)


def find_word(site: Path, address: str) -> str:
    """Return a word that a search for it must find: the longest of the title of a page."""
    title = LexborHTMLParser(read_page(site, address)).css_first("h1")
    assert title is not None
    return max(re.findall(r"\w+", title.text()), key=len)
