"""The text of every note: one pandoc run for the whole bibliography, kept on disk.

pandoc's citeproc reads the `.bib` itself and formats with `note.csl`, our note style
(CSL 1.0.2, https://docs.citationstyles.org). Its JSON output is turned into one line of
Markdown for each key, in which every character that could be Markdown is escaped: a title
comes out as it was written, an address as a working link.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..cache import keep, make_digest, read_kept
from ..pandoc import PandocError, run_pandoc
from ..problems import Problem
from ..text import HIDDEN
from .bibliography import Source

STYLE = Path(__file__).with_name("note.csl")
_BACKSLASH = re.compile(r"([\\`*_{}\[\]#!])")
_ENTITY = str.maketrans({c: f"&#{ord(c)};" for c in "<>&~^$|"} | {c: None for c in HIDDEN})
_UNSAFE = re.compile(r"[\s<>\[\]`\\{}|^\"\x00-\x1f\x7f]")
_MACRO = re.compile(r"\\[A-Za-z]+")
_LANGUAGES = {"korean": "ko", "russian": "ru"}
_PANDOC_PLACE = re.compile(r"\(?line (\d+)")


def load_notes(bib: Path, keys: Sequence[str], cache: Path) -> tuple[dict[str, str], list[Problem]]:
    """Give the note of each key as Markdown, from `cache` (a folder) where nothing has changed.

    A key for which pandoc has no note is reported and left out. A cache that cannot be read
    or written costs time, nothing else.
    """
    if not keys or not bib.is_file():
        return {}, []
    digest = make_digest(bib.read_bytes(), STYLE.read_bytes(), Path(__file__).read_bytes(),
                         version("pypandoc-binary"), "\n".join(keys))
    kept = cache / f"notes-{digest}.json"
    found: dict[str, str] | None = read_kept(kept)
    if found is not None:
        return found, []
    try:
        notes = parse_notes(_run_pandoc(bib, keys), keys)
    except PandocError as error:
        return {}, [_pandoc_problem(bib.name, str(error))]
    problems = [Problem(bib.name, 1, f"pandoc finds no entry '{key}'", "note-missing", "see the entry's syntax")
                for key in keys if key not in notes]
    if not problems:
        keep(kept, notes)
    return notes, problems


def parse_notes(document: dict[str, Any], keys: Sequence[str]) -> dict[str, str]:
    """Read the notes from a pandoc document with one paragraph for each key, in order."""
    notes = {}
    for key, block in zip(keys, document["blocks"], strict=True):
        note = next((node for node in _walk(block) if node.get("t") == "Note"), None)
        if note and not any(node.get("t") == "Strong" for node in _walk(note)):
            notes[key] = _unquote_supplied(" ".join(render_inlines(part["c"]) for part in note["c"]))
    return notes


def check_titles(sources: Mapping[str, Source], notes: Mapping[str, str]) -> Iterator[Problem]:
    """A note shows every longer word of its title: pandoc drops what it cannot read as LaTeX."""
    for key, note in notes.items():
        shown = note.replace("\\", "")
        words = re.findall(r"[^\W_]{3,}", _MACRO.sub(" ", sources[key].get("title")))
        lost = [word for word in words if word not in shown]
        if lost:
            yield Problem(sources[key].path, sources[key].line_of("title"),
                          f"the note of '{key}' does not show '{lost[0]}' from its title", "title-lost",
                          "brace the title, and write the character itself in place of a LaTeX command")


def mark_languages(sources: Mapping[str, Source], notes: Mapping[str, str]) -> dict[str, str]:
    """Mark foreign titles, so that they are read out in their own language; a supplied title is in ours."""
    return {key: _mark_title(note, sources[key]) for key, note in notes.items()}


def _mark_title(note: str, source: Source) -> str:
    title, language = escape(source.get("title").strip("{}")), _LANGUAGES.get(source.get("langid"))
    return note if not language else note.replace(f"“{title}”", f'“<span lang="{language}">{title}</span>”', 1)


def render_inlines(inlines: Sequence[dict[str, Any]]) -> str:
    """Turn pandoc inlines into Markdown that means the same to every Markdown reader."""
    return "".join(_render_inline(inline["t"], inline.get("c")) for inline in inlines)


def escape(text: str) -> str:
    """Escape what Markdown or HTML would act on."""
    return _BACKSLASH.sub(r"\\\1", text.translate(_ENTITY).replace("&#", "\0")).replace("\0", "&#")


def make_autolink(address: str) -> str:
    """Give an address in angle brackets, safe for Python-Markdown and unchanged for a browser."""
    address = _UNSAFE.sub(lambda match: quote(match.group()), address)
    return f"<{re.sub(r'&(?=#?[A-Za-z0-9]+;)', '&amp;', address)}>"


def _render_inline(kind: str, content: Any) -> str:
    match kind:
        case "Str":
            return escape(content)
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Emph":
            return f"<em>{render_inlines(content)}</em>"
        case "Superscript" | "Subscript":
            return f"<{kind[:3].lower()}>{render_inlines(content)}</{kind[:3].lower()}>"
        case "Link":
            address = content[2][0]
            return make_autolink(address) if address.startswith(("http://", "https://")) else escape(address)
        case "Code" | "Math":
            return escape(content[1])
        case "Quoted" | "Span" | "Cite":
            return render_inlines(content[1])
        case "Strong" | "SmallCaps" | "Strikeout" | "Underline":
            return render_inlines(content)
    return ""


def _unquote_supplied(note: str) -> str:
    """Take words that we supplied, in brackets, out of the quotation marks of the title."""
    note = re.sub(r"“(\\\[[^“”]*?\\\])”", r"\1", note)
    return re.sub(r"\.? (\\\[[^“”\[]*?\\\])”", r"” \1", note)


def _walk(node: Any) -> Any:
    if isinstance(node, dict):
        yield node
        node = node.get("c")
    if isinstance(node, list):
        for child in node:
            yield from _walk(child)


def _run_pandoc(bib: Path, keys: Sequence[str]) -> dict[str, Any]:
    text = "\n\n".join(f"[@{{{key}}}]" for key in keys)
    arguments = ["--citeproc", f"--bibliography={bib}", f"--csl={STYLE}", "--metadata=lang:en-GB"]
    document: dict[str, Any] = json.loads(run_pandoc(text, "--from=markdown", "--to=json", *arguments))
    return document


def _pandoc_problem(name: str, message: str) -> Problem:
    place = _PANDOC_PLACE.search(message)
    reason = " ".join(message.split())[:300]
    return Problem(name, int(place[1]) if place else 1, f"pandoc cannot read the file: {reason}", "bib-pandoc")

