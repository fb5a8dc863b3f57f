"""Places of the golden site that tests open."""

import re
from pathlib import Path

from outline import Outline
from selectolax.lexbor import LexborHTMLParser
from support import GOLDEN

OUTLINE = Outline(GOLDEN)
find_view = OUTLINE.find_view
THEME = OUTLINE.argued[0]
"""A page that has every feature: clauses, notes, a note with several markers, checks."""


def read_page(site: Path, address: str) -> str:
    """Return the HTML of a page."""
    path = site / address
    file = path if path.suffix == ".html" else path / "index.html"
    return file.read_text(encoding="utf-8")


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
