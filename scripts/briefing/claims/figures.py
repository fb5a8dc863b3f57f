"""Figures are data beside the text: `docs/figures/<name>.yml`, shown by `overrides/figures/<name>.html`.

Whatever the shape of the data, a mapping in it with a `claim` (or a `note`, the id of a box) is an *entry*: it rests on
that claim, and takes kind, sources and, where it gives none in EDTF, its date from it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..dates import parse_edtf
from ..problems import Problem, nearest
from .data import PLACE, read_data
from .ledger import Row
from .records import Box


def load_figures(docs: Path, root: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Return the data of the figures below `docs` by name, and what cannot be read, as files from the folder `root`."""
    read = {file.stem: read_data(file, file.relative_to(root).as_posix())
            for file in sorted(Path(docs, "figures").glob("*.yml"))}
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
        if isinstance(data, list):
            return list(map(fill, data))
        if not isinstance(data, dict):
            return data
        entry = {key: fill(value) for key, value in data.items()}
        name = next((key for key in known if key in data), "")
        problems.extend(_check_entry(entry, name, known[name]) if name else ())
        row, address, event = known.get(name, {}).get(str(entry.get(name)), (None, "", ""))
        return entry | ({"row": row, "address": address, "event": str(entry.get("date") or event)} if address else {})
    return {name: fill(data) for name, data in figures.items()}, problems


def _check_entry(entry: Mapping[str, Any], name: str, known: Collection[str]) -> Iterator[Problem]:
    """An entry names a claim or a note that some page has, and a date that is one."""
    path, line = entry[PLACE]
    if str(entry[name]) not in known:
        yield Problem(path, line, f"no page has the {name} '{entry[name]}'", "unknown-claim",
                      nearest(str(entry[name]), known))
    if "date" in entry and parse_edtf(str(entry["date"])) is None:
        yield Problem(path, line, f"'{entry['date']}' is not a date", "bad-date",
                      "write 2024-10-24, 2024-10, 195X or 1991/..")
