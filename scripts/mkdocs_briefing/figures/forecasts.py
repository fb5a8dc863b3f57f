"""What became of forecasts, and what to watch: what an author writes, and what readers see.

`docs/forecasts.yml` and `docs/watch.yml` name statements, each told once, by their ids. Nothing is
scored: a reading says how what is on record bears on a forecast as it was worded. Ours have none,
and are counted nowhere with the article's.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta, field

from ..claims.findings import Finding
from ..claims.statements import Statement, StatementIndex
from ..dates import parse_edtf
from ..pages.counts import Countable, make_countable
from ..problems import Problem
from ..sources.csl import capitalise
from ..vocabulary import READINGS, Reading
from ..yamldata import CODE, EDTF, Brief, Written
from .entries import ClaimEntry, ClaimIds, FigureForm, Part, Shown

_END = r"[.!?…]['\"’”)\]]*\s*$"
_A_SENTENCE = "a sentence with its full stop"
Sentence = Annotated[str, Meta(pattern=_END, description=_A_SENTENCE)]


def _say(what: str) -> Meta:
    """Return what is said of a field that is a sentence."""
    return Meta(pattern=_END, description=f"{what}, {_A_SENTENCE}")


class SinceForm(ClaimEntry, frozen=True, kw_only=True):
    """What is on record of a forecast."""

    words: Annotated[str, Meta(min_length=1, description="what it was, in two words or a few")]


class UnchangedForm(Part, frozen=True, kw_only=True):
    """How a forecast would have been read, had nothing changed."""

    same: Annotated[bool, Meta(description="true where it would have had the same reading")]
    because: Annotated[str, Meta(description="a sentence that says why, of another reading")] = ""

    def find_faults(self) -> Iterator[Problem]:
        """Of another reading it is said why."""
        if not (self.same or self.because):
            message = "nothing says why it would have been read otherwise"
            hint = "write because: and the reason, in a sentence"
            yield Problem(message, "missing-because", hint, part=("same",))


class ForecastForm(Part, frozen=True, kw_only=True):
    """What became of a forecast."""

    expected: Sentence
    hedge: Annotated[
        str, Meta(description="the words of expected that say how sure it is, as is likely")
    ] = ""
    main: Annotated[bool, Meta(description="true for the one that the article turns on")] = False
    condition: Annotated[str, _say("what has to come true first")] = ""
    against: Annotated[str, _say("what would have counted against it")]
    unchanged: Annotated[
        UnchangedForm,
        Meta(description="whether it would be read the same, had nothing changed: {same: true}"),
    ]
    since: Annotated[tuple[SinceForm, ...], Meta(description="a list of what is on record")] = ()
    reading: Annotated[Reading, CODE, Meta(description="how what is on record bears on it")]
    because: Sentence
    in_short: Annotated[Brief, Meta(description="a sentence of at most twelve words")] = ""

    @property
    def names(self) -> Sequence[str]:
        """What is on record of it, beside the claim itself."""
        return [one.claim for one in self.since]

    def find_faults(self) -> Iterator[Problem]:
        """A hedge stands in the sentence that it hedges; what is on record is named."""
        if READINGS[self.reading].is_shown and not self.since:
            message = f"it is '{self.reading}', and nothing is named that is on record"
            hint = "write since: and the claims that say so, each with its words"
            yield Problem(message, "missing-field", hint, part=("reading",))
        if self.hedge not in self.expected:
            message = f"'{self.hedge}' does not stand in expected"
            yield Problem(message, "bad-value", "copy the words from there", part=("hedge",))

    @property
    def parts(self) -> tuple[str, str, str]:
        """What is expected: what stands before its hedge, the hedge, and what stands behind it."""
        return self.expected.partition(self.hedge) if self.hedge else (self.expected, "", "")


class OwnForecastForm(Part, frozen=True, kw_only=True):
    """A forecast of ours."""

    made: Annotated[str, EDTF, Meta(description="the day on which it was made")]
    against: Annotated[str, _say("what would count against it")]


class SeenForm(ClaimEntry, frozen=True, kw_only=True):
    """What was seen of something to watch."""

    shows: Annotated[str, Meta(min_length=1, description="what it shows, in a few words")]


class SignpostForm(Part, frozen=True, kw_only=True):
    """Something to watch."""

    watch: Sentence
    where: Annotated[str, Meta(min_length=1, description="where it would show")]
    would_mean: Sentence
    forecasts: ClaimIds
    seen: Annotated[tuple[SeenForm, ...], Meta(description="a list of what was seen")] = ()
    not_seen: Annotated[str, Meta(description="what was looked for and not seen")] = ""


class ForecastsFile(FigureForm, frozen=True, kw_only=True):
    """What became of the article's forecasts, and ours, in `docs/forecasts.yml`."""

    read_on: Annotated[str, EDTF, Meta(description="the day on which they were last gone through")]
    reach: Annotated[str, _say("how far the evidence reaches")]
    forecasts: Annotated[
        dict[str, ForecastForm],
        Meta(min_length=1, description="below it, indented, ids of claims with their fields"),
    ] = field(default_factory=dict)
    ours: Annotated[
        dict[str, OwnForecastForm],
        Meta(
            min_length=1,
            description="below it, indented, ids of claims of ours with their fields",
        ),
    ] = field(default_factory=dict)

    def find_faults(self) -> Iterator[Problem]:
        """There is a forecast, of the article or of ours."""
        if not (self.forecasts or self.ours):
            hint = "write forecasts: and what became of the article’s, or ours: and those of ours"
            yield Problem("this file has no forecast", "missing-field", hint)

    def show_ours(self, shown: Shown) -> list[tuple[Statement, OwnForecastForm]]:
        """Return the forecasts of ours that are there, in the order of their file."""
        known = shown.targets.statements
        return [(known[name], form) for name, form in self.ours.items() if name in known]

    def show(self, shown: Shown) -> list["ShownForecast"]:
        """Return the forecasts that are there, in the order of their file."""
        forecasts = list[ShownForecast]()
        for name, form in self.forecasts.items():
            since = _sort_seen([(one.claim, one.words) for one in form.since], shown.targets)
            forecasts += [
                ShownForecast(claim, form, since) for claim in shown.targets.find_all([name])
            ]
        return forecasts

    @property
    def countable(self) -> Countable:
        """The forecasts of the article, by their readings."""
        return make_countable([[form.reading] for form in self.forecasts.values()], READINGS)

    def count(self) -> list[tuple[str, int]]:
        """Return each reading, in its order, with how many forecasts have it, none among them."""
        counts = Counter[str](form.reading for form in self.forecasts.values())
        return [(reading, counts[reading]) for reading in READINGS]


class WatchFile(FigureForm, frozen=True, kw_only=True):
    """What to watch, in `docs/watch.yml`."""

    signposts: Annotated[
        dict[str, SignpostForm],
        Meta(min_length=1, description="below it, indented, ids of signposts with their fields"),
    ]

    def show(self, shown: Shown) -> list["Signpost"]:
        """Return what to watch, in the order of its file."""
        signposts = list[Signpost]()
        for name, form in self.signposts.items():
            seen = _sort_seen([(one.claim, one.shows) for one in form.seen], shown.targets)
            signposts.append(Signpost(name, form, seen))
        return signposts


Figures = Mapping[str, Written]
"""All figures by their names, these two among them where they are there."""


def list_forecasts(figures: Figures) -> Mapping[str, ForecastForm]:
    """Return the forecasts by the id of the claim; none where the file is not there."""
    return figures["forecasts"].form.forecasts if "forecasts" in figures else {}


Seen = tuple[Statement, str]
"""What was seen of a forecast, or of something to watch, with what it was or shows."""


@dataclass(frozen=True)
class ShownForecast:
    """A forecast with what became of it, for readers."""

    claim: Statement
    form: ForecastForm
    since: Sequence[Seen]  # by their days


@dataclass(frozen=True)
class Signpost:
    """Something to watch, for readers."""

    id: str
    form: SignpostForm
    seen: Sequence[Seen]  # by their days


def find_outcomes(figures: Figures, page: str) -> dict[str, Finding]:
    """Return what became of each forecast by the id of its claim; `page` has them all."""
    return {
        name: Finding(
            form.reading,
            capitalise(READINGS[form.reading].name),
            form.in_short or form.because,
            f"{page}#{name}",
        )
        for name, form in list_forecasts(figures).items()
    }


def _sort_seen(named: Iterable[tuple[str, str]], targets: StatementIndex) -> list[Seen]:
    """Return claims that some ids name, with the words beside them, by their last days."""
    known = [
        (targets.statements[name], words) for name, words in named if name in targets.statements
    ]
    return sorted(known, key=lambda seen: find_end(seen[0]))


def find_end(statement: Statement) -> date:
    """Return the last day of an event; of none, the first of all days."""
    span = parse_edtf(statement.record.event)
    return span.latest if span else date.min
