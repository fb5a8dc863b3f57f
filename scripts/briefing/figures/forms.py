"""The forms of the figures: what each file of them holds, field by field.

The name of a file is that of its form. Whatever its shape, what rests on a statement, a claim of
the briefing or a note, names it by `claim`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from ..claims.statements import ClaimIds, Grounded
from ..pages.vocabulary import Stance
from ..problems import Problem, nearest
from ..yamldata import Form
from .beijing import BeijingForm
from .deaths import DeathsForm
from .entries import Dated, Remark, Titled, Words
from .forecasts import ForecastsFile, WatchFile
from .register import RegisterForm

Share = Annotated[
    float, Meta(ge=0, le=100, description="a number up to 100, without a sign for per cent")
]
Label = Annotated[str, Meta(description="a few words that stand at its mark, if any do")]
Side = Annotated[
    Literal[
        "above", "above left", "above right", "left", "right", "below", "below left", "below right"
    ],
    Meta(description="on which side of its mark its label stands"),
]
Narrow = Annotated[bool, Meta(description="false where a narrow screen has no room for its label")]


class State(Form, frozen=True, kw_only=True):
    """A state of the figure `flows`."""

    name: Words
    short: Annotated[str, Meta(description="its name where there is little room")] = ""


class FlowEntry(
    Grounded,
    rename={"giver": "from", "taker": "to"},
    frozen=True,
    kw_only=True,
):
    """What one state gives to another, or both to each other; its words say how certain it is."""

    giver: Annotated[str, Meta(description="the state that gives")]
    taker: Annotated[str, Meta(description="the state that takes")]
    words: Words
    both: Annotated[bool, Meta(description="true where each gives it to the other")] = False


class FlowsForm(Titled, frozen=True, kw_only=True):
    """Who gives what to whom."""

    states: Annotated[
        tuple[State, State, State],
        Meta(description="three states: at the top, below it, and to the right of both"),
    ]
    flows: Annotated[tuple[FlowEntry, ...], Meta(description="a list of what goes between them")]
    remarks: Annotated[
        tuple[Remark, ...], Meta(description="a list of what has to be known beside them")
    ] = ()

    def find_faults(self) -> Iterator[Problem]:
        """What is given goes from one of the three states to another."""
        names = [state.name for state in self.states]
        for number, flow in enumerate(self.flows):
            for end, state in (("from", flow.giver), ("to", flow.taker)):
                if state not in names:
                    message = f"'{state}' is no state of this figure"
                    hint = nearest(state, names) or f"the states here are {', '.join(names)}"
                    yield Problem(message, "unknown-state", hint, part=("flows", number, end))


class Lane(Form, frozen=True, kw_only=True):
    """A row of the figure `lanes`."""

    name: Words
    actors: Annotated[tuple[str, ...], Meta(description="a list of those who stand in it")]
    tinted: Annotated[bool, Meta(description="true for the lane that matters most")] = False


class LaneEntry(Dated, frozen=True, kw_only=True):
    """What an actor said on a day; behind the cut-off, its label stands beside the lane."""

    actor: Annotated[str, Meta(description="who said it, one of the actors of a lane")]
    stance: Annotated[Stance, Meta(description="the stance that it took")]
    words: Words
    label: Label = ""
    side: Side = "above"
    narrow: Narrow = True


class Tick(Form, frozen=True, kw_only=True):
    """A day on the axis of the figure `lanes`."""

    day: Annotated[date, Meta(description="its day, 2024-10-08, before the information cut-off")]
    words: Annotated[str, Meta(min_length=1, description="what stands there, such as 8 Oct")]


class LanesForm(Titled, frozen=True, kw_only=True):
    """Who said what, and when."""

    stances: Annotated[
        dict[Stance, str],
        Meta(description="stances with the words for them, where there are better ones here"),
    ] = field(default_factory=dict)
    ticks: Annotated[tuple[Tick, ...], Meta(description="a list of days that the axis names")] = ()
    lanes: Annotated[tuple[Lane, ...], Meta(description="a list of lanes")]
    entries: Annotated[tuple[LaneEntry, ...], Meta(description="a list of what was said")]

    def find_faults(self) -> Iterator[Problem]:
        """Who said something stands in a lane."""
        actors = [actor for lane in self.lanes for actor in lane.actors]
        for number, entry in enumerate(self.entries):
            if entry.actor not in actors:
                message = f"no lane has the actor '{entry.actor}'"
                hint = nearest(entry.actor, actors) or "write it under actors: of a lane"
                yield Problem(message, "unknown-actor", hint, part=("entries", number, "actor"))


class Point(Grounded, frozen=True, kw_only=True):
    """A share in a year; one without a label is a bend of its line, and no more."""

    year: Annotated[int, Meta(ge=1, le=9999, description="a year")]
    share: Share
    source: Annotated[str, Meta(description="the citation key of the source that states it")]
    after_cut_off: Annotated[
        bool, Meta(description="true where it was published after the information cut-off")
    ] = False
    label: Label = ""
    side: Side = "above"
    narrow: Narrow = True


class Series(Form, frozen=True, kw_only=True):
    """A line of the figure `shares`."""

    name: Words
    points: Annotated[tuple[Point, ...], Meta(description="a list of points", min_length=1)]


class Band(Grounded, frozen=True, kw_only=True):
    """What a claim says of all the years since the day of what it names, as a band."""

    label: Annotated[str, Meta(min_length=1, description="a few words that stand in the band")]
    words: Words
    low: Annotated[float, Meta(description="the share at which the band begins")]


class Uncounted(Remark, frozen=True, kw_only=True):
    """Years without a share, which its words explain below the picture."""

    first: Annotated[int, Meta(description="the first of these years")]
    last: Annotated[int, Meta(description="the last of them")]
    label: Annotated[str, Meta(min_length=1, description="a few words that stand above them")]


class SharesForm(Titled, frozen=True, kw_only=True):
    """How shares went over the years."""

    ticks: Annotated[
        tuple[int, ...],
        Meta(description="a list of the years that are named, each second on a wide screen alone"),
    ] = ()
    band: Band | None = None
    uncounted: Uncounted | None = None
    series: Annotated[
        tuple[Series, ...], Meta(description="one line, or two", min_length=1, max_length=2)
    ]


class Course(Form, frozen=True, kw_only=True):
    """A course that somebody could take."""

    name: Words
    expected: Remark | None = None
    price: Annotated[tuple[Remark, ...], Meta(description="a list of what it would cost")] = ()
    since: Annotated[
        tuple[Remark, ...],
        Meta(description="a list of what came of it; of a forecast, its reading stands behind it"),
    ] = ()


class CoursesForm(Titled, frozen=True, kw_only=True):
    """Courses that somebody could take, what each would cost, and what came of it."""

    subtitle: Annotated[str, Meta(min_length=1, description="the words that a course ends")]
    since: Annotated[str, Meta(min_length=1, description="since when, in words: Since March 2021")]
    answers: Annotated[
        tuple[Course, Course, Course],
        Meta(description="three courses: the one that is expected between two that are clear"),
    ]
    others: Annotated[tuple[Course, ...], Meta(description="a list of other courses")] = ()


class Missing(Form, frozen=True, kw_only=True):
    """What a page says that its argument leaves open."""

    words: Words
    at: Annotated[str, Meta(description="the address where it says so: trade/#gaps")]


class JudgementForm(Form, rename={"pro": "for"}, frozen=True, kw_only=True):
    """A judgement of the article, and what it rests on."""

    words: Words
    claims: Annotated[
        tuple[str, ...],
        Meta(description="a list of the ids of the claims that it sums up", min_length=1),
    ]
    pro: Annotated[tuple[Remark, ...], Meta(description="a list of what speaks for it")] = ()
    against: Annotated[
        tuple[Remark, ...], Meta(description="a list of what speaks against it")
    ] = ()
    missing: Missing | None = None


class JudgementsForm(Titled, frozen=True, kw_only=True):
    """What the article argues, and what that rests on."""

    judgements: Annotated[tuple[JudgementForm, ...], Meta(description="a list of judgements")]


class DifferenceForm(Form, frozen=True, kw_only=True):
    """Where the record differs from a statement of the article."""

    claim: Annotated[str, Meta(description="the id of a claim that restates the article")]
    words: Annotated[str, Meta(description="what it says, where its sentence is too long")] = ""
    record: Words
    see: ClaimIds = ()
    accept: Annotated[
        tuple[str, ...], Meta(description="a list of codes of faults that the author knows of")
    ] = ()


class DifferencesForm(Titled, frozen=True, kw_only=True):
    """Where the record differs."""

    differences: Annotated[tuple[DifferenceForm, ...], Meta(description="a list of differences")]


FORMS: dict[str, type[Form]] = {
    "beijing": BeijingForm,
    "register": RegisterForm,
    "flows": FlowsForm,
    "lanes": LanesForm,
    "shares": SharesForm,
    "courses": CoursesForm,
    "deaths": DeathsForm,
    "judgements": JudgementsForm,
    "differences": DifferencesForm,
    "forecasts": ForecastsFile,
    "watch": WatchFile,
}
"""The form of each file, by its name, which is that of the view that shows it."""
BESIDE = ("forecasts.yml", "watch.yml")
"""Those that stand in `docs/` itself; all others stand in `docs/figures/`."""
