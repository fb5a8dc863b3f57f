"""Who gives what to whom: lists of what goes between three states, and a map above them.

The map needs two things beside the flows: a place in the data for each state, and the outline of
the land (`outline.py`). Where one is missing there are the lists alone.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .figure_forms import FlowEntry, FlowsForm, Place
from .figures import Figure, Targets
from .outline import Outline, Point, Projection

_FIRM = frozenset({"fact", "report", "background"})  # kinds of claims on which a whole line rests

# In units of the map.
_GAP = 9  # between the middle of a dot and an arrowhead
_HEAD = (10, 4.5)  # length of an arrowhead, and half its width
# How far an arc leaves the straight line: at least, and as a share of that line. Where two states
# have firm and other ones, the other ones go the other way.
_BOW = (13, 0.1)
_OTHER_BOW = (-11, -0.02)
# Where a name stands from the middle of its dot, and which end of it is there.
_LABELS = {
    "right": (10, 5, "start"),
    "left": (-10, 5, "end"),
    "above": (0, -11, "middle"),
    "below": (0, 21, "middle"),
    "above right": (8, -4, "start"),
    "below right": (6, 16, "start"),
    "below left": (-4, 19, "end"),
}


class Arrows(NamedTuple):
    """Signs for what goes from one state to another, from this one back, and both ways."""

    there: str
    back: str
    both: str


_RIGHT = Arrows("→", "←", "↔")
_LEFT = Arrows("←", "→", "↔")


@dataclass(frozen=True)
class Flow:
    """One line of the figure."""

    arrow: str
    between: str  # who gives whom, for those who do not see the arrow
    words: str
    address: str
    is_firm: bool  # whether it rests on a fact or a report
    is_there: bool  # whether the first state of its side gives it
    is_back: bool  # whether the second does


@dataclass(frozen=True)
class Side:
    """What goes to and fro between two states."""

    place: str  # `left`, `right` or `middle`
    flows: Sequence[Flow]


class Arc(NamedTuple):
    """A line of the map between two places."""

    line: str  # the data of its path
    heads: str  # the data of that of its arrowheads
    is_firm: bool


class Dot(NamedTuple):
    """A place on the map."""

    name: str
    at: Point
    label: Point  # where its name stands
    anchor: str  # which end of the name is there, as SVG has it
    is_seat: bool  # whether it stands for a state


@dataclass(frozen=True)
class Map:
    """What is drawn above the lists."""

    land: str
    arcs: Sequence[Arc]
    dots: Sequence[Dot]


@dataclass(frozen=True)
class Flows:
    """The finished figure."""

    sides: Sequence[Side]
    map: Map | None


def draw_flows(figure: Figure, targets: Targets) -> Flows:
    """Return the figure `flows`, with its map if it has what that needs."""
    form: FlowsForm = figure.form
    seats = {place.state: place for place in form.places if place.state}
    sides = [_make_side(name, pair, form, targets) for name, pair in _list_pairs(form.states)]
    if figure.outline is None or not seats.keys() >= {*form.states}:
        return Flows(sides, None)
    return Flows(sides, _draw_map(form, seats, sides, figure.outline))


def _list_pairs(states: tuple[str, str, str]) -> Sequence[tuple[str, tuple[str, str]]]:
    """Return the pairs of three states, each with the place of its list."""
    top, left, right = states
    return (("left", (top, left)), ("right", (top, right)), ("middle", (left, right)))


def _make_side(name: str, pair: tuple[str, str], form: FlowsForm, targets: Targets) -> Side:
    """Return what goes on between two states."""
    one, other = pair
    longitudes = {place.state: place.lon for place in form.places}
    arrows = _LEFT if longitudes.get(other, 0) < longitudes.get(one, 0) else _RIGHT
    flows = list[Flow]()
    for entry in form.flows:
        target = targets.find(entry)
        if target and {entry.giver, entry.taker} == {one, other}:
            is_firm = target.row is not None and target.row.claim.kind in _FIRM
            flows.append(_make_flow(entry, entry.giver == one, arrows, target.address, is_firm))
    return Side(name, flows)


def _make_flow(
    entry: FlowEntry, is_there: bool, arrows: Arrows, address: str, is_firm: bool
) -> Flow:
    if entry.both:
        between = f"{entry.giver} and {entry.taker}, each to the other: "
        return Flow(arrows.both, between, entry.words, address, is_firm, True, True)
    between = f"{entry.giver} to {entry.taker}: "
    arrow = arrows.there if is_there else arrows.back
    return Flow(arrow, between, entry.words, address, is_firm, is_there, not is_there)


# ---- The map ----


def _draw_map(
    form: FlowsForm, seats: dict[str, Place], sides: Iterable[Side], outline: Outline
) -> Map:
    project = outline.projection
    places = {state: project.place(seat.lon, seat.lat) for state, seat in seats.items()}
    arcs = list[Arc]()
    for side, (_name, (one, other)) in zip(sides, _list_pairs(form.states), strict=True):
        [third] = {*form.states} - {one, other}
        arcs += _draw_arcs(side.flows, (places[one], places[other], places[third]))
    return Map(outline.land, arcs, [_make_dot(place, project) for place in form.places])


def _draw_arcs(flows: Iterable[Flow], ends: tuple[Point, Point, Point]) -> list[Arc]:
    """Return a line for what is firm between two places, and one for what is not."""
    firm = [flow for flow in flows if flow.is_firm]
    unsure = [flow for flow in flows if not flow.is_firm]
    arcs = list[Arc]()
    if firm:
        arcs.append(_draw_arc(firm, _BOW, *ends))
    if unsure:
        arcs.append(_draw_arc(unsure, _OTHER_BOW if firm else _BOW, *ends))
    return arcs


def _draw_arc(
    flows: Sequence[Flow], bow: tuple[float, float], start: Point, end: Point, away: Point
) -> Arc:
    """Return the line between two places, bent away from a third."""
    across, down = end.x - start.x, end.y - start.y
    length = math.hypot(across, down)
    least, share = bow
    height = 2 * (least + share * length)  # a curve goes half the way
    middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    is_right = (away.x - middle.x) * down > (away.y - middle.y) * across
    side = height / length if is_right else -height / length
    bend = Point(middle.x - side * down, middle.y + side * across)
    first, last = _approach(start, bend, _GAP), _approach(end, bend, _GAP)
    heads = ""
    if any(flow.is_back for flow in flows):
        heads += _draw_head(first, bend)
        first = _approach(first, bend, _HEAD[0])
    if any(flow.is_there for flow in flows):
        heads += _draw_head(last, bend)
        last = _approach(last, bend, _HEAD[0])
    line = f"M{_write(first)}Q{_write(bend)} {_write(last)}"
    return Arc(line, heads, flows[0].is_firm)


def _draw_head(tip: Point, behind: Point) -> str:
    """Return the data of a path: an arrowhead that points away from `behind`."""
    length, half = _HEAD
    base = _approach(tip, behind, length)
    across, down = (tip.x - base.x) * half / length, (tip.y - base.y) * half / length
    one = Point(base.x - down, base.y + across)
    other = Point(base.x + down, base.y - across)
    return f"M{_write(tip)}L{_write(one)} {_write(other)}z"


def _approach(start: Point, end: Point, steps: float) -> Point:
    """Return the point so many units from one on the way to another."""
    share = steps / math.dist(start, end)
    return Point(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y))


def _write(point: Point) -> str:
    return f"{point.x:.0f} {point.y:.0f}"


def _make_dot(place: Place, projection: Projection) -> Dot:
    at = projection.place(place.lon, place.lat)
    right, down, anchor = _LABELS[place.side]
    label = Point(at.x + right, at.y + down)
    return Dot(place.name, _round(at), _round(label), anchor, bool(place.state))


def _round(point: Point) -> Point:
    return Point(round(point.x), round(point.y))
