"""The figures that are lists: what judgements rest on, what differs.

Each function takes the data of one figure, and what its entries name, and returns what its template
in `overrides/figures/` places.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..pages.vocabulary import KINDS
from .courses import lead_to
from .figure_forms import DifferencesForm, JudgementForm, JudgementsForm, Missing
from .figure_tables import Cell
from .figures import Targets
from .rows import Row
from .statements import PageAddress, Statement


@dataclass(frozen=True)
class Judgement:
    """What the article argues, and what that rests on."""

    words: str
    address: str  # of the first claim that it sums up, from the root of the site
    kinds: Sequence[str]  # of these claims, each once
    page: PageAddress | None  # where the first of them stands
    pro: Cell
    against: Cell
    missing: Missing | None


def weigh_judgements(figure: JudgementsForm, targets: Targets) -> list[Judgement]:
    """Return the figure `judgements`, without those that sum up nothing: rules tell that."""
    weighed = list[Judgement]()
    for judgement in figure.judgements:
        own = [row.claim for row in targets.find_rows(judgement.claims)]
        if own:
            weighed.append(_weigh(judgement, own, targets))
    return weighed


def _weigh(judgement: JudgementForm, own: Sequence[Statement], targets: Targets) -> Judgement:
    kinds = {claim.kind for claim in own}
    return Judgement(
        words=judgement.words,
        address=own[0].address,
        kinds=[kind for kind in KINDS if kind in kinds],
        page=own[0].page,
        pro=lead_to(judgement.pro, targets),
        against=lead_to(judgement.against, targets),
        missing=judgement.missing,
    )


@dataclass(frozen=True)
class Compared:
    """A statement of the article beside the record."""

    row: Row
    words: str  # of the statement
    record: str
    see: Sequence[Row]  # the claims that show it


def draw_differences(figure: DifferencesForm, targets: Targets) -> list[Compared]:
    """Return the figure `differences`: the article beside the record."""
    compared = list[Compared]()
    for entry in figure.differences:
        see = targets.find_rows(entry.see)
        for row in targets.find_rows([entry.claim]):
            compared.append(Compared(row, entry.words or row.claim.sentence, entry.record, see))
    return compared
