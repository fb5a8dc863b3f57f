"""What every page must have: syntax that is read, permanent ids, links that lead somewhere, notes that are whole.

A rule is a generator over one document; its docstring is the rule.
"""

import posixpath
import re
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from html import unescape
from itertools import chain, islice
from operator import attrgetter
from urllib.parse import unquote, urlsplit

from ..cache import recall
from ..problems import Fault, Problem, nearest
from ..sources.bibliography import Bibliography
from ..text import find_hidden, find_scheme
from .document import BLOCK, EMPTY_LINK, NOTE, NOTE_USE, Document, Group, Mark
from .files import check_front_matter
from .vocabulary import NOTE_ID, REFUSED, say

_BRACKETS = 2000  # the most in a paragraph: the square of them is the time that it takes to read it
_CUT = re.compile(r"[^\w-].*", re.S)
# A citation between two brackets or ends of a paragraph: behind a bracket that opens, or before one that closes, alone.
_CITED = (r"(?:(?!\n[ \t]*\n)(?!(?<![\w+\\-])@[\w-])[^\[\]])*+@(?P<text>[\w-]+)"
          r"(?:(?!\n[ \t]*\n)[^\[\]])*+")
_OPENED = re.compile(rf"\[{_CITED}(?!\])")
_CLOSED = re.compile(rf"(?:\A|\]|\n[ \t]*\n){_CITED}(?=\])")
_ROUND = re.compile(r"[({][^\[\](){}\n]{0,40}?@(?P<text>[\w-]+)")


def check_documents(documents: Collection[Document], bibliography: Bibliography, files: Collection[str],
                    made_ids: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Yield the faults of all pages; those of citations only where the `.bib` can be read.

    `files` are the paths below `docs/`, `made_ids` the ids that the build adds to a page by itself.
    """
    sources, ids = bibliography.sources, {
        document.uri: {*(mark.text for mark in document.ids), *made_ids.get(document.uri, ()),
                       *("fn:" + NOTE_ID.format(key) for key in document.keys)} for document in documents}
    for document in documents:
        cited = [check_group(group, sources) for group in document.groups] if bibliography.is_readable else []
        for fault in chain(recall(("rules", document), partial(_judge, document)),
                           check_links(document, files, ids), check_brackets(document, sources), *cited):
            yield Problem(document.path, *fault)
    keys = {key for document in documents for key in document.keys}
    for key in [key for key in sources if key not in keys] if bibliography.is_readable else ():
        yield Problem(sources[key].path, sources[key].line, *say("uncited-source", key))


def _judge(document: Document) -> list[Fault]:
    rules = (check_text, check_claims, check_ids, check_notes)
    return list(find_refused("slips", document.masked)) or [fault for rule in rules for fault in rule(document)]


def check_group(group: Group, known: Collection[str]) -> Iterator[Fault]:
    """Every citation can be read, and its key is in the bibliography."""
    for part, key in group.citations:
        if not key:
            yield group.line, *say("malformed-citation", part)
        elif (cut := _CUT.sub("", key)) != key:
            yield group.line, *say("key-characters", key, cut)
        elif key not in known:
            yield group.line, *say("unknown-key", key, hint=nearest(key, known))


def check_brackets(document: Document, keys: Collection[str]) -> Iterator[Fault]:
    """A citation stands between square brackets, both of them; `keys` are those of the bibliography."""
    for mark in chain(*(Mark.find(pattern, document.running) for pattern in (_OPENED, _CLOSED, _ROUND))):
        is_escaped = "\\[" in document.text[mark.start:mark.end]
        if document.running[mark.start] == "[" or (mark.text in keys and not is_escaped):
            yield mark.line, *say("open-citation", mark.text)


def check_text(document: Document) -> Iterator[Fault]:
    """A page has front matter that can be read, no character that nobody sees, and nothing that `refused.yml` names."""
    yield from check_front_matter(document.text)
    yield from find_hidden(document.text)
    yield from islice(find_refused("bounds", document.text), 1)
    yield from find_refused("text", document.masked)
    for block in Mark.find(BLOCK, document.text):
        if max(map(block.text.count, "[<")) > _BRACKETS:
            yield block.line, *say("too-complex", _BRACKETS)


def check_claims(document: Document) -> Iterator[Fault]:
    """A claim, and any paragraph that cites a source, has an id, of its own or of the claims that divide it."""
    closings = {mark.end for mark in Mark.find(EMPTY_LINK, document.masked)}
    lists, groups = deque(document.attributes), deque(document.groups)
    for block in Mark.find(BLOCK, document.masked):
        is_divided, last = False, 0
        while lists and lists[0].start < block.end:
            found = lists.popleft()
            kind, name = found.named["."], found.named["id"]
            if kind and not name and found.start not in closings and not is_divided:
                yield found.line, *say("claim-without-id/kind", kind, hint=f"write {{ #a-short-id .{kind} }}")
            is_divided, last = found.start in closings, found.line if name else last
        while groups and groups[0].start < block.end:
            line = groups.popleft().line
            if line > last and not block.text.lstrip().startswith(("|", "[^")):
                last = line  # one message a line
                yield line, *say("claim-without-id/cited")


def check_ids(document: Document) -> Iterator[Fault]:
    """An id stands once on a page, and what a note is about is on it."""
    yield from _find_repeated(document.ids, "duplicate-id")
    known = {mark.text for mark in document.ids}
    for found in document.attributes:
        if (name := found.named["data-for"]) and name not in known:
            yield found.line, *say("broken-fragment/for", name, hint=nearest(name, known))


def check_notes(document: Document) -> Iterator[Fault]:
    """A footnote of the author's own is defined once, and defined where it is used."""
    notes = list(Mark.find(NOTE, document.masked))
    yield from _find_repeated(notes, "duplicate-note")
    defined = {mark.text for mark in notes}
    for mark in Mark.find(NOTE_USE, document.masked):
        if mark.text not in defined:
            yield mark.line, *say("undefined-note", mark.text, hint=nearest(mark.text, defined))


def check_links(document: Document, files: Collection[str], ids: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """A link inside the site leads to a file below `docs/`, and to an id that is there."""
    for link in document.links:
        address = unescape(link.text)
        try:
            parts = urlsplit(address)
        except ValueError:  # MkDocs raises too
            yield link.line, *say("bad-address", link.text[:60])
            continue
        if find_scheme(address) or parts.netloc or not (parts.path or parts.fragment):
            continue
        target, fragment = find_target(document.uri, link.text), unquote(parts.fragment)
        if target not in files:
            yield link.line, *say("broken-link", link.text, hint=nearest(target, files))
        elif fragment and target in ids and fragment not in ids[target]:
            there = [f"it is on {uri}" for uri in ids if fragment in ids[uri]] or [nearest(fragment, ids[target])]
            yield link.line, *say("broken-fragment/link", link.text, target, hint=there[0])


def find_target(uri: str, link: str) -> str:
    """Return the file below `docs/` that a link on the page `uri` leads to."""
    path = unquote(urlsplit(link).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri


def _find_repeated(marks: list[Mark], name: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for mark in sorted(marks, key=attrgetter("line")):
        if mark.text in first:
            yield mark.line, *say(name, mark.text, hint=f"the first is on line {first[mark.text]}")
        first.setdefault(mark.text, mark.line)


def find_refused(part: str, text: str) -> Iterator[Fault]:
    """Yield the fault of each place that a pattern fits, of one part of `refused.yml`."""
    for row in REFUSED[part]:
        for mark in Mark.find(re.compile(row["pattern"], re.M), text):
            yield mark.line, row["message"].format(mark.text.strip()[:40]), row["code"], row["hint"]
