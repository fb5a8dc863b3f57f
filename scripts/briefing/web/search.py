"""What the search finds: paragraphs with an address, and headings with what else stands below them.

The index is a script, since a browser opens no data from a folder; `search.js` reads it. lunr
(https://lunrjs.com), which comes with MkDocs, has the stems and the stop words of English.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import mkdocs
import msgspec

from ..html import HEADINGS, Node, classes, find_class, get, read
from ..pages.vocabulary import BOXES, ENGINE_WORDS, KINDS, VERDICTS

SEARCH = "assets/js/search.js"  # the script that fills the dialog
LUNR = "assets/js/lunr.js"  # what it loads from beside it

_LUNR = Path(mkdocs.__file__).parent / "contrib/search/templates/search/lunr.js"

# Elements whose words nobody searches. `/sources/` has the notes, claims have pages of their own,
# and what has no class folds BibLaTeX.
_LEFT_OUT = ", ".join(
    (
        "sup, svg, script, style, form",
        "details:not([class]) > :is(pre, summary)",
        ".footnote, .ledger, .moved",
        *(f".{name}" for name in sorted(ENGINE_WORDS)),
    )
)

_CUT = "\0"  # stands for an entry in the text around it; no text in HTML holds it
_BETWEEN = " · "  # verdicts of clauses, and a kind and a verdict


@dataclass
class Entry:
    """One place that a search can find."""

    id: str = ""  # empty for what stands before the first heading with an id
    title: str = ""  # the words of the heading; empty for a paragraph
    section: str = ""  # the heading above a paragraph, or the heading itself
    kind: str = ""  # of a claim or of a box, in words
    verdict: str = ""  # what checking found in a claim or in its clauses, in words
    text: str = ""


class SearchedPage(NamedTuple):
    """A page with all that can be found on it."""

    title: str
    url: str  # from the root of the site
    entries: Sequence[Entry]


class _Index(msgspec.Struct):
    """What `search.js` reads as `briefing.searched`.

    `words` are searched, and `places` say where these stand. Both are texts with a line for each
    entry, parted by tabs, since a browser reads the members of long lists one by one.
    """

    kinds: dict[str, str]  # classes by the words for them
    pages: list[tuple[str, str, bool]]  # title, address, and whether it claims something
    words: str  # title, kind and verdict, text
    places: str  # number of the page, id, section, kind, verdict


def write_index(pages: Iterable[SearchedPage]) -> str:
    """Return the script that holds the index of some pages."""
    index = _Index({label: kind for kind, label in KINDS.items()}, [], "", "")
    words = []
    places = []
    for number, page in enumerate(pages):
        claims = any(entry.kind for entry in page.entries)
        index.pages.append((page.title, page.url, claims))
        for entry in page.entries:
            words.append(_write_words(entry))
            places.append(_write_place(number, entry))
    index.words = "".join(words)
    index.places = "".join(places)
    return f"briefing.searched = {msgspec.json.encode(index).decode()};\n"


def _write_words(entry: Entry) -> str:
    """Return the line of an entry in `words`; nobody looks for addresses."""
    label = _BETWEEN.join(filter(None, (entry.kind, entry.verdict)))
    text = entry.text
    if "://" in text:
        text = re.sub(r"\s*\bhttps?://\S+", "", text)
    return f"{entry.title}\t{label}\t{text}\n"


def _write_place(page: int, entry: Entry) -> str:
    return f"{page}\t{entry.id}\t{entry.section}\t{entry.kind}\t{entry.verdict}\n"


def list_entries(body: Node) -> list[Entry]:
    """Return the entries of a page in its order, without those that say nothing."""
    reader = _Reader(body)
    loose = read(body, reader.cut).split(_CUT)
    heading = Entry()
    entries = [heading, *reader.entries]
    for entry, words in zip(entries, loose, strict=True):
        if entry.title:
            heading = entry
        entry.id = entry.id or heading.id
        entry.section = heading.title
        heading.text = f"{heading.text} {words.strip()}".strip()
    return [entry for entry in entries if entry.title or entry.text]


class _Reader:
    """Cuts the entries out of a page, and collects them."""

    def __init__(self, body: Node) -> None:
        self.entries: list[Entry] = []
        self._left_out = {node.mem_id for node in body.css(_LEFT_OUT)}

    def cut(self, node: Node) -> str | None:
        """Return what `html.read` is to put in the place of a node."""
        entry = self._make_entry(node)
        if entry is None:
            return self._leave_out(node)
        self.entries.append(entry)
        return _CUT

    def _leave_out(self, node: Node) -> str | None:
        return "" if node.mem_id in self._left_out else None

    def _make_entry(self, node: Node) -> Entry | None:
        box = find_class(BOXES, node)
        if box:
            return self._make_box(node, BOXES[box])
        name = get(node, "id")
        if not name:
            return None
        if node.tag in HEADINGS:
            return Entry(name, title=read(node, self._leave_out))
        if node.tag == "p" and "moved" not in classes(node):
            return self._make_paragraph(node, name)
        return None

    def _make_box(self, node: Node, kind: str) -> Entry:
        """Return a box, which is found by the first paragraph in it that has an address."""
        title = node.css_first(".admonition-title, summary")
        paragraph = node.css_first("p[id]")

        def end_title(child: Node) -> str | None:
            if child == title:
                return f"{read(child, self._leave_out)}: "
            return self._leave_out(child)

        name = get(paragraph, "id") if paragraph else ""
        return Entry(name, kind=kind, text=read(node, end_title))

    def _make_paragraph(self, node: Node, name: str) -> Entry:
        clauses = node.css("span.clause")
        verdict = _BETWEEN.join(dict.fromkeys(_list_verdicts(clauses)))
        return Entry(name, "", "", _find_kind(clauses), verdict, read(node, self._leave_out))


def _find_kind(clauses: Sequence[Node]) -> str:
    """Return the kind that most clauses of a paragraph have, the first of several, in words."""
    kinds = Counter(find_class(KINDS, clause) for clause in clauses)
    del kinds[""]  # of a clause without a record
    for kind, _number in kinds.most_common(1):
        return KINDS[kind]
    return ""


def _list_verdicts(clauses: Iterable[Node]) -> Iterator[str]:
    """Yield what checking found in some clauses; of what is ours, it says nothing."""
    for clause in clauses:
        code = get(clause, "data-check")
        if code in VERDICTS:
            yield VERDICTS[code]


def read_lunr() -> str:
    """Return lunr as a script, which has the stems and stop words of English."""
    # A licence, which stands in the first comment, is kept in one that begins so.
    return _LUNR.read_text(encoding="utf-8").replace("/**", "/*!", 1)
