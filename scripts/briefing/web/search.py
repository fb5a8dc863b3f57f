"""The index of the search: every paragraph with an address, and what stands under a heading beside those.

The file is a script, `search-index.js`, since a browser reads nothing else where the site is
opened from a folder. `docs/assets/js/search.js` is what uses it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..pages.vocabulary import BOXES

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "br", "pre", "div", "caption", "figcaption", *_HEADINGS})
"""What ends a word."""
_LEFT_OUT = frozenset({"sup", "svg", "script", "style", "form", "details"})
_LEFT_OUT_CLASSES = frozenset({"cite", "headerlink", "claim-sources", "footnote", "print-address", "box-name"})
"""What is no text of the page. Its notes are: `/sources/` has them, each once."""


@dataclass
class Entry:
    """One place that a search can find; `search.js` reads the fields in this order."""

    id: str
    """Empty for what stands before the first heading with an id."""
    title: str
    """The words of the heading; empty for a paragraph."""
    section: str
    """The heading above a paragraph, or the heading itself."""
    kind: str = ""
    """The label of a claim or of a box."""
    text: str = ""


def list_entries(html: str) -> list[Entry]:
    """Divide the HTML of a page into entries, in the order of the page; without those that say nothing."""
    reader = _Reader()
    root = LexborHTMLParser(html).body
    if root:
        reader.read(root)
    for entry in reader.entries:
        entry.title, entry.kind, entry.text = (" ".join(part.split()) for part in (entry.title, entry.kind, entry.text))
    titles = {entry.id: entry.title for entry in reader.entries if entry.title}
    for entry in reader.entries:
        entry.section = titles.get(entry.section, "")
    return [entry for entry in reader.entries if entry.title or entry.text]


def write_index(pages: Iterable[tuple[str, str, str]]) -> str:
    """Give the script that holds the index. `pages` are title, address from the site's root, and HTML of each."""
    return f"briefing.pages = [{','.join(_write_page(*page) for page in pages)}];\n"


@lru_cache(10_000)
def _write_page(title: str, url: str, html: str) -> str:
    entries = [list(vars(entry).values()) for entry in list_entries(html)]
    return json.dumps([title, url, entries], ensure_ascii=False, separators=(",", ":"))


class _Reader:
    """Collects text into the entry that is open."""

    def __init__(self) -> None:
        self.heading = self.entry = Entry("", "", "")
        self.entries = [self.entry]
        self.field = "text"
        """Name of the attribute that text goes into."""
        self.box: Entry | None = None
        """The check or the later fact whose title was read, and whose paragraph is still to come."""
        self.box_kind = ""

    def read(self, parent: LexborNode) -> None:
        """Read what is in an element."""
        for node in parent.iter(include_text=True):
            tag = str(node.tag)
            if tag == "-text":
                self._add(node.text_content or "")
            elif tag not in _LEFT_OUT:
                values = node.attributes
                classes = set((values.get("class") or "").split())
                if not classes & _LEFT_OUT_CLASSES:
                    self._begin(tag, values.get("id") or "", classes)
                    self.read(node)
                    self._end(tag)

    def _begin(self, tag: str, name: str, classes: set[str]) -> None:
        if tag in _HEADINGS and name:
            self.heading = self._open(name, name)
            self.field = "title"
        elif "admonition-title" in classes:
            self.box = self._open(self.heading.id, self.heading.id)
            self.box.kind = self.box_kind
        elif tag == "p" and name and self.box:
            self.entry, self.box = self.box, None
            self.entry.id, self.entry.text = name, self.entry.text.strip() + ": "
        elif tag == "p" and name:
            self._open(name, self.heading.id)
        elif "claim-label" in classes:
            self.field = "kind"
        self.box_kind = next((name for kind, name in BOXES.items() if kind in classes), "") or self.box_kind
        self._break(tag)

    def _end(self, tag: str) -> None:
        if tag in _HEADINGS or (tag == "a" and self.field == "kind"):
            self.field = "text"
        if tag == "p":
            self.entry = self.heading
        self._break(tag)

    def _add(self, text: str) -> None:
        setattr(self.entry, self.field, getattr(self.entry, self.field) + text)

    def _open(self, name: str, section: str) -> Entry:
        self.entry = Entry(name, "", section)
        self.entries.append(self.entry)
        return self.entry

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._add(" ")
