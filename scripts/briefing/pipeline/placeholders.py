"""What `make new` has put into a briefing for its author to write over: it begins with a pencil."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..claims.figures import Figure
from ..pages.document import Document
from ..problems import Problem
from .project import Project

PENCIL = "✎"
PLACEHOLDER = "placeholder"
"""The code of what is still there; a draft has it, an edition has not."""
_SETTINGS = "mkdocs.yml"
_SHOWN = 40  # characters of it in a message
_HINT = f"write what you have to say in its place, without the {PENCIL}, or delete it"


class _Place(NamedTuple):
    """Where words stand."""

    path: str
    line: int
    words: str


def list_placeholders(project: Project) -> Iterator[Problem]:
    """Nothing is left on pages, in figures, sources and settings that was to be written over.

    A file is told once, at the first of them.
    """
    by_file = dict[str, list[_Place]]()
    for place in _list_places(project):
        if PENCIL in place.words:
            by_file.setdefault(place.path, []).append(place)
    for places in by_file.values():
        first = min(places)
        message = f"'{_quote(first.words)}' is there to be written over"
        if len(places) > 1:
            message += f", and so is what else begins with {PENCIL} in this file"
        yield Problem(first.path, first.line, message, PLACEHOLDER, _HINT)


def _quote(words: str) -> str:
    """Return the beginning of a line from its pencil on."""
    words = words[words.index(PENCIL) :]
    if len(words) <= _SHOWN:
        return words
    return f"{words[:_SHOWN].rstrip()}…"


def _list_places(project: Project) -> Iterator[_Place]:
    """Yield all places in which an author's words stand, but for records, which are of them."""
    for document in project.by_uri.values():
        yield from _list_lines(document)
    for figure in project.figures.values():
        yield from _list_texts(figure, figure.data.value, ())
    for source in project.bibliography.sources.values():
        yield _Place(source.path, source.line_of("title"), source.title)
    for words in project.words.values():
        if words.startswith(PENCIL):
            yield _Place(*project.find_line(_SETTINGS, words), words)


def _list_lines(document: Document) -> Iterator[_Place]:
    for number, line in enumerate(document.text.splitlines(), start=1):
        yield _Place(document.path, number, line)


def _list_texts(figure: Figure, value: Any, path: tuple[str | int, ...]) -> Iterator[_Place]:
    """Yield each text in the data of a figure."""
    if isinstance(value, str):
        yield _Place(figure.path, figure.data.find_place(*path).line, value)
    elif isinstance(value, dict):
        for name, below in value.items():
            yield from _list_texts(figure, below, (*path, name))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from _list_texts(figure, below, (*path, number))
