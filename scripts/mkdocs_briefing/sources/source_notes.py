"""The note of each source, from its CSL record to HTML.

pandoc's citeproc formats all records in one run with `note.csl`, our style in CSL
(https://citationstyles.org).
"""

import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from ..html import Node, get, parse, write
from ..programs import run_pandoc
from ..text import is_web
from .csl import CslItem, CslName, join_words, name_family
from .entries import Source

STYLE = Path(__file__).with_name("note.csl")
_LANGUAGE = "en-GB"  # in which notes are written
_CITEPROC = (
    "--from=csljson",
    "--to=html",
    "--wrap=none",
    "--citeproc",
    f"--csl={STYLE}",
    f"--metadata=lang:{_LANGUAGE}",
)
_QUOTATION_MARKS = "“”‘’"
_MARKUP = {"em", "sub", "sup"}  # what a note needs of pandoc's HTML, beside links to the web
# Where pandoc leaves words that we supplied, in brackets, within the quotation marks of the title:
# as the whole of it, and at its end.
_SUPPLIED_TITLE = re.compile(r"[“«]\s?(\[[^“”«»]*?\])\s?[”»]")
_SUPPLIED_END = re.compile(r" (\[[^“”«»\[]*?\])(\s?[”»])")


def make_notes(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return the note of each source as HTML, by its key. Raise ProgramError."""
    records = json.dumps([_keep_order(source.item) for source in sources.values()])
    body = parse(run_pandoc(records, *_CITEPROC).decode())
    _clean(body)
    notes = dict[str, str]()
    for entry in body.css(".csl-entry"):
        source = sources[get(entry, "id").removeprefix("ref-")]
        note = write(entry).replace("\n", " ").strip()
        note = _SUPPLIED_TITLE.sub(r"\1", note)
        notes[source.key] = _mark(source, _SUPPLIED_END.sub(r"\2 \1", note))
    return notes


def _keep_order(item: CslItem) -> CslItem:
    """Return a record whose names pandoc does not turn, where they have the family name first.

    It turns every name in Latin letters but those that it takes for an organisation's.
    """
    kept = item.copy()
    kept["author"] = [_join_in_order(name) for name in item.get("author", ())]
    kept["editor"] = [_join_in_order(name) for name in item.get("editor", ())]
    return kept


def _join_in_order(name: CslName) -> CslName:
    if not name.get("static-ordering"):
        return name
    return {"literal": join_words([name_family(name), name.get("given")])}


def _clean(body: Node) -> None:
    """Leave of the markup in entries what a note needs."""
    for node in body.css(".csl-entry *"):
        if node.tag not in _MARKUP and not is_web(get(node, "href")):
            node.unwrap()
        for name in set(node.attributes) - {"href"}:
            del node.attrs[name]


def _mark(source: Source, note: str) -> str:
    """Return a note with what a machine and a reader should know of its source.

    A foreign title is marked, to be read out in its language (a supplied title is in ours). A sign
    says that a person found the source to hold no longer; that it is gone is no change of our
    words.
    """
    if source.language and source.language[:2] != _LANGUAGE[:2]:
        note = _mark_title(source, note)
    if source.state == "retracted":
        return f"{note} <strong>Retracted.</strong>"
    if source.state == "gone":
        return f"{note} <span data-derived><strong>Gone from this address.</strong></span>"
    return note


def _mark_title(source: Source, note: str) -> str:
    """Return a note with the language of its title in quotation marks.

    Words in brackets at its end are ours. Quotation marks within a title are other ones in a note,
    where it stands between such marks.
    """
    title = re.sub(r"(?<=.) \[[^\[\]]*\]$", "", source.title)
    title = re.sub(
        f"[{_QUOTATION_MARKS}]", f"[{_QUOTATION_MARKS}]", re.escape(escape(title, False))
    )
    marked = rf'\1<span lang="{source.language}">\2</span>'
    return re.sub(rf"([“«]\s?)({title})(?=\s?[”»])", marked, note, count=1)
