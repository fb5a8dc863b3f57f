"""What is told of sources: beside a paragraph, in notes, in the ledger and the list of sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..dates import format_edtf
from ..sources.csl import capitalise
from ..sources.entries import Source
from ..text import make_code
from ..vocabulary import BEARING
from .evidence import Evidence, Quotation
from .statements import PageEvidence, Statement

_OF_ARTICLE = {"all": "the article says so", "part": "the article says part of it"}


class ListedSource(NamedTuple):
    """A source of the list of sources, and what cites it."""

    source: Source
    uses: tuple[Statement, ...]  # in reading order

    @property
    def claims(self) -> list[Statement]:
        """The claims among what cites it."""
        return [use for use in self.uses if not use.record.is_note]

    @property
    def checks(self) -> list[Statement]:
        """The notes among them that say what checking found."""
        return [use for use in self.uses if use.record.kind == "check"]

    @property
    def later(self) -> list[Statement]:
        """The notes among them that say what came after the cut-off."""
        return [use for use in self.uses if use.record.kind == "since"]


def list_sources(
    sources: Mapping[str, Source], pages: Sequence[PageEvidence]
) -> list[ListedSource]:
    """Return each source with what cites it.

    The article's stand in its order, then ours by name and day, those without a day last.
    """
    uses = defaultdict[str, list[Statement]](list)
    for page in pages:
        for statement in page.statements:
            for key in statement.keys:
                uses[key].append(statement)
    listed = [ListedSource(source, tuple(uses[key])) for key, source in sources.items()]
    return sorted(listed, key=_find_rank)


def _find_rank(listed: ListedSource) -> tuple[str, bool, str]:
    """Return by what a source is sorted: nothing for those of the article."""
    source = listed.source
    if source.is_of_article:
        return "", False, ""
    return source.who.removeprefix("The "), not source.given_date, source.given_date


def list_choices(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return value and words of each choice of a filter by what some sources are called."""
    return [(make_code(choice), capitalise(choice)) for choice in sorted({*words} - {""})]


def list_led_to(statements: Iterable[Statement]) -> dict[str, list[Quotation]]:
    """Return by key the words of sources that links lead to, as some statements cite them.

    Each stands once, in the order of the statements.
    """
    found = defaultdict[str, dict[Quotation, None]](dict)
    for each in (each for statement in statements for each in statement.cited):
        if each.quotation and each.quotation.address:
            found[each.source.key][each.quotation] = None
    return {key: list(quotations) for key, quotations in found.items()}


def list_read(statement: Statement, article: str) -> list[tuple[Evidence, str]]:
    """Return what was read for a claim or a note, each with remarks, in the order of its record.

    `article` is the key of what the briefing restates.
    """
    return [(each, " · ".join(_describe_record(each, article))) for each in statement.read]


def _describe_record(evidence: Evidence, article: str) -> Iterator[str]:
    """Yield what a source bears out; of the article, which is no proof of itself, what it says.

    Then who speaks, and on which day both were compared.
    """
    bears = evidence.record.bears
    words = {**BEARING, **_OF_ARTICLE} if evidence.source.key == article else BEARING
    yield words[bears]
    if evidence.record.speaker:
        party = f", party: {evidence.party}" if evidence.party else ""
        yield f"speaker: {evidence.speaker}{party}"
    if evidence.held and bears != "not-seen":
        yield f"compared on {format_edtf(evidence.held.day)}"
