"""What every page must have: permanent ids, links that lead somewhere, notes that are whole.

A rule is a generator over one document; its docstring is the rule.
"""

import posixpath
import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from html import unescape
from itertools import islice
from operator import attrgetter
from urllib.parse import unquote, urlsplit

from ..addresses import find_scheme
from ..cache import Memory
from ..problems import Fault, Problem, nearest
from ..sources.bibliography import Bibliography
from ..text import find_hidden
from .citations import check_group
from .document import EMPTY_LINK, HEADING, NOTE, NOTE_USE, Document
from .front_matter import check_front_matter
from .markup import BLOCK, Mark
from .slips import check_citations, find_slips
from .vocabulary import NOTE_ID

_BRACKETS, _LEVELS, _WORD = 2000, 100, 5000  # the most of each: in a paragraph, in a list, letters
_MOST = (
    (re.compile(rf"^(?P<text>(?: {{4}}|\t){{{_LEVELS}}})", re.M),
     f"this line is indented by more than {_LEVELS} levels", "write a flatter list"),
    (re.compile(rf"^[ \t]*(?P<text>(?:[-+*>] ?){{{_LEVELS}}})(?=.*\w)", re.M),
     f"this line opens more than {_LEVELS} lists or quotations", "write a flatter list"),
    (re.compile(rf"(?P<text>[^\s]{{{_WORD + 1}}})"), f"this word has more than {_WORD} characters", "divide it"),
    (re.compile(r"(?P<text><!\[(?!CDATA\[))"), "Python-Markdown cannot read '<!['", "write &lt;!["))
"""What is beyond the bounds of Python-Markdown, why, and what would be right."""


def check_documents(documents: Collection[Document], bibliography: Bibliography, files: Collection[str],
                    made_ids: Mapping[str, Collection[str]], memory: Memory) -> Iterator[Problem]:
    """Yield the faults of all pages; those of citations only where the `.bib` can be read.

    `files` are the paths below `docs/`, `made_ids` the ids that the build adds to a page by itself; `memory` has what
    the last build found in each page.
    """
    sources, ids = bibliography.sources, {
        document.uri: {*(mark.text for mark in document.ids), *made_ids.get(document.uri, ()),
                       *("fn:" + NOTE_ID.format(key) for key in document.keys)} for document in documents}
    for document in documents:
        faults = [*memory.recall(("rules", document), partial(_judge, document)), *check_links(document, files, ids)]
        for group in document.groups if bibliography.is_readable else ():
            faults += check_group(group, sources)
        for fault in (*faults, *check_citations(document, sources)):
            yield Problem(document.path, *fault)
    cited = {key for document in documents for key in document.keys}
    for key in [key for key in sources if key not in cited] if bibliography.is_readable else ():
        yield Problem(sources[key].path, sources[key].line, f"no page cites '{key}'", "uncited-source",
                      "cite it or delete the entry")


def _judge(document: Document) -> list[Fault]:
    return list(find_slips(document)) or [fault for rule in RULES for fault in rule(document)]


def check_text(document: Document) -> Iterator[Fault]:
    """A page has a text, front matter that can be read, no character that nobody sees, and is within the bounds of what
    reads it: the square of the brackets of a paragraph is the time that it takes, and a word is set on one line."""
    if not document.text.strip():
        yield 1, "the page is empty", "empty-page", "write a heading, or delete the file"
    yield from check_front_matter(document.text)
    yield from find_hidden(document.text)
    for pattern, message, hint in _MOST:
        for found in islice(Mark.find(pattern, document.text), 1):
            yield found.line, message, "too-complex", hint
    for block in Mark.find(BLOCK, document.text):
        for bracket in "[<":
            if block.text.count(bracket) > _BRACKETS:
                yield block.line, f"this paragraph has more than {_BRACKETS} '{bracket}'", "too-complex", "divide it"


def check_headings(document: Document) -> Iterator[Fault]:
    """A heading has an id of its own, so that its address outlives its wording."""
    listed = {found.line for found in document.attributes if found.id}
    for heading in Mark.find(HEADING, document.masked):
        if heading.line not in listed:
            yield (heading.line, f"the heading '{heading.text}' has no id", "heading-without-id",
                   "end the line with { #a-short-id }, chosen for its meaning")


def check_claims(document: Document) -> Iterator[Fault]:
    """A claim, and any paragraph that cites a source, has an id, of its own or of the claims that divide it."""
    closings = {mark.end for mark in Mark.find(EMPTY_LINK, document.masked)}
    lists, groups = deque(document.attributes), deque(document.groups)
    for block in Mark.find(BLOCK, document.masked):
        is_divided, last = False, 0
        while lists and lists[0].start < block.end:
            found = lists.popleft()
            if found.kind and not found.id and found.start not in closings and not is_divided:
                yield (found.line, f"this {found.kind} has no id", "claim-without-id",
                       f"write {{ #a-short-id .{found.kind} }}")
            is_divided, last = found.start in closings, found.line if found.id else last
        while groups and groups[0].start < block.end:
            line = groups.popleft().line
            if line > last and not block.text.lstrip().startswith(("|", "[^")):
                last = line  # one message a line
                yield (line, "this paragraph cites a source but has no id", "claim-without-id",
                       "add a line { #a-short-id } below it")


def check_closings(document: Document) -> Iterator[Fault]:
    """A link without words closes a claim within a paragraph: it leads to the id that it has itself."""
    ids = {found.start: found.id for found in document.attributes}
    for mark in Mark.find(EMPTY_LINK, document.masked):
        name = ids.get(mark.end)
        if not name or mark.text != f"#{name}":
            has = f"the id '{name}'" if name else "no id"
            yield (mark.line, f"the empty link '{mark.text}' has {has}", "mark-without-id",
                   "write [](#a-short-id){ #a-short-id } behind a claim, words in any other link")


def check_ids(document: Document) -> Iterator[Fault]:
    """An id stands once on a page, and what a note is about is on it."""
    yield from _find_repeated(document.ids, "the id '{}' stands twice on this page", "duplicate-id")
    known = {mark.text for mark in document.ids}
    for found in document.attributes:
        if (name := dict(found.pairs).get("data-for", "")) and name not in known:
            yield (found.line, f"data-for names '{name}', which is no id on this page", "broken-fragment",
                   nearest(name, known))


def check_notes(document: Document) -> Iterator[Fault]:
    """A footnote of the author's own is defined once, and defined where it is used."""
    notes = list(Mark.find(NOTE, document.masked))
    yield from _find_repeated(notes, "the footnote '{}' is defined twice", "duplicate-note")
    for mark in notes:
        if mark.text.startswith(NOTE_ID.format("")):
            yield (mark.line, f"the footnote '{mark.text}' has the name of a source's note", "duplicate-note",
                   "choose another name")
    defined = {mark.text for mark in notes}
    for mark in Mark.find(NOTE_USE, document.masked):
        if mark.text not in defined:
            yield (mark.line, f"the footnote '{mark.text}' is not defined on this page", "undefined-note",
                   nearest(mark.text, defined))


RULES: tuple[Callable[[Document], Iterator[Fault]], ...] = (
    check_text, check_headings, check_claims, check_closings, check_ids, check_notes)


def check_links(document: Document, files: Collection[str], ids: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """A link inside the site leads to a file below `docs/`, and to an id that is there."""
    for link in document.links:
        address = unescape(link.text)
        try:
            parts = urlsplit(address)
        except ValueError:  # MkDocs raises too
            yield (link.line, f"the address '{link.text[:60]}' cannot be read", "bad-address",
                   "write brackets as %5B and %5D")
            continue
        if find_scheme(address) or parts.netloc or not (parts.path or parts.fragment):
            continue
        target, fragment = find_target(document.uri, link.text), unquote(parts.fragment)
        if target not in files:
            yield (link.line, f"the link '{link.text}' leads to no file in docs/", "broken-link",
                   nearest(target, files) or "name the Markdown file, relative to this page")
        elif fragment and target in ids and fragment not in ids[target]:
            there = next((uri for uri in ids if fragment in ids[uri]), "")
            yield (link.line, f"the link '{link.text}' leads to no id on {target}", "broken-fragment",
                   f"it is on {there}" if there else nearest(fragment, ids[target]))


def find_target(uri: str, link: str) -> str:
    """Return the file below `docs/` that a link on the page `uri` leads to."""
    path = unquote(urlsplit(link).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri


def _find_repeated(marks: list[Mark], message: str, code: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for mark in sorted(marks, key=attrgetter("line")):
        if mark.text in first:
            yield mark.line, message.format(mark.text), code, f"the first is on line {first[mark.text]}"
        first.setdefault(mark.text, mark.line)
