"""Old words and new ones as runs: those that stayed, those that went, those that came."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_NEAR = 12  # so many words beside a change show where it is
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


def shorten_same(runs: Sequence[Run]) -> list[Run]:
    """Return runs without words that stayed far from any change; a sign stands for these."""
    shortened, last = [*runs], len(runs) - 1
    for place, run in enumerate(runs):
        if run.kind == "same":
            words = _cut(run.words.split(), place > 0, place < last)
            shortened[place] = run._replace(words=words)
    return shortened


def _cut(words: Sequence[str], is_after: bool, is_before: bool) -> str:
    """Return words that stand after a change, before one, or both, as far as they are near it."""
    kept = _NEAR * (is_after + is_before) + 1  # the sign is as long as a word
    if len(words) <= kept:
        return " ".join(words)
    first = words[:_NEAR] if is_after else []
    rest = words[-_NEAR:] if is_before else []
    return " ".join([*first, "…", *rest])


def _add(runs: list[Run], kind: str, words: Sequence[str]) -> None:
    if words:
        runs.append(Run(kind, " ".join(words)))
