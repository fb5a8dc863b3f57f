"""Figures: data beside the text, `docs/figures/<name>.yml`, and what it takes from statements.

Nothing in a figure is dropped in silence: a field, a state, an actor, a claim that is not known is
an error at its line: `figure_rules.py` has the rules.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import msgspec

from ..dates import format_edtf, parse_edtf
from ..forms import load_marked, nearest_file, read_form
from ..marked import MarkedData
from ..marked import Path as DataPath
from ..problems import Problem, nearest
from .figure_forms import FORMS, DifferenceForm, Grounded, JudgementForm
from .rows import Row
from .statements import Item, Statement

FIGURES_FOLDER = "figures"  # below docs/
_ENDINGS = (".yml", ".yaml")


@dataclass(frozen=True)
class Figure:
    """One figure as it was read."""

    name: str
    path: str  # of its file, as messages call it
    form: Any  # its data, in its form of `FORMS`
    data: MarkedData  # the same as it stands in the file, with places
    drawing: str = ""  # of a map, as HTML

    def report(self, path: DataPath, problem: Problem) -> Problem:
        """Return what is wrong with what stands at a path."""
        line, column = self.data.find_place(*path)
        return problem.at(self.path, line, column)


def to_tenth(share: float) -> float:
    """Return per cents of a figure's width or height, to a tenth, and whole where they are."""
    rounded = round(float(share), 1)
    return int(rounded) if rounded.is_integer() else rounded


class Target(NamedTuple):
    """What an entry of a figure names."""

    address: str  # from the root of the site
    event: str  # in EDTF; empty where none is given
    row: Row | None  # None for a note
    keys: frozenset[str]  # of the sources that it cites


class Targets:
    """The statements that entries name."""

    def __init__(self, rows: Iterable[Row], notes: Iterable[Statement]) -> None:
        self.claims = dict[str, Target]()
        for row in rows:
            claim = row.claim
            keys = frozenset(claim.record.sources)
            self.claims[claim.id] = Target(claim.address, claim.record.event, row, keys)
        self.notes = dict[str, Target]()
        for note in notes:
            keys = frozenset(note.keys)
            self.notes[note.id] = Target(note.address, note.record.event, None, keys)

    def find(self, entry: Grounded) -> Target | None:
        """Return what an entry names; None where there is no such thing."""
        if entry.claim:
            return self.claims.get(entry.claim)
        return self.notes.get(entry.note)

    def find_address(self, name: str) -> str | None:
        """Return the address of a claim; None where there is none."""
        target = self.claims.get(name)
        return target.address if target else None

    def tell_lost(self, entry: Grounded) -> Problem | None:
        """Return what is wrong where an entry names what is not there; None where it is there."""
        if self.find(entry):
            return None
        if entry.claim:
            other = "write note: in place of claim:" if entry.claim in self.notes else ""
            return _say_lost("claim", entry.claim, self.claims, other)
        other = "write claim: in place of note:" if entry.note in self.claims else ""
        return _say_lost("note", entry.note, self.notes, other)

    def tell_lost_claim(self, name: str) -> Problem | None:
        """Return what is wrong with an id that no claim has; None where one has it."""
        if name in self.claims:
            return None
        hint = "it is a note: name a claim" if name in self.notes else ""
        return _say_lost("claim", name, self.claims, hint)

    def find_rows(self, ids: Iterable[str]) -> list[Row]:
        """Return the rows of the claims with some ids, without those that are not there."""
        rows = list[Row]()
        for name in ids:
            target = self.claims.get(name)
            if target and target.row:
                rows.append(target.row)
        return rows


def _say_lost(kind: str, name: str, known: Iterable[str], hint: str) -> Problem:
    """Return that no page has a claim or a note; `hint` where more is known than a near id."""
    hint = hint or nearest(name, known) or f"write the id of a {kind} as its page has it"
    return Problem(f"no page has the {kind} '{name}'", "unknown-claim", hint)


def load_figures(docs: Path, root: Path) -> tuple[dict[str, Figure], list[Problem]]:
    """Return the figures below `docs` by name, and what cannot be read.

    Messages name files as they are called from the folder `root`.
    """
    figures = dict[str, Figure]()
    problems = list[Problem]()
    for file in sorted(Path(docs, FIGURES_FOLDER).rglob("*.*")):
        if file.suffix.lower() in _ENDINGS:
            name = file.relative_to(docs / FIGURES_FOLDER).as_posix()
            figure, faults = _load_figure(file, name, file.relative_to(root).as_posix())
            if figure:
                figures[figure.name] = figure
            problems += faults
    drawing = Path(docs, FIGURES_FOLDER, "flows.svg")
    if "flows" in figures and drawing.is_file():
        figures["flows"] = replace(figures["flows"], drawing=_read_drawing(drawing))
    return figures, problems


def _read_drawing(file: Path) -> str:
    """Return an SVG as a page holds it; nothing where it cannot be read, which `files.py` tells.

    It is written anew, as a browser reads comments and CDATA otherwise than what checked them.
    """
    try:
        root = ElementTree.parse(file).getroot()
    except (ElementTree.ParseError, ValueError):
        return ""
    for element in root.iter():
        element.tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>")


def _load_figure(file: Path, name: str, path: str) -> tuple[Figure | None, list[Problem]]:
    form = FORMS.get(file.stem)
    if form is None or name != f"{file.stem}.yml":
        names = [f"{each}.yml" for each in FORMS]
        hint = nearest_file(file, names) or f"name it as one of {', '.join(names)}, or delete it"
        return None, [
            Problem(f"there is no figure '{name}'", "unknown-figure", hint).at(path, 1, 1)
        ]
    data, unread = load_marked(file, path)
    if unread:
        return None, unread
    value, faults = read_form(data.value, form, "this file")
    figure = Figure(file.stem, path, value, data)
    problems = [figure.report(at, Problem(*fault)) for at, *fault in faults]
    return (None, problems) if problems else (figure, [])


def list_entries(form: Any, path: DataPath = ()) -> Iterator[tuple[Any, DataPath]]:
    """Yield all forms in a form, with their paths in the data."""
    if isinstance(form, msgspec.Struct):
        yield form, path
        for field in msgspec.structs.fields(form):
            yield from list_entries(getattr(form, field.name), (*path, field.encode_name))
    elif isinstance(form, tuple):
        for number, part in enumerate(form):
            yield from list_entries(part, (*path, number))


def list_items(figures: Iterable[Figure], targets: Targets) -> Iterator[Item]:
    """Yield the words of the entries of figures, which have to be borne out by what they name.

    Of an entry that names what is not there, only that is said.
    """
    for figure in figures:
        for entry, path in list_entries(figure.form):
            links = _list_links(entry, targets)
            if links and None not in links:
                line, column = figure.data.find_place(*path)
                text = _join_words(entry)
                accepts = getattr(entry, "accept", ())
                yield Item(text, (figure.path, line), (*filter(None, links),), (), accepts, column)


def _list_links(entry: Any, targets: Targets) -> list[str | None]:
    """Return the addresses of the statements that an entry names, None for one not there."""
    if isinstance(entry, Grounded):
        target = targets.find(entry)
        return [target.address if target else None]
    names = list[str]()
    if isinstance(entry, JudgementForm):
        names = [*entry.claims, *(remark.claim for remark in (*entry.pro, *entry.against))]
    elif isinstance(entry, DifferenceForm):
        names = [entry.claim, *entry.see]
    return [*map(targets.find_address, names)]


_NO_WORDS = frozenset({"claim", "note", "source", "accept", "claims", "see", "at", "stance", "low"})
"""Fields of an entry that a reader is not shown."""


def _join_words(entry: msgspec.Struct) -> str:
    """Return the words of an entry, a sentence a field, dates in words."""
    sentences = list[str]()
    for field in msgspec.structs.fields(entry):
        value = getattr(entry, field.name)
        is_shown = isinstance(value, str | int | float) and not isinstance(value, bool)
        if field.name == "date":
            is_shown = parse_edtf(value) is not None  # what is no date is told as such
        if is_shown and field.name not in _NO_WORDS:
            words = f"{value:g}" if isinstance(value, float) else str(value)
            sentences.append(" ".join(format_edtf(words).split()))
    return ". ".join(filter(None, sentences))
