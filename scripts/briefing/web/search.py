"""What the search finds: every paragraph with an address, and what stands under a heading beside those. The index is a
script: a browser opens no data from a folder. `search.js` reads it; lunr (https://lunrjs.com) has the stems."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import mkdocs

from ..html import HEADINGS, Node, classes, find_class, get, parse_once, read
from ..pages.vocabulary import BOXES, ENGINE_WORDS, KINDS, VERDICTS

SEARCH, LUNR = (
    "assets/js/search.js",
    "assets/js/lunr.js",
)  # what fills the dialog, and what that loads from beside it
_FOLDER = Path(mkdocs.__file__).parent / "contrib/search"  # lunr and its languages
# CSS selectors: `/sources/` has the notes, claims have their pages, and what has no class folds BibLaTeX.
_LEFT_OUT = ", .".join(
    (
        "sup, svg, script, style, form, details:not([class]) > :is(pre, summary), .footnote, .ledger",
        "moved",
        *sorted(ENGINE_WORDS),
    )
)
_CUT = "\0"  # stands for an entry in the text around it; no text in HTML holds it


@dataclass
class Entry:
    """One place that a search can find."""

    id: str = ""  # empty for what stands before the first heading with an id
    title: str = ""  # the words of the heading; empty for a paragraph
    section: str = ""  # the heading above a paragraph, or the heading itself
    kind: str = ""  # of a claim or of a box, in words
    verdict: str = ""  # what checking found in a claim or in its clauses, in words
    text: str = ""


def write_index(pages: Iterable[tuple[str, str, Sequence[Entry]]]) -> str:
    """Return the script that holds the index, of title, address and entries of pages. It sets `briefing.searched`:
    `kinds` (classes by their words), `pages` (title, address, whether it claims something), and `words`, which are
    searched, and `places`: texts of a line an entry, parted by tabs, for a browser reads lists one by one."""
    pages, words, places = list(pages), list[str](), list[str]()
    for number, entry in (
        (number, entry) for number, (_, _, entries) in enumerate(pages) for entry in entries
    ):
        text = re.sub(r"\s*\bhttps?://\S+", "", entry.text) if "://" in entry.text else entry.text
        words.append(
            f"{entry.title}\t{' · '.join(filter(None, (entry.kind, entry.verdict)))}\t{text}\n"
        )
        places.append(f"{number}\t{entry.id}\t{entry.section}\t{entry.kind}\t{entry.verdict}\n")
    index = {
        "kinds": {label: kind for kind, label in KINDS.items()},
        "pages": [
            (title, url, any(entry.kind for entry in entries)) for title, url, entries in pages
        ],
        "words": "".join(words),
        "places": "".join(places),
    }
    return f"briefing.searched = {json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n"


def list_entries(html: str | Node) -> list[Entry]:
    """Return the entries of a page in its order, without those that say nothing."""
    body, entries = parse_once(html), [heading := Entry()]
    left_out = {node.mem_id for node in body.css(_LEFT_OUT)}

    def leave_out(node: Node) -> str | None:
        return "" if node.mem_id in left_out else None

    def cut(node: Node) -> str | None:
        if (entry := _make_entry(node, leave_out)) is None:
            return leave_out(node)
        entries.append(entry)
        return _CUT

    for entry, loose in zip(entries, read(body, cut).split(_CUT), strict=True):
        heading = entry if entry.title else heading
        entry.id, entry.section = entry.id or heading.id, heading.title
        heading.text = f"{heading.text} {loose.strip()}".strip()
    return [entry for entry in entries if entry.title or entry.text]


def _make_entry(node: Node, leave_out: Callable[[Node], str | None]) -> Entry | None:
    name = get(node, "id")
    if box := BOXES.get(find_class(BOXES, node), ""):
        title, named = node.css_first(".admonition-title, summary"), node.css_first("p[id]")
        words = read(
            node,
            lambda child: f"{read(child, leave_out)}: " if child == title else leave_out(child),
        )
        return Entry(get(named, "id") if named else "", kind=box, text=words)
    if node.tag in HEADINGS and name:
        return Entry(name, read(node, leave_out))
    if node.tag == "p" and name and "moved" not in classes(node):
        found = [
            VERDICTS.get(get(part, "data-check")) for part in node.css("span.clause") or [node]
        ]
        verdict = " · ".join(dict.fromkeys(filter(None, found)))
        return Entry(
            name, "", "", KINDS.get(find_class(KINDS, node), ""), verdict, read(node, leave_out)
        )
    return None


def read_lunr(language: str) -> str:
    """Return lunr as a script, with the stems and stop words of a language where it has them: `lunr.language`."""
    code = {"nb": "no", "nn": "no"}.get(language, language[:2])
    files, name = (
        [_FOLDER / f"lunr-language/lunr.{part}.js" for part in ("stemmer.support", code)],
        f"lunr.{code}",
    )
    if not files[1].is_file() or "segmenter" in files[1].read_text(
        encoding="utf-8"
    ):  # which wants one more library
        files, name = [], "lunr"
    text = ";\n".join(
        file.read_text(encoding="utf-8") for file in (_FOLDER / "templates/search/lunr.js", *files)
    )
    return text.replace("/**", "/*!", 1) + f";\nlunr.language = {name};\n"
