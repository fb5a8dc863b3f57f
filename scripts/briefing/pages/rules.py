"""What every page must have: permanent ids, links that lead somewhere, notes that are whole.

A rule is a generator over one document; its docstring is the rule.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

from ..addresses import find_scheme, is_sound
from ..problems import Problem, nearest
from ..sources.bibliography import Bibliography
from ..text import check_characters
from .citations import check_citations
from .document import Document, Mark
from .front_matter import check_front_matter
from .markup import find_blocks, line_at

NOTE_ID = "cite-{}"
"""Label of the note of a source; the prefix keeps it apart from an author's own notes."""
_BRACKETS = 2000
_LEVELS = 100
_DEEP = re.compile(rf"^(?: {{4}}|\t){{{_LEVELS}}}", re.M)


def check_documents(documents: Collection[Document], bibliography: Bibliography, files: Collection[str],
                    made_ids: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Yield the faults of all pages. `files` are the paths below `docs/`, `made_ids` the ids that
    the build adds to a page by itself. Citations are checked only against a `.bib` that can be read.
    """
    ids = {document.uri: {mark.text for mark in document.ids} | set(made_ids.get(document.uri, ()))
           | {"fn:" + NOTE_ID.format(key) for key in document.keys} for document in documents}
    for document in documents:
        for rule in RULES:
            yield from rule(document)
        yield from check_links(document, files, ids)
        if bibliography.is_readable:
            yield from check_citations(document.path, document.groups, bibliography.sources)
    yield from check_uncited(bibliography, documents)


def check_headings(document: Document) -> Iterator[Problem]:
    """A heading has an id of its own, so that its address outlives its wording."""
    listed = {found.line for found in document.attributes if found.id}
    for heading in document.headings:
        if heading.line not in listed:
            yield Problem(document.path, heading.line, f"the heading '{heading.text}' has no id", "heading-without-id",
                          "end the line with { #a-short-id }, chosen for its meaning")


def check_claims(document: Document) -> Iterator[Problem]:
    """A claim, and any paragraph that cites a source, has an id."""
    for found in document.attributes:
        if found.kind and not found.id:
            yield Problem(document.path, found.line, f"this {found.kind} has no id", "claim-without-id",
                          f"write {{ #a-short-id .{found.kind} }}")
    for line in document.uncited_blocks:
        yield Problem(document.path, line, "this paragraph cites a source but has no id", "claim-without-id",
                      "add a line { #a-short-id } below it")


def check_ids(document: Document) -> Iterator[Problem]:
    """An id stands once on a page."""
    for mark, first in _find_repeated(document.ids):
        yield Problem(document.path, mark.line, f"the id '{mark.text}' stands twice on this page", "duplicate-id",
                      f"the first is on line {first.line}")


def check_notes(document: Document) -> Iterator[Problem]:
    """A footnote of the author's own is defined once, and defined where it is used."""
    defined = {mark.text for mark in document.note_definitions}
    for mark, first in _find_repeated(document.note_definitions):
        yield Problem(document.path, mark.line, f"the footnote '{mark.text}' is defined twice", "duplicate-note",
                      f"the first is on line {first.line}")
    for mark in document.note_definitions:
        if mark.text in map(NOTE_ID.format, document.keys):
            yield Problem(document.path, mark.line, f"the footnote '{mark.text}' has the name of a source's note",
                          "duplicate-note", "choose another name")
    for mark in document.note_uses:
        if mark.text not in defined:
            yield Problem(document.path, mark.line, f"the footnote '{mark.text}' is not defined on this page",
                          "undefined-note", nearest(mark.text, defined))


def check_text(document: Document) -> Iterator[Problem]:
    """A page has a text, front matter that can be read, and no character that nobody sees."""
    if not document.text.strip():
        yield Problem(document.path, 1, "the page is empty", "empty-page", "write a heading, or delete the file")
    yield from check_front_matter(document.path, document.text)
    yield from check_characters(document.path, document.text)


def check_size(document: Document) -> Iterator[Problem]:
    """A page is within the bounds of Python-Markdown: the square of the brackets of a paragraph is its time, and
    the levels of an indentation are its depth.
    """
    if deep := _DEEP.search(document.text):
        yield Problem(document.path, line_at(document.text, deep.start()),
                      f"this line is indented by more than {_LEVELS} levels", "too-complex", "write a flatter list")
    for block in find_blocks(document.text):
        for bracket in "[<":
            if block.group().count(bracket) > _BRACKETS:
                yield Problem(document.path, line_at(document.text, block.start()),
                              f"this paragraph has more than {_BRACKETS} '{bracket}'", "too-complex", "divide it")


RULES: tuple[Callable[[Document], Iterator[Problem]], ...] = (
    check_text, check_size, check_headings, check_claims, check_ids, check_notes)


def check_links(document: Document, files: Collection[str], ids: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """A link inside the site leads to a file below `docs/`, and to an id that is there."""
    for link in document.links:
        if not is_sound(link.text):
            yield Problem(document.path, link.line, f"the address '{link.text[:60]}' cannot be read", "bad-address",
                          "write brackets as %5B and %5D")
            continue
        parts = urlsplit(unescape(link.text))
        if find_scheme(unescape(link.text)) or parts.netloc or not (parts.path or parts.fragment):
            continue
        target, fragment = find_target(document.uri, link.text), unquote(parts.fragment)
        if target not in files:
            yield Problem(document.path, link.line, f"the link '{link.text}' leads to no file in docs/", "broken-link",
                          nearest(target, files) or "name the Markdown file, relative to this page")
        elif fragment and target in ids and fragment not in ids[target]:
            yield Problem(document.path, link.line, f"the link '{link.text}' leads to no id on {target}",
                          "broken-fragment", nearest(fragment, ids[target]))


def check_uncited(bibliography: Bibliography, documents: Collection[Document]) -> Iterator[Problem]:
    """An entry of the bibliography is cited on some page; said only where all pages could be read."""
    cited = {key for document in documents for key in document.keys}
    for source in bibliography.sources.values():
        if source.key not in cited and bibliography.is_readable:
            yield Problem(source.path, source.line, f"no page cites '{source.key}'", "uncited-source",
                          "cite it or delete the entry")


def _find_repeated(marks: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    first: dict[str, Mark] = {}
    for mark in sorted(marks, key=lambda mark: mark.line):
        if first.setdefault(mark.text, mark) is not mark:
            yield mark, first[mark.text]


def find_target(uri: str, link: str) -> str:
    """Give the file below `docs/` that a link on the page `uri` leads to."""
    path = unquote(urlsplit(link).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri
