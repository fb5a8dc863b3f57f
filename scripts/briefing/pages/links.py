"""Where links on a page lead; whether something is there, MkDocs checks."""

import posixpath
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from ..problems import Problem
from .document import Document


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


def _is_address(text: str) -> bool:
    """Return whether an address can be divided, as it is typed and as a browser reads it."""
    try:
        urlsplit(text)
        urlsplit(unescape(text))
    except ValueError:
        return False
    return True
