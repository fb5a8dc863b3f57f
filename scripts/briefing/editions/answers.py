"""What a reader is told of a pasted text: whether it is ours, where it stands, what became of it.

A text may be a quotation, an address, or a whole reference with both. `docs/assets/js/editions.js`
tells the same; `tests/data/quotations.yml` is for both.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from .cited import Cited, read_citation
from .manifest import Edition
from .outcomes import Outcome, list_outcomes, list_sayings
from .quotations import LEAST, Found, Library, Place, count_allowed, reduce_word
from .runs import Run

EXACT = "exact"
OLDER = "exact in edition"
NEARLY = "nearly"
FOREIGN = "not ours"
_QUOTED = 6  # words that stand in quotation marks and are no title
_ADDRESS = re.compile(r"https?://[^\s\"<>{}]+")
_CITES = re.compile(r"[(\n]")  # before a citation behind a quotation
# What a citation without an address has: a year, an edition, or a page.
_CITATION = re.compile(r"\b(?:1[89]|20)[0-9]{2}\b|[eé]dition|\bpp?\.\s*[0-9]", re.I)
_MARKED = re.compile(r"[“„\"«»]([^“”„\"«»]+)[”“\"«»]")


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is told of a text."""

    answer: str
    """`exact` in the newest edition, `exact in edition`, `nearly` or `not ours`; of an address
    alone what became of it: `same`, `changed`, `moved` or `withdrawn`."""
    why: str
    edition: int = 0  # in which it stands: the newest of those
    places: list[str] = []  # where it stands in each edition, from the root of the site
    difference: list[Run] = []  # `removed` are words of ours, `added` those of the text
    became: str = ""  # of the passage, up to the newest edition
    now: str = ""  # where the passage stands now
    words: str = ""  # of the passage
    change: list[Run] = []  # from the passage to what it is now


class _Quotation(NamedTuple):
    """A part of a text that may be a quotation, and where it was said."""

    text: str
    found: Found


class Desk:
    """Answers from some editions, of which there is at least one."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self._editions = editions
        self._pages = [[*edition.data.pages, *edition.data.redirects] for edition in editions]
        self._library = Library(list_sayings(editions))

    def answer(self, text: str) -> Answer:
        """Return what is told of a text."""
        cited = read_citation(text, self._pages)
        parts = self._list_quotations(text, cited)
        quotation = self._find(parts)
        if quotation:
            return self._tell_place(quotation, cited)
        if cited is None:
            return Answer(FOREIGN, _tell_missing(self._library.find(parts[0])))
        return self._tell_address(cited, any(_count(part) >= _QUOTED for part in parts[1:]))

    def _list_quotations(self, text: str, cited: Cited | None) -> list[str]:
        """Return what of a text may be a quotation, and no title that stands in a reference."""
        parts = _list_parts(text)
        if cited is None or not self._has(cited.number):
            return parts
        titles = set(_list_titles(self._editions[cited.number - 1]))
        return [part for part in parts if _reduce(part) not in titles]

    def _tell_address(self, cited: Cited, has_words: bool) -> Answer:
        """Return what is told of an address, whose words are others than those of a text."""
        outcome = self._find_outcome(cited.number, cited.address)
        if outcome is None:
            return Answer(FOREIGN, self._tell_unknown(cited))
        if has_words:
            why = f"edition {cited.number} has the passage, /{cited.address}, and not these words"
            return self._tell_outcome(FOREIGN, why, cited.number, outcome)
        why = f"/{cited.address} in edition {cited.number}"
        return self._tell_outcome(outcome.state, why, cited.number, outcome)

    def _find(self, parts: Sequence[str]) -> _Quotation | None:
        """Return the first part that was said as it stands, or else nearly so."""
        for is_exact in (True, False):
            for part in parts:
                found = self._library.find(part, is_exact)
                if found.places:
                    return _Quotation(part, found)
        return None

    def _tell_place(self, quotation: _Quotation, cited: Cited | None) -> Answer:
        """Return what is told of words that were found."""
        found = quotation.found
        newest = len(self._editions)
        places = sorted(found.places, key=lambda place: -max(place.saying.editions))
        first = self._choose(places, cited)
        number = max(first.saying.editions)
        answer = EXACT if number == newest else OLDER
        why = f"word for word in {_name_editions(first.saying.editions)}"
        if found.slips:
            answer = NEARLY
            why = f"{found.slips} of {found.length} words differ from edition {number}"
        if cited and not _is_at(first, cited):
            why += f"; the address is that of /{cited.address} in edition {cited.number}"
        outcome = self._find_outcome(number, first.saying.address)
        told = self._tell_outcome(answer, why, number, outcome)
        addresses = [_locate(max(place.saying.editions), place.saying.address) for place in places]
        difference = first.runs if found.slips else []
        return msgspec.structs.replace(told, places=addresses, difference=difference)

    def _choose(self, places: Sequence[Place], cited: Cited | None) -> Place:
        """Return the place that is cited, or else the one in the newest edition."""
        for place in places:
            if cited and _is_at(place, cited):
                return place
        return places[0]

    def _has(self, number: int) -> bool:
        return 0 < number <= len(self._editions)

    def _find_outcome(self, number: int, address: str) -> Outcome | None:
        """Return what became of a passage of an edition; None where there is none."""
        if not self._has(number):
            return None
        edition = self._editions[number - 1]
        return list_outcomes(edition, self._editions[-1]).get(address)

    def _tell_outcome(self, answer: str, why: str, number: int, outcome: Outcome | None) -> Answer:
        """Return an answer with what became of a passage."""
        if outcome is None:
            return Answer(answer, why, number)
        return Answer(
            answer,
            why,
            edition=number,
            places=[_locate(number, outcome.at)],
            became=outcome.state,
            now=outcome.now,
            words=self._editions[number - 1].passages[outcome.at].words,
            change=list(outcome.runs),
        )

    def _tell_unknown(self, cited: Cited) -> str:
        """Return why nothing is known of an address."""
        newest = len(self._editions)
        if not self._has(cited.number):
            return f"there is no edition {cited.number}; the newest is edition {newest}"
        return f"edition {cited.number} has no passage at /{cited.address}"


def _list_parts(text: str) -> list[str]:
    """Return what of a text may be a quotation.

    That is all of it, the beginning before a citation, and words in quotation marks.
    """
    bare = _ADDRESS.sub("", text)
    parts = [bare]
    for match in reversed(list(_CITES.finditer(bare))):
        if bare != text or _CITATION.search(bare, match.start()):
            parts.append(bare[: match.start()])
    return [*parts, *(marked for marked in _MARKED.findall(bare) if _count(marked) >= _QUOTED)]


def _list_titles(edition: Edition) -> Iterator[str]:
    """Yield the titles of pages and of their sections, alone and together, as they are compared."""
    for page in edition.data.pages.values():
        yield _reduce(page.title)
        for title in {passage.title for passage in page.passages}:
            yield _reduce(title)
            yield _reduce(f"{page.title} {title}")


def _reduce(text: str) -> str:
    return "".join(map(reduce_word, text.split()))


def _count(text: str) -> int:
    return sum(1 for word in text.split() if reduce_word(word))


def _is_at(place: Place, cited: Cited) -> bool:
    """Return whether words stand on the page and in the edition that are cited."""
    page = place.saying.address.partition("#")[0]
    return page == cited.address.partition("#")[0] and cited.number in place.saying.editions


def _locate(number: int, address: str) -> str:
    return f"editions/{number}/{address}"


def _name_editions(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers))
    return f"edition {named}" if len(numbers) == 1 else f"editions {named}"


def _tell_missing(found: Found) -> str:
    """Return why words are not ours."""
    if not found.length:
        return "there is no word in it"
    if found.length < LEAST:
        return f"it has fewer than {LEAST} words, which are too few to tell"
    allowed = count_allowed(found.length)
    return f"no edition has these {found.length} words, even where {allowed} of them may differ"
