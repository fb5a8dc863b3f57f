"""The markers of notes on a page, each read once, and the words between them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..html import Node, classes, get, read
from ..pages.vocabulary import ENGINE_WORDS, NOTE_ID

NOTE = "#fn:" + NOTE_ID.format("")
"""What the address of the note of a source begins with; its key follows."""

_MARKERS = "sup[id^=fnref]"  # as Python-Markdown makes them
_SILENT = ENGINE_WORDS | {"cite-affix", "kind"}  # classes of what is no word of a statement
# Where in a source to look: `7`, `p. 7`, `pp. 7–9`, `art. 5`, `§ 3`, `vol. II, p. 7`. What has
# another form says something.
_TERM = (
    r"(?:(?:p|pp|vol|vols|no|nos|n|nn|ch|chap|chaps|col|cols|fig|figs|fol|fols|l|ll|para|paras|pt|pts|"
    r"sec|secs|art|arts|bk|t)\.?|pages?|chapters?|articles?|sections?|paragraphs?|figures?|tables?|"
    r"notes?|lines?|parts?|volumes?|books?|chapitres?|tableaux?|lignes?|parties?|tomes?|livres?)"
)
_NUMBER = r"\d+(?:[a-z]|ff?\.?)?"
_RANGE = rf"{_NUMBER}(?:\s?[–-]\s?{_NUMBER})?"
_PART = rf"(?:(?:{_TERM}|§+|¶+)\s*(?:{_RANGE}|[ivxlc]+)|{_RANGE})"
_PLACE = re.compile(rf"{_PART}(?:,?\s+{_PART})*", re.I)
_SKIPPED = "\0"  # stands for it until the space before it is gone, too


class Marker(NamedTuple):
    """A raised number that leads to a note."""

    id: str  # its own, to which the note leads back
    note: str  # address of the note: `#fn:cite-abel`
    number: int  # of the note, counted from 1 in reading order
    locator: str = ""  # where in the source, as it stands behind the marker: `p. 7`

    @property
    def key(self) -> str:
        """The key of the source that the note is of; empty for a note of an author's own."""
        if not self.note.startswith(NOTE):
            return ""
        return self.note.removeprefix(NOTE)


class Affix(NamedTuple):
    """Words that stand beside the marker of a source, of those between its brackets."""

    key: str  # of the source
    before: str  # `not`
    after: str  # `p. 7`, or `which denies it`

    @property
    def says_more(self) -> bool:
        """Whether it says something of the statement, and not only where in the source to look."""
        return bool(self.before or (self.after and not _PLACE.fullmatch(self.after)))


Markers = Mapping[str, Marker]
"""The markers of a page by their ids, in reading order."""


def number_markers(body: Node) -> dict[str, Marker]:
    """Number the markers of a page in reading order, those in notes last, and return them by id.

    Python-Markdown has numbered them in the order in which it reads, which is that of boxes last.
    """
    markers, numbers = dict[str, Marker](), dict[str, int]()
    for node in body.css(_MARKERS):
        link = node.css_first("a")
        if link is None:
            continue
        note = get(link, "href")
        number = numbers.setdefault(note, len(numbers) + 1)
        link.inner_html = str(number)
        link.attrs["role"] = "doc-noteref"
        name = get(node, "id")
        markers[name] = Marker(name, note, number, _find_locator(node))
    return markers


def _find_locator(marker: Node) -> str:
    """Return the words of the locator behind a marker, from which a space parts it."""
    return _read_affix(marker.next, marker.next and marker.next.next)


def _find_prefix(marker: Node) -> str:
    """Return the words before a marker that were written into its brackets."""
    return _read_affix(marker.prev, marker.prev and marker.prev.prev)


def _read_affix(space: Node | None, affix: Node | None) -> str:
    """Return the words beside a marker; empty where these are of another, or there are none.

    `registry.py` puts a no-break space between both, and nothing else.
    """
    if space is None or affix is None or "cite-affix" not in classes(affix):
        return ""
    is_joined = space.is_text_node and space.text_content == "\u00a0"
    return read(affix) if is_joined else ""


def list_affixes(node: Node, markers: Markers) -> list[Affix]:
    """Return the words beside the markers of sources in a node, in order."""
    affixes = []
    for part in node.css(_MARKERS):
        marker = markers.get(get(part, "id"))
        prefix = _find_prefix(part)
        if marker and marker.key and (prefix or marker.locator):
            affixes.append(Affix(marker.key, prefix, marker.locator))
    return affixes


def list_keys(node: Node, markers: Markers) -> tuple[str, ...]:
    """Return the keys of the sources that are cited in a node, each once, in order."""
    found = (markers.get(get(part, "id")) for part in node.css(_MARKERS))
    keys = [marker.key for marker in found if marker]
    return tuple(dict.fromkeys(key for key in keys if key))


def read_words(node: Node) -> str:
    """Return the words of a node, without labels, markers of notes and their locators."""

    def skip(part: Node) -> str | None:
        if part.tag == "sup" or not _SILENT.isdisjoint(classes(part)):
            return _SKIPPED
        return None

    return re.sub(f" ?{_SKIPPED}", "", read(node, skip)).strip()


def read_cited_words(node: Node, markers: Markers) -> str:
    """Return the words of a node with `[key]` for each marker, locators among them.

    For a note of an author's own, the address of the note stands for the key. Sums in
    `docs/support.yml` are made of this.
    """

    def replace(part: Node) -> str | None:
        if not ENGINE_WORDS.isdisjoint(classes(part)):
            return ""
        marker = markers.get(get(part, "id"))
        if marker:
            return f"[{marker.key or marker.note}]"
        return None

    return read(node, replace)
