"""The whole briefing on one page: the pages' HTML set one after the other, with ids that stay unique.

Every id gets the key of its page before it, as on `/cite/`: `leverage--influence`. Links between
the pages lead to their place on this one; all other links lead where they led.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..claims.records import PageAddress, PageEvidence, make_key
from ..html import get, lead_links, make, parse, replace, write
from ..text import find_scheme, resolve

_IDS = {"id", "for", "aria-labelledby", "aria-describedby", "aria-controls"}  # the attributes that hold ids


class Part(NamedTuple):
    """One page as a part of the whole."""

    key: str  # its id on the page, and what stands before its ids
    page: PageAddress
    html: str


def make_parts(pages: Sequence[PageEvidence], bodies: Mapping[str, str], root: str) -> list[Part]:
    """Return the briefing: the front page and the pages that claim something; its title is that of the whole.

    `bodies` is the HTML of each page by its file, `root` the way to the site's root.
    """
    parts = [page.page for page in pages if page.claims or not page.page.url]
    keys = {page.url: make_key(page) for page in parts}
    return [Part(keys[page.url], page, _join(bodies[page.uri], page, keys, root, int(number > 0)))
            for number, page in enumerate(parts)]


def _join(html: str, page: PageAddress, keys: Mapping[str, str], root: str, depth: int) -> str:
    body, prefix = parse(html), f"{keys[page.url]}--"
    for link in body.css("a.heading-link"):
        link.insert_after(make("span", get(link, "href"), class_="address"))
        link.unwrap()
    for node in body.css("p[id]:not(.claim)"):
        node.insert_child(make("span", f"#{get(node, 'id')}", class_="address"))
    for handle in body.css("a[data-cite]"):
        del handle.attrs["data-cite"]
    lead_links(body, lambda link: _lead(link, page, keys, root))
    for link in body.css("a.claim-label"):  # to the paragraph's own page: that is the address to cite
        place = "#" + get(link, "href").removeprefix(f"#{prefix}")
        link.attrs["href"] = root + page.url + place
        link.insert_child(make("span", place, class_="address"))
    for node in body.css("*"):
        for name, value in node.attributes.items():
            if value and name in _IDS:
                node.attrs[name] = " ".join(prefix + word for word in value.split())
            elif value and "url(#" in value:
                node.attrs[name] = value.replace("url(#", f"url(#{prefix}")
    for heading in body.css("h1, h2, h3, h4, h5") if depth else ():
        replace(heading, f"h{int(str(heading.tag)[1]) + depth}", str(heading.inner_html))
    return write(body)


def _lead(link: str, page: PageAddress, keys: Mapping[str, str], root: str) -> str:
    """Return the way from the page of the whole to what a link leads to."""
    address = resolve(page.url, link)
    path, _, fragment = address.partition("#")
    if path in keys:
        return f"#{keys[path]}--{fragment}" if fragment else f"#{keys[path]}"
    return link if find_scheme(address) or address.startswith("//") else root + address
