"""A page as plain Markdown, for programs and for any other builder.

It is published as `index.md` beside the page. What only Python-Markdown reads becomes pandoc's
`commonmark_x`: https://pandoc.org/MANUAL.html#markdown-variants.
"""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from ..pages.document import Document, make_url
from ..pages.links import find_target
from ..pages.marks import Mark
from ..pages.safety import SLOT
from ..pages.vocabulary import BOXES
from ..text import replace_spans

_BOX = re.compile(r'^(?:!!!|\?\?\?\+?) +(?P<kind>\w+)(?: +"(?P<title>[^\n]*)")? *$', re.M)
_BOX_BODY = re.compile(r"(?:(?:\n[ ]*)*\n {4}.*)*")  # lines that are indented, or blank between
_FIRST_ID = re.compile(r"\{:?[ ]*#(?P<id>[\w.-]+)")
_LINE_START = re.compile(r"\n(?: {4})?")


class Edit(NamedTuple):
    """A span of a text, and what stands there instead."""

    start: int
    end: int
    text: str


def write_twin(
    page: Document, address: str, twins: Collection[str], kinds: Mapping[str, str]
) -> str:
    """Return the Markdown of a page whose citations are notes.

    `address` is where the page is published, `twins` are the addresses, from the root of the site,
    of all pages that have a twin, and `kinds` those of the page's notes, by their ids.
    """
    edits = [
        *_fill_slots(page, address),
        *_lead_links(page, twins),
        *_move_attributes(page),
        *_quote_boxes(page, kinds),
    ]
    edits.sort(key=lambda edit: (edit.start, -edit.end))  # a longer one has what is in it
    return replace_spans(page.text, edits)


def _fill_slots(page: Document, address: str) -> Iterator[Edit]:
    """What fills a slot can be read at the address of the page."""
    for slot in SLOT.finditer(page.text):
        yield Edit(*slot.span(), f"<{address}>")


def _lead_links(page: Document, twins: Collection[str]) -> Iterator[Edit]:
    """A link within the site starts from the page's address, not from its file.

    It leads to the twin of a page that has one. Links in HTML are left to browsers, as they are.
    """
    for link in page.links:
        parts = urlsplit(link.text)
        start = page.text.index(link.text, link.start)
        is_of_html = page.text[start - 1] in "\"'="
        is_within = parts.path and not parts.scheme and not parts.netloc
        if is_within and not is_of_html:
            target = find_target(page.uri, link.text)
            yield Edit(start, start + len(parts.path), _find_way(page, target, twins))


def _find_way(page: Document, target: str, twins: Collection[str]) -> str:
    """Return the way from a page's address to a file below `docs/`, as it is published."""
    place = target
    if target.endswith(".md"):
        place = make_url(target)
        if place in twins:
            place += "index.md"
    way = posixpath.relpath(place or ".", make_url(page.uri) or ".")
    return f"{way}/" if place.endswith("/") else way


def _move_attributes(page: Document) -> Iterator[Edit]:
    """Those of a paragraph become those of an empty link at its end, and go where they name no id.

    Those of a heading and of a link stand where others read them too.
    """
    for mark, name in page.attributes:
        before = page.text[: mark.start]
        last_line = before.rpartition("\n")[2]
        if not before.endswith(")") and not last_line.startswith("#"):
            yield Edit(len(before.rstrip()), mark.end, _name_paragraph(mark, name))


def _name_paragraph(mark: Mark, name: str) -> str:
    return f"[](#{name}){{ {mark.text.strip()} }}" if name else ""


def _quote_boxes(page: Document, kinds: Mapping[str, str]) -> Iterator[Edit]:
    """A box becomes a quotation that opens with its kind and its title."""
    for box in _BOX.finditer(page.masked):
        body = _BOX_BODY.match(page.text, box.end())
        name = _FIRST_ID.search(body[0]) if body else None
        kind = kinds.get(name["id"], "") if name else ""
        yield Edit(*box.span(), _write_title(page, box, kind))
        if body:
            for line in _LINE_START.finditer(page.text, *body.span()):
                indent = line.group().strip("\n")
                yield Edit(*line.span(), "\n> " if indent else "\n>")


def _write_title(page: Document, box: re.Match[str], kind: str) -> str:
    """Return the first line of a quotation, of a box that was found in the masked text."""
    start, end = box.span("title")
    words = [BOXES[kind]] if kind else []
    words += [page.text[start:end]]
    return f"> **{': '.join(filter(None, words))}**\n>"
