"""The figures that are lists: who gives what to whom, who said what when, what judgements rest on.

Each function takes the data of one figure, and what its entries name, and returns what its template
in `overrides/figures/` places.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..pages.vocabulary import KINDS
from ..words import _
from .figure_forms import (
    DateEntry,
    DatesForm,
    DifferenceForm,
    DifferencesForm,
    FlowEntry,
    FlowsForm,
    JudgementForm,
    JudgementsForm,
    Lane,
    LanesForm,
    Missing,
)
from .figures import Targets
from .rows import Row
from .speakers import Speaker
from .statements import PageAddress


class Arrows(NamedTuple):
    """Signs for what goes from one state to another, from this one back, and both ways."""

    there: str
    back: str
    both: str


_DOWN = Arrows("↓", "↑", "↕")
_ACROSS = Arrows("→", "←", "↔")


@dataclass(frozen=True)
class Flow:
    """One line of the figure."""

    arrow: str
    between: str  # who gives whom, for those who do not see the arrow
    words: str
    address: str
    is_firm: bool  # whether it rests on a fact or a report


@dataclass(frozen=True)
class Side:
    """What goes to and fro between two states."""

    place: str  # `left`, `right` or `middle`
    flows: Sequence[Flow]


@dataclass(frozen=True)
class Flows:
    """The finished figure: three states, and what goes on between them."""

    top: str
    left: str
    right: str
    top_left: Side
    top_right: Side
    left_right: Side


def draw_flows(figure: FlowsForm, targets: Targets) -> Flows:
    """Return the figure `flows`, placed as on the map."""
    top, left, right = figure.states
    finder = _FlowFinder(figure.flows, targets)
    return Flows(
        top,
        left,
        right,
        Side("left", finder.find(top, left, _DOWN)),
        Side("right", finder.find(top, right, _DOWN)),
        Side("middle", finder.find(left, right, _ACROSS)),
    )


class _FlowFinder:
    """Finds what goes on between two states."""

    def __init__(self, entries: Iterable[FlowEntry], targets: Targets) -> None:
        self.entries = entries
        self.targets = targets

    def find(self, one: str, other: str, arrows: Arrows) -> list[Flow]:
        """Return what goes on between two states."""
        flows = []
        for entry in self.entries:
            target = self.targets.find(entry)
            if target and {entry.giver, entry.taker} == {one, other}:
                is_firm = target.row is not None and target.row.claim.kind in _FIRM
                flows.append(_make_flow(entry, entry.giver == one, arrows, target.address, is_firm))
        return flows


_FIRM = frozenset({"fact", "report", "background"})  # kinds of claims on which a whole line rests


def _make_flow(
    entry: FlowEntry, is_there: bool, arrows: Arrows, address: str, is_firm: bool
) -> Flow:
    if entry.both:
        arrow = arrows.both
        between = _("{one} and {other}, each to the other: ", one=entry.giver, other=entry.taker)
    else:
        arrow = arrows.there if is_there else arrows.back
        between = _("{one} to {other}: ", one=entry.giver, other=entry.taker)
    return Flow(arrow, between, entry.words, address, is_firm)


class Said(NamedTuple):
    """What an actor said, as the figure shows it."""

    actor: str
    words: str
    address: str  # of the statement that it rests on


@dataclass(frozen=True)
class Day:
    """A row of the figure: a day, and for each lane what was said on it."""

    event: str
    cells: Sequence[tuple[Lane, Sequence[Said]]]


@dataclass(frozen=True)
class Lanes:
    """The finished figure."""

    lanes: Sequence[Lane]
    days: Sequence[Day]  # up to the cut-off
    later: Sequence[Day]


def draw_lanes(figure: LanesForm, targets: Targets, cut_off: str) -> Lanes:
    """Return the figure `lanes`, a row a day; `cut_off` is a day in ISO 8601."""
    by_event = defaultdict[str, list[Said]](list)
    for entry in figure.entries:
        target = targets.find(entry)
        if target:
            said = Said(entry.actor, entry.words, target.address)
            by_event[entry.date or target.event].append(said)
    days, later = list[Day](), list[Day]()
    for event in sorted(by_event):
        day = _make_day(event, by_event[event], figure.lanes)
        if event <= cut_off:
            days.append(day)
        else:
            later.append(day)
    return Lanes(figure.lanes, days, later)


def _make_day(event: str, sayings: Sequence[Said], lanes: Iterable[Lane]) -> Day:
    cells = []
    for lane in lanes:
        cells.append((lane, [said for said in sayings if said.actor in lane.actors]))
    return Day(event, cells)


@dataclass(frozen=True)
class Judgement:
    """What the article argues, and what that rests on, counted from the ledger."""

    number: int
    words: str
    own: Sequence[Row]  # the claims that it sums up
    kinds: Sequence[str]  # theirs, each once
    page: PageAddress | None  # where the first of them stands
    sources: int  # of its own claims, and of what is for or against it
    origins: int
    from_parties: int  # sources in which a party to the matter speaks
    pro: Sequence[Row]
    against: Sequence[Row]
    missing: Missing | None

    @property
    def is_bare(self) -> bool:
        """Whether it rests on nothing but itself."""
        return not (self.sources or self.pro or self.against)


def weigh_judgements(figure: JudgementsForm, targets: Targets) -> list[Judgement]:
    """Return the figure `judgements`, counted."""
    weighed = list[Judgement]()
    for number, judgement in enumerate(figure.judgements, start=1):
        weighed.append(_weigh(number, judgement, targets))
    return weighed


def _weigh(number: int, judgement: JudgementForm, targets: Targets) -> Judgement:
    own = targets.find_rows(judgement.claims)
    pro, against = targets.find_rows(judgement.pro), targets.find_rows(judgement.against)
    speakers = set[tuple[str, Speaker]]()  # each with its source: one may carry several
    for row in (*own, *pro, *against):
        speakers.update(row.speakers.items())
    kinds = Counter(row.claim.kind for row in own)
    return Judgement(
        number=number,
        words=judgement.words,
        own=own,
        kinds=[kind for kind in KINDS if kind in kinds],
        page=own[0].claim.page if own else None,
        sources=len({key for key, _speaker in speakers}),
        origins=len({speaker.name for _key, speaker in speakers}),
        from_parties=len({key for key, speaker in speakers if speaker.party}),
        pro=pro,
        against=against,
        missing=judgement.missing,
    )


@dataclass(frozen=True)
class Compared:
    """A statement of the article beside the record."""

    row: Row
    record: str
    see: Sequence[Row]  # the claims that show it


@dataclass(frozen=True)
class Held:
    """A statement of the article that held."""

    words: str
    address: str


@dataclass(frozen=True)
class Differences:
    """The finished figure."""

    compared: Sequence[Compared]
    held: Sequence[Held]


def draw_differences(figure: DifferencesForm, targets: Targets) -> Differences:
    """Return the figure `differences`: the article, the record, the verdict."""
    compared = list[Compared]()
    for entry in figure.differences:
        compared += _compare(entry, targets)
    held = list[Held]()
    for one in figure.held:
        target = targets.find(one)
        if target:
            held.append(Held(one.words, target.address))
    return Differences(compared, held)


def _compare(entry: DifferenceForm, targets: Targets) -> list[Compared]:
    """Return an entry beside its claim; nothing where there is none."""
    rows = targets.find_rows([entry.claim])
    return [Compared(row, entry.record, targets.find_rows(entry.see)) for row in rows]


@dataclass(frozen=True)
class Dated:
    """What happened on a day."""

    event: str
    words: str
    address: str
    is_later: bool  # than the cut-off


def draw_dates(figure: DatesForm, targets: Targets, cut_off: str) -> list[Dated]:
    """Return the figure `dates` by day; `cut_off` is a day in ISO 8601."""
    dated = list[Dated]()
    for entry in figure.dates:
        dated += _date(entry, targets, cut_off)
    return sorted(dated, key=lambda date: date.event)


def _date(entry: DateEntry, targets: Targets, cut_off: str) -> list[Dated]:
    """Return an entry with its day; nothing where what it names is not there."""
    target = targets.find(entry)
    if target is None:
        return []
    event = entry.date or target.event
    return [Dated(event, entry.words, target.address, event > cut_off)]
