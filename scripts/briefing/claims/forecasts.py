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
from typing import Annotated

from msgspec import Meta

from ..dates import parse_edtf
from ..pages.vocabulary import READINGS, Reading
from ..problems import Problem
from ..yamldata import Faults, Form, Written, load_written
from .statements import ClaimIds, Item, Statement, Targets, make_entry

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


FORMS: dict[str, type[Form]] = {"forecasts": ForecastsFile, "watch": WatchFile}
"""The form of each file, by its name, which is that of the view that shows it, too."""
FILES = tuple(f"{name}.yml" for name in FORMS)
"""Below `docs/`, not published as files."""


@dataclass(frozen=True)
class Board:
    """Both files as they were read."""

    files: Mapping[str, Written] = field(default_factory=dict)  # those that are there, by name
    is_sound: bool = True  # whether all of both could be read

    @property
    def forecasts(self) -> Mapping[str, ForecastForm]:
        """The forecasts, by the id of the claim."""
        return self.files["forecasts"].form.forecasts if "forecasts" in self.files else {}

    @property
    def reaches(self) -> str:
        """The day up to which the search for them reached; empty without any."""
        return self.files["forecasts"].form.reaches if "forecasts" in self.files else ""

    @property
    def signposts(self) -> Mapping[str, SignpostForm]:
        """What to watch, by ids of their own."""
        return self.files["watch"].form.signposts if "watch" in self.files else {}

    @property
    def ids(self) -> list[str]:
        """The ids on the page that shows both: of readings, of forecasts and of signposts."""
        readings = [reading.replace(" ", "-") for reading in READINGS if self.forecasts]
        return [*readings, *self.forecasts, *self.signposts]


def load_board(docs: Path, root: Path) -> tuple[Board, list[Problem]]:
    """Return forecasts and signposts of `docs`, and what is wrong with their files.

    Messages name the files as they are called from the folder `root`.
    """
    files = dict[str, Written]()
    problems = list[Problem]()
    for name, form in FORMS.items():
        if Path(docs, f"{name}.yml").is_file():
            written, faults = load_written(docs / f"{name}.yml", root, form)
            files |= {name: written} if written else {}
            problems += faults
    return Board(files, not problems), problems


def list_board_items(board: Board, targets: Targets) -> Iterator[Item]:
    """Yield the words of readings and signposts, which have to be borne out by what they name."""
    for name, forecast in board.forecasts.items():
        text = f"{forecast.expected} {forecast.because}"
        place = board.files["forecasts"].locate("forecasts", name)
        named = [*map(targets.claims.get, (name, *forecast.since))]
        yield from make_entry(text, place, named)
    for name, signpost in board.signposts.items():
        for number, seen in enumerate(signpost.seen):
            place = board.files["watch"].locate("signposts", name, "seen", number)
            yield from make_entry(seen.shows, place, [targets.claims.get(seen.claim)])


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
        known = [one for one in form.seen if one.claim in targets.claims]
        seen = [(targets.claims[one.claim], one.shows) for one in known]
        signposts.append(Signpost(name, form, seen))
    return signposts


def count_readings(board: Board) -> list[tuple[str, int]]:
    """Return each reading, in its order, with how many forecasts have it, none among them."""
    counts = Counter[str](form.reading for form in board.forecasts.values())
    return [(reading, counts[reading]) for reading in READINGS]
