"""What the search finds: paragraphs with an address, and headings with what else stands below them.

A statement of the article and a row of a figure's table are found each for itself. What was found
of a sentence is told with it. The index is a script, since a browser opens no data from a folder;
`search.js` has lunr read it, which comes with MkDocs.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import mkdocs
import msgspec

from ..html import HEADINGS, Node, classes, get, normalise, read, read_lines
from ..pages.furniture import select_furniture

SEARCH = "assets/js/search.js"  # the script that fills the dialog
LUNR = "assets/js/lunr.js"  # what it loads from beside it

_LUNR = Path(mkdocs.__file__).parent / "contrib/search/templates/search/lunr.js"

# `/sources/` has the notes, claims have pages of their own, and what has no class folds BibLaTeX.
_LEFT_OUT = select_furniture("search")
_CUT = "\0"  # stands for an entry in the text around it; no text in HTML holds it
_ADDRESS = re.compile(r"\s*\bhttps?://[^\s\3]+")  # which nobody looks for
_JUDGED = re.compile("\1([^\2]*)\2([^\3]*)\3")  # a verdict and its sentence, until all is read
_SIGN = ".mark[aria-label]"
_NUMBERS = ".lines > li > a"  # before statements of the article, with which they are found


class Place(msgspec.Struct):
    """What can be found."""

    id: str = ""
    title: str = ""  # of its section
    words: str = ""
    judged: list[tuple[int, int, str]] = []  # from, to, and the verdict on that part of its words


Found = Iterable[tuple[str, str, Iterable[Place]]]
"""What can be found on pages: of each its title, its address, and what is on it."""


def write_index(pages: Found) -> str:
    """Return the script that holds the index of some pages."""
    places = [
        {
            "page": title,
            "section": place.title,
            "address": f"{url}#{place.id}" if place.id else url,
            "text": place.words,
            **({"judged": place.judged} if place.judged else {}),
        }
        for title, url, found in pages
        for place in found
    ]
    return f"briefing.places = {msgspec.json.encode(places).decode()};\n"


def list_places(body: Node) -> list[Place]:
    """Return the headings and the paragraphs of a page in its order, without those without words.

    What stands in neither belongs to the heading above it.
    """
    cutter = _Cutter(body)
    loose = read(body, cutter.cut).split(_CUT)
    for heading, words in zip(cutter.headings, loose, strict=True):
        heading.words = f"{heading.words} {words.strip()}".strip()
    for place in cutter.places:
        place.words, place.judged = _part_verdicts(place.words)
    return [place for place in cutter.places if place.title or place.words]


def _part_verdicts(words: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return words without addresses, and where in them something has which verdict."""
    pieces, judged, length = list[str](), list[tuple[int, int, str]](), 0
    for number, piece in enumerate(_JUDGED.split(normalise(_ADDRESS.sub("", words)))):
        if number % 3 == 1:  # a verdict, which stands before its sentence
            judged.append((length, length, piece))
            continue
        pieces.append(piece)
        length += len(piece)
        if number % 3 == 2:
            judged[-1] = (judged[-1][0], length, judged[-1][2])
    return "".join(pieces), judged


def _judge(verdict: str, words: str) -> str:
    """Return a sentence with its verdict before it, until all is read."""
    return f"\1{verdict}\2{words}\3" if verdict else words


class _Cutter:
    """Cuts what has a place of its own out of a page, and collects it."""

    def __init__(self, body: Node) -> None:
        self.left_out = {node.mem_id for node in body.css(f"{_LEFT_OUT}, {_NUMBERS}")}
        self.rows = {node.mem_id for node in body.css(".as-table tbody tr")}
        self.lines = {node.mem_id for node in body.css(".lines details[id]")}
        self.places = [Place()]
        self.headings = [*self.places]  # the one above what follows each place

    def leave_out(self, node: Node) -> str | None:
        return "" if node.mem_id in self.left_out else None

    def cut(self, node: Node) -> str | None:
        """Return what `html.read` is to put in the place of a node."""
        if node.mem_id in self.left_out:
            return ""
        above = self.headings[-1]
        if get(node, "id") and node.tag in HEADINGS:
            place = above = Place(title=read(node, self.leave_out))
        elif get(node, "id") and node.tag == "p":
            place = Place(title=above.title, words=read_lines(node, self.judge))
        elif node.mem_id in self.lines:
            place = Place(title=above.title, words=self.read_line(node))
        elif node.mem_id in self.rows:
            place = self.make_row(node, above)
        else:
            return None
        place.id = place.id or get(node, "id")
        self.places.append(place)
        self.headings.append(above)
        return _CUT

    def judge(self, node: Node) -> str | None:
        """Return a clause with what was found of it; else as `leave_out` does."""
        sign = node.css_first(_SIGN) if "clause" in classes(node) else None
        if sign is None:
            return self.leave_out(node)
        verdict = get(sign, "aria-label").removesuffix(f" ({get(sign, 'data-tie')})")
        return _judge(verdict, read_lines(node, self.leave_out))

    def read_line(self, line: Node) -> str:
        """Return a statement of the article, by its number, with all that is told of it."""
        number = line.parent.css_first("a") if line.parent is not None else None
        says, found = line.css_first(".lines__says"), line.css_first(".lines__found")
        assert number is not None  # our own template has all of them
        assert says is not None
        assert found is not None
        verdict = found.css_first("b, .visually-hidden")  # the dash before this one is for the eye
        assert verdict is not None
        reason = read(found).removeprefix(read(verdict)) if verdict.tag == "b" else ""
        name = read(verdict).rstrip(".")
        statement = _judge(name, f"{read(number)} {read(says)}")
        return f"{statement}{reason} {read(line, self.leave_out)}"

    def make_row(self, row: Node, above: Place) -> Place:
        """Return a row of a figure's table, which is found below the heading above it."""
        cells = [read(cell, self.leave_out) for cell in row.css("th, td")]
        return Place(above.id, above.title, " · ".join(cells))


def read_lunr() -> str:
    """Return lunr as a script."""
    # A licence, which stands in the first comment, is kept in one that begins so.
    return _LUNR.read_text(encoding="utf-8").replace("/**", "/*!", 1)
