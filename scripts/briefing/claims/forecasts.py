"""What became of the article's forecasts, and what to watch: what an author writes, and shows.

`docs/forecasts.yml` and `docs/watch.yml` stand beside the page `since.md`, whose statements, each
told once, they name by their ids. Nothing is scored: a reading says how what is on record bears on
a forecast as it was worded.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from ..dates import parse_edtf
from ..pages.vocabulary import READINGS, Reading
from ..problems import Problem, nearest
from ..yamldata import Faults, FieldPath, Form, YamlFile, load_form, make_schema
from .statements import ClaimIds, Item, Statement, Targets

FORECASTS_YAML = "forecasts.yml"  # below docs/, not published as a file; so is the next
WATCH_YAML = "watch.yml"
FILES = (FORECASTS_YAML, WATCH_YAML)
BOARD_VIEWS = ("forecasts", "watch")  # the views that show what stands in each

Sentence = Annotated[str, Meta(min_length=1, description="a sentence")]


class ForecastForm(Form, frozen=True, kw_only=True):
    """What became of a forecast."""

    expected: Sentence
    condition: Annotated[str, Meta(description="what has to come true first, a sentence")] = ""
    since: ClaimIds = ()
    reading: Annotated[Reading, Meta(description="how what is on record bears on it")]
    because: Sentence


class SeenForm(Form, frozen=True, kw_only=True):
    """What was seen of something to watch."""

    claim: Annotated[str, Meta(description="the id of a claim")]
    shows: Annotated[str, Meta(min_length=1, description="what it shows, in a few words")]


class SignpostForm(Form, frozen=True, kw_only=True):
    """Something to watch."""

    watch: Sentence
    where: Annotated[str, Meta(min_length=1, description="where it would show")]
    would_mean: Sentence
    forecasts: ClaimIds
    seen: Annotated[tuple[SeenForm, ...], Meta(description="a list of what was seen")] = ()
    not_seen: Annotated[str, Meta(description="what was looked for and not seen")] = ""


class ForecastsFile(Form, frozen=True, kw_only=True):
    """What became of the forecasts, in `docs/forecasts.yml`."""

    read_on: Annotated[str, Meta(description="the day on which they were last gone through")]
    reaches: Annotated[str, Meta(description="the day up to which the search reached")]
    forecasts: Annotated[
        dict[str, ForecastForm],
        Meta(min_length=1, description="below it, indented, ids of claims with their fields"),
    ]

    def find_faults(self) -> Faults:
        """The days of the reading are dates."""
        for name, day in (("read_on", self.read_on), ("reaches", self.reaches)):
            if parse_edtf(day) is None:
                hint = f"write {name}: 2026-11-28"
                yield (name,), Problem(f"'{day}' is not a date", "bad-date", hint)


class WatchFile(Form, frozen=True, kw_only=True):
    """What to watch, in `docs/watch.yml`."""

    signposts: Annotated[
        dict[str, SignpostForm],
        Meta(min_length=1, description="below it, indented, ids of signposts with their fields"),
    ]


@dataclass(frozen=True)
class Board:
    """Both files as they were read; empty where there are none."""

    forecasts_form: ForecastsFile | None = None
    watch_form: WatchFile | None = None
    forecasts_yaml: YamlFile = field(default_factory=YamlFile)
    watch_yaml: YamlFile = field(default_factory=YamlFile)
    is_sound: bool = True  # whether all of both could be read

    @property
    def forecasts(self) -> Mapping[str, ForecastForm]:
        """The forecasts, by the id of the claim."""
        return self.forecasts_form.forecasts if self.forecasts_form else {}

    @property
    def signposts(self) -> Mapping[str, SignpostForm]:
        """What to watch, by ids of their own."""
        return self.watch_form.signposts if self.watch_form else {}

    @property
    def ids(self) -> list[str]:
        """The ids on the page that shows both: of readings, of forecasts and of signposts."""
        readings = [reading.replace(" ", "-") for reading in READINGS if self.forecasts]
        return [*readings, *self.forecasts, *self.signposts]


def load_board(docs: Path, root: Path) -> tuple[Board, list[Problem]]:
    """Return forecasts and signposts of `docs`, and what is wrong with their files.

    Messages name the files as they are called from the folder `root`.
    """
    forecasts_yaml, forecasts, unread = load_form(docs / FORECASTS_YAML, root, ForecastsFile)
    watch_yaml, watch, unread_too = load_form(docs / WATCH_YAML, root, WatchFile)
    problems = [*_find_misnamed(docs, root), *unread, *unread_too]
    return Board(forecasts, watch, forecasts_yaml, watch_yaml, not problems), problems


def _find_misnamed(docs: Path, root: Path) -> Iterator[Problem]:
    """Yield the files that nothing reads, and that were probably meant to be one of the two."""
    stems = [name.removesuffix(".yml") for name in FILES]
    for file in sorted(docs.glob("*.*")):
        hint = nearest(file.stem.lower(), stems)
        if file.suffix.lower() in {".yml", ".yaml"} and file.name not in FILES and hint:
            problem = Problem(
                "nothing reads this file", "unused-file", hint.replace("'?", ".yml'?")
            )
            yield problem.at(file.relative_to(root).as_posix(), 1, 1)


def make_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON schemas of both files, by their own names."""
    return {
        "schemas/forecasts.json": make_schema(ForecastsFile),
        "schemas/watch.json": make_schema(WatchFile),
    }


def list_board_items(board: Board, targets: Targets) -> Iterator[Item]:
    """Yield the words of readings and signposts, which have to be borne out by what they name.

    Of what names a statement that is not there, only that is said.
    """
    for name, forecast in board.forecasts.items():
        text = f"{forecast.expected} {forecast.because}"
        links = [*map(targets.find_address, (name, *forecast.since))]
        yield from _make_item(text, links, board.forecasts_yaml, ("forecasts", name))
    for name, signpost in board.signposts.items():
        for number, seen in enumerate(signpost.seen):
            links = [targets.find_address(seen.claim)]
            place = ("signposts", name, "seen", number)
            yield from _make_item(seen.shows, links, board.watch_yaml, place)


def _make_item(
    text: str, links: Sequence[str | None], file: YamlFile, place: FieldPath
) -> Iterator[Item]:
    """Yield the item of some words; none where a link leads to nothing."""
    if None not in links:
        line, column = file.find_place(*place)
        yield Item(text, (file.path, line), (*filter(None, links),), column=column)


@dataclass(frozen=True)
class Told:
    """A forecast with what became of it, for readers."""

    claim: Statement
    form: ForecastForm
    since: Sequence[Statement]


@dataclass(frozen=True)
class Signpost:
    """Something to watch, for readers."""

    id: str
    form: SignpostForm
    seen: Sequence[tuple[Statement, str]]  # each with what it shows


def tell_forecasts(board: Board, targets: Targets) -> list[Told]:
    """Return the forecasts that are there, in the order of their file."""
    told = list[Told]()
    for name, form in board.forecasts.items():
        since = sorted(targets.find_claims(form.since), key=_find_end)
        told += [Told(claim, form, since) for claim in targets.find_claims([name])]
    return told


def _find_end(statement: Statement) -> date:
    """Return the last day of an event; of none, the first of all days."""
    span = parse_edtf(statement.record.event)
    return span.latest if span else date.min


def tell_signposts(board: Board, targets: Targets) -> list[Signpost]:
    """Return what to watch, in the order of its file."""
    signposts = list[Signpost]()
    for name, form in board.signposts.items():
        seen = list[tuple[Statement, str]]()
        for one in form.seen:
            if one.claim in targets.claims:
                seen.append((targets.claims[one.claim], one.shows))
        signposts.append(Signpost(name, form, seen))
    return signposts


def count_readings(board: Board) -> list[tuple[str, int]]:
    """Return each reading, in its order, with how many forecasts have it, none among them."""
    counts = Counter[str](form.reading for form in board.forecasts.values())
    return [(reading, counts[reading]) for reading in READINGS]
