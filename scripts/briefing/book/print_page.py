"""The whole briefing on one page: the pages' HTML set one after the other, with ids that stay unique.

Every id gets the key of its page before it, as on `/cite/`: `leverage--influence`. Links between
the pages lead to their place on this one; all other links lead where they led.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from ..claims.records import PageAddress, PageEvidence, make_key

SLOT = "<!-- briefing: whole -->"
_HERE = "https://here.invalid/"
_REFERENCE = re.compile(
    r'(?P<head>\s(?:id|for|href|xlink:href|aria-(?:labelledby|describedby|controls))=")(?P<value>[^"]*)')
_PAINT = re.compile(r"url\(#")
_HEADING = re.compile(r"(?<=<)(/?)h([1-5])\b")


@dataclass(frozen=True)
class Part:
    """One page as a part of the whole."""

    key: str
    """Its id on the page, and what stands before its ids."""
    page: PageAddress
    html: str


def list_pages(pages: Sequence[PageEvidence]) -> list[PageAddress]:
    """Give the pages that the briefing consists of: those that claim something."""
    return [page.page for page in pages if page.claims]


def make_parts(pages: Sequence[PageAddress], bodies: Mapping[str, str], root: str) -> list[Part]:
    """Give all parts. `bodies` is the HTML of each page by its file, `root` the way to the site's root.

    The title of the first page is that of the whole; the titles of the others are one level below it.
    """
    keys = {page.url: make_key(page) for page in pages}
    return [Part(keys[page.url], page, _join(bodies[page.uri], page, keys, root, int(number > 0)))
            for number, page in enumerate(pages)]


def _join(html: str, page: PageAddress, keys: Mapping[str, str], root: str, depth: int) -> str:
    def place(match: re.Match[str]) -> str:
        name, value = match["head"].split("=")[0].strip(), match["value"]
        if name.endswith("href"):
            return match["head"] + _lead(value, page, keys, root)
        return match["head"] + " ".join(f"{keys[page.url]}--{word}" for word in value.split())

    def rewrite(tag: str) -> str:
        tag = _PAINT.sub(f"url(#{keys[page.url]}--", _REFERENCE.sub(place, tag))
        return _HEADING.sub(lambda match: f"{match[1]}h{int(match[2]) + depth}", tag)

    writer = _Writer(rewrite, root + page.url)
    writer.feed(html)
    writer.close()
    return "".join(writer.pieces)


def _lead(link: str, page: PageAddress, keys: Mapping[str, str], root: str) -> str:
    """Give the way from the page of the whole to what a link leads to."""
    address = urljoin(_HERE + page.url, link)
    if not address.startswith(_HERE):
        return link
    path, fragment = urlsplit(address).path[1:], urlsplit(address).fragment
    if path in keys:
        return f"#{keys[path]}--{fragment}" if fragment else f"#{keys[path]}"
    return root + address.removeprefix(_HERE)


class _Writer(HTMLParser):
    """Writes HTML as it came, but for its tags; permanent links turn into addresses that can be printed."""

    def __init__(self, rewrite: Callable[[str], str], address: str) -> None:
        super().__init__(convert_charrefs=False)
        self.rewrite = rewrite
        self.address = address
        self.pieces: list[str] = []
        self.dropped = ""
        """Name of the element that is being left out."""
        self.label = ""
        """Id of the paragraph whose label is open."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes, text = values.get("class", "").split(), self.get_starttag_text() or ""
        if self.dropped:
            return
        if tag == "a" and {"cite", "headerlink"} & set(classes):
            self.dropped = tag
            if "headerlink" in classes:
                self._show_address(values.get("href", ""))
        elif "claim-label" in classes:
            # The label leads to the paragraph's own page: that is the address to cite.
            self.label = values.get("href", "")
            self.pieces.append(text.replace(f'href="{self.label}"', f'href="{self.address}{self.label}"'))
        else:
            self.pieces.append(self.rewrite(text))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.dropped:
            self.pieces.append(self.rewrite(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        if self.dropped:
            self.dropped = "" if tag == self.dropped else self.dropped
            return
        if tag == "a" and self.label:
            self._show_address(self.label)
            self.label = ""
        self.pieces.append(self.rewrite(f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._write(f"<!--{data}-->")

    def _write(self, text: str) -> None:
        if not self.dropped:
            self.pieces.append(text)

    def _show_address(self, fragment: str) -> None:
        self.pieces.append(f'<span class="address">{escape(fragment)}</span>')
