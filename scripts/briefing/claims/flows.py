"""Who gives what to whom: lists of what goes between three states, beside a map.

The map is drawn by hand, `docs/figures/flows.svg`; where there is none, there are the lists alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .figure_forms import FlowEntry, FlowsForm
from .figures import Figure, Targets

_FIRM = frozenset({"fact", "report", "background"})  # kinds of claims on which a whole line rests


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
    """The finished figure."""

    sides: Sequence[Side]
    map: str  # as HTML; empty where there is none


def draw_flows(figure: Figure, targets: Targets) -> Flows:
    """Return the figure `flows`: its three lists and its map."""
    form: FlowsForm = figure.form
    top, left, right = form.states
    pairs = {"left": (top, left), "right": (top, right), "middle": (left, right)}
    sides = [Side(name, _list_flows(pair, form, targets)) for name, pair in pairs.items()]
    return Flows(sides, figure.drawing)


def _list_flows(pair: tuple[str, str], form: FlowsForm, targets: Targets) -> list[Flow]:
    """Return what goes on between two states."""
    longitudes = {place.state: place.lon for place in form.places}
    western = min(pair, key=lambda state: longitudes.get(state, 0))  # the first, where none is
    flows = list[Flow]()
    for entry in form.flows:
        target = targets.find(entry)
        if target and {entry.giver, entry.taker} == {*pair}:
            is_firm = target.row is not None and target.row.claim.kind in _FIRM
            arrow, between = _tell_direction(entry, entry.giver == western)
            flows.append(Flow(arrow, between, entry.words, target.address, is_firm))
    return flows


def _tell_direction(entry: FlowEntry, is_eastward: bool) -> tuple[str, str]:
    """Return an arrow, as the map has it, and words that say who gives and who takes."""
    if entry.both:
        return "↔", f"{entry.giver} and {entry.taker}, each to the other: "
    arrow = "→" if is_eastward else "←"
    return arrow, f"{entry.giver} to {entry.taker}: "
