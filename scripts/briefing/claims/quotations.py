"""Words of a source, as they are quoted, and the link that leads a browser to them.

A link with a text directive (https://wicg.github.io/scroll-to-text-fragment/) opens a page at words
of it; a browser that does not know them opens the page at its top.
"""

import string
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..sources.entries import Source
from .records import NO_WORDS, SourceRecord
from .statements import Statement

_DIRECTIVE = ":~:text="  # begins what a browser looks for; before it stands `#`, or a fragment

# Signs of ASCII that stand for themselves in an address and in a directive.
_PLAIN = frozenset(f"{string.ascii_letters}{string.digits}!$'()*+./:;=?@_~")


class Quotation(NamedTuple):
    """Words of a source."""

    words: str
    language: str  # BCP 47 tag, empty where it is not known
    address: str  # that leads to them, empty where they were not seen at that of the source


def quote(source: Source, record: SourceRecord | None) -> Quotation | None:
    """Return the words of a source that its record has; None where it has none.

    Only those lead anywhere that were seen at the address of the source: of any others, the record
    says under `unseen` why they were not.
    """
    if record is None or record.words in {"", NO_WORDS}:
        return None
    address = ""
    if source.url and not record.unseen:
        address = lead_to_words(source.url, record.words, record.before, record.after)
    return Quotation(record.words, source.language, address)


def list_led_to(
    statements: Iterable[Statement], sources: Mapping[str, Source]
) -> dict[str, list[Quotation]]:
    """Return by key the words of sources that links lead to, as some statements cite them.

    Each stands once, in the order of the statements.
    """
    found = defaultdict[str, dict[Quotation, None]](dict)
    for statement in statements:
        for key in sources.keys() & statement.keys:
            quotation = quote(sources[key], statement.record.sources.get(key))
            if quotation and quotation.address:
                found[key][quotation] = None
    return {key: list(quotations) for key, quotations in found.items()}


def lead_to_words(address: str, words: str, before: str = "", after: str = "") -> str:
    """Return an address that leads to words on its page, between others where these are given."""
    parts = [_encode(words)]
    if before:
        parts.insert(0, f"{_encode(before)}-")
    if after:
        parts.append(f"-{_encode(after)}")
    mark = "" if "#" in address else "#"
    return f"{address}{mark}{_DIRECTIVE}{','.join(parts)}"


def _encode(words: str) -> str:
    """Return words as a text directive takes them.

    Letters of all scripts may stand in an address (https://url.spec.whatwg.org/#url-code-points);
    of the signs that may, `-`, `,` and `&` divide a directive.
    """
    return "".join(map(_encode_character, " ".join(words.split())))


def _encode_character(character: str) -> str:
    if character.isascii() and character not in _PLAIN:
        return f"%{ord(character):02X}"
    return character
