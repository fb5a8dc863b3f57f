"""What became of a passage that somebody cited, and of every section from one edition to the next: one answer for all.

The build writes the answers to `editions/<n>/outcomes.json`, where `docs/assets/js/editions.js` looks them up.
"""

import difflib
import json
import re
from collections.abc import Collection, Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from ..cache import remember
from .manifest import Edition, Version
from .passages import SECTIONS, Passage, resolve
from .promises import follow

# docs/assets/js/editions.js has the same expressions; tests/data/citations.json is for both.
_ADDRESS = re.compile(r"https?://[^\s\"<>{}]+")
_TAIL = ".,;:)]”’'"  # what may follow an address in running text
_BARE = re.compile(r"\S*[/#]\S*")  # an address without a host
_PARTS = re.compile(r"(?:https?://[^/?#]*)?(?P<path>[^?#]*)(?:\?[^#]*)?#?(?P<id>.*)")
_INSIDE = re.compile(r"(?:^|/)editions/(?P<number>[0-9]+)/(?P<url>.*)$")
_NAMED = re.compile(r"\bedition\D{0,5}(?P<number>[0-9]+)", re.I)
_FRONT = re.compile(r"/?(?:[^/]+/)?")  # the path of a front page: of a host, or of a folder on it
_PATCH = 2

Run = tuple[str, str]
"""Words that are `same`, `added` or `removed`, with a space between them."""


class Outcome(NamedTuple):
    """What became of a passage."""

    state: str
    """`same`, `changed`, `moved` or `withdrawn`; `new` for a section that was not there."""
    at: str
    """Where it stands in its edition."""
    now: str
    """Where it stands in the newest; empty where nothing tells of it."""
    runs: Sequence[Run] = ()
    """The words of both, where it says something else. It may be a kind, a date, a verdict, a source that differs."""


def read_citation(text: str, pages: Sequence[Collection[str]]) -> tuple[int, str] | None:
    """Return the number of the edition and the address that a text cites: `leverage/#influence`; None without one.

    It is the first address in the text; the edition is named in it or in the words around it, or is the newest.
    `pages` are the addresses of the pages of each edition. The site may stand anywhere: the longest end of the
    path that is one of them counts. Without an id, the page itself is cited.
    """
    found = _ADDRESS.search(text)
    link = found.group().rstrip(_TAIL) if found else text.strip()
    parts = _PARTS.fullmatch(link)
    if not parts or not (found or _BARE.fullmatch(link)):
        return None
    path = parts["path"].removesuffix("index.html").rstrip("/") + "/"
    inside, named = _INSIDE.search(path), _NAMED.search(_ADDRESS.sub("", text))
    number = int((inside or named or {"number": len(pages)})["number"])
    known = pages[number - 1] if 0 < number <= len(pages) else ()
    front = "" if _FRONT.fullmatch(path) else path.lstrip("/")
    ends = [url for url in known if url and f"/{path}".endswith(f"/{url}")]
    url = inside["url"] if inside else max(ends, key=len, default=front)
    return number, f"{url}#{unquote(parts['id'].partition(':~:')[0])}"


def list_outcomes(cited: Edition, newest: Edition) -> dict[str, Outcome]:
    """Return what became of each passage of an edition, by every address at which that edition has it.

    A page that has moved has its passages at its old address too. The address of a page is that of its first passage.
    """
    made: dict[str, Outcome] = {}
    redirects = cited.data["redirects"]
    for at, passage in cited.passages.items():
        page, _, name = at.partition("#")
        for url in [page, *(url for url in redirects if follow(url, redirects) == page)] if name else []:
            made[f"{url}#{name}"] = _judge(passage, f"{url}#{name}", at, newest)
            made.setdefault(f"{url}#", made[f"{url}#{name}"])
    return made


def write_outcomes(editions: Sequence[Edition], cache: Path) -> dict[str, bytes]:
    """Return the file of outcomes of each edition by its path on the site. What was worked out is kept in `cache`."""
    made: dict[str, bytes] = {}
    for edition in editions:
        sums = edition.data["sha256"], editions[-1].data["sha256"], Path(__file__).read_bytes()
        made[f"{edition.version.path}outcomes.json"] = remember(
            cache, f"outcomes-{edition.version.number}.json", sums, partial(_write, edition, editions[-1]))
    return made


def _write(cited: Edition, newest: Edition) -> bytes:
    outcomes = {address: found._asdict() for address, found in list_outcomes(cited, newest).items()}
    return json.dumps(outcomes, ensure_ascii=False).encode()


def compare_editions(old: Edition, new: Edition) -> dict[str, list[tuple[Passage, Outcome]]]:
    """Return what became of every section, by the address of its page: those of the newer edition, then those gone."""
    found: dict[str, list[tuple[Passage, Outcome]]] = {url: [] for url in new.urls | old.urls}
    for address in new.passages | old.passages:
        before, section = old.passages.get(address), new.passages.get(address) or old.passages[address]
        if section.what in SECTIONS:
            added = Outcome("new", "", address, [("added", section.words)])
            outcome = _judge(before, address, address, new) if before else added
            found[address.partition("#")[0]].append((section, outcome))
    return found


def compare_words(old: str, new: str) -> list[Run]:
    """Return the words of both texts in runs, the removed before the added where both stand in one place.

    One or two words that stayed between two changes count as changed: few readers can follow such a patchwork.
    """
    before, after = old.split(), new.split()
    runs: list[Run] = []
    i = k = 0
    for start, at, size in difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        is_first, is_last = (start, at) == (0, 0), (start + size, at + size) == (len(before), len(after))
        if size > _PATCH or is_first or is_last:
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


def _judge(old: Passage, address: str, at: str, newest: Edition) -> Outcome:
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
        address = f"{follow(url, newest.data['redirects'])}#{name}"
        passage = newest.passages.get(address)
        if passage and passage.what == "moved" and passage.to:
            address = resolve(address, passage.to)
    return address
