"""What the search finds: paragraphs with an address, and headings with what else stands below them.

The index is a script, since a browser opens no data from a folder; `search.js` has lunr read it,
which comes with MkDocs.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import mkdocs
import msgspec

from ..html import HEADINGS, Node, get, read
from ..pages.furniture import select_furniture
from ..pages.passage import Passage

SEARCH = "assets/js/search.js"  # the script that fills the dialog
LUNR = "assets/js/lunr.js"  # what it loads from beside it

_LUNR = Path(mkdocs.__file__).parent / "contrib/search/templates/search/lunr.js"

# `/sources/` has the notes, claims have pages of their own, and what has no class folds BibLaTeX.
_LEFT_OUT = select_furniture("search")
_CUT = "\0"  # stands for an entry in the text around it; no text in HTML holds it


Found = Iterable[tuple[str, str, Iterable[Passage]]]
"""What can be found on pages: of each its title, its address, and what is on it."""


def write_index(pages: Found) -> str:
    """Return the script that holds the index of some pages."""
    places = [
        {
            "page": title,
            "section": entry.title,
            "address": f"{url}#{entry.id}" if entry.id else url,
            "text": re.sub(r"\s*\bhttps?://\S+", "", entry.words),  # nobody looks for addresses
        }
        for title, url, entries in pages
        for entry in entries
    ]
    return f"briefing.places = {msgspec.json.encode(places).decode()};\n"


def list_entries(body: Node) -> list[Passage]:
    """Return the headings and the paragraphs of a page in its order, without those without words.

    What stands in neither belongs to the heading above it.
    """
    cutter = _Cutter(body)
    loose = read(body, cutter.cut).split(_CUT)
    for heading, words in zip(cutter.headings, loose, strict=True):
        heading.words = f"{heading.words} {words.strip()}".strip()
    return [entry for entry in cutter.entries if entry.title or entry.words]


class _Cutter:
    """Cuts headings and paragraphs with an id out of a page, and collects them."""

    def __init__(self, body: Node) -> None:
        self.left_out = {node.mem_id for node in body.css(_LEFT_OUT)}
        self.entries = [Passage("page")]
        self.headings = [*self.entries]  # the one above what follows each entry

    def leave_out(self, node: Node) -> str | None:
        return "" if node.mem_id in self.left_out else None

    def cut(self, node: Node) -> str | None:
        """Return what `html.read` is to put in the place of a node."""
        name = get(node, "id")
        is_entry = name and (node.tag == "p" or node.tag in HEADINGS)
        if not is_entry or node.mem_id in self.left_out:
            return self.leave_out(node)
        words = read(node, self.leave_out)
        above = self.headings[-1]
        if node.tag == "p":
            entry = Passage("paragraph", name, above.title, words=words)
        else:
            entry = Passage("section", name, words)
        self.entries.append(entry)
        self.headings.append(above if node.tag == "p" else entry)
        return _CUT


def read_lunr() -> str:
    """Return lunr as a script."""
    # A licence, which stands in the first comment, is kept in one that begins so.
    return _LUNR.read_text(encoding="utf-8").replace("/**", "/*!", 1)
