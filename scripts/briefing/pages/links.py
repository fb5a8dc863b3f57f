"""Links on a page that lead to another file of the site, or to a place in one."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ..problems import Problem, nearest
from ..text import find_scheme
from .document import Document
from .marks import Mark


class InnerLink(NamedTuple):
    """A link inside the site."""

    mark: Mark
    target: str  # the file below `docs/`
    fragment: str  # the id there; empty for the top of the page


def find_target(uri: str, link: str) -> str:
    """Return the file below `docs/` that a link on the page `uri` leads to."""
    path = unquote(urlsplit(link).path)
    if not path:
        return uri
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path))


def bad_address(document: Document) -> Iterator[Problem]:
    """The address of a link can be read; where it cannot, MkDocs fails."""
    for link in document.links:
        if not _is_address(link.text):
            message = f"the address '{link.text[:60]}' cannot be read"
            yield Problem(message, "bad-address", "write brackets as %5B and %5D", line=link.line)


def broken_link(document: Document, files: Collection[str]) -> Iterator[Problem]:
    """A link inside the site leads to a file below `docs/`; `files` are their paths from there."""
    for link in _find_inner_links(document):
        if link.target not in files:
            message = f"the link '{link.mark.text}' leads to no file in docs/"
            right = "name the Markdown file, relative to this page"
            hint = nearest(link.target, files) or right
            yield Problem(message, "broken-link", hint, line=link.mark.line)


def broken_fragment(
    document: Document, files: Collection[str], ids: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """A link to a place on a page leads to an id that is there.

    `files` are the paths of all files below `docs/`; `ids` has the ids of each page by its file.
    """
    for link in _find_inner_links(document):
        if link.target not in files or link.target not in ids:
            continue
        if link.fragment and link.fragment not in ids[link.target]:
            message = f"the link '{link.mark.text}' leads to no id on {link.target}"
            hint = _find_page_with(link.fragment, ids) or nearest(link.fragment, ids[link.target])
            yield Problem(message, "broken-fragment", hint, line=link.mark.line)


def _find_page_with(name: str, ids: Mapping[str, Collection[str]]) -> str:
    for uri, names in ids.items():
        if name in names:
            return f"it is on {uri}"
    return ""


def _find_inner_links(document: Document) -> Iterator[InnerLink]:
    for mark in document.links:
        if not _is_address(mark.text):
            continue
        address = unescape(mark.text)
        parts = urlsplit(address)
        if find_scheme(address) or parts.netloc or not (parts.path or parts.fragment):
            continue
        yield InnerLink(mark, find_target(document.uri, mark.text), unquote(parts.fragment))


def _is_address(text: str) -> bool:
    """Return whether an address can be divided, as it is typed and as a browser reads it."""
    try:
        urlsplit(text)
        urlsplit(unescape(text))
    except ValueError:
        return False
    return True
