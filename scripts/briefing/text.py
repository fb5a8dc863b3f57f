"""Text and addresses: what of them may be published. Characters that nobody sees make a text show what it does not say:
control characters, marks that turn it around (https://www.unicode.org/reports/tr9/, "Trojan source"), what is default
ignorable (fillers, soft hyphens, tags), noncharacters; not joiners, variation selectors, byte order marks."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from .problems import PlainFault

HIDDEN = frozenset(
    map(
        chr,
        (  # all of them, but for tab, line feed, form feed, carriage return and next line
            *range(9),
            11,
            *range(14, 32),
            *range(127, 133),
            *range(134, 160),
            0xAD,
            0x61C,
            0x115F,
            0x1160,
            0x180E,
            0x200B,
            0x200E,
            0x200F,
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            0x3164,
            *range(0xFDD0, 0xFDF0),
            0xFFA0,
            *range(0xFFF9, 0xFFFC),
            0xFFFE,
            0xFFFF,
            *range(0xE0000, 0xE0080),
        ),
    )
)
_HERE = "https://here.invalid/"


def find_hidden(text: str) -> Iterator[PlainFault]:
    """Yield each line of a text with a character that nobody sees; no text may have one."""
    for number, line in enumerate(text.split("\n"), start=1):
        if found := next(
            filter(HIDDEN.__contains__, line), ""
        ):  # a pattern takes ten times as long
            yield (
                number,
                f"here is a character that nobody sees, U+{ord(found):04X}",
                "hidden-character",
                "delete it",
            )


def replace_spans(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with others in place of its spans, which are in order; one within the one before stays as it is."""
    pieces, end = list[str](), 0
    for start, stop, other in edits:
        if start >= end:
            pieces += text[end:start], other
            end = stop
    return "".join(pieces) + text[end:]


def find_scheme(address: str) -> str:
    """Return the scheme of an address as a browser reads it, in lower case; empty for one within the site.
    https://url.spec.whatwg.org/#concept-basic-url-parser: white space and control characters do not count."""
    match = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20\x7f-\xa0]", "", address), re.I)
    return match[1].lower() if match else ""


def is_safe(address: str) -> bool:
    """Return whether a link may lead there."""
    return find_scheme(address) in {"", "http", "https", "mailto", "tel"}


def is_web(address: str) -> bool:
    """Return whether it is a whole address of the web: with a host, a sound port or none, and no white space."""
    try:
        return (
            bool(re.fullmatch(r"https?://[^\s/?#\\]\S*", address, re.I))
            and urlsplit(address).port != 0
        )
    except ValueError:
        return False


def resolve(url: str, link: str) -> str:
    """Return the address from the root of the site that a link on a page leads to; one elsewhere stays whole."""
    return urljoin(_HERE + url, link).removeprefix(_HERE)
