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
_BOX = re.compile(r"^ *(?P<text>[!?]{2,}\+? *\w[^\n]*)$", re.M)
_SOUND_BOX = re.compile(r'(?:!!!|\?\?\?\+?) [\w-]+(?: +[\w-]+)*(?: +"[^"\n]*")? *')
_LISTS = (
    (re.compile(r"(?P<text>(?<!\{)\{:?[ ]*[#.][\w-][^{}\n]*$|^[ ]*[#.][\w-]+[ ][^{}\n]*\}[ ]*$)", re.M),
     "write { #a-short-id .fact }"),
    (re.compile(r"(?:\A|\n[ \t]*\n)[ ]*(?P<text>\{:?[ ]*[#.][\w-][^{}\n]*\})[ ]*(?=\n[ \t]*\n|\s*\Z)"),
     "take out the empty line above it"))
"""Attribute lists that lack a brace, or are about nothing, and what would be right."""


def find_slips(document: Document) -> Iterator[Fault]:
    """Yield slips that make all that follows from them not worth saying.

    An attribute list stands between two braces, on the last line of what it is about. A box begins with three signs, a
    space, its kind, and its title between quotation marks.
    """
    for pattern, hint in _LISTS:
        for mark in Mark.find(pattern, document.masked):
            yield (mark.line, f"the attribute list at '{mark.text.strip()[:40]}' is not read", "open-attributes", hint)
    for listed in document.attributes:
        name, dot, kind = listed.id.partition(".")
        if dot:
            yield listed.line, f"'#{listed.id}' is one id", "open-attributes", f"write #{name} .{kind}"
    for box in Mark.find(_BOX, document.masked):
        kind = re.sub(r"^[!?]+\+? *|\W.*", "", box.text)
        if not _SOUND_BOX.fullmatch(box.text) and ('"' in box.text or nearest(kind, BOXES)):
            yield (box.line, f"'{box.text[:40]}' begins no box", "open-box",
                   f'write ??? {next(iter(BOXES))} "Its title"')


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
