"""The note of every source as HTML: one pandoc run for the whole bibliography, kept on disk.

pandoc's citeproc reads the `.bib` itself and formats it with `note.csl`, our note style
(CSL 1.0.2, https://docs.citationstyles.org). Of its HTML only what a note needs is kept: emphasis, raised and
lowered letters, and links to the web.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.metadata import version
from pathlib import Path

from ..addresses import is_web
from ..cache import remember
from ..html import get, normalise, parse, read, write
from ..pandoc import PandocError, run_pandoc
from ..problems import Problem
from ..words import get_format
from .bibliography import Source

STYLE = Path(__file__).with_name("note.csl")
_ALL = "---\nnocite: '@*'\n---\n"
_KEPT = {"em", "sub", "sup"}
_MACRO = re.compile(r"\\[A-Za-z]+")
_LANGUAGES = {"korean": "ko", "russian": "ru"}


def load_notes(bib: Path, keys: Sequence[str], cache: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the note of each key as HTML, from `cache` (a folder) where nothing has changed.

    A key for which pandoc has no note is reported and left out.
    """
    if not keys or not bib.is_file():
        return {}, []
    made_from = (bib.read_bytes(), STYLE.read_bytes(), Path(__file__).read_bytes(), version("pypandoc-binary"),
                 get_format("language"))
    try:
        found = json.loads(remember(cache, "notes.json", made_from, lambda: json.dumps(_format(bib)).encode()))
    except PandocError as error:
        place, reason = re.search(r"\(?line (\d+)", str(error)), normalise(str(error))[:300]
        return {}, [Problem(bib.name, int(place[1]) if place else 1, f"pandoc cannot read the file: {reason}",
                            "bib-pandoc")]
    problems = [Problem(bib.name, 1, f"pandoc finds no entry '{key}'", "note-missing", "see the entry's syntax")
                for key in keys if key not in found]
    return {key: found[key] for key in keys if key in found}, problems


def _format(bib: Path) -> dict[str, str]:
    """Return the note of each key in a file. Raise PandocError."""
    body = parse(run_pandoc(_ALL, "--from=markdown", "--to=html", "--wrap=none", "--citeproc", f"--bibliography={bib}",
                            f"--csl={STYLE}", f"--metadata=lang:{get_format('language')}").decode())
    for node in body.css(".csl-entry *"):
        if node.tag not in _KEPT and not is_web(get(node, "href")):
            node.unwrap()
        for name in set(node.attributes) - {"href"}:
            del node.attrs[name]
    return {get(entry, "id").removeprefix("ref-"): _unquote_supplied(write(entry).replace("\n", " ").strip())
            for entry in body.css(".csl-entry")}


def check_titles(sources: Mapping[str, Source], notes: Mapping[str, str]) -> Iterator[Problem]:
    """A note shows every longer word of its title: pandoc drops what it cannot read as LaTeX."""
    for key, note in notes.items():
        shown, title = read(parse(note)), normalise(_MACRO.sub(" ", sources[key].get("title")))
        lost = [word for word in re.findall(r"[^\W_]{3,}", title) if word not in shown]
        if lost:
            yield Problem(sources[key].path, sources[key].line_of("title"),
                          f"the note of '{key}' does not show '{lost[0]}' from its title", "title-lost",
                          "brace the title, and write the character itself in place of a LaTeX command")


def mark_languages(sources: Mapping[str, Source], notes: Mapping[str, str]) -> dict[str, str]:
    """Return notes with foreign titles marked, to be read out in their own language; a supplied title is in ours."""
    marked = dict(notes)
    for key, language in ((key, _LANGUAGES.get(sources[key].get("langid"))) for key in notes):
        title = re.escape(escape(sources[key].get("title").strip("{}"), quote=False))
        if language:
            marked[key] = re.sub(rf"([“«]\s?)({title})(?=\s?[”»])", rf'\1<span lang="{language}">\2</span>', notes[key],
                                 count=1)
    return marked


def _unquote_supplied(note: str) -> str:
    """Take words that we supplied, in brackets, out of the quotation marks of the title."""
    note = re.sub(r"[“«]\s?(\[[^“”«»]*?\])\s?[”»]", r"\1", note)
    return re.sub(r"\.? (\[[^“”«»\[]*?\])(\s?[”»])", r"\2 \1", note)
