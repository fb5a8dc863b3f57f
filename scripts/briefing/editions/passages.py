"""The passages of a page: what an edition keeps of it, and what a citation points to.

A *section* is a heading with an id and everything up to the next one; what stands above the first is the passage
`page`, so that each word stands in exactly one of them. A *paragraph* is a `<p>` with an id, a *claim* a clause in a
`<span>` with an id, a *note* a box with an id, an *alias* an empty anchor.

Words are *normalised*: the text in document order without what stands in `LEFT_OUT`, a marker of a note as the
citation key in brackets (`[abel2020]`), a space at the bounds of every element that is not part of running
text, Unicode form NFC, single spaces. Emphasis, white space, the targets of links and layout are free.
"""

import json
from collections.abc import Callable, Collection
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

import msgspec

from ..addresses import resolve
from ..html import HEADINGS, Node, classes, find_class, get, parse, read
from ..pages.vocabulary import BOXES, ENDS, ENGINE_WORDS, KINDS

LEFT_OUT = ", ".join([*(f".{name}" for name in sorted(ENGINE_WORDS)), ".footnote > h2", "[data-derived]", "script",
                      "style", "template"])
"""What is no part of the words, as CSS selectors: what the engine says by itself, and what follows from other words."""
_TELLING = ("dir", "title", "start", "value", "reversed", "type", "data-for")
"""Attributes that say something: which way to read, what a mouse shows, the numbers of a list, what a note is about."""
MARKED = ", ".join(["bdo", "del", "ins", "q", "s", "sub", "sup", "td", "th", *(f"[{name}]" for name in _TELLING)])
"""Elements without which the same words say something else, as CSS selectors: a cell tells whose column they are in."""
SECTIONS = ("section", "page")
_PLACE = frozenset({"id", "what", "title", "level", "to", "sha256"})
_BOUND = "\ufdd0"  # stands before each section while a page is read: a noncharacter, which no text holds
_Said = dict[str, Any]
ReadPicture = Callable[[str], bytes]  # the bytes of a picture by its path in the site; none where there is no such file


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


def make_sum(said: _Said) -> str:
    """Return the SHA-256 of what a passage says: of its JSON after RFC 8785, with the members that are not empty.

    Where it stands does not count (`id`, `title`, `level`, `to`), and `what` counts for the end of a passage only.
    """
    kept = {name: value for name, value in said.items() if value and (name not in _PLACE or value in ENDS)}
    return sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def find_passages(html: str, url: str = "", read_picture: ReadPicture = lambda _: b"") -> list[Passage]:
    """Return all passages of a page's HTML body in reading order; `url` is its address from the root of the site."""
    found = _Page(parse(html), url, read_picture).found
    for said, around in reversed(found):  # what stands within a passage before the passage itself
        said["sha256"] = make_sum(said)
        if said["what"] in ENDS or any(map(said.get, ("kind", "event", "verdict", "article"))):
            for outer in around:
                outer["labelled"] = [said["sha256"], *outer.get("labelled", ())]
    by_id = {said["id"]: said for said, _ in reversed(found)}
    for said in (said for said, _ in found if said["what"] == "alias"):
        said |= by_id[said["to"]] | {"what": "alias", "id": said["id"], "to": said["to"], "level": 0}
    empty = make_sum({})
    return [Passage(**said) for said, _ in found if said["id"] or (said["what"] == "page" and said["sha256"] != empty)]


class _Page:
    """What the passages of a page say, each with those that it stands in, the section first."""

    def __init__(self, body: Node, url: str, read_picture: ReadPicture) -> None:
        self.url, self.read_picture = url, read_picture
        self.left_out = {node.mem_id for node in body.css(LEFT_OUT)}
        self.marked = {node.mem_id for node in body.css(MARKED)} - self.left_out
        self.sections: list[_Said] = [{"what": "page", "id": "", "title": ""}]
        self.found: list[tuple[_Said, list[_Said]]] = [(self.sections[0], [])]
        self._walk(body, [])
        for said, words in zip(self.sections, self._say(body), strict=True):
            said |= words

    def _walk(self, parent: Node, within: list[_Said]) -> None:
        """Find all that is said in an element, which stands in the passages `within` of its section."""
        for node in parent.iter():
            if node.tag in HEADINGS and get(node, "id"):
                title = read(node, lambda child: "" if child.mem_id in self.left_out else None)
                level = int(str(node.tag)[1])
                self.sections.append({"what": "section", "id": get(node, "id"), "title": title, "level": level})
                self.found.append((self.sections[-1], []))
            if node.mem_id in self.left_out:
                continue
            around = [self.sections[-1], *within]
            for name, value in self._find_told(node).items():
                for outer in around:
                    outer.setdefault(name, []).append(value)
            said = _describe(node, around)
            if said:
                said |= {"title": around[0]["title"], **self._say(node)[0]}
                self.found.append((said, around))
            if "footnote-ref" not in classes(node):
                self._walk(node, [*within, said] if said else within)

    def _find_told(self, node: Node) -> dict[str, list[str]]:
        """Return what an element says beside words: a source and where in it, a picture and its sum."""
        if "footnote-ref" in classes(node):
            return {"sources": [_find_key(node), _find_locator(node)]}
        if node.tag == "img":
            picture = self.read_picture(unquote(resolve(self.url, get(node, "src"))))
            return {"pictures": [get(node, "alt"), sha256(picture).hexdigest()]}
        return {}

    def _say(self, node: Node) -> list[_Said]:
        """Return the words in an element, from each heading of a section anew."""
        plain = self._read(node)
        texts = zip(plain, self._read(node, self.marked) if self.marked else plain, strict=True)
        return [{"words": words, "marked": marked if marked != words else ""} for words, marked in texts]

    def _read(self, node: Node, shown: Collection[int] = ()) -> list[str]:
        def speak(part: Node) -> str | None:
            bound = _BOUND if part.tag in HEADINGS and get(part, "id") else ""
            if part.mem_id in self.left_out:
                return bound
            if "footnote-ref" in classes(part):
                return f"[{_find_key(part)}]"
            if part.mem_id in shown and not is_marker(part):
                told = " ".join(get(part, name) or name for name in _TELLING if name in part.attributes)
                return f"<{part.tag} {told}>{bound}{read(part, speak)}</{part.tag}>"
            return bound + read(part, speak) if bound else None
        return [words.strip() for words in read(node, speak).split(_BOUND)]


def _describe(node: Node, around: list[_Said]) -> _Said:
    """Return what an element says of the passage that it is; nothing where it is none."""
    name, tag = get(node, "id"), str(node.tag)
    if tag == "details" or "admonition" in classes(node):
        return {"what": "note", "id": name, "kind": find_class(BOXES, node)}
    if not name or tag not in {"p", "span", "a"} or (tag == "a" and read(node)):
        return {}
    if tag != "p" and not read(node):
        return {"what": "alias", "id": name, "to": next((said["id"] for said in reversed(around) if said["id"]), "")}
    end = find_class(ENDS, node)
    link = node.css_first("a[href]:not(.headerlink)") if end == "moved" else None
    box = around[-1]["kind"] if around[-1]["what"] == "note" else ""
    kind = find_class(KINDS, node) or box
    return {"what": end or ("paragraph" if tag == "p" else "claim"), "id": name, "kind": kind,
            "event": get(node, "data-event"), "verdict": get(node, "data-check"), "article": get(node, "data-article"),
            "to": get(link, "href") if link else ""}


def is_marker(node: Node) -> bool:
    """Whether an element is the number of a note, or a sign beside one, and no text that is set higher."""
    return node.tag == "sup" and bool(node.css_first(".footnote-ref") or not any(map(str.isalnum, read(node))))


def _find_key(marker: Node) -> str:
    return get(marker, "href").removeprefix("#fn:").removeprefix("cite-")


def _find_locator(marker: Node) -> str:
    """Return the words beside a marker that say where in its source: `p. 12`."""
    beside = marker.parent.next if marker.parent else None
    if beside and beside.is_text_node and not (beside.text_content or "").strip():
        beside = beside.next
    return read(beside) if beside and "cite-affix" in classes(beside) else ""
