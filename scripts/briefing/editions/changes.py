"""What changed from one edition to the next, for readers: block by block, a block being a paragraph, an item, a cell.

Few words that changed are marked within their sentence; where little stayed, the old stands beside the new.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, reduce
from typing import NamedTuple

from ..html import HEADINGS, INLINE, Node, classes, get, parse, read
from ..pages.vocabulary import KINDS
from .manifest import Edition
from .outcomes import Outcome, Run, compare_words, judge
from .passages import LEFT_OUT, SECTIONS, Passage, is_marker

_CUT, _HEADING = "\ufdd1", "\ufdd2"  # noncharacters, which no text holds: between blocks, before the id of a heading
_LIKE = 0.6  # which part of the words must have stayed for a reader to follow the marks of a change
Said = tuple[str, str, str]  # kind, verdict and date of a claim


class Row(NamedTuple):
    """Blocks that changed. With `runs`, one block became another, word by word; without, they stand side by side."""

    old: Sequence[str]
    new: Sequence[str]
    runs: Sequence[Run] = ()


class Change(NamedTuple):
    """What became of a section."""

    section: Passage
    outcome: Outcome
    rows: Sequence[Row]


def compare_editions(old: Edition, new: Edition) -> dict[str, list[Change]]:
    """Return what became of every section, by the address of its page: those of the newer edition, then those gone."""
    found: dict[str, list[Change]] = {url: [] for url in new.urls | old.urls}
    list_blocks = cache(lambda url: [_list_blocks(edition.read_article(url)) for edition in (old, new)])
    for address, section in (new.passages | old.passages | new.passages).items():
        if section.what in SECTIONS:
            before, url = old.passages.get(address), address.partition("#")[0]
            outcome = judge(before, address, address, new) if before else Outcome("new", "", address)
            rows = [] if outcome.state == "same" else list(
                match_blocks(*(blocks.get(section.id, ()) for blocks in list_blocks(url))))
            found[url].append(Change(section, outcome, rows))
    return found


def describe_changes(old: Edition, new: Edition) -> Iterator[str]:
    """Yield what changed as plain text, line by line: words taken out after `-`, new ones after `+`, or both in one."""
    for url, changes in compare_editions(old, new).items():
        for section, outcome, rows in changes:
            if outcome.state != "same":
                yield f"/{url}#{section.id}, {section.title}: {outcome.state}"
            for row in rows:
                yield from [f"    {mark_words(row.runs)}"] if row.runs else [
                    *(f"  - {words}" for words in row.old), *(f"  + {words}" for words in row.new)]


def list_corrections(old: Edition, new: Edition) -> list[tuple[str, str, Said, Said]]:
    """Return each claim whose kind, verdict or date is another: its address and words now, what it had, what it has."""
    found = []
    for address, now in new.passages.items():
        was = old.passages.get(address)
        if was and was.kind in KINDS and now.kind in KINDS and now.what != "alias":
            before, after = [(said.kind, said.verdict, said.event) for said in (was, now)]
            words = reduce(lambda words, source: words.replace(f"[{source[0]}]", ""), now.sources, now.words)
            found += [(address, words, before, after)] if before != after else []
    return found


def mark_words(runs: Sequence[Run]) -> str:
    """Return runs of words as plain text: `It is [out: windy,] [in: calm,] says one.`"""
    signs = {"same": "{}", "removed": "[out: {}]", "added": "[in: {}]"}
    return " ".join(signs[kind].format(words) for kind, words in runs)


def match_blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Yield the blocks that are not in both texts, each with the one that it became, if that can be told."""
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for _, first, last, start, end in (step for step in steps if step[0] != "equal"):
        left, gained = list(old[first:last]), []
        for block in new[start:end]:
            like = next((other for other in left if _is_like(compare_words(other, block))), None)
            if like is None:
                gained.append(block)
                continue
            at = left.index(like)
            yield from [Row(left[:at], gained)] if gained or at else []
            yield Row([like], [block], compare_words(like, block))
            left, gained = left[at + 1:], []
        yield from [Row(left, gained)] if left or gained else []


def _is_like(runs: Sequence[Run]) -> bool:
    same, added, removed = (sum(len(words.split()) for kind, words in runs if kind == wanted)
                            for wanted in ("same", "added", "removed"))
    return same >= _LIKE * (same + max(added, removed))


def _list_blocks(article: str) -> Mapping[str, Sequence[str]]:
    """Return the blocks of each section of a page, by its id, without its title, labels and markers of notes."""
    body = parse(article)
    left_out = {node.mem_id for node in body.css(f"{LEFT_OUT}, .kind, pre")}

    def speak(part: Node) -> str | None:
        if part.tag in HEADINGS and get(part, "id"):
            return f"{_CUT}{_HEADING}{get(part, 'id')}{_CUT}"
        if part.mem_id in left_out or is_marker(part) or "cite-affix" in classes(part):
            return ""
        return None if part.tag in INLINE - {"small"} else f"{_CUT}{read(part, speak)}{_CUT}"
    name, blocks = "", dict[str, list[str]]()
    for block in filter(None, map(str.strip, read(body, speak).split(_CUT))):
        if block.startswith(_HEADING):
            name = block[1:]
        else:
            blocks.setdefault(name, []).append(block)
    return blocks
