"""Citations in the official styles, by pandoc's citeproc: one run for all that no earlier build has formatted.

Each item is cited alone, so what a style does for the sake of the works around one is taken out first; it would also
take pandoc time that grows with the square of their number.
"""

import json
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

from ..cache import keep, make_digest, read_kept
from ..html import Node, get, parse
from ..pandoc import run_pandoc
from ..words import get_format
from .exports import Item

# Form, and the name of its style (https://github.com/citation-style-language/styles, CC BY-SA 3.0).
STYLES = {"chicago": "chicago-notes-bibliography", "apa": "apa", "mla": "modern-language-association"}
_SCRIPT = Path(__file__).with_suffix(".lua")
_CSL = "{http://purl.org/net/xbiblio/csl}"
# How the attributes begin: https://docs.citationstyles.org/en/stable/specification.html#citation-specific-options.
_AMONG_OTHERS = ("collapse", "disambiguate-", "givenname-disambiguation-", "subsequent-author-")
Runs = list[str]  # a formatted citation: roman, italic, roman, and so on, in turn


def format_items(items: Sequence[Item], cache: Path) -> Mapping[str, Mapping[str, Runs]]:
    """Return for each item id its citation in each style, from the folder `cache` if known. Raise PandocError."""
    kept = cache / "citations.json"
    stamp = make_digest(*map(version, ("bxc", "pypandoc-binary")), Path(__file__).read_bytes(), _SCRIPT.read_bytes(),
                        get_format("styles"))
    digests = {item["id"]: make_digest(stamp, json.dumps(item, sort_keys=True)) for item in items}
    known = read_kept(kept, dict[str, dict[str, Runs]]) or {}
    if missing := [item for item in items if digests[item["id"]] not in known]:
        known |= {digests[key]: forms for key, forms in _run_pandoc(missing).items()}
        keep(kept, {digest: known[digest] for digest in digests.values()})
    return {key: known[digest] for key, digest in digests.items()}


def split_runs(node: Node) -> Runs:
    """Return the words in a node as runs that are roman and italic in turn; emphasis in emphasis is roman again."""
    runs = [""]

    def collect(parent: Node, is_italic: bool) -> None:
        for child in parent.iter(include_text=True):
            if child.is_element_node:
                collect(child, is_italic != (child.tag == "em"))
            else:
                if is_italic == len(runs) % 2:
                    runs.append("")
                runs[-1] += (child.text_content or "").strip("\n")  # pandoc's, around an entry
    collect(node, False)
    return runs


def read_style(name: str) -> bytes:
    """Return an official style as its authors published it, from a file of 2 MB that holds all of them.

    Nothing else of that package is used. It promises nothing of this file, so that its version is pinned.
    """
    from bxc._bundle import StyleBundle  # only here: most builds find their citations in the cache
    return StyleBundle(str(files("bxc") / "styles_bundle.bxs")).read(f"{name}.csl") or b""


def prepare_style(csl: bytes) -> bytes:
    """Return a style that lists each item as it is when cited alone: in a note style, as its first note."""
    style = ElementTree.fromstring(csl)
    (citation,), (listing,) = (style.findall(f"{_CSL}{name}") for name in ("citation", "bibliography"))
    for part in (citation, listing):
        for name in [name for name in part.attrib if name.startswith(_AMONG_OTHERS)]:
            del part.attrib[name]
    if style.get("class") == "note":
        listing.attrib, listing[:] = citation.attrib, citation[:]
    return ElementTree.tostring(style)


def _run_pandoc(items: Sequence[Item]) -> dict[str, dict[str, Runs]]:
    with tempfile.TemporaryDirectory() as name:
        given, *styles = [Path(name, file) for file in ("items.json", *(f"{form}.csl" for form in STYLES))]
        given.write_text(json.dumps(items), encoding="utf-8")
        for form, file in zip(STYLES, styles, strict=True):
            file.write_bytes(prepare_style(read_style(STYLES[form])))
        html = run_pandoc("", "lua", str(_SCRIPT), get_format("styles"), *map(str, (given, *styles))).decode()
    made: dict[str, dict[str, Runs]] = {item["id"]: {} for item in items}
    for form, listing in zip(STYLES, parse(html).css("div.references"), strict=True):
        for entry in listing.css("div.csl-entry"):
            made[get(entry, "id").removeprefix("ref-")][form] = split_runs(entry)
    return made
