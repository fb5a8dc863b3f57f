"""The passages of a page: what an edition keeps of it, and what a citation points to.

A *section* is a heading with an id and all up to the next one; what stands above the first is the
passage `page`, so that each word is in exactly one. A *paragraph* is a `<p>` with an id, a *claim*
a clause in a `<span>` with an id, a *note* a box with an id, an *alias* an empty anchor.

Words are *normalised*: the text in document order without what stands in `LEFT_OUT`, a marker of
a note as the citation key in brackets (`[abel2020]`), a space at the bounds of every element that
is not part of running text, Unicode form NFC, single spaces. Emphasis, white space, targets of
links and layout are free.

A passage has the members that `docs/schemas/edition.json` describes. Its sum is the SHA-256 of
what it says, written as JSON after RFC 8785 (https://www.rfc-editor.org/rfc/rfc8785).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import unquote

import msgspec

from ..html import HEADINGS, INLINE, Node, classes, find_beside, find_class, get, normalise, read
from ..pages.vocabulary import BOXES, ENDS, ENGINE_WORDS, KINDS
from ..text import resolve

# CSS selector of what is no part of the words: what the engine says by itself (its classes come
# from the vocabulary), and what follows from other words.
LEFT_OUT = ".footnote > h2, [data-derived], script, style, template, ." + ", .".join(
    sorted(ENGINE_WORDS)
)
# Attributes that say something: which way to read, what a mouse shows, the numbers of a list,
# what a note is about.
_TELLING = ("dir", "title", "start", "value", "reversed", "type", "data-for")
# Elements without which the same words say something else: a cell tells whose column they are in.
_MARKED = ", ".join(
    ["bdo", "del", "ins", "q", "s", "sub", "sup", "td", "th", *(f"[{name}]" for name in _TELLING)]
)
SECTIONS = ("section", "page")

# Gives the bytes of a picture by its path in the site; none where there is no such file.
ReadPicture = Callable[[str], bytes]


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

    @property
    def url(self) -> str:
        """Where it stands within its page, as templates ask a table of contents of MkDocs."""
        return f"#{self.id}"


class _Tag(NamedTuple):
    """The start tag or the end tag of an element that is `_MARKED`."""

    text: str
    is_end: bool


_Piece = str | _Tag  # of a page: text, or a tag without which it says something else


@dataclass(eq=False)
class _Draft:
    """A passage while its page is read; its members are those of `Passage`."""

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
    sources: list[list[str]] = field(default_factory=list)
    pictures: list[list[str]] = field(default_factory=list)
    labelled: list[str] = field(default_factory=list)
    to: str = ""
    start: int = 0  # its first piece among those of the page
    around: Sequence["_Draft"] = ()  # the passages that it stands in, its section first

    def list_said(self) -> dict[str, object]:
        """Return what it says, not where it stands, by member; empty where it says nothing.

        What kind of passage it is counts for a line that says that a passage has ended.
        """
        members = {
            "what": self.what if self.what in ENDS else "",
            "words": self.words,
            "marked": self.marked,
            "kind": self.kind,
            "event": self.event,
            "verdict": self.verdict,
            "article": self.article,
            "sources": self.sources,
            "pictures": self.pictures,
            "labelled": self.labelled,
        }
        return {name: value for name, value in members.items() if value}

    def has_label(self) -> bool:
        """Return whether it says more of itself than words do, which those around it list."""
        is_claim = self.kind or self.event or self.verdict or self.article
        return self.what in ENDS or bool(is_claim)

    def finish(self) -> Passage:
        """Return the passage, with its sum, once all is known that it says."""
        return Passage(
            what=self.what,
            id=self.id,
            title=self.title,
            level=self.level,
            words=self.words,
            marked=self.marked,
            kind=self.kind,
            event=self.event,
            verdict=self.verdict,
            article=self.article,
            sources=self.sources,
            pictures=self.pictures,
            labelled=self.labelled,
            to=self.to,
            sha256=_make_sum(self.list_said()),
        )


def find_passages(
    body: Node, url: str = "", read_picture: ReadPicture = lambda _: b""
) -> list[Passage]:
    """Return all passages of a page in reading order.

    `body` is the tree of its HTML, which stays as it is; `url` its address from the root of the
    site. An alias has all members of the passage that it stands for, but for `what`, `id`, `level`
    and `to`. A passage without an id is left out, but for words above the first heading.
    """
    drafts = _Reader(body, url, read_picture).read_page(body)
    _list_labelled(drafts)
    passages = list[Passage]()
    by_id = dict[str, Passage]()
    for draft in drafts:
        passage = draft.finish()
        if passage.what == "alias":
            passage = msgspec.structs.replace(
                by_id[passage.to], what="alias", id=passage.id, level=0, to=passage.to
            )
        by_id.setdefault(passage.id, passage)
        if passage.id or (passage.what == "page" and draft.list_said()):
            passages.append(passage)
    return passages


def _list_labelled(drafts: Sequence[_Draft]) -> None:
    """Tell each passage the sums of those in it that have a label, which is part of its own sum."""
    for draft in reversed(drafts):  # what stands within a passage before the passage itself
        if draft.has_label():
            digest = _make_sum(draft.list_said())
            for outer in draft.around:
                outer.labelled.insert(0, digest)


def _make_sum(said: dict[str, object]) -> str:
    """Return the SHA-256 of what a passage says, of its JSON after RFC 8785."""
    return sha256(msgspec.json.encode(said, order="sorted")).hexdigest()


class _Reader:
    """Reads a page once: all its text in pieces, and where among them a passage begins."""

    def __init__(self, body: Node, url: str, read_picture: ReadPicture) -> None:
        self.url = url
        self.read_picture = read_picture
        self.left_out = {node.mem_id for node in body.css(LEFT_OUT)}
        self.marked = {node.mem_id for node in body.css(_MARKED)}
        self.pieces = list[_Piece]()
        page = _Draft("page")
        self.sections = [page]
        self.drafts = [page]

    def read_page(self, body: Node) -> list[_Draft]:
        """Return a draft of each passage of the page, in reading order."""
        self._read_children(body, [])
        ends = [section.start for section in self.sections[1:]]
        for section, end in zip(self.sections, [*ends, len(self.pieces)], strict=True):
            _write_words(section, self.pieces[section.start : end])
        return self.drafts

    # These three call each other, three calls for each element that stands in another.

    def _read_children(self, parent: Node, within: Sequence[_Draft]) -> None:
        """Read what is in an element, which stands in the passages `within` of its section."""
        for node in parent.iter(include_text=True):
            if node.is_text_node:
                self.pieces.append(node.text_content or "")
            elif node.is_element_node:
                self._read_element(node, within)

    def _read_element(self, node: Node, within: Sequence[_Draft]) -> None:
        edge = "" if node.tag in INLINE else " "
        self.pieces.append(edge)
        if node.tag in HEADINGS and get(node, "id"):
            self._begin_section(node)
        if node.mem_id not in self.left_out:
            around = [self.sections[-1], *within]
            if "footnote-ref" in classes(node):
                self._read_marker(node, around)
            else:
                self._read_content(node, around)
        self.pieces.append(edge)

    def _read_content(self, node: Node, around: Sequence[_Draft]) -> None:
        """Read an element with all that is in it, and what it says beside words."""
        if node.tag == "img":
            self._read_image(node, around)
        is_marked = node.mem_id in self.marked and not is_marker(node)
        if is_marked:
            self.pieces.append(_Tag(f"<{node.tag} {_list_attributes(node)}>", is_end=False))
        draft = _describe(node, around)
        if draft is None:
            self._read_children(node, around[1:])
        else:
            draft.title = around[0].title
            draft.start = len(self.pieces)
            draft.around = around
            self.drafts.append(draft)
            self._read_children(node, [*around[1:], draft])
            _write_words(draft, self._cut_pieces(draft.start))
        if is_marked:
            self.pieces.append(_Tag(f"</{node.tag}>", is_end=True))

    def _begin_section(self, heading: Node) -> None:
        title = read(heading, lambda child: "" if child.mem_id in self.left_out else None)
        level = int(str(heading.tag).removeprefix("h"))
        section = _Draft("section", get(heading, "id"), title, level, start=len(self.pieces))
        self.sections.append(section)
        self.drafts.append(section)

    def _read_marker(self, link: Node, around: Iterable[_Draft]) -> None:
        """Read the number of a note: as the key of its source, and the place beside it, `p. 12`."""
        key = get(link, "href").removeprefix("#fn:").removeprefix("cite-")
        self.pieces.append(f"[{key}]")
        _before, beside = find_beside(link.parent or link)
        locator = ""
        if beside and "cite-affix" in classes(beside):
            locator = read(beside)
        for outer in around:
            outer.sources.append([key, locator])

    def _read_image(self, image: Node, around: Iterable[_Draft]) -> None:
        path = unquote(resolve(self.url, get(image, "src")))
        digest = sha256(self.read_picture(path)).hexdigest()
        for outer in around:
            outer.pictures.append([get(image, "alt"), digest])

    def _cut_pieces(self, start: int) -> Sequence[_Piece]:
        """Return the pieces that have been read from a place on, up to the next section."""
        later = [section.start for section in self.sections if section.start > start]
        end = later[0] if later else len(self.pieces)
        return self.pieces[start:end]


def _list_attributes(node: Node) -> str:
    """Return what the attributes of an element say; for one without a value, its name."""
    return " ".join(get(node, name) or name for name in _TELLING if name in node.attrs)


def _write_words(draft: _Draft, pieces: Sequence[_Piece]) -> None:
    """Write the words of a passage, and them with tags where these turn their sense."""
    words = normalise("".join(piece for piece in pieces if isinstance(piece, str)))
    marked = normalise(_join_tagged(pieces))
    draft.words = words
    if marked != words:
        draft.marked = marked


def _join_tagged(pieces: Iterable[_Piece]) -> str:
    """Return text and tags, without white space after a start tag and before an end tag."""
    parts = list[str]()
    text = ""  # since the last tag
    is_after_start = False
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        if is_after_start:
            text = text.lstrip()
        if piece.is_end:
            text = text.rstrip()
        parts += [text, piece.text]
        text = ""
        is_after_start = not piece.is_end
    if is_after_start:
        text = text.lstrip()
    return "".join([*parts, text])


def _describe(node: Node, around: Sequence[_Draft]) -> _Draft | None:
    """Return what an element says of the passage that it is; None where it is none."""
    name = get(node, "id")
    if node.tag == "details" or "admonition" in classes(node):
        return _Draft("note", name, kind=find_class(BOXES, node))
    if not name or node.tag not in {"p", "span", "a"}:
        return None
    if node.tag == "p":
        return _describe_statement("paragraph", node, around)
    if not read(node):
        outer = [draft.id for draft in around if draft.id]
        return _Draft("alias", name, to=outer[-1] if outer else "")
    if node.tag == "span":
        return _describe_statement("claim", node, around)
    return None


def _describe_statement(what: str, node: Node, around: Sequence[_Draft]) -> _Draft:
    """Return what a paragraph or a clause says of itself.

    In a box it has the kind of the box, unless it has one of its own. A paragraph of clauses has
    none: it has the look of that of most of them, and says nothing beside them.
    """
    end = find_class(ENDS, node)
    kind = find_class(KINDS, node)
    if what == "paragraph" and not end and node.css_first("span.clause"):
        kind = ""
    if not kind and around[-1].what == "note":
        kind = around[-1].kind
    target = ""
    if end == "moved":
        link = node.css_first("a[href]:not(.headerlink)")
        if link:
            target = get(link, "href")
    return _Draft(
        end or what,
        get(node, "id"),
        kind=kind,
        event=get(node, "data-event"),
        verdict=get(node, "data-check"),
        article=get(node, "data-article"),
        to=target,
    )


def is_marker(node: Node) -> bool:
    """Return whether an element is the number of a note, or a sign beside one.

    It is no text that is set higher, as in `10<sup>6</sup>`.
    """
    if node.tag != "sup":
        return False
    is_number = node.css_first(".footnote-ref") is not None
    return is_number or not any(letter.isalnum() for letter in read(node))
