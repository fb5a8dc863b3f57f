"""What became of a passage that somebody cited, and of every section from one edition to the next: one answer for all.

The build writes the answers to `editions/<n>/outcomes.json`, where `docs/assets/js/editions.js` looks them up.
"""

import difflib
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile
from urllib.parse import unquote

import msgspec

from ..addresses import resolve
from .manifest import Edition, Version
from .passages import Passage
from .promises import follow

# docs/assets/js/editions.js reads citations in the same way; tests/data/citations.json is for both.
_ADDRESS = re.compile(r"https?://[^\s\"<>{}]+")
_BARE = re.compile(r"\S*[/#]\S*")  # an address without a host
_TAIL = ".,;:)]”’'"  # what may follow an address in running text
_AROUND = re.compile(r"^https?://[^/?]*|(?:index\.html)?(?:\?.*)?$")  # what stands around the path
_INSIDE = re.compile(r"(?:^|/)editions/(?P<number>[0-9]+)/(?P<url>.*)$")
_NAMED = re.compile(r"(?<!\w)[eé]dition\D{0,5}(?P<number>[0-9]+)", re.I)
_KEY = re.compile(r"\[[\w-]+\]")
_PATCH = 2

Run = tuple[str, str]  # words that are `same`, `added` or `removed`, with a space between them


class Outcome(msgspec.Struct, frozen=True):
    """What became of a passage."""

    state: str  # `same`, `changed`, `moved` or `withdrawn`; `new` for a section that was not there
    at: str  # where it stands in its edition
    now: str  # where it stands in the newest; empty where nothing tells of it
    runs: Sequence[Run] = ()  # the words of both, where anything that it says differs


def read_citation(text: str, pages: Sequence[Collection[str]]) -> tuple[int, str] | None:
    """Return the number of the edition and the address that a text cites: `leverage/#influence`; None without one.

    It is the first address in the text; the edition is named in it or in the words around it, or is the newest.
    `pages` are the addresses of the pages of each edition. The site may stand anywhere: the longest end of the
    path that is one of them counts. Without an id, the page itself is cited.
    """
    found = _ADDRESS.search(text) or _BARE.fullmatch(text.strip())
    if not found:
        return None
    link, _, name = found.group().rstrip(_TAIL).partition("#")
    path = _AROUND.sub("", link).rstrip("/") + "/"
    inside = _INSIDE.search(path)
    named = inside or _NAMED.search(_ADDRESS.sub("", text))
    number = int(named["number"]) if named else len(pages)
    known = pages[number - 1] if 0 < number <= len(pages) else ()
    ends = [url for url in known if url and f"/{path}".endswith(f"/{url}")]
    front = path.lstrip("/") if "/" in path.strip("/") else ""  # the site may stand in a folder of its host
    url = inside["url"] if inside else max(ends, key=len, default=front)
    return number, f"{url}#{unquote(name.partition(':~:')[0])}"


def list_outcomes(cited: Edition, newest: Edition) -> dict[str, Outcome]:
    """Return what became of each passage of an edition, by every address at which that edition has it.

    A page that has moved has its passages at its old address too. The address of a page is that of its first passage.
    """
    made: dict[str, Outcome] = {}
    redirects = cited.data.redirects
    for at, passage in cited.passages.items():
        page, _, name = at.partition("#")
        for url in [page, *(url for url in redirects if follow(url, redirects) == page)] if name else []:
            made[f"{url}#{name}"] = judge(passage, f"{url}#{name}", at, newest)
            made.setdefault(f"{url}#", made[f"{url}#{name}"])
    return made


def write_passages(editions: Iterable[Edition]) -> str:
    """Return what was ever said, as JSON: words, address, and the numbers of the editions that have them there.

    The words are small and without marks, as the page looks for a sentence.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for edition in editions:
        for address, passage in edition.passages.items():
            if passage.words and passage.what != "alias":
                text = _KEY.sub(" ", unicodedata.normalize("NFKC", passage.words).lower())
                words = ("".join(filter(str.isalnum, word)) for word in text.split())
                found.setdefault((" ".join(filter(None, words)), address), []).append(edition.version.number)
    return json.dumps([(*said, numbers) for said, numbers in found.items()], ensure_ascii=False)


def compare_words(old: str, new: str) -> list[Run]:
    """Return the words of both texts in runs, the removed before the added where both stand in one place.

    One or two words that stayed between two changes count as changed: few readers can follow such a patchwork.
    """
    before, after = old.split(), new.split()
    runs: list[Run] = []
    i = k = 0
    for start, at, size in difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        if size > _PATCH or (start, at) == (0, 0) or (start + size, at + size) == (len(before), len(after)):
            parts = [("removed", before[i:start]), ("added", after[k:at]), ("same", before[start:start + size])]
            runs += [(kind, " ".join(words)) for kind, words in parts if words]
            i, k = start + size, at + size
    return runs


def find_since(editions: Sequence[Edition], address: str, now: str) -> tuple[Version, bool] | None:
    """Return the edition since which a passage has said what it says, and whether it said other things before.

    `now` is the sum of what it says; None is returned where it says something else in the newest edition.
    """
    found = [edition.passages.get(address) for edition in reversed(editions)]
    same = list(takewhile(lambda passage: passage and passage.sha256 == now, found))
    return (editions[-len(same)].version, any(found[len(same):len(same) + 1])) if same else None


def judge(old: Passage, address: str, at: str, newest: Edition) -> Outcome:
    """Return what became of a passage that its edition has `at` an address, and that was looked for at `address`."""
    now = _find_place(newest, address)
    new = newest.passages.get(now)
    is_same = new is not None and new.sha256 == old.sha256
    if new is None or new.what == "withdrawn":
        state = "withdrawn"
    elif now != address or (new.what == "alias" and old.what != "alias"):
        state = "moved"
    else:
        state = "same" if is_same else "changed"
    return Outcome(state, at, now if new else "", [] if is_same else compare_words(old.words, new.words if new else ""))


def _find_place(newest: Edition, address: str) -> str:
    """Follow the redirect of a page and the lines of what has moved, at most once for each passage."""
    seen: list[str] = []
    while address not in seen:
        seen.append(address)
        url, _, name = address.partition("#")
        address = f"{follow(url, newest.data.redirects)}#{name}"
        passage = newest.passages.get(address)
        if passage and passage.what == "moved" and passage.to:
            address = resolve(address, passage.to)
    return address
