"""What differs in all sections, in plain text: `freeze_edition.py --show` says it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .differences import BlockChange, SectionChange
from .runs import Run

_FORMS = {"same": "{}", "removed": "[out: {}]", "added": "[in: {}]"}


def write_runs(runs: Iterable[Run]) -> str:
    """Return old words and new ones in one line: `It is [out: windy] [in: calm] today.`"""
    return " ".join(_FORMS[run.kind].format(run.words) for run in runs)


def write_differences(
    pages: Mapping[str, Sequence[SectionChange]], others: Iterable[str], most: int
) -> str:
    """Return what differs: how many sections of each page, `others` line by line, and the words.

    `pages` are all sections by the addresses of their pages. Words are shown of the sections in
    which at most so many differ; of all where `most` is 0.
    """
    changed = {url: _list_changed(changes) for url, changes in pages.items()}
    lines = [*_count_sections(changed), *others]
    for url, changes in changed.items():
        lines += _write_sections(url, changes, most)
    if most:
        lines.append("to see every word that differs: make diff ALL=1")
    return "\n".join(lines).strip()


def _list_changed(changes: Iterable[SectionChange]) -> list[SectionChange]:
    return [change for change in changes if change.state != "same"]


def _count_sections(changed: Mapping[str, Sequence[SectionChange]]) -> Iterator[str]:
    """Yield for each page how many of its sections became what: `/trade/: 2 changed, 1 new`."""
    for url, changes in changed.items():
        states = Counter(change.state for change in changes)
        if states:
            counts = [f"{count} {state}" for state, count in sorted(states.items())]
            yield f"/{url}: {', '.join(counts)}"


def _write_sections(url: str, changes: Iterable[SectionChange], most: int) -> Iterator[str]:
    """Yield the lines of each section in which at most so many words differ, or of all for 0."""
    for change in changes:
        count = sum(_count_words(block) for block in change.blocks)
        if not most or count <= most:
            section = change.section
            yield f"/{url}#{section.id}, {section.title}: {change.state}"
            for block in change.blocks:
                yield from _write_block(block)


def _count_words(block: BlockChange) -> int:
    """Return how many words differ."""
    texts = [*block.old, *block.new]
    if block.runs:
        texts = [run.words for run in block.runs if run.kind != "same"]
    return sum(len(text.split()) for text in texts)


def _write_block(block: BlockChange) -> Iterator[str]:
    if block.runs:
        yield f"    {write_runs(block.runs)}"
        return
    for words in block.old:
        yield f"  - {words}"
    for words in block.new:
        yield f"  + {words}"
