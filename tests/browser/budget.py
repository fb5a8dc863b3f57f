"""What a page may cost: bytes as a host sends them (gzip -9), and requests.

Nothing here is a time. A limit that is met too easily is lowered; one that is raised is raised with
a reason. What a page says is not limited, but what is added to it.
"""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

REQUESTS = 6
"""A page, two stylesheets, two scripts and its icon; a page with a filter has one script more."""
SHOWN = {"front": 24 * 1024, "theme": 33 * 1024}
"""What a browser has to have before it shows a page as it is.

That is its HTML, all its styles, and the scripts for which it waits; both depths are in it. The aim
for a theme is 20 KB: what the largest says, with notes and what was read, has 16 KB alone.

The front page had 22 KB until it said the answers, the record and what came after in words.

A theme had 29 KB until notes led to the words themselves: as many addresses, and words for them;
and 30 KB until edition 6, in which *The troops* cites ten sources more.
"""
VISIT = 36 * 1024
"""Of a first visit of the front page or a theme. It was 32 KB and 33.5 KB until then as well.

In a settled state a page says since which editions its sections read so; a draft does not.
"""
PER_SAID = 1.3
PER_PAGE = 1_960
"""The HTML of a page is so many times what it says, and this.

It was 1,900 while a front page said the finding of each theme, where it has a sentence now: a new
briefing says less in the same frame.

It was 1.4 times while the JSON-LD of a page said again what its notes say.
"""
FURNITURE = 17_500
"""Of all else that a first visit of any page loads, and then finds in the browser's cache.

The whole briefing on one page needs the styles of all others.
"""
LOADED = {"css", "js", "svg"}
"""The kinds of files that a page loads, beside a font: most readers have one like it."""
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
    """Name each limit that a first visit of a page exceeds, with the files that do."""
    rest = {
        name: size for name, size in loads.items() if name != page and find_kind(name) != "woff2"
    }
    excess = []
    if loads[page] > limit_html(html):
        excess.append(f"html: {loads[page]}, over {limit_html(html)}")
    if sum(rest.values()) > FURNITURE:
        excess.append(f"furniture: over {FURNITURE}: {rest}")
    requests = REQUESTS + ('class="ledger-filter' in html)
    if len(rest) + 1 > requests:
        excess.append(f"requests: over {requests}: {sorted(loads)}")
    others = [name for name in rest if find_kind(name) not in LOADED]
    if others:
        excess.append(f"kind: {others}")
    return excess


def find_kind(name: str) -> str:
    """Return the kind of a file by the end of its name."""
    return name.rpartition(".")[2]


def find_head(html: str) -> tuple[list[str], list[str]]:
    """Return what a page names of stylesheets, and of scripts for which a browser waits."""
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    scripts = re.findall(r'<script src="([^"]+)"></script>', html)
    return styles, scripts
