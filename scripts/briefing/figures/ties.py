"""Who gives what to whom: ties in the order in which the map numbers and the list tells them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from ..claims.statements import Statement, Targets
from .forms import FlowEntry, FlowsForm


@dataclass(frozen=True)
class Tie:
    """What goes between two states."""

    number: int
    entry: FlowEntry
    statement: Statement  # on which it rests
    pieces: Sequence[str]  # of its words; each second is the name of a state

    def points_at(self, state: str) -> bool:
        """Whether its line has an arrow at a state."""
        return self.entry.both or self.entry.taker == state


@dataclass(frozen=True)
class Pair:
    """Two states, and what goes between them."""

    one: str
    other: str
    ties: Sequence[Tie]


def pair_ties(figure: FlowsForm, targets: Targets) -> list[Pair]:
    """Return the pairs of the three states: first and third, first and second, second and third.

    What names nothing is left out: rules tell that.
    """
    first, second, third = (state.name for state in figure.states)
    name = re.compile(rf"\b({'|'.join(map(re.escape, (first, second, third)))})\b")
    numbers = count(1)
    pairs = []
    for one, other in ((first, third), (first, second), (second, third)):
        ties = [
            Tie(next(numbers), entry, statement, name.split(entry.words))
            for entry in figure.flows
            if {entry.giver, entry.taker} == {one, other} and (statement := targets.find(entry))
        ]
        pairs.append(Pair(one, other, ties))
    return pairs
