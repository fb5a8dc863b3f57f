"""What was found of the statements of a paragraph: one sign a clause, and a line for it beside.

A restated claim that can be looked up has a verdict, a forecast has what became of it; a judgement
has no sign. What came later than the cut-off is told apart, once for all clauses that lead to it.
Letters tie sign and line where a paragraph has several signs.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from .page_notes import WayBack
from .statements import Statement

_COMMON = "Common knowledge."


class Finding(NamedTuple):
    """What is told of a statement: its verdict, what became of a forecast, or what came later."""

    code: str  # by which its sign is drawn, which what came later has not
    name: str
    words: str = ""
    address: str = ""  # from the root of the site, where it is told whole; empty for a verdict
    name_of_many: str = ""  # of several statements, where it is another


class Margin(NamedTuple):
    """What is told beside a claim; addresses are from the root of the site."""

    outcome: Finding | None = None  # what became of a forecast
    later: Finding | None = None  # what came later and bears on it
    earlier: Sequence[WayBack] = ()  # ways back to what it takes further
    shown: Sequence[WayBack] = ()  # ways to what bears it out


class Sign(NamedTuple):
    """A sign behind a clause."""

    finding: Finding
    letter: str  # empty where it is the only one of its paragraph


class MarginLine(NamedTuple):
    """A line beside a paragraph."""

    finding: Finding
    claims: Sequence[Statement]  # of which it was found
    letters: Sequence[str]

    @property
    def name(self) -> str:
        """What was found, of one or of several."""
        return (self.is_shared and self.finding.name_of_many) or self.finding.name

    @property
    def is_shared(self) -> bool:
        """Whether it was found of several statements."""
        return len(self.claims) > 1


class Findings(NamedTuple):
    """All that was found of the statements of a paragraph."""

    signs: Mapping[str, Sign]  # by the ids of the claims
    lines: Sequence[MarginLine]  # in the order of the sentence
    later: Sequence[MarginLine]  # what came later, the same


def gather_findings(
    claims: Sequence[Statement], beside: Mapping[str, Margin], later_shown: Collection[Finding]
) -> Findings:
    """Return what was found of the claims of a paragraph, and what stands beside them, by id.

    What came later is left out where it is in `later_shown`, which stands in the section already,
    and beside a forecast, whose outcome says it.
    """
    found = {claim.id: beside[claim.id].outcome or find_verdict(claim) for claim in claims}
    known = {name: finding for name, finding in found.items() if finding}
    letters = ascii_lowercase if len(known) > 1 else [""]
    signs = dict(zip(known, map(Sign, known.values(), letters), strict=False))
    new = {name: one.later for name, one in beside.items() if one.later and not one.outcome}
    later = {name: one for name, one in new.items() if one not in later_shown}
    return Findings(
        signs, lines=_list_lines(claims, known, signs), later=_list_lines(claims, later, signs)
    )


def find_verdict(claim: Statement) -> Finding | None:
    """Return the verdict on a claim; None where it has none, or is a judgement."""
    record, term = claim.record, claim.record.verdict_term
    if not (record.verdict and term.is_testable):
        return None
    reason = _COMMON if record.common_knowledge else record.because
    return Finding(record.verdict, term.name, reason, name_of_many=term.name_of_many)


def _list_lines(
    claims: Iterable[Statement], found: Mapping[str, Finding], signs: Mapping[str, Sign]
) -> list[MarginLine]:
    """Return a line for each finding, with all the claims of which it was found."""
    grouped = defaultdict[Finding, list[Statement]](list)
    for claim in claims:
        if claim.id in found:
            grouped[found[claim.id]].append(claim)
    lines = list[MarginLine]()
    for finding, its_claims in grouped.items():
        letters = [signs[claim.id].letter for claim in its_claims if claim.id in signs]
        lines.append(MarginLine(finding, its_claims, [*filter(None, letters)]))
    return lines
