"""Reading a pasted citation or address: which passage of which edition it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from .editions import Edition

_ADDRESS = re.compile(r"https?://\S+")
_TAIL = ".,;:)]}>”\"’'"
"""What may follow an address in running text or in BibTeX."""
_INSIDE = re.compile(r"(?:^|/)editions/(?P<number>\d+)/(?P<url>.*)$")
_NAMED = re.compile(r"\bedition\D{0,5}(?P<number>\d+)", re.I)


@dataclass(frozen=True)
class Reference:
    """What is cited."""

    number: int
    """Of the edition; the newest where the citation names none."""
    address: str
    """From the root of the site: `leverage/#influence`; without an id it is the page itself."""


def read_reference(text: str, editions: Sequence[Edition]) -> Reference:
    """Read the first address in a text, and the edition in it or in the words around it.

    The site may stand anywhere: the longest end of the address's path that is a page of the edition counts.
    """
    found = _ADDRESS.search(text)
    parts = urlsplit(found.group().rstrip(_TAIL) if found else text.strip())
    inside, named = _INSIDE.search(parts.path), _NAMED.search(_ADDRESS.sub("", text))
    number = int((inside or named or {"number": len(editions)})["number"])
    edition = editions[number - 1] if 0 < number <= len(editions) else None
    url = inside["url"] if inside else _find_page(parts.path, edition)
    name = unquote(parts.fragment.partition(":~:")[0]) or _find_first(edition, url)
    return Reference(number, f"{url}#{name}")


def _find_page(path: str, edition: Edition | None) -> str:
    urls = edition.urls if edition else {}
    return max((url for url in urls if url and f"/{path}".endswith(f"/{url}")), key=len, default="")


def _find_first(edition: Edition | None, url: str) -> str:
    passages = edition.passages if edition else {}
    return next((passage.id for address, passage in passages.items() if address.partition("#")[0] == url), "")
