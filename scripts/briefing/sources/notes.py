"""The note of each source, from its entry to HTML.

pandoc's citeproc formats the `.bib` in one run with `note.csl`, our style in CSL
(https://citationstyles.org).
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from ..html import Node, get, normalise, parse, read, write
from ..problems import Problem
from ..programs import ProgramError, run_pandoc
from ..text import is_web
from .bibliography import Bibliography, write_entries
from .entries import FAMILY_FIRST, Source, write_entry
from .names import join_in_order, read_latex
from .suiting import suit

STYLE = Path(__file__).with_name("note.csl")
_LANGUAGE = "en-GB"  # in which notes are written
_QUOTATION_MARKS = "“”‘’"
_MARKUP = {"em", "sub", "sup"}  # what a note needs of pandoc's HTML, beside links to the web
# Where pandoc leaves words that we supplied, in brackets, within the quotation marks of the title:
# as the whole of it, and at its end.
_SUPPLIED_TITLE = re.compile(r"[“«]\s?(\[[^“”«»]*?\])\s?[”»]")
_SUPPLIED_END = re.compile(r" (\[[^“”«»\[]*?\])(\s?[”»])")


def load_notes(name: str, bibliography: Bibliography) -> tuple[dict[str, str], list[Problem]]:
    """Return the note of each source as HTML, and what is wrong with notes.

    `name` is that of the file that the bibliography was read from. There are none where it
    cannot be read to its end.
    """
    sources = bibliography.sources
    if not (sources and bibliography.is_readable):
        return {}, []
    ordered = write_entries(suit(_keep_order(source)) for source in sources.values())
    try:
        formatted = _format(name, ordered)
    except ProgramError as error:
        return {}, [_explain(name, error, sources.values())]
    notes = dict[str, str]()
    problems = list[Problem]()
    for key, source in sources.items():
        if key not in formatted:
            message = f"pandoc finds no entry '{key}'"
            problems.append(Problem(message, "note-missing", "see the entry's syntax").at(name, 1))
            continue
        note = formatted[key]
        notes[source.key] = _mark(source, note)
        problems += _find_lost_title(source, note)
    return notes, problems


def _keep_order(source: Source) -> Source:
    """Return a source whose names pandoc does not turn, where they have the family name first.

    It turns every name in Latin letters but those that it takes for an organisation's.
    """
    if source.nameorder != FAMILY_FIRST:
        return source
    fields = dict(source.fields)
    for role, names in (("author", source.authors), ("editor", source.editors)):
        if names:
            fields[role] = join_in_order(names)
    return replace(source, fields=fields, raw=write_entry(source.key, source.type, fields))


def _explain(name: str, error: ProgramError, sources: Iterable[Source]) -> Problem:
    """Return why pandoc stopped at a file of some name, with the line of the entry."""
    place = re.search(r"line (\d+)", str(error))
    line = int(place[1]) if place else 1
    starts = [source.line for source in sources if source.line <= line]
    said = re.sub(rf"\S+/(?={re.escape(name)})", "", normalise(str(error)))  # a folder of our own
    message = f"pandoc cannot read the file: {said[:300]}"
    hint = "look for a backslash before a closing brace in this entry or the one above it"
    return Problem(message, "bib-pandoc", hint).at(name, max(starts, default=1))


def _find_lost_title(source: Source, note: str) -> Iterable[Problem]:
    """A note shows every word of its title: pandoc drops what it cannot read as LaTeX."""
    words = read(parse(note))
    title = normalise(re.sub(r"\\[A-Za-z]+", " ", source.title))
    for word in re.findall(r"[^\W_]{3,}", title):
        if word not in words:
            message = f"the note of '{source.key}' does not show '{word}' from its title"
            hint = "write the character itself in place of a LaTeX command"
            line = source.line_of("title")
            yield Problem(message, "title-lost", hint).at(source.path, line)
            return


def _format(name: str, text: str) -> dict[str, str]:
    """Return the note of each key in the text of a `.bib` with some name. Raise ProgramError."""
    body = parse(_run_citeproc(name, text))
    _clean(body)
    notes = dict[str, str]()
    for entry in body.css(".csl-entry"):
        key = get(entry, "id").removeprefix("ref-")
        note = write(entry).replace("\n", " ").strip()
        note = _SUPPLIED_TITLE.sub(r"\1", note)
        notes[key] = _SUPPLIED_END.sub(r"\2 \1", note)
    return notes


def _run_citeproc(name: str, text: str) -> str:
    """Return pandoc's HTML of all entries. Raise ProgramError."""
    with TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_text(text, encoding="utf-8")
        return run_pandoc(
            "---\nnocite: '@*'\n---\n",
            "--from=markdown",
            "--to=html",
            "--wrap=none",
            "--citeproc",
            f"--csl={STYLE}",
            f"--bibliography={file}",
            f"--metadata=lang:{_LANGUAGE}",
        ).decode()


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
    if "retracted" in source.keywords:
        return f"{note} <strong>Retracted.</strong>"
    if "gone" in source.keywords:
        return f"{note} <span data-derived><strong>Gone from this address.</strong></span>"
    return note


def _mark_title(source: Source, note: str) -> str:
    """Return a note with the language of its title in quotation marks.

    Quotation marks within a title are other ones in a note, where it stands between such marks.
    """
    title = re.escape(escape(read_latex(source.title), quote=False))
    title = re.sub(f"[{_QUOTATION_MARKS}]", f"[{_QUOTATION_MARKS}]", title)
    marked = rf'\1<span lang="{source.language}">\2</span>'
    return re.sub(rf"([“«]\s?)({title})(?=\s?[”»])", marked, note, count=1)
