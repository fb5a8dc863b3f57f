"""What changed from one edition to the next, for readers: sections, their blocks, their words.

What changed is told by block: paragraph, item, cell. Few words that changed are marked within
their sentence; where little stayed, old stands beside new.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ..html import HEADINGS, INLINE, Node, get, normalise, parse
from ..pages.vocabulary import KINDS, KNOWN_VERDICTS
from .kept import KeptRecord
from .manifest import Edition
from .outcomes import find_now, name_state
from .passages import LEFT_OUT, SECTIONS, Passage, is_marker
from .record_changes import RecordChange, drop_markers, list_changed_records
from .runs import Run, compare_words

_LIKENESS = 0.6  # which part of the words must stay for a reader to follow the marks of a change
_SILENT = f"{LEFT_OUT}, .kind, .cite-affix, pre, svg"  # lists say what a drawing shows


class BlockChange(NamedTuple):
    """Old blocks and the new ones that stand where they stood.

    With runs, one block became another, word by word; without, they stand side by side.
    """

    old: Sequence[str]
    new: Sequence[str]
    runs: Sequence[Run] = ()


class SectionChange(NamedTuple):
    """What became of a section."""

    section: Passage  # as it is in the newer edition, or as it was where it is gone
    state: str  # as that of an outcome, or `new`
    blocks: Sequence[BlockChange]


class Label(NamedTuple):
    """What a claim says of itself."""

    kind: str
    verdict: str
    event: str


class Correction(NamedTuple):
    """A statement of which something else is said than before."""

    address: str  # from the root of the site
    words: str  # as they are now
    before: Label
    now: Label
    changes: Sequence[RecordChange] = ()  # in its record; none where an edition kept no records


def compare_editions(old: Edition, new: Edition) -> dict[str, list[SectionChange]]:
    """Return what became of every section, by the address of its page.

    Sections of the newer edition come first, then those that are gone; and so do pages.
    """
    pages = {url: list[SectionChange]() for url in [*new.data.pages, *old.data.pages]}
    for address, change in _judge_sections(old, new):
        pages[address.partition("#")[0]].append(change)
    for url, changes in pages.items():
        if any(change.state != "same" for change in changes):
            old_blocks = list_blocks(parse(old.read_article(url)))
            new_blocks = list_blocks(parse(new.read_article(url)))
            pages[url] = [_compare_blocks(change, old_blocks, new_blocks) for change in changes]
    return pages


def _judge_sections(old: Edition, new: Edition) -> Iterator[tuple[str, SectionChange]]:
    """Yield the address of every section and what became of it, without its blocks."""
    gone = {place: kept for place, kept in old.passages.items() if place not in new.passages}
    for address, section in {**new.passages, **gone}.items():
        if section.what in SECTIONS:
            state = "new"
            before = old.passages.get(address)
            if before:
                now = find_now(address, new)
                state = name_state(before, new.passages.get(now), now != address)
            yield address, SectionChange(section, state, ())


def _compare_blocks(
    change: SectionChange, old: Mapping[str, list[str]], new: Mapping[str, list[str]]
) -> SectionChange:
    """Return the change of a section with its blocks, out of those of its page by section."""
    if change.state == "same":
        return change
    name = change.section.id
    return change._replace(blocks=match_blocks(old.get(name, []), new.get(name, [])))


def list_corrections(old: Edition, new: Edition) -> list[Correction]:
    """Return each statement of which something else is said than in the edition before.

    That is anything in its record. Where one of both kept no records, it is the kind, the verdict
    or the date of a claim.
    """
    if old.data.records is None or new.data.records is None:
        return list(_compare_labels(old, new))
    corrections = list[Correction]()
    for address, words, before, now, changes in list_changed_records(old, new):
        labels = _label_record(before), _label_record(now)
        corrections.append(Correction(address, words, *labels, changes))
    return corrections


def _label_record(record: KeptRecord) -> Label:
    return Label(record.kind, record.verdict or "", record.event)


def _compare_labels(old: Edition, new: Edition) -> Iterator[Correction]:
    """Yield each claim whose kind, verdict or date is another."""
    for address, passage in new.passages.items():
        before = _get_label(old.passages.get(address, passage))
        now = _get_label(passage)
        is_claim = before.kind in KINDS and now.kind in KINDS
        if _is_seen(before, now) and passage.what != "alias" and is_claim:
            yield Correction(address, drop_markers(passage), before, now)


def _is_seen(before: Label, now: Label) -> bool:
    """Return whether readers were told something else; some verdicts of old have no word."""
    verdicts = [KNOWN_VERDICTS.get(label.verdict) for label in (before, now)]
    return before._replace(verdict="") != now._replace(verdict="") or verdicts[0] != verdicts[1]


def _get_label(passage: Passage) -> Label:
    return Label(passage.kind, passage.verdict, passage.event)


def match_blocks(old: Sequence[str], new: Sequence[str]) -> list[BlockChange]:
    """Return the blocks that are not in both, each with the one that it became, if one is."""
    changes = list[BlockChange]()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what != "equal":
            changes += _match_others(old[start:end], new[new_start:new_end])
    return changes


def _match_others(old: Sequence[str], new: Sequence[str]) -> Iterator[BlockChange]:
    """Yield the changes that make new blocks of old ones, none of which stayed."""
    left = list(old)
    gained = list[str]()
    for block in new:
        like = _find_like(left, block)
        if like is None:
            gained.append(block)
            continue
        place, runs = like
        if left[:place] or gained:
            yield BlockChange(left[:place], gained)
        yield BlockChange([left[place]], [block], runs)
        left = left[place + 1 :]
        gained = []
    if left or gained:
        yield BlockChange(left, gained)


def _find_like(blocks: Sequence[str], block: str) -> tuple[int, list[Run]] | None:
    """Return the place of the first block that is like another, and the words of both."""
    for place, other in enumerate(blocks):
        runs = compare_words(other, block)
        if _is_like(runs):
            return place, runs
    return None


def _is_like(runs: Sequence[Run]) -> bool:
    """Return whether so many words stayed that a reader can follow what changed."""
    count = {"same": 0, "added": 0, "removed": 0}
    for run in runs:
        count[run.kind] += len(run.words.split())
    longer = count["same"] + max(count["added"], count["removed"])
    return count["same"] >= _LIKENESS * longer


def list_blocks(body: Node) -> dict[str, list[str]]:
    """Return the blocks of each section of a page, by its id; of what stands above all, by "".

    They are without the title of the section, labels and markers of notes.
    """
    reader = _BlockReader(body)
    reader.read_children(body)
    reader.end_block()
    return reader.sections


class _BlockReader:
    """Reads a page once, block by block."""

    def __init__(self, body: Node) -> None:
        self.silent = {node.mem_id for node in body.css(_SILENT)}
        self.blocks = list[str]()  # of the section that is read
        self.sections = {"": self.blocks}
        self.pieces = list[str]()  # of the block that is read

    def read_children(self, parent: Node) -> None:
        for node in parent.iter(include_text=True):
            if node.is_text_node:
                self.pieces.append(node.text_content or "")
            elif node.is_element_node:
                self._read_element(node)

    def _read_element(self, node: Node) -> None:
        name = _find_section_id(node)
        if name:
            self.end_block()
            self.blocks = []
            self.sections[name] = self.blocks
        elif node.mem_id in self.silent or is_marker(node):
            self.pieces.append("" if node.tag in INLINE else " ")
        elif node.tag in INLINE and node.tag != "small":
            self.read_children(node)
        else:
            self.end_block()
            self.read_children(node)
            self.end_block()

    def end_block(self) -> None:
        words = normalise("".join(self.pieces))
        if words:
            self.blocks.append(words)
        self.pieces = []


def _find_section_id(node: Node) -> str:
    """Return the id of a heading, empty for any other element.

    Where a reader view would mind the id, an empty element in the heading has it.
    """
    if node.tag not in HEADINGS:
        return ""
    return get(node, "id") or get(node.first_child or node, "id")
