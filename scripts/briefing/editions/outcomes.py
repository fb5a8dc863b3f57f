"""What became of passages that somebody cited.

`docs/assets/js/quotations.js` looks for sentences in `editions/passages.json`, and looks up in
`editions/<n>/outcomes.json` what stands there now; `docs/schemas/` describes both.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from ..claims.statements import Version
from ..text import resolve
from .manifest import Edition
from .passages import Passage
from .promises import follow
from .runs import Run, compare_words

_NOTE = "\ufffc"  # stands in the words of a passage where the number of a note stands on its page
_NOTES = re.compile(f"{_NOTE}(?:,? ?{_NOTE})+")


class Outcome(msgspec.Struct, frozen=True):
    """What became of a passage."""

    state: str  # `same`, `changed`, `moved` or `withdrawn`
    at: str  # where it stands in its edition
    now: str  # where it stands in the newest; empty where nothing tells of it
    runs: Sequence[Run] = ()  # the words of both, where anything that it says differs


class Saying(NamedTuple):
    """Words that were said at an address."""

    words: str  # with `_NOTE` where the number of a note stands
    address: str  # from the root of the site
    editions: list[int]  # the numbers of those that say so


class Since(NamedTuple):
    """Since when a passage reads as it does."""

    version: Version
    is_revised: bool  # whether it read otherwise before


def judge(old: Passage, address: str, at: str, newest: Edition) -> Outcome:
    """Return what became of a passage of an edition.

    It is looked for at `address`, and stands in its edition `at` another where its page has moved.
    """
    now = find_now(address, newest)
    new = newest.passages.get(now)
    state = name_state(old, new, now != address)
    if new is None:
        return Outcome(state, at, "", compare_words(old.words, ""))
    runs = list[Run]()
    if new.sha256 != old.sha256:
        runs = compare_words(old.words, new.words)
    return Outcome(state, at, now, runs)


def name_state(old: Passage, new: Passage | None, is_elsewhere: bool) -> str:
    """Return what became of a passage, of which there is `new` in its place or elsewhere."""
    if new is None or new.what == "withdrawn":
        return "withdrawn"
    is_merged = new.what == "alias" and old.what != "alias"
    if is_elsewhere or is_merged:
        return "moved"
    return "same" if new.sha256 == old.sha256 else "changed"


def find_now(address: str, newest: Edition) -> str:
    """Return where a passage that stood at an address stands now; it need not be there.

    The way leads along redirects of pages and lines that say where something has moved; it ends
    where it comes to a place for the second time.
    """
    seen = set[str]()
    while address not in seen:
        seen.add(address)
        url, _, name = address.partition("#")
        address = f"{follow(url, newest.data.redirects)}#{name}"
        passage = newest.passages.get(address)
        if passage and passage.what == "moved":
            address = resolve(address, passage.to)
    return address


def list_outcomes(cited: Edition, newest: Edition) -> dict[str, Outcome]:
    """Return what became of each passage, by every address that it had, also of a moved page.

    What became of a page, by its address with `#` and no more, is what became of its first passage.
    """
    redirects = cited.data.redirects
    outcomes = dict[str, Outcome]()
    for page, kept in cited.data.pages.items():
        urls = [page, *(url for url in redirects if follow(url, redirects) == page)]
        for url in urls:
            for passage in kept.passages:
                if passage.id:
                    address = f"{url}#{passage.id}"
                    outcome = judge(passage, address, f"{page}#{passage.id}", newest)
                    outcomes[address] = outcome
                    outcomes.setdefault(f"{url}#", outcome)
    return outcomes


def list_sayings(editions: Iterable[Edition]) -> list[Saying]:
    """Return all that was ever said, each with the editions that say so."""
    sayings = dict[tuple[str, str], Saying]()
    for edition in editions:
        for address, passage in edition.passages.items():
            if passage.words and passage.what != "alias":
                words = _mark_notes(passage)
                saying = sayings.setdefault((words, address), Saying(words, address, []))
                saying.editions.append(edition.data.edition)
    return [*sayings.values()]


def write_passages(editions: Iterable[Edition]) -> bytes:
    """Return the JSON of all that was ever said: an array of each `Saying`, as an array."""
    return msgspec.json.format(msgspec.json.encode(list_sayings(editions)), indent=0)


def _mark_notes(passage: Passage) -> str:
    """Return words with a sign where a note stands, or several, and without the page beside it."""
    words = passage.words
    for key, locator in passage.sources:
        if locator:
            words = words.replace(f"[{key}] {locator}", _NOTE, 1)
        words = words.replace(f"[{key}]", _NOTE)
    return _NOTES.sub(_NOTE, words)


def find_since(editions: Sequence[Edition], address: str, digest: str) -> Since | None:
    """Return the edition since which a passage has had a sum, None where the newest has another."""
    sums = [_find_sum(edition, address) for edition in editions]
    first = len(editions)
    while first > 0 and sums[first - 1] == digest:
        first -= 1
    if first == len(editions):
        return None
    earlier = set(sums[:first]) - {"", digest}
    return Since(editions[first].version, bool(earlier))


def _find_sum(edition: Edition, address: str) -> str:
    passage = edition.passages.get(address)
    return passage.sha256 if passage else ""
