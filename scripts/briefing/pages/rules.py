"""What every page below `docs/` must have.

A rule is a generator over one document; its docstring is the rule. MkDocs must not read what is
unsound. Rules of other kinds have modules of their own: what a pattern finds (`slips.py`), front
matter, links, files, and what a page became as HTML (`safety.py`).
"""

import re
from bisect import bisect
from collections.abc import Collection, Iterator

from ..problems import Problem, nearest
from ..sources.bibliography import Bibliography
from .citations import check_group, check_stray
from .document import Document
from .front_matter import check_front_matter
from .links import bad_address
from .marks import Mark
from .masking import BLOCK
from .slips import ANCHORS, BEGINNINGS, NAMES, UNREAD, find_slips

_NOTE = re.compile(r"^ {0,3}\[\^(?P<text>[^\[\]\n]+)\]:", re.M)
_NOTE_MARKER = re.compile(r"\[\^(?P<text>[^\[\]\n]+)\](?!:)")


def check_documents(
    documents: Collection[Document], bibliography: Bibliography
) -> Iterator[Problem]:
    """Yield the faults of all pages."""
    for document in documents:
        faults = [
            *check_document(document),
            *bad_address(document),
            *unsound_citation(document, bibliography),
        ]
        for fault in faults:
            yield fault.at(document.path)
    yield from uncited_source(documents, bibliography)


def check_document(document: Document) -> list[Problem]:
    """Return the faults that follow from the text of a page alone.

    Where an attribute list or a box is not read, nothing else is said: it would follow from that.
    """
    faults = list(unread(document))
    if not faults:
        for rule in RULES:
            faults += rule(document)
    return faults


def is_read(document: Document) -> bool:
    """Return whether Markdown reads all that an author meant: lists, boxes, anchors and notes."""
    rules = (unread, anchor_form, duplicate_note, undefined_note)
    return not any(fault for rule in rules for fault in rule(document))


def unread(document: Document) -> Iterator[Problem]:
    """An attribute list and the beginning of a box are written so that Markdown reads them."""
    return find_slips(UNREAD, document.masked)


def front_matter(document: Document) -> Iterator[Problem]:
    """Front matter holds what is known."""
    return check_front_matter(document.text)


def beginning(document: Document) -> Iterator[Problem]:
    """A page is not empty, and begins with no key by accident."""
    return find_slips(BEGINNINGS, document.text)


def unnamed(document: Document) -> Iterator[Problem]:
    """Headings have an id; notes have no names of sources."""
    return find_slips(NAMES, document.masked)


def anchor_form(document: Document) -> Iterator[Problem]:
    """A link without words is the anchor of a clause."""
    return find_slips(ANCHORS, document.masked)


class _Paragraphs:
    """The runs of lines of a page, to be found by what stands in them."""

    def __init__(self, text: str) -> None:
        self._blocks = list(Mark.find(BLOCK, text))
        self._starts = [block.start for block in self._blocks]

    def find(self, offset: int) -> int:
        """Return the number of the paragraph that stands at an offset, counted from 1."""
        return bisect(self._starts, offset)

    def is_table_or_note(self, number: int) -> bool:
        """Return whether a paragraph is a table, or a note of the author's."""
        return self._blocks[number - 1].text.lstrip().startswith(("|", "[^"))


def cited_without_id(document: Document) -> Iterator[Problem]:
    """A paragraph that cites a source has an id below the citation, of its own or of a claim in it.

    Tables and notes need none. It is said once a line.
    """
    paragraphs = _Paragraphs(document.masked)
    last_line: dict[int, int] = {}  # of an id, by the number of its paragraph
    for place, name in document.attributes:
        if name:
            last_line[paragraphs.find(place.start)] = place.line
    for group in document.groups:
        number = paragraphs.find(group.start)
        if group.line > last_line.get(number, 0) and not paragraphs.is_table_or_note(number):
            last_line[number] = group.line
            message = "this paragraph cites a source but has no id"
            hint = "add a line { #a-short-id } below it"
            yield Problem(message, "claim-without-id", hint, line=group.line)


def duplicate_note(document: Document) -> Iterator[Problem]:
    """A footnote of the author's own is defined once."""
    for mark, first in _find_repeated(Mark.find(_NOTE, document.masked)):
        message = f"the footnote '{mark.text}' is defined twice"
        yield Problem(
            message, "duplicate-note", f"the first is on line {first.line}", line=mark.line
        )


def undefined_note(document: Document) -> Iterator[Problem]:
    """A footnote is defined on the page on which it is used."""
    names = {mark.text for mark in Mark.find(_NOTE, document.masked)}
    for mark in Mark.find(_NOTE_MARKER, document.masked):
        if mark.text not in names:
            message = f"the footnote '{mark.text}' is not defined on this page"
            yield Problem(message, "undefined-note", nearest(mark.text, names), line=mark.line)


def duplicate_id(document: Document) -> Iterator[Problem]:
    """An id stands once on a page."""
    for mark, first in _find_repeated(document.ids):
        message = f"the id '{mark.text}' stands twice on this page"
        yield Problem(message, "duplicate-id", f"the first is on line {first.line}", line=mark.line)


# The rules for the text of one page, in the order in which their faults are said.
RULES = (
    front_matter,
    beginning,
    unnamed,
    anchor_form,
    cited_without_id,
    duplicate_note,
    undefined_note,
    duplicate_id,
)


def unsound_citation(document: Document, bibliography: Bibliography) -> Iterator[Problem]:
    """A citation can be read, and its key is in the bibliography, if that can be read."""
    if bibliography.is_readable:
        for group in document.groups:
            yield from check_group(group, bibliography.sources)
        for group in document.stray_groups:
            yield from check_stray(group, bibliography.sources)


def uncited_source(
    documents: Collection[Document], bibliography: Bibliography
) -> Iterator[Problem]:
    """Some page cites each source."""
    if not bibliography.is_readable:
        return
    cited = {key for document in documents for key in document.keys}
    for key, source in bibliography.sources.items():
        if key not in cited:
            message = f"no page cites '{key}'"
            hint = "cite it or delete the entry"
            yield Problem(message, "uncited-source", hint).at(source.path, source.line)


def _find_repeated(marks: Collection[Mark] | Iterator[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Yield each mark that says what one above it says, with the first that says it."""
    first: dict[str, Mark] = {}
    for mark in sorted(marks):
        other = first.setdefault(mark.text, mark)
        if other is not mark:
            yield mark, other
