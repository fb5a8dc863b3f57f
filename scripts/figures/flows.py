"""Who gives what to whom: what goes between three states, by pairs."""

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, NamedTuple

from msgspec import Meta

from mkdocs_briefing.claims.statements import Statement
from mkdocs_briefing.figures.entries import ClaimEntry, Part, Remark, Shown, Titled, Words
from mkdocs_briefing.problems import Problem, nearest


class State(Part, frozen=True, kw_only=True):
    """A state of the figure `flows`."""

    name: Words
    short: Annotated[str, Meta(description="its name where there is little room")] = ""


class FlowEntry(
    ClaimEntry,
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

    styles: ClassVar[Sequence[str]] = ("flows",)
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

    def pair(self, shown: Shown) -> list["Pair"]:
        """Return the pairs of the three states: first and third, second and third, the first two.

        What names nothing is left out: rules tell that.
        """
        first, second, third = self.states
        pairs = []
        for one, other in ((first, third), (second, third), (second, first)):
            flows = [
                Flow(entry, statement)
                for entry in self.flows
                if {entry.giver, entry.taker} == {one.name, other.name}
                and (statement := entry.find(shown.targets))
            ]
            pairs.append(Pair(one, other, flows))
        return pairs


class Flow(NamedTuple):
    """What one state gives another, or both each other."""

    entry: FlowEntry
    statement: Statement  # on which it rests


class Pair(NamedTuple):
    """Two states, and what goes between them."""

    one: State
    other: State
    flows: Sequence[Flow]


FORM = FlowsForm
