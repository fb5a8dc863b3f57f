"""What became of the article's forecasts, and what to watch, as data that an author writes.

`docs/forecasts.yml` and `docs/watch.yml` stand beside the page `since.md`, whose statements, each
told once, they name by their ids. `readings.py` holds them against these.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from ..forms import load_marked, nearest_file, read_form
from ..marked import MarkedData
from ..marked import Path as DataPath
from ..pages.vocabulary import READINGS, Reading
from ..problems import Problem

FORECASTS_FILE = "forecasts.yml"  # below docs/, not published as a file; so is the next
WATCH_FILE = "watch.yml"
FILES = (FORECASTS_FILE, WATCH_FILE)

Sentence = Annotated[str, Meta(min_length=1, description="a sentence")]
Ids = Annotated[tuple[str, ...], Meta(description="a list of ids of claims")]
_Form = TypeVar("_Form", bound=msgspec.Struct)


class ForecastForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What became of a forecast."""

    expected: Sentence
    condition: Annotated[str, Meta(description="what has to come true first, a sentence")] = ""
    since: Ids = ()
    reading: Annotated[Reading, Meta(description="how what is on record bears on it")]
    because: Sentence


class ForecastsHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of all forecasts together."""

    read_on: Annotated[str, Meta(description="the day on which they were last gone through")]
    reaches: Annotated[str, Meta(description="the day up to which the search reached")]


class SeenForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was seen of something to watch."""

    claim: Annotated[str, Meta(description="the id of a claim")]
    shows: Annotated[str, Meta(min_length=1, description="what it shows, in a few words")]


class SignpostForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something to watch."""

    watch: Sentence
    where: Annotated[str, Meta(min_length=1, description="where it would show")]
    would_mean: Sentence
    forecasts: Ids
    seen: Annotated[tuple[SeenForm, ...], Meta(description="a list of what was seen")] = ()
    not_seen: Annotated[str, Meta(description="what was looked for and not seen")] = ""


class ForecastsFile(ForecastsHead, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of `docs/forecasts.yml`, its entries as they are written."""

    forecasts: Annotated[
        dict[str, Any],
        Meta(min_length=1, description="below it, indented, ids of claims with their fields"),
    ]


class WatchFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of `docs/watch.yml`, its entries as they are written."""

    signposts: Annotated[
        dict[str, Any],
        Meta(min_length=1, description="below it, indented, ids of signposts with their fields"),
    ]


@dataclass(frozen=True)
class DataFile:
    """A file of data with the places of its values."""

    path: str = ""  # as messages call it; empty where there is none
    data: MarkedData = field(default_factory=MarkedData)
    is_read: bool = False  # whether there is one that could be read

    def report(self, place: DataPath, problem: Problem) -> Problem:
        """Return what is wrong with what stands at a place."""
        line, column = self.data.find_place(*place)
        return problem.at(self.path, line, column)


@dataclass(frozen=True)
class Board:
    """Both files as they were read; empty where there are none."""

    head: ForecastsHead | None = None
    forecasts: Mapping[str, ForecastForm] = field(default_factory=dict)  # by id of the claim
    signposts: Mapping[str, SignpostForm] = field(default_factory=dict)  # by id of their own
    forecasts_file: DataFile = DataFile()
    watch_file: DataFile = DataFile()
    is_sound: bool = True  # whether all of both could be read

    @property
    def ids(self) -> list[str]:
        """The ids on the page that shows both: of readings, of forecasts and of signposts."""
        readings = [reading.replace(" ", "-") for reading in READINGS if self.forecasts]
        return [*readings, *self.forecasts, *self.signposts]


def load_board(docs: Path, root: Path) -> tuple[Board, list[Problem]]:
    """Return forecasts and signposts of `docs`, and what is wrong with their files.

    Messages name the files as they are called from the folder `root`.
    """
    forecasts_file, unread = _load_file(docs / FORECASTS_FILE, root)
    watch_file, unread_too = _load_file(docs / WATCH_FILE, root)
    problems = [*_find_misnamed(docs, root), *unread, *unread_too]
    head, wrong = _read_file(forecasts_file, ForecastsFile)
    forecasts, wrong_too = _read_each(forecasts_file, "forecasts", head, ForecastForm)
    problems += [*wrong, *wrong_too]
    watch, wrong = _read_file(watch_file, WatchFile)
    signposts, wrong_too = _read_each(watch_file, "signposts", watch, SignpostForm)
    problems += [*wrong, *wrong_too]
    board = Board(head, forecasts, signposts, forecasts_file, watch_file, not problems)
    return board, problems


def _find_misnamed(docs: Path, root: Path) -> Iterator[Problem]:
    """Yield the files that nothing reads, and that were probably meant to be one of the two."""
    for file in sorted(docs.glob("*.*")):
        if file.suffix.lower() in {".yml", ".yaml"} and file.name not in FILES:
            hint = nearest_file(file, FILES)
            if hint:
                path = file.relative_to(root).as_posix()
                yield Problem("nothing reads this file", "unused-file", hint).at(path, 1, 1)


def _load_file(file: Path, root: Path) -> tuple[DataFile, list[Problem]]:
    if not file.is_file():
        return DataFile(), []
    path = file.relative_to(root).as_posix()
    data, problems = load_marked(file, path)
    return DataFile(path, data, not problems), problems


def _read_file(file: DataFile, form: type[_Form]) -> tuple[_Form | None, list[Problem]]:
    """Return what stands in a file, its entries as they are written, and what is wrong with it."""
    if not file.is_read:
        return None, []
    value, faults = read_form(file.data.value, form, "this file")
    return value, [file.report(at, Problem(*fault)) for at, *fault in faults]


def _read_each(
    file: DataFile, name: str, read: ForecastsFile | WatchFile | None, form: type[_Form]
) -> tuple[dict[str, _Form], list[Problem]]:
    """Return the entries below a name of a file, by id, and what is wrong with them."""
    entries = dict[str, _Form]()
    problems = list[Problem]()
    written: Mapping[str, Any] = getattr(read, name, {})
    for key, value in written.items():
        entry, faults = read_form(value, form, f"'{key}'")
        problems += [file.report((name, key, *at), Problem(*fault)) for at, *fault in faults]
        if entry is not None:
            entries[key] = entry
    return entries, problems


def make_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON schemas of both files (https://json-schema.org, 2020-12), by their names."""
    return {
        "schemas/forecasts.json": _make_schema("forecasts", ForecastForm, ForecastsHead),
        "schemas/watch.json": _make_schema("signposts", SignpostForm, None),
    }


def _make_schema(
    name: str, form: type[msgspec.Struct], head: type[msgspec.Struct] | None
) -> dict[str, Any]:
    """Return the schema of a file with entries by id below a name, and a head of its own."""
    forms = [form, head] if head else [form]
    references, definitions = msgspec.json.schema_components(forms, ref_template="#/$defs/{name}")
    properties = dict[str, Any]()
    if head:
        properties.update(definitions[head.__name__]["properties"])
    properties[name] = {"type": "object", "additionalProperties": references[0]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": (form.__doc__ or "").strip(),
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": [name],
        "$defs": definitions,
    }
