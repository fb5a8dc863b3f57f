"""Citations in the official styles, which pandoc's citeproc formats.

The styles are those of https://github.com/citation-style-language/styles (CC BY-SA 3.0), from the
package bxc: the Chicago Manual of Style 18, APA 7 and the MLA Handbook 9. They know no words that
are supplied, and put quotation marks or italics around all of a title; the manuals want what is in
brackets without them, which is set right afterwards.
"""

import json
import re
import tempfile
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

from ..html import Node, get, parse
from ..programs import run_pandoc
from ..sources.csl import CslItem, CslName, format_name

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
_LOCALE = "en-US"  # the official styles are American
_TURN = "\x1f"  # stands where roman and italic change places
# What APA turns round, and the two others leave as it is said: a name with its family name first.
_IN_ORDER = {"chicago", "mla"}
_SUPPLIED = re.compile(r"\[[^\[\]]*\]$")  # words in brackets at the end of a title, or all of it
_GAP = r"[\s\u00a0\u202f]*"
# Such words as a style prints them: within its quotation marks, or within its italics.
_QUOTED_WHOLE = re.compile(rf"[“‘«]{_GAP}\[[^\[\]]*\](?P<mark>[.,]?){_GAP}[”’»]")
_QUOTED_END = re.compile(rf"\s\[[^\[\]]*\](?P<mark>[.,]?)(?P<close>{_GAP}[”’»])")
_ITALIC_WHOLE = re.compile(rf"{_TURN}\[[^\[\]]*\](?P<mark>){_TURN}")
_ITALIC_END = re.compile(rf"\s\[[^\[\]]*\](?P<mark>)(?P<close>{_TURN})")


def format_items(items: Iterable[CslItem]) -> dict[str, Styled]:
    """Return the citation of each item in each style, by its id, from one run of pandoc.

    Raises ProgramError where pandoc refuses.
    """
    listed = list(items)
    if not listed:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        files = list[str]()
        for form, style in read_styles().items():
            own = [_order_names(item) for item in listed] if form in _IN_ORDER else listed
            item_file = Path(folder, f"{form}.json")
            item_file.write_text(json.dumps(own), encoding="utf-8")
            style_file = Path(folder, f"{form}.csl")
            style_file.write_bytes(style)
            files += [str(item_file), str(style_file)]
        html = run_pandoc("", "lua", str(_SCRIPT), _LOCALE, *files)
    titles = {item["id"]: item.get("title", "") for item in listed}
    return _read_citations(parse(html.decode()), titles)


def _order_names(item: CslItem) -> CslItem:
    """Return an item in which a name that keeps its order is one word for pandoc.

    pandoc knows `static-ordering` and goes on turning such names in Latin letters.
    """
    ordered = item.copy()
    if "author" in item:
        ordered["author"] = [_join_in_order(name) for name in item["author"]]
    if "editor" in item:
        ordered["editor"] = [_join_in_order(name) for name in item["editor"]]
    return ordered


def _join_in_order(name: CslName) -> CslName:
    if not name.get("static-ordering"):
        return name
    return {"literal": format_name(name).replace(",", "", 1)}


def _read_citations(body: Node, titles: Mapping[str, str]) -> dict[str, Styled]:
    """Return what pandoc has written: a list of references for each style, in their order."""
    citations = dict[str, Styled]()
    for form, listing in zip(STYLES, body.css("div.references"), strict=True):
        for entry in listing.css("div.csl-entry"):
            item_id = get(entry, "id").removeprefix("ref-")
            runs = free_supplied(split_runs(entry), titles[item_id])
            citations.setdefault(item_id, {})[form] = runs
    return citations


def free_supplied(runs: Runs, title: str) -> Runs:
    """Return a citation in which supplied words of its title stand behind it, as we wrote them.

    They are those in brackets at its end, or all of it: `“The Treaty” [in part restating …].`
    """
    supplied = _SUPPLIED.search(title)
    if not supplied:
        return runs
    words = supplied[0]
    text = _TURN.join(runs)
    if words == title:
        patterns = ((_QUOTED_WHOLE, ""), (_ITALIC_WHOLE, ""))
    else:
        patterns = ((_QUOTED_END, " "), (_ITALIC_END, " "))
    for pattern, gap in patterns:
        match = pattern.search(text)
        if match:
            close = match.groupdict().get("close", "")
            changed = f"{close}{gap}{words}{match['mark']}"
            return (text[: match.start()] + changed + text[match.end() :]).split(_TURN)
    return runs


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
