"""What became of passages between two editions: the words added and removed, and the fate of an address."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .manifest import Edition, Version
from .passages import Passage
from .promises import follow, resolve_link

Run = tuple[str, str]
"""Words that are `same`, `added` or `removed`, with a space between them."""

_PATCH = 2
"""`docs/assets/js/editions.js` has the same."""


@dataclass(frozen=True)
class Change:
    """One section in two editions."""

    title: str
    address: str
    """From the root of the site."""
    state: str
    """`unchanged`, `revised`, `new` or `gone`."""
    runs: Sequence[Run] = ()
    """The words of a section that is not unchanged."""


@dataclass(frozen=True)
class PageChange:
    """One page in two editions."""

    title: str
    url: str
    changes: Sequence[Change]

    @property
    def is_unchanged(self) -> bool:
        """Whether every section is as it was."""
        return all(change.state == "unchanged" for change in self.changes)


@dataclass(frozen=True)
class Fate:
    """What became of a cited passage."""

    state: str
    """`same`, `changed`, `moved` or `withdrawn`."""
    old: Passage
    new: Passage | None
    address: str
    """Where it is now, from the root of the site."""
    runs: Sequence[Run]


def compare_editions(old: Edition, new: Edition) -> list[PageChange]:
    """Give what changed, page by page, in the order of the newer edition; pages that are gone come last."""
    titles = {**new.urls, **{url: title for url, title in old.urls.items() if url not in new.urls}}
    return [PageChange(title, url, list(_compare_page(url, old.passages, new.passages)))
            for url, title in titles.items()]


def compare_words(old: str, new: str) -> list[Run]:
    """Give the words of both texts in runs, the removed before the added where both stand in one place.

    One or two words that stayed between two changes count as changed: few readers can follow such a patchwork.
    """
    before, after = old.split(), new.split()
    runs: list[Run] = []
    i = k = 0
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    for start, at, size in blocks:
        is_first, is_last = (start, at) == (0, 0), (start + size, at + size) == (len(before), len(after))
        if size <= _PATCH and not is_first and not is_last:
            continue
        parts = [("removed", before[i:start]), ("added", after[k:at]), ("same", before[start:start + size])]
        runs += [(kind, " ".join(words)) for kind, words in parts if words]
        i, k = start + size, at + size
    return runs


def find_since(editions: Sequence[Edition], address: str) -> tuple[Version, bool] | None:
    """Give the edition since which a passage has had its words in the newest, and whether it had others before.

    None if the newest does not have it.
    """
    since, text = None, None
    for edition in reversed(editions):
        passage = edition.passages.get(address)
        if since and (passage is None or passage.text != text):
            return since, passage is not None
        if passage is None:
            return None
        since, text = edition.version, passage.text
    return (since, False) if since else None


def find_fate(editions: Sequence[Edition], number: int, address: str) -> Fate | None:
    """Tell what became of a passage of an edition by the newest one; None if that edition does not have it.

    An edition has it too at an address that its page had before.
    """
    cited = editions[number - 1] if 0 < number <= len(editions) else None
    url, _, name = address.partition("#")
    old = cited.passages.get(f"{follow(url, cited.redirects)}#{name}") if cited else None
    if old is None:
        return None
    newest = editions[-1]
    place = _find_place(newest, address)
    new = newest.passages.get(place)
    if new is None or new.what == "withdrawn":
        return Fate("withdrawn", old, new, place, compare_words(old.text, new.text if new else ""))
    runs = compare_words(old.text, new.text)
    has_moved = place != address or (new.what == "alias" and old.what != "alias")
    return Fate("moved" if has_moved else "same" if old.text == new.text else "changed", old, new, place, runs)


def _find_place(newest: Edition, address: str) -> str:
    """Follow the redirect of a page and the lines of what has moved, at most once for each passage."""
    seen: list[str] = []
    while address not in seen:
        seen.append(address)
        url, _, name = address.partition("#")
        address = f"{follow(url, newest.redirects)}#{name}"
        passage = newest.passages.get(address)
        if passage and passage.what == "moved" and passage.to:
            address = resolve_link(address, passage.to)
    return address


def _compare_page(url: str, old: Mapping[str, Passage], new: Mapping[str, Passage]) -> Iterator[Change]:
    def list_sections(passages: Mapping[str, Passage]) -> dict[str, Passage]:
        return {address: passage for address, passage in passages.items()
                if passage.what == "section" and address.partition("#")[0] == url}
    before, after = list_sections(old), list_sections(new)
    for address in dict.fromkeys([*after, *before]):
        sides = [side[address] for side in (before, after) if address in side]
        yield _compare_section(address, sides, address in after)


def _compare_section(address: str, sides: Sequence[Passage], is_there: bool) -> Change:
    """Compare one section, of one edition or both. A heading that stayed is left out: a page shows it anyway."""
    texts = [passage.text for passage in sides]
    if len({passage.title for passage in sides}) == 1:
        texts = [text.removeprefix(sides[0].title).lstrip() for text in texts]
    if len(sides) == 1:
        state, texts = ("new", ["", *texts]) if is_there else ("gone", [*texts, ""])
    else:
        state = "revised" if texts[0] != texts[1] else "unchanged"
    return Change(sides[-1].title, address, state, compare_words(*texts) if state != "unchanged" else ())
