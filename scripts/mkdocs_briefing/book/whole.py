"""The whole briefing on one page: the parts that stand one after the other there.

A part is the HTML of the front page, or of a page that claims something. It is what `/print/`
shows, and what the book (book.py) is made of. Every id on it has the key of its page before it,
as on `/cite/`: `trade--tariffs`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from ..claims.statements import PageEvidence
from ..html import Node, classes, get, lead_links, make, parse, prepend, rename, write
from ..pages.publication import PageAddress
from ..text import find_scheme, resolve

# Attributes that hold ids, one or several.
_HOLD_IDS = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls")
_BOUND = "a[role=doc-noteref], use"  # what leads to its own page, wherever that stands
_HEADINGS = "h1, h2, h3, h4, h5"  # those that can go down one level


def make_parts(
    pages: Sequence[PageEvidence],
    bodies: Mapping[str, str],
    ids: Mapping[str, Collection[str]],
    root: str,
) -> dict[PageAddress, str]:
    """Return the HTML of each part of the page of the whole, which `cut_parts` describes.

    `ids` has those of each page by its file.
    """
    parts = _list_parts(pages)
    places = {page.find_key(name) for page in parts for name in ("", *ids[page.uri])}
    made = dict[PageAddress, str]()
    for page, body in _cut(parts, bodies, root):
        lead_within(body, parts, root, places)
        made[page] = write(body)
    return made


def cut_parts(
    pages: Sequence[PageEvidence], bodies: Mapping[str, str], root: str
) -> dict[PageAddress, str]:
    """Return the HTML of each part by the address of its page, in the order of `pages`.

    `bodies` has the HTML of each page by its file; it stays as it is, and is read once more here,
    since a part is that of the page with every link changed: they lead from a page from which
    `root` is the way to the root of the site.
    """
    return {page: write(body) for page, body in _cut(_list_parts(pages), bodies, root)}


def lead_within(
    body: Node, pages: Iterable[PageAddress], root: str, places: Collection[str]
) -> None:
    """Lead the links of a part to where they lead within the whole, which has the ids `places`.

    `pages` are those of all parts. What cites a paragraph leads to it on its own page: that is the
    address to cite.
    """
    by_url = {page.url: page for page in pages}
    for link in body.css("a[href]:not(.claim-label)"):
        path, _, fragment = get(link, "href").removeprefix(root).partition("#")
        key = by_url[path].find_key(fragment) if path in by_url else ""
        if key in places:
            link.attrs["href"] = f"#{key}"


def _list_parts(pages: Iterable[PageEvidence]) -> list[PageAddress]:
    """Return the pages that are parts of the whole."""
    return [each.page for each in pages if each.claims or each.page.is_front]


def _cut(
    parts: Sequence[PageAddress], bodies: Mapping[str, str], root: str
) -> Iterator[tuple[PageAddress, Node]]:
    """Yield what `cut_parts` returns as trees, one at a time: all together they take much room."""
    for page in parts:
        body = parse(bodies[page.uri])
        _show_addresses(body)
        lead_links(body, partial(_lead, page.url, root))
        _prefix_ids(body, f"{page.key}--")
        if page != parts[0]:  # whose title is that of the whole
            _lower_headings(body)
        yield page, body


def _lead(url: str, root: str, link: str) -> str:
    """Return where a link of the page at `url` leads from the page of the whole."""
    address = resolve(url, link)
    return link if find_scheme(address) else root + address


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


def _prefix_ids(body: Node, prefix: str) -> None:
    """Put a prefix before each id, and before each mention of one."""
    for name in _HOLD_IDS:
        for node in body.css(f"[{name}]"):
            node.attrs[name] = " ".join(prefix + word for word in get(node, name).split())
    for node in body.css(_BOUND):
        node.attrs["href"] = f"#{prefix}{get(node, 'href').partition('#')[2]}"
    for node in body.css("[data-cite]"):
        del node.attrs["data-cite"]  # no part of the whole is cited by itself


def _lower_headings(body: Node) -> None:
    for heading in body.css(_HEADINGS):
        level = int(str(heading.tag).removeprefix("h"))
        rename(heading, f"h{level + 1}")
