"""What became of what was said: of a passage that somebody cited, and of each section from one edition to the next.
`docs/assets/js/editions.js` looks answers up in `editions/<n>/outcomes.json`. What changed is told by block: paragraph,
item, cell. Few words that changed are marked within their sentence; where little stayed, old stands beside new."""

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
from jinja2 import Template

from ..claims.records import Version
from ..html import HEADINGS, INLINE, Node, get, normalise, parse, read
from ..pages.vocabulary import KINDS
from ..text import resolve
from .manifest import Edition
from .passages import LEFT_OUT, SECTIONS, Passage, is_marker
from .promises import follow

# docs/assets/js/editions.js reads citations in the same way: tests/data/citations.json is for both.
_ADDRESS = re.compile(r"https?://[^\s\"<>{}]+")
_PATCH = 2  # words that stayed between two changes, and count as changed
_CUT, _HEADING = (
    "\ufdd1",
    "\ufdd2",
)  # noncharacters, which no text holds: between blocks, before the id of a heading
_LIKE = 0.6  # which part of the words must have stayed for a reader to follow the marks of a change
Run = tuple[str, str]  # words that are `same`, `added` or `removed`, with a space between them


class Outcome(msgspec.Struct, frozen=True):
    """What became of a passage."""

    state: str  # `same`, `changed`, `moved` or `withdrawn`; `new` for a section that was not there
    at: str  # where it stands in its edition
    now: str  # where it stands in the newest; empty where nothing tells of it
    runs: Sequence[Run] = ()  # the words of both, where anything that it says differs


# Old blocks and new ones. With runs, one block became another, word by word; without, they stand side by side.
Row = tuple[Sequence[str], Sequence[str], Sequence[Run]]
Change = tuple[Passage, Outcome, Sequence[Row]]  # what became of a section


def read_citation(text: str, pages: Sequence[Collection[str]]) -> tuple[int, str] | None:
    """Return the number of the edition, named in or around it or the newest, and the first address in a text:
    `trade/#tariffs`; None without one. Of its path counts the longest end that is one of `pages`, by edition."""
    found = _ADDRESS.search(text) or re.fullmatch(
        r"\S*[/#]\S*", text.strip()
    )  # one without a host stands alone
    if not found:
        return None
    link, _, name = (
        found.group().rstrip(".,;:)]”’'").partition("#")
    )  # these may follow it in running text
    path = re.sub(r"^https?://[^/?]*|(?:index\.html)?(?:\?.*)?$", "", link).rstrip("/") + "/"
    inside = re.search(r"(?:^|/)editions/(?P<number>[0-9]+)/(?P<url>.*)$", path)
    named = inside or re.search(
        r"(?<!\w)[eé]dition\D{0,5}(?P<number>[0-9]+)", _ADDRESS.sub("", text), re.I
    )
    number = int(named["number"]) if named else len(pages)
    ends = [
        url
        for url in dict(enumerate(pages, start=1)).get(number, ())
        if url and f"/{path}".endswith(f"/{url}")
    ]
    front = (
        path.lstrip("/") if "/" in path.strip("/") else ""
    )  # the site may stand in a folder of its host
    url = inside["url"] if inside else max(ends, key=len, default=front)
    return number, f"{url}#{unquote(name.partition(':~:')[0])}"


def list_outcomes(cited: Edition, newest: Edition) -> dict[str, Outcome]:
    """Return what became of each passage, by every address that it had, also of a moved page, or of its top."""
    made, redirects = dict[str, Outcome](), cited.data.redirects
    for page, kept in cited.data.pages.items():
        for url in [page, *(url for url in redirects if follow(url, redirects) == page)]:
            for passage in filter(lambda passage: passage.id, kept.passages):
                address = f"{url}#{passage.id}"
                made[address] = judge(passage, address, f"{page}#{passage.id}", newest)
                made.setdefault(f"{url}#", made[address])
    return made


def write_passages(editions: Iterable[Edition]) -> bytes:
    """Return what was ever said, as JSON: words, small and without marks; address; numbers of the editions."""
    found = defaultdict[tuple[str, str], list[int]](list)
    for edition in editions:
        for address, passage in edition.passages.items():
            if passage.words and passage.what != "alias":
                text = re.sub(
                    r"\[[\w-]+\]", " ", unicodedata.normalize("NFKC", passage.words).lower()
                )
                found[normalise(re.sub(r"[^\w\s]|_", "", text)), address].append(
                    edition.data.edition
                )
    return msgspec.json.format(
        msgspec.json.encode([(*said, numbers) for said, numbers in found.items()]), indent=0
    )


def compare_words(old: str, new: str) -> list[Run]:
    """Return the words of both in runs, so few that a reader can follow; the removed before the added in one place."""
    before, after, runs = old.split(), new.split(), list[Run]()
    i = k = 0
    for start, at, size in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_matching_blocks():
        if (
            size > _PATCH
            or (start, at) == (0, 0)
            or (start + size, at + size) == (len(before), len(after))
        ):
            parts = [
                ("removed", before[i:start]),
                ("added", after[k:at]),
                ("same", before[start : start + size]),
            ]
            runs += [(kind, " ".join(words)) for kind, words in parts if words]
            i, k = start + size, at + size
    return runs


def find_since(editions: Sequence[Edition], address: str, now: str) -> tuple[Version, bool] | None:
    """Return the edition since which a passage has had the sum `now`, and whether it had another before; else None."""
    sums = [
        passage and passage.sha256
        for passage in (edition.passages.get(address) for edition in editions)
    ]
    since = max((place for place, found in enumerate(sums, 1) if found != now), default=0)
    return (
        (editions[since].version, bool({*sums[:since]} - {None, now}))
        if since < len(sums)
        else None
    )


def tell(name: str, *said: object) -> str:
    """Return what `told.txt` says under a name: the `answer` about a citation, the `differences` of pages."""
    words: Any = Template(
        Path(__file__).with_name("told.txt").read_text("utf-8"), trim_blocks=True
    ).module
    return str(getattr(words, name)(*said)).strip()


def judge(old: Passage, address: str, at: str, newest: Edition) -> Outcome:
    """Return what became of a passage that its edition has `at` an address, and that was looked for at `address`."""
    now, seen, nothing = address, set[str](), Passage("withdrawn")
    while now not in seen:  # along the redirects of pages, and the lines of what has moved
        seen.add(now)
        url, _, name = now.partition("#")
        now = f"{follow(url, newest.data.redirects)}#{name}"
        new = newest.passages.get(now, nothing)
        now = resolve(now, new.to) if new.what == "moved" else now
    new = newest.passages.get(now, nothing)
    is_same, is_moved = (
        new.sha256 == old.sha256,
        now != address or (new.what == "alias" and old.what != "alias"),
    )
    state = (
        "withdrawn"
        if new.what == "withdrawn"
        else "moved"
        if is_moved
        else "same"
        if is_same
        else "changed"
    )
    return Outcome(
        state,
        at,
        "" if new is nothing else now,
        [] if is_same else compare_words(old.words, new.words),
    )


def compare_editions(old: Edition, new: Edition) -> dict[str, list[Change]]:
    """Return what became of every section, by the address of its page: those of the newer edition, then those gone."""
    found = {url: list[Change]() for url in new.data.pages | old.data.pages}
    read_both = cache(
        lambda url: [_list_blocks(edition.read_article(url)) for edition in (old, new)]
    )
    for address, section in (
        new.passages | old.passages | new.passages
    ).items():  # the new order, the new words
        if section.what in SECTIONS:
            before, url = old.passages.get(address), address.partition("#")[0]
            outcome = (
                judge(before, address, address, new) if before else Outcome("new", "", address)
            )
            rows = (
                []
                if outcome.state == "same"
                else match_blocks(*(had.get(section.id, ()) for had in read_both(url)))
            )
            found[url].append((section, outcome, rows))
    return found


def list_corrections(
    old: Edition, new: Edition
) -> Sequence[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Return each claim whose kind, verdict or date is another: address and words now, these three then, and now."""
    found = []
    for address, now in new.passages.items():
        before, after = (
            (said.kind, said.verdict, said.event) for said in (old.passages.get(address, now), now)
        )
        if before != after and now.what != "alias" and {before[0], after[0]} <= KINDS.keys():
            keys = "|".join(re.escape(f"[{key}]") for key, _ in now.sources)
            found.append((address, re.sub(keys, "", now.words), before, after))
    return found


def match_blocks(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Return the blocks that are not in both texts, each with the one that it became, if that can be told."""
    rows: list[Row] = []
    for what, first, last, start, end in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if what == "equal":
            continue
        left, gained = list(old[first:last]), list[str]()
        for block in new[start:end]:
            compared = ((at, compare_words(other, block)) for at, other in enumerate(left))
            at, runs = next((found for found in compared if _is_like(found[1])), (0, []))
            if runs:
                rows += [(left[:at], gained, []), ([left[at]], [block], runs)]
                left, gained = left[at + 1 :], []
            else:
                gained.append(block)
        rows.append((left, gained, []))
    return [row for row in rows if row[0] or row[1]]


def _is_like(runs: Sequence[Run]) -> bool:
    count = Counter(kind for kind, words in runs for _ in words.split())
    return count["same"] >= _LIKE * (count["same"] + max(count["added"], count["removed"]))


def _list_blocks(article: str) -> Mapping[str, Sequence[str]]:
    """Return the blocks of each section of a page, by its id, without its title, labels and markers of notes."""
    body = parse(article)
    silent = {
        node.mem_id for node in body.css(f"{LEFT_OUT}, .kind, .cite-affix, pre, svg")
    }  # lists say what svg shows

    def speak(part: Node) -> str | None:
        if part.tag in HEADINGS and (
            name := get(part, "id") or get(part.first_child or part, "id")
        ):
            return f"{_CUT}{_HEADING}{name}{_CUT}"  # where reader views would mind it, an empty element has the id
        return (
            ""
            if part.mem_id in silent or is_marker(part)
            else None
            if part.tag in INLINE - {"small"}
            else f"{_CUT}{read(part, speak)}{_CUT}"
        )

    sections = (text.partition(_CUT) for text in f"{_CUT}{read(body, speak)}".split(_HEADING))
    return {
        name: list(filter(None, map(str.strip, text.split(_CUT)))) for name, _, text in sections
    }
