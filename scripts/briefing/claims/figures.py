"""Figures: data beside the text, `docs/figures/<name>.yml`, and what it takes from claims.

Whatever the shape of a figure, a mapping in it with a `claim`, or with a `note`
is an *entry*: it takes kind, sources and, where it gives none in EDTF, its date from there.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..data import Entry, load_yaml
from ..problems import Problem, nearest
from ..words import format_edtf, parse_edtf
from .rows import Row
from .statements import Item, Statement

_NO_WORDS = frozenset({"claim", "note", "source", "accept"})
"""Fields of an entry that a reader is not shown."""


class Target(NamedTuple):
    """What an entry names."""

    row: Row | None = None  # None for a note
    address: str = ""  # from the root of the site; empty where there is no such thing
    event: str = ""  # in EDTF


class FilledFigures(NamedTuple):
    """The figures of a site with all that they take from claims."""

    figures: dict[str, Any]  # by name; each entry has gained `row`, `address` and `event`
    items: list[Item]  # the words of the entries, which have to be borne out
    problems: list[Problem]


def load_figures(docs: Path, root: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Return the data of the figures below `docs` by name, and what cannot be read.

    Messages name files as they are called from the folder `root`.
    """
    figures = {}
    problems = list[Problem]()
    for file in sorted(Path(docs, "figures").glob("*.yml")):
        data, faults = load_yaml(file, root)
        if not faults:
            figures[file.stem] = data
        problems += faults
    return figures, problems


def fill_figures(
    figures: Mapping[str, Any], rows: Iterable[Row], notes: Iterable[Statement]
) -> FilledFigures:
    """Return the figures with their entries filled from the rows of claims, and from notes."""
    by_note = {note.id: Target(None, note.address) for note in notes}
    by_claim = {
        row.claim.id: Target(row, row.claim.address, row.claim.record.event) for row in rows
    }
    filler = _Filler({"note": by_note, "claim": by_claim})
    filled = {name: filler.fill(data) for name, data in figures.items()}
    return FilledFigures(filled, filler.items, filler.problems)


class _Filler:
    """Fills entries, and collects what they say and what is wrong with them."""

    def __init__(self, targets: Mapping[str, Mapping[str, Target]]) -> None:
        self.targets = targets  # by the field that names them, and by id
        self.items = list[Item]()
        self.problems = list[Problem]()

    def fill(self, data: Any) -> Any:
        """Return the data of a figure, or of a part of it, with all entries in it filled."""
        if isinstance(data, list):
            return [self.fill(part) for part in data]
        if not isinstance(data, Entry):
            return data
        fields = {name: self.fill(value) for name, value in data.items()}
        kinds = [kind for kind in self.targets if kind in data]
        if not kinds:
            return fields
        return self._fill_entry(fields, kinds[0], data.place)

    def _fill_entry(
        self, fields: dict[str, Any], kind: str, place: tuple[str, int]
    ) -> dict[str, Any]:
        """Return the fields of an entry, and what it takes from what its field `kind` names."""
        self._check_name(str(fields[kind]), kind, place)
        day = str(fields.get("date", ""))
        if "date" in fields and parse_edtf(day) is None:
            hint = "write 2024-10-24, 2024-10, 195X or 1991/.."
            self.problems.append(Problem(*place, f"'{day}' is not a date", "bad-date", hint))
        target = self.targets[kind].get(str(fields[kind]), Target())
        accepts = tuple(str(fields.get("accept", "")).split())
        self.items.append(Item(_join_words(fields), place, (target.address,), accepts=accepts))
        if not target.address:
            return fields
        event = day or target.event
        return {**fields, "row": target.row, "address": target.address, "event": event}

    def _check_name(self, name: str, kind: str, place: tuple[str, int]) -> None:
        names = self.targets[kind]
        if name not in names:
            message = f"no page has the {kind} '{name}'"
            problem = Problem(*place, message, "unknown-claim", nearest(name, names))
            self.problems.append(problem)


def _join_words(fields: Mapping[str, Any]) -> str:
    """Return the words of an entry, a sentence a field, dates in words."""
    sentences = []
    for name, value in fields.items():
        if name not in _NO_WORDS and not isinstance(value, bool | list | dict):
            sentences.append(" ".join(format_edtf(str(value)).split()))
    return ". ".join(sentences)
