"""The passages of a page: what an edition keeps of it, and what a citation points to.

A *section* is a heading with an id and all up to the next one; what stands above the first is the
passage `page`, so that each word is in exactly one. A *paragraph* is a `<p>` with an id, a *claim*
a clause in a `<span>` with an id, a *note* a box with an id, an *alias* an empty anchor.

Words are *normalised*: the text in document order without what is `FURNITURE` there, a marker of
a note as the citation key in brackets (`[abel2020]`), a space at the bounds of every element that
is not part of running text, Unicode form NFC, single spaces.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ..html import HEADINGS, Node, classes, find_class, get, read
from ..pages.document import SOURCE_NOTE
from ..pages.furniture import ENDS, select_furniture
from ..pages.passage import Passage
from ..vocabulary import BOXES, KINDS

_LEFT_OUT = select_furniture("edition")
SECTIONS = ("section", "page")
NOTE = "\ufffc"  # stands in the words of a passage where the number of a note stands on its page
_NOTES = re.compile(f"{NOTE}(?:,? ?{NOTE})+")
_HEADINGS = ", ".join(f"{tag}[id]" for tag in sorted(HEADINGS))
_OTHERS = "details, .admonition, p[id], span[id], a[id]:not(.footnote-ref)"
_BREAK = "\0"  # stands in the words of a page where a section begins


def find_passages(body: Node) -> list[Passage]:
    """Return all passages of a page in reading order; `body` is its HTML, which stays as it is.

    An alias has all members of the passage that it stands for, but for `what`, `id`, `level` and
    `to`. A passage without an id is left out, but for words above the first heading.
    """
    passages = [*_Reader(body).list_passages(body)]
    by_id = dict[str, Passage]()
    for place, each in enumerate(passages):
        if each.what == "alias":
            members = {"what": "alias", "id": each.id, "level": 0, "to": each.to}
            passages[place] = msgspec.structs.replace(by_id[each.to], **members)
        by_id.setdefault(each.id, passages[place])
    return [each for each in passages if each.id or (each.what == "page" and each.words)]


def group_by_section(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """Return the passages of each section, itself the first, by its id."""
    groups = dict[str, list[Passage]]()
    group = list[Passage]()
    for passage in passages:
        if passage.what in SECTIONS:
            group = groups[passage.id] = []
        group.append(passage)
    return groups


def mark_notes(passage: Passage) -> str:
    """Return words with a sign where a note stands, or several, and without the place beside it."""
    words = passage.words
    for key, locator in passage.sources:
        if locator:
            words = words.replace(f"[{key}] {locator}", NOTE, 1)
        words = words.replace(f"[{key}]", NOTE)
    return _NOTES.sub(NOTE, words)


class _Reader:
    """Reads a page, without what is no part of its words."""

    def __init__(self, body: Node) -> None:
        self.left_out = {node.mem_id for node in body.css(_LEFT_OUT)}
        self.cited = list[list[str]]()  # in what is read just now

    def list_passages(self, body: Node) -> Iterator[Passage]:
        """Yield all passages of a page."""
        sections = self._read_sections(body)
        section = sections[body.mem_id]
        yield section
        found = dict[int, Passage]()  # by the node of each
        for node in self._list_nodes(body):
            section = sections.get(node.mem_id, section)
            passage = sections.get(node.mem_id) or self._read_passage(node, found, section)
            if passage:
                found[node.mem_id] = passage
                yield passage

    def _list_nodes(self, body: Node) -> Iterator[Node]:
        """Yield what may be a passage; a heading is one also where its words are left out."""
        for node in body.css(f"{_HEADINGS}, {_OTHERS}"):
            within = {*_list_around(node)}
            if node.tag not in HEADINGS:
                within.add(node.mem_id)
            if self.left_out.isdisjoint(within):
                yield node

    def _read_passage(
        self, node: Node, found: Mapping[int, Passage], section: Passage
    ) -> Passage | None:
        """Return the passage that an element is, with its words; None where it is none."""
        outer = [found[each] for each in _list_around(node) if each in found]
        passage = _describe(node, [*outer, section])
        if passage:
            passage.title = section.title
            passage.words, passage.sources = self._read(node)
        return passage

    def _read_sections(self, body: Node) -> dict[int, Passage]:
        """Return each section by its heading, and by the body what stands above the first."""
        sections = {body.mem_id: Passage("page")}

        def begin(node: Node) -> str | None:
            if node.tag not in HEADINGS or not get(node, "id"):
                return self._replace(node)
            level = int(str(node.tag).removeprefix("h"))
            title, cited = self._read(node)
            section = Passage("section", get(node, "id"), title, level, sources=cited)
            sections[node.mem_id] = section
            return _BREAK + ("" if node.mem_id in self.left_out else title)

        self.cited = sections[body.mem_id].sources
        texts = read(body, begin).split(_BREAK)
        for section, words in zip(sections.values(), texts, strict=True):
            section.words = words.strip()
        return sections

    def _read(self, node: Node) -> tuple[str, list[list[str]]]:
        """Return the words in a node, and what is cited in them."""
        self.cited = []
        return read(node, self._replace), self.cited

    def _replace(self, node: Node) -> str | None:
        """Return what is read in the place of an element; None where it is read itself.

        The number of a note is read as the key of its source. Older editions may have a place
        beside it, for which manifests keep an empty text now.
        """
        if node.mem_id in self.left_out:
            return ""
        if "footnote-ref" not in classes(node):
            return None
        key = get(node, "href").removeprefix(f"#{SOURCE_NOTE}")
        self.cited.append([key, ""])
        return f"[{key}]"


def _list_around(node: Node) -> Iterator[int]:
    """Yield the elements around a node, from the inside."""
    while node.parent is not None:
        node = node.parent
        yield node.mem_id


def _describe(node: Node, around: list[Passage]) -> Passage | None:
    """Return what an element says of the passage that it is; None where it is none.

    `around` are those in which it stands, from the inside.
    """
    name = get(node, "id")
    if node.tag in HEADINGS:
        return None
    if node.tag == "details" or "admonition" in classes(node):
        return Passage("note", name, kind=find_class(BOXES, node))
    if node.tag == "p":
        return _describe_statement("paragraph", node, around)
    if not read(node):
        return Passage("alias", name, to=next((each.id for each in around if each.id), ""))
    return _describe_statement("claim", node, around) if node.tag == "span" else None


def _describe_statement(what: str, node: Node, around: list[Passage]) -> Passage:
    """Return what a paragraph or a clause says of itself.

    One in a box has the kind of the box, unless it has its own, as a note of one paragraph has. A
    paragraph of clauses has no kind: it looks like most of them, and says nothing beside them.
    """
    end = find_class(ENDS, node)
    kind = find_class([*KINDS, *BOXES], node)
    if what == "paragraph" and not end and node.css_first("span.clause"):
        kind = ""
    if not kind and around[0].what == "note":
        kind = around[0].kind
    link = node.css_first("a[href]:not(.headerlink)") if end == "moved" else None
    return Passage(
        end or what,
        get(node, "id"),
        kind=kind,
        event=get(node, "data-event"),
        verdict=get(node, "data-check"),
        to=get(link, "href") if link else "",
    )
