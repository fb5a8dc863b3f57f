"""What became of the article's forecasts, and what to watch: what an author writes, and shows.

`docs/forecasts.yml` and `docs/watch.yml` stand beside the page `since.md`, whose statements, each
told once, they name by their ids. Nothing is scored: a reading says how what is on record bears on
a forecast as it was worded.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from ..claims.statements import ClaimIds, Statement, Targets
from ..dates import parse_edtf
from ..pages.vocabulary import READINGS, Reading
from ..text import make_code
from ..yamldata import EDTF, Form, Written

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

    read_on: Annotated[str, EDTF, Meta(description="the day on which they were last gone through")]
    reaches: Annotated[str, EDTF, Meta(description="the day up to which the search reached")]
    forecasts: Annotated[
        dict[str, ForecastForm],
        Meta(min_length=1, description="below it, indented, ids of claims with their fields"),
    ]


class WatchFile(Form, frozen=True, kw_only=True):
    """What to watch, in `docs/watch.yml`."""

    signposts: Annotated[
        dict[str, SignpostForm],
        Meta(min_length=1, description="below it, indented, ids of signposts with their fields"),
    ]


Figures = Mapping[str, Written]
"""All figures by their names, these two among them where they are there."""


def list_forecasts(figures: Figures) -> Mapping[str, ForecastForm]:
    """Return the forecasts by the id of the claim; none where the file is not there."""
    return figures["forecasts"].form.forecasts if "forecasts" in figures else {}


def list_signposts(figures: Figures) -> Mapping[str, SignpostForm]:
    """Return what to watch by ids of their own; nothing where the file is not there."""
    return figures["watch"].form.signposts if "watch" in figures else {}


def list_ids(figures: Figures) -> list[str]:
    """Return the ids on the page that shows both: of readings, of forecasts and of signposts."""
    forecasts = list_forecasts(figures)
    readings = [make_code(reading) for reading in READINGS if forecasts]
    return [*readings, *forecasts, *list_signposts(figures)]


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


def tell_forecasts(figures: Figures, targets: Targets) -> list[Told]:
    """Return the forecasts that are there, in the order of their file."""
    told = list[Told]()
    for name, form in list_forecasts(figures).items():
        since = sorted(targets.find_claims(form.since), key=_find_end)
        told += [Told(claim, form, since) for claim in targets.find_claims([name])]
    return told


def _find_end(statement: Statement) -> date:
    """Return the last day of an event; of none, the first of all days."""
    span = parse_edtf(statement.record.event)
    return span.latest if span else date.min


def tell_signposts(figures: Figures, targets: Targets) -> list[Signpost]:
    """Return what to watch, in the order of its file."""
    signposts = list[Signpost]()
    for name, form in list_signposts(figures).items():
        known = [one for one in form.seen if one.claim in targets.claims]
        seen = [(targets.claims[one.claim], one.shows) for one in known]
        signposts.append(Signpost(name, form, seen))
    return signposts


def count_readings(figures: Figures) -> list[tuple[str, int]]:
    """Return each reading, in its order, with how many forecasts have it, none among them."""
    counts = Counter[str](form.reading for form in list_forecasts(figures).values())
    return [(reading, counts[reading]) for reading in READINGS]
