"""What a page may cost: bytes as a host sends them (gzip -9), and requests.

Nothing here is a time. A limit that is met too easily is lowered; one that is raised is raised with
a reason. What a page says is not limited, but what is added to it.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

REQUESTS = 6
PER_SAID = 1.4
PER_PAGE = 1_900
"""The HTML of a page is so many times what it says, and this.

It was 1.35 times until a page told what became of each forecast: two dozen small tables of terms.
"""
STYLES = {"site": 6_010, "later": 3_000, "editions": 3_720, "apparatus": 4_560}
"""Of a stylesheet, by its name: that of every page, and one more beside it.

That of the apparatus has the ledger, whose rows fold out what was read for each statement.
"""
KINDS = {"js": 3_450, "svg": 400}
"""Of all files of a kind: what every page loads once, and then finds in the browser's cache.

In French, what scripts say is longer.
"""
SAYING = ("id", "href", "alt", "content", "d", "data-cite", "data-for", "data-event")
"""Attributes that say something: addresses, days, the lines of a picture."""

Loads = dict[str, int]
"""The bytes of each file that came, by its address below that of the site."""


def watch(page: Page, address: str) -> list[str]:
    """Return what will list the addresses, below that of the site, of all that comes."""
    names = list[str]()
    page.on("response", lambda answer: names.append(answer.url.removeprefix(address)))
    return names


def weigh(site: Path, names: Iterable[str]) -> Loads:
    """Return the bytes of each file of a site."""
    loads = Loads()
    for name in names:
        file = site / name / "index.html" if name.endswith("/") or not name else site / name
        loads[name] = measure(file.read_bytes())
    return loads


def measure(body: bytes) -> int:
    """Return how many bytes a host sends."""
    return len(gzip.compress(body, 9, mtime=0))


def measure_said(html: str) -> int:
    """Return the bytes of what a page says: words, addresses and data, without its markup."""
    tree = LexborHTMLParser(html)
    said = [re.sub(r"\s+", " ", tree.root.text(separator=" "))]
    for node in tree.css("*"):
        attributes = node.attributes
        said += [attributes[name] or "" for name in SAYING if name in attributes]
    return measure(" ".join(said).encode())


def limit_html(html: str) -> int:
    """Return how many bytes the HTML of a page may have."""
    return PER_PAGE + round(PER_SAID * measure_said(html))


def find_excess(loads: Loads, page: str, html: str) -> list[str]:
    """Name each limit that a first visit of a page exceeds, with the files that do.

    A font is not counted: most readers have one like it.
    """
    limits = {**KINDS, "html": limit_html(html)}
    limits.update({f"{name}.css": limit for name, limit in STYLES.items()})
    kinds: dict[str, Loads] = defaultdict(dict)
    for name, size in loads.items():
        kinds[find_kind(name, page)][name] = size
    kinds.pop("woff2", None)
    excess = []
    for kind, files in sorted(kinds.items()):
        limit = limits.get(kind, 0)
        if sum(files.values()) > limit:
            excess.append(f"{kind}: over {limit}: {files}")
    requests = sum(len(files) for files in kinds.values())
    if requests > REQUESTS:
        excess.append(f"over {REQUESTS} requests: {sorted(loads)}")
    return excess


def find_kind(name: str, page: str) -> str:
    """Return what is limited together: `html`, a kind of file, or a stylesheet by its name."""
    if name == page:
        return "html"
    stem, _, kind = name.rpartition(".")
    if kind == "css":
        return re.sub(r".*/|\.[0-9a-f]{8}", "", stem) + ".css"
    return kind
