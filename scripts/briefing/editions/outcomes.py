"""What became of passages that somebody cited, and since when each reads as it does.

`docs/assets/js/quotations.js` looks for sentences in `editions/passages.json`, and looks up in
`editions/<n>/outcomes.json` what stands there now; `docs/schemas/` describes both.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from ..pages.publication import Version
from ..text import resolve
from .editions import Edition
from .passages import Passage
from .runs import Run, compare_words

NOTE = "\ufffc"  # stands in the words of a passage where the number of a note stands on its page
_NOTES = re.compile(f"{NOTE}(?:,? ?{NOTE})+")


class Outcome(msgspec.Struct, frozen=True):
    """What became of a passage."""

    state: str  # `same`, `changed`, `moved` or `withdrawn`
    at: str  # where it stands in its edition
    now: str  # where it stands in the newest; empty where nothing tells of it
    runs: Sequence[Run] = ()  # the words of both, where anything that it says differs


def follow(url: str, redirects: Mapping[str, str]) -> str:
    """Return where the address of a page leads now; redirects in a circle end somewhere in it."""
    for _ in redirects:
        url = redirects.get(url, url)
    return url


def find_now(address: str, newest: Edition) -> str:
    """Return where a passage that stood at an address stands now; it need not be there.

    The way leads along redirects of pages and lines that say where something has moved; it ends
    where it comes to a place for the second time.
    """
    seen = set[str]()
    while address not in seen:
        seen.add(address)
        url, _, name = address.partition("#")
        address = f"{follow(url, newest.data['redirects'])}#{name}"
        passage = newest.passages.get(address)
        if passage and passage.what == "moved":
            address = resolve(address, passage.to)
    return address


def name_state(old: Passage, new: Passage | None, is_elsewhere: bool) -> str:
    """Return what became of a passage, of which there is `new` in its place or elsewhere."""
    if new is None or new.what == "withdrawn":
        return "withdrawn"
    is_merged = new.what == "alias" and old.what != "alias"
    if is_elsewhere or is_merged:
        return "moved"
    return "same" if new.says_as(old) else "changed"


def judge(old: Passage, address: str, at: str, newest: Edition) -> Outcome:
    """Return what became of a passage of an edition.

    It is looked for at `address`, and stands in its edition `at` another where its page has moved.
    """
    now = find_now(address, newest)
    new = newest.passages.get(now)
    state = name_state(old, new, now != address)
    if new is None:
        return Outcome(state, at, "", compare_words(old.words, ""))
    runs = [] if new.says_as(old) else compare_words(old.words, new.words)
    return Outcome(state, at, now, runs)


def list_outcomes(cited: Edition, newest: Edition) -> dict[str, Outcome]:
    """Return what became of each passage, by every address that it had, also of a moved page.

    What became of a page, by its address with `#` and no more, is what became of its first passage.
    """
    redirects = cited.data["redirects"]
    outcomes = dict[str, Outcome]()
    for page, passages in cited.pages.items():
        for url in [page, *(url for url in redirects if follow(url, redirects) == page)]:
            for passage in passages:
                if passage.id:
                    address = f"{url}#{passage.id}"
                    outcome = judge(passage, address, f"{page}#{passage.id}", newest)
                    outcomes[address] = outcome
                    outcomes.setdefault(f"{url}#", outcome)
    return outcomes


def write_passages(editions: Iterable[Edition]) -> bytes:
    """Return the JSON of all that was ever said: words, address, and which editions say so."""
    sayings = dict[tuple[str, str], list[int]]()
    for edition in editions:
        for address, passage in edition.passages.items():
            if passage.words and passage.what != "alias":
                said = mark_notes(passage), address
                sayings.setdefault(said, []).append(edition.version.number)
    listed = [(*said, numbers) for said, numbers in sayings.items()]
    return msgspec.json.format(msgspec.json.encode(listed), indent=0)


def mark_notes(passage: Passage) -> str:
    """Return words with a sign where a note stands, or several, and without the page beside it."""
    words = passage.words
    for key, locator in passage.sources:
        if locator:
            words = words.replace(f"[{key}] {locator}", NOTE, 1)
        words = words.replace(f"[{key}]", NOTE)
    return _NOTES.sub(NOTE, words)


class Since(NamedTuple):
    """Since when a passage reads as it does."""

    is_revised: bool  # whether it read otherwise before
    version: Version


def find_since(editions: Sequence[Edition], address: str, passage: Passage) -> Since | None:
    """Return the edition since which a passage reads so, None where the newest says another."""
    kept = [edition.passages.get(address) for edition in editions]
    says = [each.says_as(passage) if each else None for each in kept]  # None: it has none there
    first = len(editions)
    while first > 0 and says[first - 1]:
        first -= 1
    if first == len(editions):
        return None
    return Since(False in says[:first], editions[first].version)
