"""The passages of a page: what an edition keeps of it, and what a citation points to. A *section* is a heading with an
id and all up to the next one; what stands above the first is the passage `page`, so that each word is in exactly one. A
*paragraph* is a `<p>` with an id, a *claim* a clause in a `<span>` with an id, a *note* a box with an id, an *alias* an
empty anchor. Words are *normalised*: the text in document order without what stands in `LEFT_OUT`, a marker of a note
as the citation key in brackets (`[abel2020]`), a space at the bounds of every element that is not part of running text,
Unicode form NFC, single spaces. Emphasis, white space, targets of links and layout are free."""

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

import msgspec

from ..html import (
    HEADINGS,
    INLINE,
    Node,
    classes,
    find_beside,
    find_class,
    get,
    normalise,
    parse_once,
    read,
)
from ..pages.vocabulary import BOXES, ENDS, ENGINE_WORDS, KINDS
from ..text import resolve

# CSS selectors of what is no part of the words: what the engine says by itself, and what follows from other words.
LEFT_OUT = ".footnote > h2, [data-derived], script, style, template, ." + ", .".join(
    sorted(ENGINE_WORDS)
)
# Attributes that say something: which way to read, what a mouse shows, the numbers of a list, what a note is about.
_TELLING = ("dir", "title", "start", "value", "reversed", "type", "data-for")
# Elements without which the same words say something else: a cell tells whose column they are in.
_MARKED = ", ".join(
    ["bdo", "del", "ins", "q", "s", "sub", "sup", "td", "th", *(f"[{name}]" for name in _TELLING)]
)
SECTIONS = ("section", "page")
_PLACE = frozenset({"id", "what", "title", "level", "to", "sha256"})
_OPEN, _CLOSE = (
    "\ufdd0",
    "\ufdd1",
)  # noncharacters, which no text holds: after and before the tags of what is `MARKED`
_Said = dict[str, Any]
ReadPicture = Callable[
    [str], bytes
]  # the bytes of a picture by its path in the site; none where there is no such file


class Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that was said, by the members that `docs/schemas/edition.json` describes."""

    what: str
    id: str = ""
    title: str = ""
    level: int = 0
    words: str = ""
    marked: str = ""
    kind: str = ""
    event: str = ""
    verdict: str = ""
    article: str = ""
    sources: list[list[str]] = []
    pictures: list[list[str]] = []
    labelled: list[str] = []
    to: str = ""
    sha256: str = ""


def _make_sum(said: _Said) -> str:
    """Return the SHA-256 of what a passage says, not of where it stands: of its JSON after RFC 8785, with the members
    that are not empty nor in `_PLACE`; but `what` counts for the end of a passage."""
    kept = {
        name: value
        for name, value in said.items()
        if value and (name not in _PLACE or value in ENDS)
    }
    return sha256(msgspec.json.encode(kept, order="sorted")).hexdigest()


def find_passages(
    html: str | Node, url: str = "", read_picture: ReadPicture = lambda _: b""
) -> list[Passage]:
    """Return all passages of a page's HTML body in reading order; `url` is its address from the root of the site."""
    found = _Page(parse_once(html), url, read_picture).found
    for said, around in reversed(found):  # what stands within a passage before the passage itself
        said["sha256"] = _make_sum(said)
        if said["what"] in ENDS or any(map(said.get, ("kind", "event", "verdict", "article"))):
            for outer in around:
                outer["labelled"] = [said["sha256"], *outer.get("labelled", ())]
    by_id = {said["id"]: said for said, _ in reversed(found)}
    for said in (said for said, _ in found if said["what"] == "alias"):
        said |= by_id[said["to"]] | {
            "what": "alias",
            "id": said["id"],
            "to": said["to"],
            "level": 0,
        }
    return [
        Passage(**said)
        for said, _ in found
        if said["id"] or (said["what"] == "page" and said["sha256"] != _make_sum({}))
    ]


class _Page:
    """A page while it is read, once: all its text in pieces, and where among them a section begins."""

    def __init__(self, body: Node, url: str, read_picture: ReadPicture) -> None:
        self.url, self.read_picture, self.pieces = url, read_picture, list[str]()
        self.left_out, self.marked = (
            {node.mem_id for node in body.css(selector)} for selector in (LEFT_OUT, _MARKED)
        )
        page: _Said = {"what": "page", "id": "", "title": ""}
        self.sections: list[tuple[int, _Said]] = [(0, page)]
        self.found: list[tuple[_Said, list[_Said]]] = [
            (page, [])
        ]  # each passage with those that it stands in
        self._read(body, [])
        for start, section in self.sections:
            section |= self._say(start)

    def _read(self, parent: Node, within: list[_Said]) -> None:
        """Read what is in an element, which stands in the passages `within` of its section."""
        for node in parent.iter(include_text=True):
            if node.is_text_node:
                self.pieces.append(node.text_content or "")
            elif node.is_element_node:
                edge = "" if node.tag in INLINE else " "
                self.pieces.append(edge)
                if node.tag in HEADINGS and get(node, "id"):
                    title = read(node, lambda child: "" if child.mem_id in self.left_out else None)
                    section = {
                        "what": "section",
                        "id": get(node, "id"),
                        "title": title,
                        "level": int(str(node.tag)[1]),
                    }
                    self.sections.append((len(self.pieces), section))
                    self.found.append((section, []))
                if node.mem_id not in self.left_out:
                    self._read_element(node, [self.sections[-1][1], *within])
                self.pieces.append(edge)

    def _read_element(self, node: Node, around: list[_Said]) -> None:
        if "footnote-ref" in classes(node):
            key = get(node, "href").removeprefix("#fn:").removeprefix("cite-")
            self.pieces.append(f"[{key}]")
            _, beside = find_beside(node.parent or node)
            locator = read(beside) if beside and "cite-affix" in classes(beside) else ""  # `p. 12`
            for outer in around:
                outer.setdefault("sources", []).append([key, locator])
            return
        if node.tag == "img":
            picture = sha256(
                self.read_picture(unquote(resolve(self.url, get(node, "src"))))
            ).hexdigest()
            for outer in around:
                outer.setdefault("pictures", []).append([get(node, "alt"), picture])
        told = " ".join(get(node, name) or name for name in _TELLING if name in node.attrs)
        is_marked = node.mem_id in self.marked and not is_marker(node)
        self.pieces += [f"<{node.tag} {told}>{_OPEN}"] if is_marked else []
        start, said = len(self.pieces), _describe(node, around)
        self.found += [(said, around)] if said else []
        self._read(node, [*around[1:], said] if said else around[1:])
        if said:
            said |= {"title": around[0]["title"], **self._say(start)}
        self.pieces += [f"{_CLOSE}</{node.tag}>"] if is_marked else []

    def _say(self, start: int) -> _Said:
        """Return the words that have been read from a place on, up to the next section."""
        pieces = self.pieces[
            start : next((place for place, _ in self.sections if place > start), None)
        ]
        words = normalise(
            "".join(piece for piece in pieces if _OPEN not in piece and _CLOSE not in piece)
        )
        marked = normalise(re.sub(rf"{_OPEN}\s*|\s*{_CLOSE}", "", "".join(pieces)))
        return {"words": words, "marked": marked if marked != words else ""}


def _describe(node: Node, around: list[_Said]) -> _Said:
    """Return what an element says of the passage that it is; nothing where it is none."""
    name, tag = get(node, "id"), str(node.tag)
    if tag == "details" or "admonition" in classes(node):
        return {"what": "note", "id": name, "kind": find_class(BOXES, node)}
    if not name or tag not in {"p", "span", "a"} or (tag == "a" and read(node)):
        return {}
    if tag != "p" and not read(node):
        return {
            "what": "alias",
            "id": name,
            "to": next((said["id"] for said in reversed(around) if said["id"]), ""),
        }
    end = find_class(ENDS, node)
    kind = find_class(KINDS, node) or (around[-1]["kind"] if around[-1]["what"] == "note" else "")
    link = node.css_first("a[href]:not(.headerlink)") if end == "moved" else None
    return {
        "what": end or ("paragraph" if tag == "p" else "claim"),
        "id": name,
        "kind": kind,
        "event": get(node, "data-event"),
        "verdict": get(node, "data-check"),
        "article": get(node, "data-article"),
        "to": get(link, "href") if link else "",
    }


def is_marker(node: Node) -> bool:
    """Whether an element is the number of a note, or a sign beside one, and no text that is set higher."""
    return node.tag == "sup" and bool(
        node.css_first(".footnote-ref") or not any(map(str.isalnum, read(node)))
    )
