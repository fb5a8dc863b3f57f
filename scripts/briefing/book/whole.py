"""The whole briefing on one page: the parts that stand one after the other there.

A part is the HTML of the front page, or of a page that claims something. It is what `/print/`
shows, and what the book (book.py) is made of. Every id on it has the key of its page before it,
as on `/cite/`: `trade--tariffs`.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from ..claims.statements import PageEvidence
from ..html import Node, classes, get, lead_links, make, parse, prepend, rename, write
from ..pages.publication import PageAddress
from ..text import find_scheme, resolve

# Attributes that hold ids, one or several.
_HOLD_IDS = {"id", "for", "aria-labelledby", "aria-describedby", "aria-controls"}
_HEADINGS = "h1, h2, h3, h4, h5"  # those that can go down one level


def make_parts(
    pages: Sequence[PageEvidence], bodies: Mapping[str, str], root: str
) -> dict[PageAddress, str]:
    """Return the HTML of each part by the address of its page, in the order of `pages`.

    `bodies` has the HTML of each page by its file; it stays as it is, and is read once more here,
    since a part is that of the page with every link changed. `root` is the way from the page of
    the whole to the root of the site.
    """
    addresses = [page.page for page in pages if page.claims or not page.page.url]
    by_url = {address.url: address for address in addresses}
    parts = dict[PageAddress, str]()
    for address in addresses:
        body = parse(bodies[address.uri])
        _show_addresses(body)
        lead_links(body, partial(_lead, address.url, by_url, root))
        _lead_handles(body, address, root)
        _prefix_ids(body, f"{address.key}--")
        if parts:  # the title of the first part is that of the whole
            _lower_headings(body)
        parts[address] = write(body)
    return parts


def _show_addresses(body: Node) -> None:
    """Print the address within its page behind each heading and paragraph, before each claim."""
    for link in body.css("a.heading-link"):
        link.insert_after(make("span", get(link, "href"), class_="address"))
        link.unwrap()
    for paragraph in body.css("p[id]"):
        shown = make("span", f"#{get(paragraph, 'id')}", class_="address")
        if "claim" in classes(paragraph):
            prepend(paragraph, shown)
        else:
            paragraph.insert_child(shown)


def _lead(url: str, pages: Mapping[str, PageAddress], root: str, link: str) -> str:
    """Return where a link of the page at `url` leads, which may be on the page of the whole too.

    `pages` are its parts by their addresses.
    """
    address = resolve(url, link)
    path, _, fragment = address.partition("#")
    if path in pages:
        return f"#{pages[path].find_key(fragment)}"
    return link if find_scheme(address) else root + address


def _lead_handles(body: Node, address: PageAddress, root: str) -> None:
    """Lead what cites a paragraph to the paragraph on its own page: that is the address to cite."""
    for handle in body.css("a.claim-label"):
        fragment = get(handle, "href").removeprefix(f"#{address.key}--")
        handle.attrs["href"] = f"{root}{address.url}#{fragment}"


def _prefix_ids(body: Node, prefix: str) -> None:
    """Put a prefix before each id, and before each mention of one."""
    for node in body.css("*"):
        for name, value in node.attributes.items():
            if value:
                node.attrs[name] = _prefix_value(name, value, prefix)
    for node in body.css("[data-cite]"):
        del node.attrs["data-cite"]  # no part of the whole is cited by itself


def _prefix_value(name: str, value: str, prefix: str) -> str:
    """Return the value of an attribute with a prefix before each id in it."""
    if name in _HOLD_IDS:
        return " ".join(prefix + word for word in value.split())
    return value.replace("url(#", f"url(#{prefix}")


def _lower_headings(body: Node) -> None:
    for heading in body.css(_HEADINGS):
        level = int(str(heading.tag).removeprefix("h"))
        rename(heading, f"h{level + 1}")
