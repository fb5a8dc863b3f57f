"""Reading a pasted citation or address: which passage of which edition it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from .manifest import Edition
from .promises import follow

# docs/assets/js/editions.js has the same expressions.
_ADDRESS = re.compile(r"https?://[^\s\"<>{}]+")
_TAIL = ".,;:)]”’'"
"""What may follow an address in running text."""
_BARE = re.compile(r"\S*[/#]\S*")
"""An address without a host."""
_PARTS = re.compile(r"(?:https?://[^/?#]*)?(?P<path>[^?#]*)(?:\?[^#]*)?#?(?P<id>.*)")
_INSIDE = re.compile(r"(?:^|/)editions/(?P<number>[0-9]+)/(?P<url>.*)$")
_NAMED = re.compile(r"\bedition\D{0,5}(?P<number>[0-9]+)", re.I)
_FRONT = re.compile(r"/?(?:[^/]+/)?")
"""The path of a front page: of a host, or of a folder on it."""


@dataclass(frozen=True)
class Reference:
    """What is cited."""

    number: int
    """Of the edition; the newest where the citation names none."""
    address: str
    """From the root of the site: `leverage/#influence`; without an id it is the page itself."""


def read_reference(text: str, editions: Sequence[Edition]) -> Reference | None:
    """Read the first address in a text, and the edition in it or in the words around it; None without an address.

    The site may stand anywhere: the longest end of the address's path that is a page of the edition counts.
    """
    found = _ADDRESS.search(text)
    link = found.group().rstrip(_TAIL) if found else text.strip()
    parts = _PARTS.fullmatch(link)
    if not parts or not (found or _BARE.fullmatch(link)):
        return None
    path = parts["path"].removesuffix("index.html").rstrip("/") + "/"
    inside, named = _INSIDE.search(path), _NAMED.search(_ADDRESS.sub("", text))
    number = int((inside or named or {"number": len(editions)})["number"])
    edition = editions[number - 1] if 0 < number <= len(editions) else None
    url = inside["url"] if inside else _find_page(path, edition)
    name = unquote(parts["id"].partition(":~:")[0]) or _find_first(edition, url)
    return Reference(number, f"{url}#{name}")


def _find_page(path: str, edition: Edition | None) -> str:
    """Give the page that a path ends with, or the path itself where it is none."""
    urls = [*edition.urls, *edition.redirects] if edition else []
    front = "" if _FRONT.fullmatch(path) else path.lstrip("/")
    return max((url for url in urls if url and f"/{path}".endswith(f"/{url}")), key=len, default=front)


def _find_first(edition: Edition | None, url: str) -> str:
    passages, page = (edition.passages, follow(url, edition.redirects)) if edition else ({}, url)
    return next((passage.id for address, passage in passages.items() if address.partition("#")[0] == page), "")
