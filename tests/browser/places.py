"""Places of the built site that tests open: found in the site, so that none is named here."""

import re
from collections import Counter
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from support import THEMES, find_view

CITING = "p.claim a.footnote-ref"
"""The marker of a note in a claim."""


def find_argued() -> tuple[str, ...]:
    """Return the addresses of the pages that argue: those that claim, but for what came since."""
    try:
        later = find_view("forecasts")
    except LookupError:
        later = ""
    return tuple(path for path in THEMES[1:] if path != later)


ARGUED = find_argued()


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


def find_clause(site: Path, address: str) -> str:
    """Return the id of a clause whose paragraph has sources, far down a page."""
    having = ".claim:has(+ .checks > .checks__fold) > .clause[id]"
    clauses = LexborHTMLParser(read_page(site, address)).css(having)
    return str(clauses[-1].attributes["id"])


def find_check(site: Path) -> tuple[str, str]:
    """Return the address of a page that has a note on a claim, and the id of the note."""
    for address in THEMES[1:]:
        note = LexborHTMLParser(read_page(site, address)).css_first("details.check p[id]")
        if note is not None:
            return address, str(note.attributes["id"])
    raise LookupError("no page has a note on a claim")
