"""What changed from one edition to the next, for readers: block by block, a block being a paragraph, an item, a cell.

Few words that changed are marked within their sentence; where little stayed, the old stands beside the new.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ..html import HEADINGS, INLINE, Node, classes, get, parse, read
from ..pages.vocabulary import KINDS
from .manifest import Edition, find_article
from .outcomes import Outcome, Run, compare_words, judge
from .passages import LEFT_OUT, SECTIONS, Passage

_CUT, _HEADING = "\ufdd1", "\ufdd2"
"""Noncharacters, which no text holds: between blocks, and before the id of a heading."""
_LIKE = 0.6  # which part of the words must have stayed for a reader to follow the marks of a change
SIGNS = {"same": "{}", "removed": "[out: {}]", "added": "[in: {}]"}  # how runs of words are told apart in plain text
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
    blocks: dict[str, tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]] = {}
    for address in new.passages | old.passages:
        before, section = old.passages.get(address), new.passages.get(address) or old.passages[address]
        if section.what not in SECTIONS:
            continue
        url = address.partition("#")[0]
        outcome = judge(before, address, address, new) if before else Outcome("new", "", address)
        if outcome.state != "same" and url not in blocks:
            blocks[url] = _list_blocks(old, url), _list_blocks(new, url)
        rows = [] if outcome.state == "same" else list(
            match_blocks(*(part.get(section.id, ()) for part in blocks[url])))
        found[url].append(Change(section, outcome, rows))
    return found


def list_corrections(old: Edition, new: Edition) -> list[tuple[str, str, Said, Said]]:
    """Return each claim whose kind, verdict or date is another: its address and words now, what it had, what it has."""
    both = [(address, old.passages[address], passage) for address, passage in new.passages.items()
            if address in old.passages and passage.kind in KINDS and old.passages[address].kind in KINDS]
    said = [(address, _drop_keys(now), (was.kind, was.verdict, was.event), (now.kind, now.verdict, now.event))
            for address, was, now in both if now.what != "alias"]
    return [found for found in said if found[2] != found[3]]


def _drop_keys(passage: Passage) -> str:
    words = passage.words
    for key, _ in passage.sources:
        words = words.replace(f"[{key}]", "")
    return words


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
            yield from [Row(left[:left.index(like)], gained)] if gained or left.index(like) else []
            yield Row([like], [block], compare_words(like, block))
            left, gained = left[left.index(like) + 1:], []
        yield from [Row(left, gained)] if left or gained else []


def _is_like(runs: Sequence[Run]) -> bool:
    sizes = {kind: sum(len(words.split()) for _, words in group)
             for kind, group in groupby(sorted(runs), key=lambda run: run[0])}
    return sizes.get("same", 0) >= _LIKE * (sizes.get("same", 0) + max(sizes.get("added", 0), sizes.get("removed", 0)))


def _list_blocks(edition: Edition, url: str) -> Mapping[str, Sequence[str]]:
    """Return the blocks of each section of a page, by its id, without its title, labels and markers of notes."""
    page = edition.data.pages.get(url)
    body = parse(find_article(edition.files[page.file]) if page else "")
    left_out = {node.mem_id for node in body.css(f"{LEFT_OUT}, .kind, pre")}

    def speak(part: Node) -> str | None:
        if part.tag in HEADINGS and get(part, "id"):
            return f"{_CUT}{_HEADING}{get(part, 'id')}{_CUT}"
        is_marker = part.tag == "sup" and (part.css_first(".footnote-ref") or not any(map(str.isalnum, read(part))))
        if part.mem_id in left_out or is_marker or "cite-affix" in classes(part):
            return ""
        return None if part.tag in INLINE - {"small"} else f"{_CUT}{read(part, speak)}{_CUT}"
    blocks: dict[str, list[str]] = {"": []}
    for block in filter(None, map(str.strip, read(body, speak).split(_CUT))):
        if block.startswith(_HEADING):
            blocks[block[1:]] = []
        else:
            blocks[list(blocks)[-1]].append(block)
    return blocks
