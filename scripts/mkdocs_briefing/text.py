"""Text and addresses, and what of them may be published.

A text shows what it says: no character in it is one that nobody sees, so that whoever reviews a
change sees all of it. An address leads to the site or to the web: what else a browser would do for
it, running script for example, is refused.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

# Control characters but for tab, line feed, form feed, carriage return and next line; marks that
# turn a text around (https://www.unicode.org/reports/tr9/, "Trojan source"); what is default
# ignorable (fillers, soft hyphens, tags); halves of characters, which no file can hold, and
# noncharacters. Joiners, variation selectors and byte order marks have their uses.
_HIDDEN_RANGES = (
    "0-8 B E-1F 7F-84 86-9F AD 61C 115F-1160 180E 200B 200E-200F 202A-202E 2060-206F 3164 "
    "D800-DFFF FDD0-FDEF FFA0 FFF9-FFFB FFFE-FFFF E0000-E007F"
)


def _list_hidden() -> Iterator[str]:
    for written in _HIDDEN_RANGES.split():
        first, _, last = written.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


HIDDEN = frozenset(_list_hidden())  # characters that nobody sees

_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_WORDS = "none one two three four five six seven eight nine ten"
_SMALL_NUMBERS = _WORDS.split()
_NAMED = re.compile(r"[a-z0-9.-]+\.[a-z][a-z0-9-]+")  # a host with a name that has a dot
_SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
_ROOT = "https://here.invalid/"  # stands for the root of the site, whatever its address


def count_things(number: int, thing: str, things: str = "", written: str = "") -> str:
    """Return `1 fault` or `3 faults`.

    `things` is the plural where that is not the singular with an `s`, `written` stands in the place
    of the digits.
    """
    return f"{written or number} {thing if number == 1 else things or thing + 's'}"


def say_number(number: int) -> str:
    """Return a number as it stands in a sentence: a word up to ten, `none` for zero."""
    return _SMALL_NUMBERS[number] if number < len(_SMALL_NUMBERS) else str(number)


def shorten(text: str, count: int = 16) -> str:
    """Return the first words of a text, and a sign where there are more."""
    words = text.split()
    if len(words) <= count:
        return " ".join(words)
    return " ".join(words[:count]) + "\u00a0…"


def make_code(words: str | None) -> str:
    """Return words as a class, an id or a value of a filter has them: `holds-in-part`."""
    return (words or "").lower().replace(" ", "-")


def decode(content: bytes) -> str:
    """Return the text of a file, whatever system wrote it. Raise UnicodeDecodeError."""
    return re.sub(r"\r\n?", "\n", content.decode("utf-8-sig"))


def find_hidden(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and name, `U+202E`, of the first such character of each line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not HIDDEN.isdisjoint(line):
            column = min(line.index(character) for character in HIDDEN.intersection(line))
            yield number, column + 1, f"U+{ord(line[column]):04X}"


def find_scheme(address: str) -> str:
    """Return the scheme of an address in lower case, empty for an address within the site.

    It is read as browsers read it (https://url.spec.whatwg.org/#concept-basic-url-parser): white
    space and control characters do not count.
    """
    visible = re.sub(r"[\x00-\x20\x7f-\xa0]", "", address)
    match = re.match(r"([a-z][a-z0-9+.-]*):", visible, re.I)
    return match[1].lower() if match else ""


def is_safe(address: str) -> bool:
    """Return whether a link may lead there."""
    return find_scheme(address) in _SAFE_SCHEMES


def is_published(address: str) -> bool:
    """Return whether an address can be that of a site: of the web, with a name that others know.

    Behind it stands a path alone, since addresses of pages are put together from it.
    """
    if not is_web(address):
        return False
    parts = urlsplit(address)
    is_bare = not (parts.query or parts.fragment or parts.username or "//" in parts.path)
    return is_bare and bool(_NAMED.fullmatch(parts.hostname or ""))


def is_web(address: str) -> bool:
    """Return whether this is a whole address of the web.

    It has a host, a port that exists or none, and no white space.
    """
    if not re.fullmatch(r"https?://[^\s/?#\\]\S*", address, re.I):
        return False
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


@lru_cache(maxsize=16384)
def resolve(url: str, link: str) -> str:
    """Return where a link leads: an address from the root of the site, or a whole one elsewhere.

    `url` is the address of the page with the link, from the root of the site.
    """
    return urljoin(_ROOT + url, link).removeprefix(_ROOT)


def make_sum(content: bytes) -> str:
    """Return the SHA-256 of a content, in 64 hexadecimal digits."""
    return sha256(content).hexdigest()


def digest(*parts: str | bytes) -> str:
    """Return the SHA-256 of some parts, in 64 hexadecimal digits.

    Each part is digested by itself first, so that `("ab", "c")` and `("a", "bc")` differ.
    """
    total = sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        total.update(sha256(content).digest())
    return total.hexdigest()


def make_csv(rows: Iterable[Iterable[str]], end: str = "\r\n") -> str:
    """Return rows as CSV (RFC 4180), with an apostrophe before what begins like a formula.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator=end)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_OF_FORMULAS) else cell for cell in row])
    return file.getvalue()
