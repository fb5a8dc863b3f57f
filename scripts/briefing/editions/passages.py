"""The words of a page, passage by passage: what an edition keeps, and what a citation points to.

A *section* is a heading with an id and everything up to the next such heading, so that each word of a
page stands in exactly one section. A *paragraph* is a `<p>` with an id. The text of both is *normalised*:

1. Take the text of the HTML in document order. A marker of a note counts as the citation key in brackets,
   `[kcna2024treaty]`, so that a changed source is a changed text and a changed number is not.
2. Leave out what is no part of the words: links that only give an address (`headerlink`, `cite`,
   `backlinks`, `note-source`), the short forms in the margin (`claim-sources`), scripts and styles, and
   whatever is derived from other passages and marked `data-derived`.
3. Put a space at the bounds of every element that is not part of running text.
4. Bring it to Unicode form NFC, turn each run of white space into one space, and cut both ends.

Its SHA-256 is that of the result in UTF-8.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

_INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
           "strong", "sub", "sup", "time", "u", "var", "wbr"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_LEFT_OUT = {"headerlink", "cite", "claim-sources", "backlinks", "note-source"}
_SILENT = {"script", "style", "template"}
_HEADING = re.compile(r"h[1-6]")
_NOTE = re.compile(r"#fn:(?:cite-)?")
_FATES = ("moved", "withdrawn")


@dataclass(frozen=True)
class Passage:
    """One thing with an address that lasts."""

    id: str
    what: str
    """`section`, `paragraph`, `alias`, or what became of one: `moved`, `withdrawn`."""
    title: str
    """Of the section that it is or stands in."""
    text: str
    """Normalised; that of the passage which an alias leads to."""
    to: str = ""
    """Where a moved passage has gone, as the link in it says, or the id that an alias stands for."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the text, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def find_passages(html: str) -> list[Passage]:
    """Give all passages of a page's HTML body in reading order; text before the first heading belongs to none."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finish()


def normalise(text: str) -> str:
    """Give text in Unicode form NFC with single spaces, as step 4 above says."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass
class _Open:
    """A passage that is being read."""

    id: str
    what: str
    section: "_Open | None" = None
    pieces: list[str] = field(default_factory=list)
    title: str = ""
    to: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Open] = []
        self.stack: list[tuple[str, bool]] = []
        """Open elements, each with whether its words are left out."""
        self.section: _Open | None = None
        self.heading: _Open | None = None
        self.paragraph: _Open | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = set(values.get("class", "").split())
        is_marker = "footnote-ref" in classes
        left_out = self.is_silent or tag in _SILENT or "data-derived" in values or bool(classes & _LEFT_OUT)
        if is_marker and not left_out:
            self._write(f"[{_NOTE.sub('', values.get('href', ''))}]")
        elif not left_out:
            self._open(tag, values, classes)
        if tag not in _VOID:
            self.stack.append((tag, left_out or is_marker))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in [name for name, _ in self.stack]:
            return
        while self.stack.pop()[0] != tag:
            pass
        if self.heading and _HEADING.fullmatch(tag):
            self.heading.title = normalise("".join(self.heading.pieces))
            self.heading = None
        if tag == "p":
            self.paragraph = None
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if not self.is_silent:
            self._write(data)

    @property
    def is_silent(self) -> bool:
        """Whether the words that come now are left out."""
        return bool(self.stack) and self.stack[-1][1]

    def finish(self) -> list[Passage]:
        """Give what was found."""
        texts = {passage.id: normalise("".join(passage.pieces)) for passage in self.found}
        return [Passage(passage.id, passage.what, (passage.section or passage).title,
                        texts[passage.to] if passage.what == "alias" else texts[passage.id], passage.to)
                for passage in self.found]

    def _open(self, tag: str, values: dict[str, str], classes: set[str]) -> None:
        self._space(tag)
        name, around = values.get("id", ""), self.paragraph or self.section
        if name and _HEADING.fullmatch(tag):
            self.section = self.heading = self._add(_Open(name, "section"))
        elif name and tag == "p":
            fate = next((fate for fate in _FATES if fate in classes), "paragraph")
            self.paragraph = self._add(_Open(name, fate, self.section))
        elif name and tag == "span" and around:
            self._add(_Open(name, "alias", around.section or around, to=around.id))
        elif tag == "a" and self.paragraph and self.paragraph.what == "moved":
            self.paragraph.to = self.paragraph.to or values.get("href", "")

    def _add(self, passage: _Open) -> _Open:
        self.found.append(passage)
        return passage

    def _space(self, tag: str) -> None:
        if tag not in _INLINE:
            self._write(" ")

    def _write(self, text: str) -> None:
        for passage in (self.section, self.paragraph):
            if passage:
                passage.pieces.append(text)
