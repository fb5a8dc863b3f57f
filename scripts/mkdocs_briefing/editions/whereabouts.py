"""Where a passage that somebody cited is now, what became of it, and where a page stands.

`assets/js/quotations.js` looks for sentences in `editions/passages.json`, and looks up in
`editions/<n>/outcomes.json` what stands there now; `docs/schemas/` describes both.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from ..answers import remember
from ..claims.statements import PageEvidence
from ..pages.passage import Passage
from ..pages.publication import Version
from ..text import resolve
from .editions import Edition
from .passages import group_by_section, mark_notes
from .runs import Run, compare_words


class Place(NamedTuple):
    """Where what stood at an address stands now."""

    address: str
    passage: Passage | None  # what stands there; None for nothing
    is_elsewhere: bool

    @property
    def own(self) -> str:
        """The address by the id of today, where the other is an older one."""
        if self.passage and self.passage.what == "alias":
            return f"{self.address.partition('#')[0]}#{self.passage.to}"
        return self.address

    def find_outcome(self, old: Passage) -> str:
        """Return what became of a passage: it is `same`, `changed`, `moved` or `withdrawn`."""
        new = self.passage
        if new is None or new.what == "withdrawn":
            return "withdrawn"
        is_merged = new.what == "alias" and old.what != "alias"
        if self.is_elsewhere or is_merged:
            return "moved"
        return "same" if old.says_as(new) else "changed"


def follow(url: str, redirects: Mapping[str, str]) -> str:
    """Return where the address of a page leads now; redirects in a circle end somewhere in it."""
    for _ in redirects:
        url = redirects.get(url, url)
    return url


def find_now(address: str, newest: Edition) -> Place:
    """Return where in the newest edition that is which stood at an address.

    The way leads along redirects of pages and lines that say where something has moved; it ends
    where it comes to a place for the second time.
    """
    now = address
    seen = set[str]()
    while now not in seen:
        seen.add(now)
        url, _, name = now.partition("#")
        now = f"{follow(url, newest.data['redirects'])}#{name}"
        passage = newest.passages.get(now)
        if passage and passage.what == "moved":
            now = resolve(now, passage.to)
    return Place(now, newest.passages.get(now), now != address)


class Outcome(msgspec.Struct, frozen=True):
    """What became of a passage."""

    state: str  # `same`, `changed`, `moved` or `withdrawn`
    at: str  # where it stands in its edition
    now: str  # where it stands in the newest; empty where nothing tells of it
    runs: Sequence[Run] = ()  # the words of both, where anything that it says differs


def write_outcomes(cited: Edition, newest: Edition) -> bytes:
    """Return the JSON of what became of each passage: two manifests, by their sums, say all."""
    sums = [edition.data["sha256"] for edition in (cited, newest)]
    return remember(lambda: msgspec.json.encode(list_outcomes(cited, newest)), "outcomes", *sums)


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
                    place = find_now(address, newest)
                    outcomes[address] = _judge(passage, f"{page}#{passage.id}", place)
                    outcomes.setdefault(f"{url}#", outcomes[address])
    return outcomes


def _judge(old: Passage, at: str, place: Place) -> Outcome:
    """Return what became of a passage that stands in its edition `at` an address."""
    new = place.passage
    if new is None:
        return Outcome(place.find_outcome(old), at, "", compare_words(old.words, ""))
    runs = [] if old.says_as(new) else compare_words(old.words, new.words)
    return Outcome(place.find_outcome(old), at, place.address, runs)


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


class Status(NamedTuple):
    """Where a page stands among the editions."""

    version: Version  # of the newest
    is_kept: bool  # whether the newest has the page
    differing: Sequence[Passage]  # sections that the newest has not, or with other words
    is_all_new: bool  # whether the page has no others


def find_status(
    page: PageEvidence,
    passages: Sequence[Passage],
    newest: Edition,
    differing: Collection[str],
) -> Status:
    """Return where a page stands; `differing` are the addresses at which the newest differs."""
    url, own = page.page.url, group_by_section(passages)
    others = list[Passage]()
    for section in page.sections:
        group = {f"{url}#{each.id}" for each in own.get(section.id, ())}
        if not group or not group.isdisjoint(differing):
            others.append(section)
    return Status(
        version=newest.version,
        is_kept=url in newest.pages,
        differing=others,
        is_all_new=len(others) == len(page.sections),
    )
