"""The notes of a page: their markers, the words around these, and the list below the text."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader

from ..html import Node, classes, get, read
from ..pages.counts import read_counted
from ..pages.document import ANCHOR, SOURCE_NOTE, Document
from ..pages.furniture import select_furniture
from ..pages.publication import PageAddress
from ..sources.entries import Source
from ..text import make_code, resolve
from ..vocabulary import WORDS
from .evidence import DIRECTIVE, Quotation
from .statements import Item

TEMPLATES = Environment(
    autoescape=True, auto_reload=False, loader=FileSystemLoader(Path(__file__).parent)
)
"""Those beside this, of the parts that a page gains."""
TEMPLATES.filters["code"] = make_code

_MARKERS = "sup[id^=fnref]"  # as Python-Markdown makes them
_SILENT = select_furniture("statement")
_NOT_HELD = select_furniture("edition")
_SKIPPED = "\0"  # stands for it until the space before it is gone, too


class Marker(NamedTuple):
    """A raised number that leads to the note of a source."""

    key: str  # of the source
    number: int  # of the note, counted from 1 in reading order


Markers = Mapping[str, Marker]
"""The markers of a page by their ids, in reading order."""


def number_markers(body: Node) -> dict[str, Marker]:
    """Number the markers of a page in reading order, and return them by id.

    Python-Markdown has numbered them in the order in which it reads, which is that of boxes last.
    """
    markers, numbers = dict[str, Marker](), dict[str, int]()
    for node in body.css(_MARKERS):
        link = node.css_first(f"a[href^='#{SOURCE_NOTE}']")
        if link is None:  # a footnote by hand, which a rule reports
            continue
        note = get(link, "href")
        key = note.removeprefix(f"#{SOURCE_NOTE}")
        number = numbers.setdefault(key, len(numbers) + 1)
        link.inner_html = str(number)
        # Before the address, what is the same in all notes is one run for a compressor.
        del link.attrs["href"]
        link.attrs["role"], link.attrs["href"] = "doc-noteref", note
        markers[get(node, "id")] = Marker(key, number)
    return markers


def find_cited(node: Node, markers: Markers) -> list[Marker]:
    """Return the markers of sources in a node, in order."""
    found = [markers.get(get(part, "id")) for part in node.css(_MARKERS)]
    return [marker for marker in found if marker]


def list_keys_in_order(markers: Iterable[Marker]) -> list[str]:
    """Return the keys of the sources that some markers are of, each once."""
    return [*dict.fromkeys(marker.key for marker in markers)]


def read_words(node: Node) -> str:
    """Return the words of a node, without labels and markers of notes."""

    silent = {part.mem_id for part in node.css(_SILENT)}

    def skip(part: Node) -> str | None:
        return _SKIPPED if part.mem_id in silent else None

    return re.sub(f" ?{_SKIPPED}", "", read(node, skip)).strip()


def read_cited_words(node: Node, markers: Markers) -> str:
    """Return the words of a node with `[key]` for each marker, as what was held is digested."""
    silent = {part.mem_id for part in node.css(_NOT_HELD)}

    def replace(part: Node) -> str | None:
        if part.mem_id in silent:
            return ""
        marker = markers.get(get(part, "id"))
        return f"[{marker.key}]" if marker else None

    return read(node, replace)


def is_item(node: Node) -> bool:
    """Return whether an element has no claim and sums some up: a lede, an item of a list, a row."""
    if node.tag == "li":
        return node.css_first(ANCHOR) is None
    return node.tag == "tr" or (node.tag == "p" and "bottom-line" in classes(node))


def make_item(node: Node, page: PageAddress, document: Document, markers: Markers) -> Item:
    """Return what sums claims up on a page."""
    links = [get(link, "href") for link in node.css("a[href]:not(.footnote-ref)")]
    return Item(
        text=_read_item(node).replace(": ", ". "),  # a sentence may begin there
        spot=document.locate(get(node, "id") or _find_run(node)),
        links=[resolve(page.url, link) for link in links] or [f"{page.url}#"],
        keys=tuple(list_keys_in_order(find_cited(node, markers))),
        counted=read_counted(node),
    )


def _read_item(node: Node) -> str:
    """Return the words of an item, a sentence a cell; a list in it has items of its own."""
    cells = node.iter() if node.tag == "tr" else [node]
    words = ". ".join(map(read_words, cells))
    lists = node.css("ul, ol")
    below = read_words(lists[0]) if lists else ""
    return words.partition(below)[0] if below else words


def _find_run(node: Node) -> str:
    """Return the longest text of a node without a tag in it, by which its line is found."""
    return max(node.text(separator="\n").split("\n"), key=len).strip()


def find_words_before(node: Node) -> str:
    """Return the last words before an element that stand on one line of the text."""
    before = node.prev
    if before is None or not before.is_text_node:
        return ""
    return str(before.text()).rpartition("\n")[2].strip()


class WayBack(NamedTuple):
    """A way from a note back to one of its markers, or from a claim to an earlier one."""

    address: str
    name: str  # of the place, or the earlier claim in a few words


class PageNotes(NamedTuple):
    """What the notes of a page need to know."""

    markers: Markers
    places: Mapping[str, str]  # what each marker in the text stands in, by id
    sources: Mapping[str, Source]
    sources_address: str  # of the page of sources
    shared: Collection[str]  # keys of sources of which it shows more than this page does
    quoted: Mapping[str, Sequence[Quotation]]  # words of sources that links lead to, by key


def finish_notes(holder: Node, notes: PageNotes) -> None:
    """Finish the list of the notes of a page, which `holder` has, in the order of their numbers."""
    numbers = {f"{SOURCE_NOTE}{each.key}": each.number for each in notes.markers.values()}
    ordered = sorted(
        holder.css(f"li[id^='{SOURCE_NOTE}']"),
        key=lambda note: numbers.get(get(note, "id"), len(numbers)),
    )
    for note in ordered:
        _finish_note(note, notes)
    holder.attrs["role"] = "doc-endnotes"
    holder.attrs["aria-labelledby"] = "notes"
    shown = [str(note.html) for note in ordered]
    template = TEMPLATES.get_template("notes.html")
    holder.inner_html = template.render(notes=shown, title=WORDS["notes"])


def _finish_note(note: Node, notes: PageNotes) -> None:
    """Put at the end of a note what its source is, and where it leads.

    Its ways back say what they lead to; one more leads to all that rests on its source, where that
    is more than what stands on the page.
    """
    addresses = [get(link, "href") for link in note.css("a.footnote-backref")]
    note.strip_tags(["a.footnote-backref"], recursive=True)
    key = get(note, "id").removeprefix(SOURCE_NOTE)
    source, quoted = notes.sources.get(key), notes.quoted.get(key, ())
    uses = f"{notes.sources_address}#{key}" if key in notes.shared else ""
    if len(quoted) == 1 and _lead_to_words(note, quoted[0]):
        quoted = ()
    words = note.css_first("p") or note
    end = TEMPLATES.get_template("note.html").render(
        about=source.about if source else "",
        quoted=quoted,
        ways=_name_ways(addresses, notes),
        uses=uses,
    )
    # Python-Markdown kept its ways back on the line of the last word.
    said = re.sub(r"(?:&nbsp;|\s)+$", "", str(words.inner_html))
    words.inner_html = f"{said} {end}"


def _lead_to_words(note: Node, quoted: Quotation) -> bool:
    """Let the address that a note gives lead to the words on its page; return whether it has one.

    A browser that looks for no words opens the same page.
    """
    page = quoted.address.partition(DIRECTIVE)[0].removesuffix("#")
    own = [link for link in note.css("a[href]") if get(link, "href") == page]
    for link in own:
        link.attrs["href"] = quoted.address
    return bool(own)


def _name_ways(addresses: Iterable[str], notes: PageNotes) -> list[WayBack]:
    """Return the ways back with the names of their places, numbered where one comes again."""
    counted = Counter[str]()
    ways = []
    for address in addresses:
        name = notes.places.get(address.removeprefix("#"), "")
        counted[name] += 1
        if counted[name] > 1:
            name += f" ({counted[name]})"
        ways.append(WayBack(address, name))
    return ways
