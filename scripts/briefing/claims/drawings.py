"""The figures that are lists: who gives what to whom, who said what when, what judgements rest on.

Each function takes the data of one figure, filled by `figures.fill_figures`, and returns what its
template in `overrides/figures/` places.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import msgspec
from jinja2 import TemplateRuntimeError

from ..pages.vocabulary import KINDS
from ..words import _
from .rows import Row
from .speakers import Speaker

Text = Any  # what YAML takes for a text, a number or a date: it is shown as it stands
_T = TypeVar("_T")


def read_figure(figure: Mapping[str, Any], form: type[_T]) -> _T:
    """Return the data of a figure in its form. Raise TemplateRuntimeError where it has another.

    Where there is no such figure, `figure` is what Jinja has for it, and raises UndefinedError.
    """
    try:
        return msgspec.convert(dict(figure.items()), form)
    except msgspec.ValidationError as error:
        raise TemplateRuntimeError(str(error)) from error


class FlowEntry(msgspec.Struct, rename={"giver": "from", "taker": "to"}):
    """What one state gives to another, or both to each other."""

    giver: Text
    taker: Text
    words: Text = ""
    both: bool = False
    address: str = ""  # of the statement that it rests on
    row: Row | None = None  # of that statement; None for a note


class FlowsData(msgspec.Struct):
    """The data of the figure `flows`."""

    states: tuple[Text, Text, Text]  # the one at the top, on the left, on the right
    flows: list[FlowEntry]


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
    words: Text
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

    top: Text
    left: Text
    right: Text
    top_left: Side
    top_right: Side
    left_right: Side


def draw_flows(figure: Mapping[str, Any]) -> Flows:
    """Return the figure `flows`, placed as on the map. Raise what `read_figure` raises."""
    data = read_figure(figure, FlowsData)
    entries = [entry for entry in data.flows if entry.row]
    top, left, right = data.states
    return Flows(
        top,
        left,
        right,
        Side("left", _find_flows(entries, top, left, _DOWN)),
        Side("right", _find_flows(entries, top, right, _DOWN)),
        Side("middle", _find_flows(entries, left, right, _ACROSS)),
    )


def _find_flows(entries: Iterable[FlowEntry], one: Text, other: Text, arrows: Arrows) -> list[Flow]:
    """Return what goes on between two states."""
    flows = []
    for entry in entries:
        if entry.giver in (one, other) and entry.taker in (one, other):
            flows.append(_make_flow(entry, entry.giver == one, arrows))
    return flows


def _make_flow(entry: FlowEntry, is_there: bool, arrows: Arrows) -> Flow:
    if entry.both:
        arrow = arrows.both
        between = _("{one} and {other}, each to the other: ", one=entry.giver, other=entry.taker)
    else:
        arrow = arrows.there if is_there else arrows.back
        between = _("{one} to {other}: ", one=entry.giver, other=entry.taker)
    is_firm = entry.row is not None and entry.row.claim.kind in {"fact", "report", "background"}
    return Flow(arrow, between, entry.words, entry.address, is_firm)


class Lane(msgspec.Struct):
    """A column of the figure `lanes`."""

    name: Text
    actors: list[Text]
    tinted: bool = False


class LaneEntry(msgspec.Struct):
    """What an actor said on a day."""

    actor: Text = None
    words: Text = ""
    event: str = ""  # in EDTF
    address: str = ""  # of the statement that it rests on


class LanesData(msgspec.Struct):
    """The data of the figure `lanes`."""

    cut_off: Text
    lanes: list[Lane]
    entries: list[LaneEntry]


@dataclass(frozen=True)
class Day:
    """A row of the figure: a day, and for each lane what was said on it."""

    event: str
    cells: Sequence[tuple[Lane, Sequence[LaneEntry]]]


@dataclass(frozen=True)
class Lanes:
    """The finished figure."""

    lanes: Sequence[Lane]
    days: Sequence[Day]  # up to the cut-off
    later: Sequence[Day]


def draw_lanes(figure: Mapping[str, Any]) -> Lanes:
    """Return the figure `lanes`, a row a day. Raise what `read_figure` raises."""
    data = read_figure(figure, LanesData)
    by_event = defaultdict[str, list[LaneEntry]](list)
    for entry in data.entries:
        if entry.address:
            by_event[entry.event].append(entry)
    days, later = list[Day](), list[Day]()
    for event in sorted(by_event):
        day = _make_day(event, by_event[event], data.lanes)
        if event <= str(data.cut_off):
            days.append(day)
        else:
            later.append(day)
    return Lanes(data.lanes, days, later)


def _make_day(event: str, entries: Sequence[LaneEntry], lanes: Iterable[Lane]) -> Day:
    cells = []
    for lane in lanes:
        cells.append((lane, [entry for entry in entries if entry.actor in lane.actors]))
    return Day(event, cells)


class Evidence(msgspec.Struct):
    """A statement for or against a judgement."""

    address: str = ""
    row: Row | None = None


class Missing(msgspec.Struct):
    """What the page of an argument says it leaves open."""

    words: Text = ""
    at: Text = ""  # the address where it says so


class JudgementData(msgspec.Struct, rename={"pro": "for"}):
    """What a judgement rests on."""

    pro: list[Evidence] = []
    against: list[Evidence] = []
    missing: Missing | None = None


class JudgementsData(msgspec.Struct):
    """The data of the figure `judgements`."""

    judgements: list[JudgementData]


@dataclass(frozen=True)
class Judgement:
    """What a judgement rests on, counted from the ledger."""

    number: int
    count_for: int  # also of what is not there
    count_against: int
    kinds: Sequence[tuple[int, str]]  # how many of each kind, and its name
    sources: int
    origins: int
    from_parties: int  # sources of a party to the matter
    alone: int  # statements that rest on one source
    pro: Sequence[Evidence]  # those that are there
    against: Sequence[Evidence]
    missing: Missing | None


def weigh_judgements(figure: Mapping[str, Any]) -> list[Judgement]:
    """Return the figure `judgements`, counted. Raise what `read_figure` raises."""
    data = read_figure(figure, JudgementsData)
    return [_weigh(number, judgement) for number, judgement in enumerate(data.judgements, start=1)]


def _weigh(number: int, judgement: JudgementData) -> Judgement:
    rows = [entry.row for entry in (*judgement.pro, *judgement.against) if entry.row]
    speakers = set[tuple[str, Speaker]]()  # each with its source: one may carry several
    for row in rows:
        speakers.update(row.speakers.items())
    kinds = Counter(row.claim.kind for row in rows)
    return Judgement(
        number=number,
        count_for=len(judgement.pro),
        count_against=len(judgement.against),
        kinds=[(kinds[kind], name.lower()) for kind, name in KINDS.items() if kind in kinds],
        sources=len({key for key, _speaker in speakers}),
        origins=len({speaker.name for _key, speaker in speakers}),
        from_parties=len({key for key, speaker in speakers if speaker.party}),
        alone=sum(len(row.sources) == 1 for row in rows),
        pro=[entry for entry in judgement.pro if entry.row],
        against=[entry for entry in judgement.against if entry.row],
        missing=judgement.missing,
    )
