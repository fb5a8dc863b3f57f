"""The rules for files: MkDocs publishes any that stands below `docs/`, as it is.

Much a browser opens as a page of its own, which no template gives a policy and which may hold
script (HTML, and the dozens of endings that hosts serve as XML); or it commands a host
(`_redirects`, `CNAME`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePath
from xml.etree import ElementTree

from ..problems import Problem
from ..text import decode, find_hidden
from .document import make_url
from .publication import EDITIONS_FOLDER, PageAddress

_PUBLISHED = (
    ".avif .bib .css .csv .epub .gif .ico .jpeg .jpg .js .json .md .mp3 .mp4 .ods .pdf .png .ris "
    ".svg .ttf .txt .webm .webp .woff .woff2 .yaml .yml .zip"
)
_READ = (".md", ".css", ".js", ".html", ".yml", ".bib", ".svg")  # endings of texts that are read
_ENDINGS = frozenset(_PUBLISHED.split())
_SVG = "{http://www.w3.org/2000/svg}"
_ATOM = "{http://www.w3.org/2005/Atom}"
# Elements of SVG that run, hold other documents, lead elsewhere, or change where another leads.
_ACTING = frozenset(f"{_SVG}{name}" for name in ("script", "foreignObject", "a", "set", "animate"))
# What a style asks others for; a backslash can spell any of it otherwise. `url(#shade)` is a part
# of the same picture.
_ASKING = re.compile(
    r"""@import | \\ | \b(?: src | image | image-set ) \s*\( | \burl \s*\( (?! \s*["']?\# )""",
    re.X | re.I,
)


def check_files(files: Mapping[str, bytes], folder: str) -> Iterator[Problem]:
    """A file is of a sort that neither a browser nor a host acts on, and an SVG only draws.

    Messages call the folder of all `folder`.
    """
    for name, content in files.items():
        ending, place = PurePath(name).suffix.lower(), f"{folder}/{name}"
        if ending not in _ENDINGS and not (ending == ".xml" and is_feed(content)):
            message = f"a file that ends in '{ending}' can hold script, or command a host"
            hint = "write Markdown, or use an ending that is listed in pages/file_rules.py"
            yield Problem(message, "unsafe-file", hint).at(place, 1)
        elif ending == ".svg" and not is_drawing(content):
            message = "this picture does more than draw, or cannot be read"
            hint = "save it as plain SVG, without script and links, or as PNG"
            yield Problem(message, "unsafe-file", hint).at(place, 1)


def check_text(path: str, content: bytes) -> Iterator[Problem]:
    """What is read is UTF-8, and has no character that nobody sees."""
    if not path.endswith(_READ):
        return
    try:
        text = decode(content)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = Problem("this file is not UTF-8", "text-encoding", "save it in that encoding")
        yield problem.at(path, line)
        return
    for line, column, name in find_hidden(text):
        message = f"here is a character that nobody sees, {name}"
        yield Problem(message, "hidden-character", "delete it").at(path, line, column)


def check_addresses(files: Iterable[str], folder: str) -> Iterator[Problem]:
    """An address has one page, also on a disk that knows no capitals; editions have theirs."""
    owners = dict[str, str]()
    for name in files:
        path, is_page = f"{folder}/{name}", name.endswith(".md")
        # Of a page, its key: an id on /cite/ is made of it.
        address = PageAddress(name, make_url(name), "").key if is_page else name
        owner = owners.setdefault(address.lower(), path)
        if name.lower().startswith(f"{EDITIONS_FOLDER}/"):
            message = f"the folder docs/{EDITIONS_FOLDER}/ is kept for editions"
            yield Problem(message, "reserved-folder", "move it").at(path, 1)
        elif owner != path:
            message = f"the address of this {'page' if is_page else 'file'} is that of {owner} too"
            yield Problem(message, "same-address", "rename it").at(path, 1)


def is_drawing(content: bytes) -> bool:
    """Return whether an SVG file has no script, event, link, instruction or foreign object."""
    elements = _read_elements(content)
    return bool(elements) and all(_only_draws(element) for element in elements)


@lru_cache(maxsize=16)  # a server asks for the same in each build
def is_feed(content: bytes) -> bool:
    """Return whether an XML file has elements of Atom alone, of which a browser runs none."""
    elements = _read_elements(content)
    return bool(elements) and all(element.tag.startswith(_ATOM) for element in elements)


def _read_elements(content: bytes) -> list[ElementTree.Element]:
    """Return all elements of an XML file; none where it cannot be read, or where more is in it.

    What stands before them may name a style with script in it, or other files.
    """
    try:
        text = content.decode()
        elements = list(ElementTree.fromstring(text).iter())
    except (ElementTree.ParseError, ValueError, LookupError):
        return []
    return [] if re.search(r"<\?(?!xml\s)|<!DOCTYPE", text, re.I) else elements


def _only_draws(element: ElementTree.Element) -> bool:
    """Return whether an element of SVG has neither an event nor an address, nor asks for a file."""
    acts = any(re.search(r"(?i)(^|\})(on|href$)", name) for name in element.attrib)
    asks = any(_ASKING.search(text) for text in (*element.attrib.values(), element.text or ""))
    return element.tag.startswith(_SVG) and element.tag not in _ACTING and not acts and not asks
