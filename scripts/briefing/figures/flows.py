"""Who gives what to whom: what goes between three states, by pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..claims.statements import Statement, Targets
from .forms import FlowEntry, FlowsForm, State


@dataclass(frozen=True)
class Flow:
    """What one state gives another, or both each other."""

    entry: FlowEntry
    statement: Statement  # on which it rests


@dataclass(frozen=True)
class Pair:
    """Two states, and what goes between them."""

    one: State
    other: State
    flows: Sequence[Flow]


def pair_flows(figure: FlowsForm, targets: Targets) -> list[Pair]:
    """Return the pairs of the three states: first and third, second and third, second and first.

    What names nothing is left out: rules tell that.
    """
    first, second, third = figure.states
    pairs = []
    for one, other in ((first, third), (second, third), (second, first)):
        flows = [
            Flow(entry, statement)
            for entry in figure.flows
            if {entry.giver, entry.taker} == {one.name, other.name}
            and (statement := targets.find(entry))
        ]
        pairs.append(Pair(one, other, flows))
    return pairs
