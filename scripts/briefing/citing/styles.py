"""Citations in the official styles, which pandoc's citeproc formats.

The styles are those of https://github.com/citation-style-language/styles (CC BY-SA 3.0), from the
package bxc.
"""

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from ..html import Node, get, parse
from ..programs import run_pandoc
from ..store import Store
from ..words import get_format
from .csl import CslItem

Runs = list[str]  # the words of a citation: roman, italic, roman and so on, in turn
Styled = dict[str, Runs]  # one citation by the form of its style
STYLES = {
    "chicago": "chicago-notes-bibliography",
    "apa": "apa",
    "mla": "modern-language-association",
}
"""The name of each style, by its form."""

_SCRIPT = Path(__file__).with_name("styles.lua")
# What a style does for the works around one takes pandoc time that grows with the square of their
# number. How such attributes begin:
# https://docs.citationstyles.org/en/stable/specification.html#citation-specific-options
_AMONG_OTHERS = ("collapse", "disambiguate-", "givenname-disambiguation-", "subsequent-author-")
_TURN = "\x1f"  # stands where roman and italic change places


def format_pages(pages: Mapping[str, Sequence[CslItem]], store: Store) -> dict[str, Styled]:
    """Return the citations of all items of some pages, by the id of the item.

    `store` keeps one result a page. One run of pandoc makes all that are missing. The version of
    the styles is that of their package, and part of every key of the store.
    """
    language = get_format("styles")
    script = _SCRIPT.read_bytes()
    inputs = {
        page: [language, script, *STYLES.values(), msgspec.json.encode(items)]
        for page, items in pages.items()
    }

    def make(missing: Sequence[str]) -> dict[str, bytes]:
        return _encode_pages({page: pages[page] for page in missing}, language)

    citations = dict[str, Styled]()
    for result in store.get_each("styled-citations", inputs, make).values():
        citations |= msgspec.json.decode(result, type=dict[str, Styled])
    return citations


def _encode_pages(pages: Mapping[str, Sequence[CslItem]], language: str) -> dict[str, bytes]:
    """Return the citations of each page as the store keeps them."""
    styled = format_items(chain.from_iterable(pages.values()), language)
    encoded = dict[str, bytes]()
    for page, items in pages.items():
        encoded[page] = msgspec.json.encode({item["id"]: styled[item["id"]] for item in items})
    return encoded


def format_items(items: Iterable[CslItem], language: str) -> dict[str, Styled]:
    """Return the citation of each item in each style, by its id, from one run of pandoc.

    `language` is a locale of CSL. Raises ProgramError where pandoc refuses.
    """
    with tempfile.TemporaryDirectory() as folder:
        item_file = Path(folder, "items.json")
        item_file.write_text(json.dumps(list(items)), encoding="utf-8")
        style_files = []
        for form, style in read_styles().items():
            file = Path(folder, f"{form}.csl")
            file.write_bytes(style)
            style_files.append(str(file))
        html = run_pandoc("", "lua", str(_SCRIPT), language, str(item_file), *style_files)
    return _read_citations(parse(html.decode()))


def _read_citations(body: Node) -> dict[str, Styled]:
    """Return what pandoc has written: a list of references for each style, in their order."""
    citations = dict[str, Styled]()
    for form, listing in zip(STYLES, body.css("div.references"), strict=True):
        for entry in listing.css("div.csl-entry"):
            item_id = get(entry, "id").removeprefix("ref-")
            citations.setdefault(item_id, {})[form] = split_runs(entry)
    return citations


def read_styles() -> dict[str, bytes]:
    """Return each style by its form, changed so that it lists an item as if it were cited alone."""
    # Its public functions take a style from a cache in the user's folder, or from the web. It is
    # imported only here, which takes 70 ms: few builds need a style.
    package = import_module("bxc._bundle")
    bundle = package.StyleBundle(str(Path(str(package.__file__)).with_name("styles_bundle.bxs")))
    return {form: _cite_alone(bundle.read(f"{name}.csl")) for form, name in STYLES.items()}


def _cite_alone(style: bytes) -> bytes:
    """Return a style whose list of references shows each item as if it were cited alone.

    In a note style that is its first note.
    """
    root = ElementTree.fromstring(style)
    [citation] = root.findall("{*}citation")
    [bibliography] = root.findall("{*}bibliography")
    for part in (citation, bibliography):
        for name in list(part.attrib):
            if name.startswith(_AMONG_OTHERS):
                del part.attrib[name]
    if root.get("class") == "note":
        bibliography.attrib = citation.attrib
        bibliography[:] = citation[:]
    return ElementTree.tostring(root)


def split_runs(node: Node) -> Runs:
    """Return the words in a node as runs that are roman and italic in turn.

    The node is changed on the way. Emphasis in emphasis is roman again.
    """
    for emphasis in node.css("em"):
        emphasis.insert_before(_TURN)
        emphasis.insert_after(_TURN)
    return node.text().strip("\n").removesuffix(_TURN).split(_TURN)
