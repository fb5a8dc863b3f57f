"""A page as plain Markdown, for programs and for any other builder: published as `index.md` beside the page. What only
Python-Markdown reads becomes pandoc's `commonmark_x`: https://pandoc.org/MANUAL.html#markdown-variants."""

import posixpath
import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from ..pages.document import Document, make_url
from ..pages.rules import find_target
from ..pages.safety import SLOT
from ..pages.vocabulary import BOXES
from ..text import replace_spans

_BOX = re.compile(r'^(?:!!!|\?\?\?\+?) +(?P<kind>\w+)(?: +"(?P<title>[^\n]*)")? *$', re.M)


def write_twin(page: Document, address: str, twins: Collection[str]) -> str:
    """Return the Markdown of a page whose citations are notes; `twins` are the addresses of all that have one."""
    edits = sorted(_find_edits(page, address, twins), key=lambda edit: (edit[0], -edit[1]))
    return replace_spans(page.text, edits)  # a longer one has what is in it


def _find_edits(
    page: Document, address: str, twins: Collection[str]
) -> Iterator[tuple[int, int, str]]:
    """Yield where a piece of the text begins and ends, and what stands there instead."""
    for slot in SLOT.finditer(page.text):  # what fills it can be read at the address
        yield *slot.span(), f"<{address}>"
    for (
        link
    ) in page.links:  # from the page's address, not from its file, and to the twins of other pages
        parts, start = urlsplit(link.text), page.text.index(link.text, link.start)
        if (
            not (parts.scheme or parts.netloc or not parts.path)
            and page.text[start - 1] not in "\"'="
        ):
            file = find_target(page.uri, link.text)
            place = (
                make_url(file) + ("index.md" if make_url(file) in twins else "")
                if file.endswith(".md")
                else file
            )
            way = posixpath.relpath(place or ".", make_url(page.uri) or ".") + (
                "/" if place.endswith("/") else ""
            )
            yield start, start + len(parts.path), way
    for (
        found,
        named,
    ) in page.attributes:  # those of a paragraph become those of an empty link at its end
        before, name = page.text[: found.start], named["id"]
        if not before.endswith(")") and not before.rpartition("\n")[2].startswith("#"):
            yield (
                len(before.rstrip()),
                found.end,
                f"[](#{name}){{ {found.text.strip()} }}" if name else "",
            )
    for box in _BOX.finditer(page.masked):  # becomes a quotation that opens with its title
        label, title = (
            BOXES.get(box["kind"], box["kind"].capitalize()),
            page.text[slice(*box.span("title"))],
        )
        yield *box.span(), f"> **{label}: {title}**\n>" if title else f"> **{label}**\n>"
        body = next(re.compile(r"(?:(?:\n[ ]*)*\n {4}.*)*").finditer(page.text, box.end()))
        for line in re.compile(r"\n(?: {4})?").finditer(page.text, *body.span()):
            yield *line.span(), "\n> " if line.group().strip("\n") else "\n>"
