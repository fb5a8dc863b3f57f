"""What a pasted citation cites: an edition, and an address in it.

`docs/assets/js/editions.js` reads citations in the same way: `tests/data/citations.json` is for
both.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple
from urllib.parse import unquote

_ADDRESS = re.compile(r"https?://[^\s\"<>{}]+")
_BARE_ADDRESS = re.compile(r"\S*[/#]\S*")  # one without a host, which stands alone
_AFTER = ".,;:)]”’'"  # what may follow an address in running text
_SCHEME_AND_HOST = re.compile(r"^https?://[^/?]*")
_FILE_AND_QUERY = re.compile(r"(?:index\.html)?(?:\?.*)?$")
_IN_EDITION = re.compile(r"(?:^|/)editions/(?P<number>[0-9]+)/(?P<url>.*)$")
_EDITION = re.compile(r"(?<!\w)[eé]dition\D{0,5}(?P<number>[0-9]+)", re.I)


class Cited(NamedTuple):
    """What a text cites."""

    number: int  # of an edition
    address: str  # from the root of the site: `trade/#tariffs`


def read_citation(text: str, pages: Sequence[Collection[str]]) -> Cited | None:
    """Return what a text cites by the first address in it; None without one.

    `pages` are the addresses of the pages of each edition, also of those that have moved. The
    edition is named in the address or around it, or is the newest. Of the path counts the longest
    end that is a page of that edition, since the site may stand anywhere.
    """
    link = _find_link(text)
    if not link:
        return None
    place, _, fragment = link.partition("#")
    name = unquote(fragment.partition(":~:")[0])
    path = _SCHEME_AND_HOST.sub("", place)
    path = _FILE_AND_QUERY.sub("", path).rstrip("/") + "/"
    inside = _IN_EDITION.search(path)
    if inside:
        return Cited(int(inside["number"]), f"{inside['url']}#{name}")
    named = _EDITION.search(_ADDRESS.sub("", text))
    number = int(named["number"]) if named else len(pages)
    urls = pages[number - 1] if 0 < number <= len(pages) else ()
    return Cited(number, f"{_find_page(path, urls)}#{name}")


def _find_link(text: str) -> str:
    """Return the first address in a text, empty where there is none."""
    match = _ADDRESS.search(text) or _BARE_ADDRESS.fullmatch(text.strip())
    return match[0].rstrip(_AFTER) if match else ""


def _find_page(path: str, urls: Collection[str]) -> str:
    """Return the longest of some addresses of pages that a path ends with.

    A path that ends with none is the address itself; one of a single folder is the front page.
    """
    ends = [url for url in urls if url and f"/{path}".endswith(f"/{url}")]
    if ends:
        return max(ends, key=len)
    is_front = "/" not in path.strip("/")
    return "" if is_front else path.lstrip("/")
