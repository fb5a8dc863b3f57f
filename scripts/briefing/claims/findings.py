"""What was found of the statements of a paragraph: one sign a clause, and a line for it beside.

A restated claim that can be looked up has a verdict, a forecast has what became of it; a judgement
has no sign. What came later than the cut-off is told apart, once for all clauses that lead to it.
Letters tie sign and line where a paragraph has several signs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from .statements import Statement

_MANY = {"Holds": "Hold"}  # a verdict of several, where it is another word
_COMMON = "Common knowledge."


class Finding(NamedTuple):
    """What was found of a statement of the article: its verdict, or what became of a forecast."""

    code: str  # by which its sign is drawn
    name: str
    reason: str = ""
    address: str = ""  # from the root of the site, where an outcome is told; empty for a verdict


class Later(NamedTuple):
    """What came later and bears on a statement, as it is told beside that."""

    address: str  # from the root of the site, where it is told whole
    when: str  # the month, in words; empty where nothing tells it
    words: str


class Sign(NamedTuple):
    """A sign behind a clause."""

    finding: Finding
    letter: str  # empty where it is the only one of its paragraph


class Line(NamedTuple):
    """A line beside a paragraph."""

    told: Finding | Later
    claims: Sequence[Statement]  # of which it tells
    letters: Sequence[str]

    @property
    def name(self) -> str:
        """What was found, of one or of several; of what came later, that it did."""
        if isinstance(self.told, Later):
            return f"Later ({self.told.when})" if self.told.when else "Later"
        return _MANY.get(self.told.name, self.told.name) if self.is_shared else self.told.name

    @property
    def is_shared(self) -> bool:
        """Whether it tells of several statements."""
        return len(self.claims) > 1


class Findings(NamedTuple):
    """All that was found of the statements of a paragraph."""

    signs: Mapping[str, Sign]  # by the ids of the claims
    lines: Sequence[Line]  # in the order of the sentence
    later: Sequence[Line]  # what came later, the same


def gather_findings(
    claims: Sequence[Statement], outcomes: Mapping[str, Finding], later: Mapping[str, Later]
) -> Findings:
    """Return what was found of the claims of a paragraph.

    `outcomes` are what became of forecasts, and `later` what came later, by the ids of claims. An
    outcome tells both.
    """
    found = {claim.id: outcomes.get(claim.id) or find_verdict(claim) for claim in claims}
    known = {name: finding for name, finding in found.items() if finding}
    letters = ascii_lowercase if len(known) > 1 else [""]
    signs = {name: Sign(known[name], letter) for name, letter in zip(known, letters, strict=False)}
    came = {name: told for name, told in later.items() if name not in outcomes}
    return Findings(
        signs, lines=_list_lines(claims, known, signs), later=_list_lines(claims, came, signs)
    )


def find_verdict(claim: Statement) -> Finding | None:
    """Return the verdict on a claim; None where it has none, or is a judgement."""
    record = claim.record
    if not record.verdict or record.verdict == "judgement":
        return None
    reason = _COMMON if record.common_knowledge else record.because
    return Finding(record.verdict, record.finding, reason)


def _list_lines(
    claims: Iterable[Statement],
    told: Mapping[str, Finding] | Mapping[str, Later],
    signs: Mapping[str, Sign],
) -> list[Line]:
    """Return a line for all that is told of claims, once for those of which it is the same."""
    grouped = defaultdict[Finding | Later, list[Statement]](list)
    for claim in claims:
        if claim.id in told:
            grouped[told[claim.id]].append(claim)
    lines = list[Line]()
    for one, its_claims in grouped.items():
        letters = [signs[claim.id].letter for claim in its_claims if claim.id in signs]
        lines.append(Line(one, its_claims, [*filter(None, letters)]))
    return lines
