"""Where a quotation was said: it is looked for, word by word, in all that editions ever said.

`docs/assets/js/quotations.js` does the same; `tests/data/quotations.yml` is for both.

Words are compared by their letters and digits: capitals, quotation marks, hyphens, spaces and
whatever else a word processor, a mail or a PDF changes do not count. A word may be parted in two,
as at the end of a line, and two may have run into one. The number of a note may stand where a note
of ours stands. An ellipsis stands for words that were left out, brackets for those of who quotes.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .runs import Run

NOTE = "\ufffc"
"""Stands in the words of a passage where the number of a note stands on its page."""
LEAST = 3  # words that a quotation has to have
_LEFT_OUT = 60  # words for which an ellipsis may stand
_INSERTED = 6  # words of ours for which those in brackets may stand

_UNSEEN = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_NUMBER = re.compile(r"\[[\d\s,;*–-]+\]|\[\w*\d\w*\]")  # of a note, or a citation key
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")  # `[O]pen`
# An ellipsis of any form, also in brackets; words in brackets; a word, up to a hyphen or a dash.
_TOKEN = re.compile(
    r"(?P<gap>[\[(<{]?\s*(?:\.\s*){3,}[\])>}]?)"
    r"|(?P<inserted>(?<!\w)\[[^\[\]]{1,80}\])"
    r"|(?P<word>(?:(?!\.\s*\.\s*\.)[^\s\-‐-―−])+)"
)
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_MARKS = re.compile(r"[^\w.]|[_ʼ]|\.(?!\d)|(?<!\d)\.")
_NOTES = re.compile(r"[.\d]{1,9}")


class Saying(NamedTuple):
    """Words that were said at an address."""

    words: str  # with `NOTE` where the number of a note stands
    address: str  # from the root of the site
    editions: list[int]  # the numbers of those that say so


class Word(NamedTuple):
    """A word of a text, or what stands for others."""

    text: str  # as it stands there
    letters: str  # small, without marks; empty for what stands for others
    reach: int = 0  # for so many words

    @property
    def has_note(self) -> bool:
        """Whether a note stands behind it."""
        return NOTE in self.text


class Place(NamedTuple):
    """Where a quotation was found, and what differs."""

    saying: Saying
    runs: list[Run]  # `removed` are words of ours, `added` those of the quotation


class Found(NamedTuple):
    """All places that are most like a quotation."""

    length: int  # words that it has
    slips: int  # words that are wrong, missing or too many
    places: list[Place]


def split_words(text: str) -> list[Word]:
    """Return the words of a text."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    text = _CAPITAL.sub(r"\1", _NUMBER.sub(" ", text))
    words = []
    for match in _TOKEN.finditer(text):
        if match["gap"]:
            words.append(Word("…", "", _LEFT_OUT))
        elif match["inserted"]:
            words.append(Word(match[0], "", _INSERTED))
        else:
            letters = reduce_word(match[0])
            if letters:
                words.append(Word(match[0], letters))
    return words


def reduce_word(word: str) -> str:
    """Return letters and digits of a word, small; a decimal point stays: `1,500.5` is `1500.5`."""
    number = _COMMA.sub(".", _THOUSANDS.sub("", word.lower()))
    return _MARKS.sub("", number)


def is_same(quoted: str, own: str, has_note: bool) -> bool:
    """Return whether letters are those of a word of ours, with the number of its note or not."""
    if quoted == own:
        return True
    rest = quoted[len(own) :]
    return has_note and quoted.startswith(own) and _NOTES.fullmatch(rest) is not None


class _Step(NamedTuple):
    """How far a comparison goes at once."""

    cost: int  # slips
    quoted: int  # words of the quotation
    own: int  # words of ours


_Table = list[list[int]]


def compare(quoted: Sequence[Word], own: Sequence[Word], most: int) -> _Table | None:
    """Return how many slips each beginning of a quotation has that ends at each word of ours.

    It may begin anywhere. None where it has more than `most`.
    """
    table: _Table = [[0] * (len(own) + 1)]
    for at in range(len(quoted)):
        row: list[int] = []
        table.append(row)
        for end in range(len(own) + 1):
            steps = list_steps(quoted, own, at + 1, end)
            row.append(
                min(step.cost + table[at + 1 - step.quoted][end - step.own] for step in steps)
            )
        # A word that is parted leads over the row before.
        if min(*row, *table[-2]) > most:
            return None
    return table if min(table[-1]) <= most else None


def list_steps(quoted: Sequence[Word], own: Sequence[Word], at: int, end: int) -> list[_Step]:
    """Return all steps that lead to a place: behind so many words of a quotation and of ours."""
    word = quoted[at - 1]
    if word.reach:
        return [_Step(0, 1, left) for left in range(min(word.reach, end) + 1)]
    if not end:
        return [_Step(1, 1, 0)]
    ours = own[end - 1]
    is_number = ours.has_note and _NOTES.fullmatch(word.letters) is not None
    is_alike = is_same(word.letters, ours.letters, ours.has_note)
    return [
        _Step(0 if is_alike else 1, 1, 1),
        _Step(0 if is_number else 1, 1, 0),
        _Step(1, 0, 1),
        *_list_joints(quoted[max(0, at - 2) : at], own[max(0, end - 2) : end]),
    ]


def _list_joints(quoted: Sequence[Word], own: Sequence[Word]) -> Iterator[_Step]:
    """Yield the step over a word that is parted, and over two that have run into one."""
    ours = own[-1]
    if is_same("".join(word.letters for word in quoted), ours.letters, ours.has_note):
        yield _Step(0, len(quoted), 1)
    if is_same(quoted[-1].letters, "".join(word.letters for word in own), ours.has_note):
        yield _Step(0, 1, len(own))


def mark_difference(quoted: Sequence[Word], own: Sequence[Word], table: _Table) -> list[Run]:
    """Return the words of both in runs, along a way with fewest slips."""
    at = len(quoted)
    least = min(table[at])
    end = max(place for place, slips in enumerate(table[at]) if slips == least)
    parts = list[Run]()
    while at:
        step = _find_step(quoted, own, table, at, end)
        theirs = quoted[at - step.quoted : at]
        ours = own[end - step.own : end]
        parts += reversed(_list_parts(step, theirs, ours))
        at -= step.quoted
        end -= step.own
    return _join_runs(reversed(parts))


def _find_step(
    quoted: Sequence[Word], own: Sequence[Word], table: _Table, at: int, end: int
) -> _Step:
    """Return the step by which a place was reached with fewest slips."""
    for step in list_steps(quoted, own, at, end):
        if step.cost + table[at - step.quoted][end - step.own] == table[at][end]:
            return step
    raise AssertionError("a table is made of steps")


def _list_parts(step: _Step, quoted: Sequence[Word], own: Sequence[Word]) -> list[Run]:
    """Return what a step says of the words that it goes over."""
    theirs = " ".join(word.text for word in quoted)
    ours = " ".join(word.text for word in own)
    ours = ours.replace(NOTE, "")
    if not step.cost:
        stands_for_others = quoted[-1].reach or not ours
        return [Run("same", theirs if stands_for_others else ours)]
    parts = [Run("removed", ours), Run("added", theirs)]
    return [run for run in parts if run.words]


def _join_runs(parts: Iterable[Run]) -> list[Run]:
    """Return runs of one kind as one."""
    runs = list[Run]()
    for kind, words in parts:
        if runs and runs[-1].kind == kind:
            runs[-1] = Run(kind, f"{runs[-1].words} {words}")
        else:
            runs.append(Run(kind, words))
    return runs


def count_allowed(count: int) -> int:
    """Return how many slips a quotation of so many words may have."""
    if count < 5:
        return 0
    return 1 if count < 8 else max(2, count // 12)


def _list_pairs(words: Sequence[Word]) -> set[tuple[str, str]]:
    """Return the pairs of words that stand beside each other, without numbers at their ends."""
    letters = [word.letters.rstrip(".0123456789") for word in words]
    return set(itertools.pairwise(letters))


class Library:
    """All that editions ever said, to look quotations up in."""

    def __init__(self, sayings: Iterable[Saying]) -> None:
        self._sayings = [(saying, split_words(saying.words)) for saying in sayings]
        self._pairs = [_list_pairs(words) for _saying, words in self._sayings]

    def find(self, text: str, is_exact: bool = False) -> Found:
        """Return where a text was said; nowhere with more slips than it may have."""
        quoted = _trim(split_words(text))
        length = sum(1 for word in quoted if word.letters)
        if length < LEAST:
            return Found(length, 0, [])
        most = 0 if is_exact else count_allowed(length)
        places = list[tuple[Place, int]]()
        for saying, own in self._choose(quoted, most):
            table = compare(quoted, own, most)
            if table is None:
                continue
            if min(table[-1]) < most:
                most = min(table[-1])
                places = []
            places.append((Place(saying, mark_difference(quoted, own, table)), len(own)))
        return Found(length, most, _leave_out_wider(places))

    def _choose(self, quoted: Sequence[Word], most: int) -> Iterator[tuple[Saying, list[Word]]]:
        """Yield what has as many pairs of words of a quotation as `most` slips leave of them.

        A slip spoils two pairs; half are spared for words that are parted.
        """
        pairs = _list_pairs(quoted)
        need = max(0, (len(pairs) - 2 * most) // 2 - 1)
        for entry, known in zip(self._sayings, self._pairs, strict=True):
            if len(pairs & known) >= need:
                yield entry


def _trim(words: Sequence[Word]) -> list[Word]:
    """Return words without those at both ends that stand for others."""
    told = [at for at, word in enumerate(words) if word.letters]
    return list(words[told[0] : told[-1] + 1]) if told else []


def _leave_out_wider(places: Sequence[tuple[Place, int]]) -> list[Place]:
    """Return places without those within which another of the same edition stands.

    What stands within is shorter, or comes later: a paragraph of one clause has its words.
    """
    order = sorted(range(len(places)), key=lambda at: (places[at][1], -at))
    kept = list[Place]()
    for place in (places[at][0] for at in order):
        if not any(_stands_for(other.saying, place.saying) for other in kept):
            kept.append(place)
    return kept


def _stands_for(one: Saying, other: Saying) -> bool:
    """Return whether one stands on the page of another, in all editions that have that."""
    is_on_page = one.address.partition("#")[0] == other.address.partition("#")[0]
    return is_on_page and set(other.editions) <= set(one.editions)
