"""Old words and new ones as runs: those that stayed, those that went, those that came."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_PATCH = 2  # so many words that stayed between two changes count as changed


class Run(NamedTuple):
    """Words of which the same became, with a space between them."""

    kind: str  # `same`, `added` or `removed`
    words: str


def compare_words(old: str, new: str) -> list[Run]:
    """Return the words of both texts in runs, so few that a reader can follow.

    In one place the removed words come before the added ones.
    """
    before = old.split()
    after = new.split()
    runs = list[Run]()
    told_before = 0  # how many words of each are in the runs
    told_after = 0
    for start, new_start, size in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_matching_blocks():
        end = start + size
        new_end = new_start + size
        is_at_begin = start == 0 and new_start == 0
        is_at_end = end == len(before) and new_end == len(after)
        if size > _PATCH or is_at_begin or is_at_end:
            _add(runs, "removed", before[told_before:start])
            _add(runs, "added", after[told_after:new_start])
            _add(runs, "same", before[start:end])
            told_before = end
            told_after = new_end
    return runs


def _add(runs: list[Run], kind: str, words: Sequence[str]) -> None:
    if words:
        runs.append(Run(kind, " ".join(words)))
