"""The index of the search: every paragraph with an address, and what stands under a heading beside those.

The file is a script, `search-index.js`, since a browser reads nothing else where the site is
opened from a folder. `docs/assets/search.js` is what uses it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "br", "pre", "div", "caption", "figcaption", *_HEADINGS})
"""What ends a word."""
_BOXES = {"check": "Checked", "since": "Since then"}
"""What a box is called, by its class."""
_LEFT_OUT = frozenset({"sup", "svg", "script", "style", "form", "details"})
_LEFT_OUT_CLASSES = frozenset({"cite", "headerlink", "claim-sources", "footnote", "print-address"})
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
    reader.feed(html)
    reader.close()
    for entry in reader.entries:
        entry.title, entry.kind, entry.text = (" ".join(part.split()) for part in (entry.title, entry.kind, entry.text))
    titles = {entry.id: entry.title for entry in reader.entries if entry.title}
    for entry in reader.entries:
        entry.section = titles.get(entry.section, "")
    return [entry for entry in reader.entries if entry.title or entry.text]


def write_index(pages: Iterable[tuple[str, str, str]]) -> str:
    """Give the script that holds the index. `pages` are title, address from the site's root, and HTML of each."""
    data = [[title, url, [list(vars(entry).values()) for entry in list_entries(html)]] for title, url, html in pages]
    return f"briefing.pages = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


class _Reader(HTMLParser):
    """Collects text into the entry that is open."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = self.entry = Entry("", "", "")
        self.entries = [self.entry]
        self.field = "text"
        """Name of the attribute that text goes into."""
        self.box: Entry | None = None
        """The check or the later fact whose title was read, and whose paragraph is still to come."""
        self.box_kind = ""
        self.left_out: list[str] = []
        """The tag of what is left out, once for each time that it is open."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = set((values.get("class") or "").split())
        if self.left_out:
            self.left_out += [tag] * (tag == self.left_out[0])
        elif tag in _LEFT_OUT or classes & _LEFT_OUT_CLASSES:
            self.left_out = [tag]
        elif tag in _HEADINGS and values.get("id"):
            self.heading = self._open(values["id"] or "", values["id"] or "")
            self.field = "title"
        elif "admonition-title" in classes:
            self.box = self._open(self.heading.id, self.heading.id)
            self.box.kind = self.box_kind
        elif tag == "p" and values.get("id") and self.box:
            self.entry, self.box = self.box, None
            self.entry.id, self.entry.text = values["id"] or "", self.entry.text.strip() + ": "
        elif tag == "p" and values.get("id"):
            self._open(values["id"] or "", self.heading.id)
        elif "claim-label" in classes:
            self.field = "kind"
        self.box_kind = next((name for kind, name in _BOXES.items() if kind in classes), "") or self.box_kind
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.left_out:
            self.left_out = self.left_out[1:] if tag == self.left_out[0] else self.left_out
            return
        if tag in _HEADINGS or (tag == "a" and self.field == "kind"):
            self.field = "text"
        if tag == "p":
            self.entry = self.heading
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            setattr(self.entry, self.field, getattr(self.entry, self.field) + data)

    def _open(self, name: str, section: str) -> Entry:
        self.entry = Entry(name, "", section)
        self.entries.append(self.entry)
        return self.entry

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.handle_data(" ")
