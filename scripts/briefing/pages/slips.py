"""Syntax that misses by a character, and which Python-Markdown would publish as text without a word."""

import re
from collections.abc import Collection, Iterator

from ..problems import Fault, nearest
from .document import Document
from .markup import Mark, mask_tags
from .vocabulary import BOXES

_PIECE = re.compile(r"(?P<text>(?:(?!\n[ \t]*\n)[^\[\]])*)(?P<end>[\[\]]|\n[ \t]*\n|\Z)")
_CITED = re.compile(r"(?<![\w+\\-])@(?P<key>[\w-]+)")
_ROUND = re.compile(r"[({][^\[\](){}\n]{0,40}?@(?P<text>[\w-]+)")
_BOX = re.compile(r"^ *(?P<text>(?P<sign>[!?]{2,}\+?) *(?P<kind>\w+)[^\n]*)$", re.M)
_SOUND_BOX = re.compile(r'(?:!!!|\?\?\?\+?) [\w-]+(?: +[\w-]+)*(?: +"[^"\n]*")? *')

_LIST = re.compile(r"(?<!\{)(?P<text>\{:?[ ]*[#.][\w-][^{}\n]*)$|^[ ]*(?P<end>[#.][\w-]+[ ][^{}\n]*\})[ ]*$", re.M)
_ALONE = re.compile(r"(?:\A|\n[ \t]*\n)[ ]*(?P<text>\{:?[ ]*[#.][\w-][^{}\n]*\})[ ]*(?=\n[ \t]*\n|\s*\Z)")


def find_slips(document: Document) -> Iterator[Fault]:
    """Yield what makes all that follows from it not worth saying."""
    yield from check_lists(document)
    yield from check_boxes(document)


def check_lists(document: Document) -> Iterator[Fault]:
    """An attribute list stands between two braces, on the last line of what it is about."""
    for pattern, hint in ((_LIST, "write { #a-short-id .fact }"), (_ALONE, "take out the empty line above it")):
        for found in pattern.finditer(document.masked):
            line = document.masked.count("\n", 0, found.start(found.lastgroup or "text")) + 1
            yield line, f"the attribute list at '{found[0].strip()[:40]}' is not read", "open-attributes", hint
    for listed in document.attributes:
        name, dot, kind = listed.id.partition(".")
        if dot:
            yield listed.line, f"'#{listed.id}' is one id", "open-attributes", f"write #{name} .{kind}"


def check_citations(document: Document, keys: Collection[str]) -> Iterator[Fault]:
    """A citation stands between square brackets, both of them; `keys` are those of the bibliography."""
    if document.masked.count("@") == sum(group.text.count("@") for group in document.groups):
        return  # at once: most pages are sound
    text, is_open = mask_tags(document.masked), False
    for piece in _PIECE.finditer(text):
        found = _CITED.search(piece["text"])
        is_escaped = "\\[" in document.text[slice(*piece.span())]
        if found and is_open != (piece["end"] == "]") and (is_open or (found["key"] in keys and not is_escaped)):
            line = text.count("\n", 0, piece.start() + found.start()) + 1
            yield line, f"the brackets of '@{found['key']}' are not a pair", "open-citation", "write [@key, p. 12]"
        is_open = piece["end"] == "["
    for mark in Mark.find(_ROUND, text):
        if mark.text in keys:
            yield mark.line, f"'@{mark.text}' is in no square brackets", "open-citation", f"write [@{mark.text}]"


def check_boxes(document: Document) -> Iterator[Fault]:
    """A box begins with three signs, a space, its kind, and its title between quotation marks."""
    for box in _BOX.finditer(document.masked):
        if not _SOUND_BOX.fullmatch(box["text"]) and ('"' in box["text"] or nearest(box["kind"], BOXES)):
            line = document.masked.count("\n", 0, box.start("text")) + 1
            yield (line, f"'{box['text'][:40]}' begins no box", "open-box",
                   f'write ??? {next(iter(BOXES))} "Its title"')
