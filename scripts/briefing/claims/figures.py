"""Figures are data beside the text: `docs/figures/<name>.yml`, shown by `overrides/figures/<name>.html`.

Whatever the shape of the data, a mapping in it with a `claim` (or a `note`, the id of a box) is an *entry*: it rests on
that claim, and takes kind, sources and, where it gives none in EDTF, its date from it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..data import Entry, load_yaml
from ..dates import parse_edtf
from ..problems import Problem, nearest
from .ledger import Row
from .records import Box


def load_figures(docs: Path, root: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Return the data of the figures below `docs` by name, and what cannot be read, as files from the folder `root`."""
    read = {file.stem: load_yaml(file, root) for file in sorted(Path(docs, "figures").glob("*.yml"))}
    return ({name: data for name, (data, faults) in read.items() if not faults},
            [fault for _, faults in read.values() for fault in faults])


def fill_figures(figures: Mapping[str, Any], rows: Sequence[Row],
                 boxes: Sequence[Box]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the data of each figure, and what is wrong with its entries.

    An entry gains `row` (None for a note), `address` and `event` (EDTF), unless what it names is not known.
    """
    known: dict[str, dict[str, tuple[Row | None, str, str]]] = {
        "claim": {row.claim.id: (row, row.claim.address, row.claim.event) for row in rows},
        "note": {box.id: (None, box.address, "") for box in boxes}}
    problems: list[Problem] = []

    def fill(data: Any) -> Any:
        if not isinstance(data, Entry):
            return list(map(fill, data)) if isinstance(data, list) else data
        entry = {key: fill(value) for key, value in data.items()}
        kind = next((key for key in known if key in data), "")
        if not kind:
            return entry
        name, day = str(entry[kind]), str(entry.get("date", ""))
        if name not in known[kind]:
            problems.append(Problem(*data.place, f"no page has the {kind} '{name}'", "unknown-claim",
                                    nearest(name, known[kind])))
        if "date" in data and parse_edtf(day) is None:
            problems.append(Problem(*data.place, f"'{day}' is not a date", "bad-date",
                                    "write 2024-10-24, 2024-10, 195X or 1991/.."))
        row, address, event = known[kind].get(name, (None, "", ""))
        return entry | ({"row": row, "address": address, "event": day or event} if address else {})
    return {name: fill(data) for name, data in figures.items()}, problems
