"""The figures that are lists: what judgements rest on, what differs, when.

Each function takes the data of one figure, and what its entries name, and returns what its template
in `overrides/figures/` places.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..pages.vocabulary import KINDS
from .figure_forms import (
    DateEntry,
    DatesForm,
    DifferenceForm,
    DifferencesForm,
    JudgementForm,
    JudgementsForm,
    Missing,
)
from .figures import Targets
from .rows import Row
from .speakers import Speaker
from .statements import PageAddress


@dataclass(frozen=True)
class Judgement:
    """What the article argues, and what that rests on, counted from the ledger."""

    number: int
    words: str
    own: Sequence[Row]  # the claims that it sums up
    kinds: Sequence[str]  # theirs, each once
    page: PageAddress | None  # where the first of them stands
    sources: int  # of its own claims, and of what is for or against it
    origins: int
    from_parties: int  # sources in which a party to the matter speaks
    pro: Sequence[Row]
    against: Sequence[Row]
    missing: Missing | None

    @property
    def is_bare(self) -> bool:
        """Whether it rests on nothing but itself."""
        return not (self.sources or self.pro or self.against)


def weigh_judgements(figure: JudgementsForm, targets: Targets) -> list[Judgement]:
    """Return the figure `judgements`, counted."""
    weighed = list[Judgement]()
    for number, judgement in enumerate(figure.judgements, start=1):
        weighed.append(_weigh(number, judgement, targets))
    return weighed


def _weigh(number: int, judgement: JudgementForm, targets: Targets) -> Judgement:
    own = targets.find_rows(judgement.claims)
    pro, against = targets.find_rows(judgement.pro), targets.find_rows(judgement.against)
    speakers = set[tuple[str, Speaker]]()  # each with its source: one may carry several
    for row in (*own, *pro, *against):
        speakers.update(row.speakers.items())
    kinds = Counter(row.claim.kind for row in own)
    return Judgement(
        number=number,
        words=judgement.words,
        own=own,
        kinds=[kind for kind in KINDS if kind in kinds],
        page=own[0].claim.page if own else None,
        sources=len({key for key, _speaker in speakers}),
        origins=len({speaker.name for _key, speaker in speakers}),
        from_parties=len({key for key, speaker in speakers if speaker.party}),
        pro=pro,
        against=against,
        missing=judgement.missing,
    )


@dataclass(frozen=True)
class Compared:
    """A statement of the article beside the record."""

    row: Row
    record: str
    see: Sequence[Row]  # the claims that show it


@dataclass(frozen=True)
class Held:
    """A statement of the article that held."""

    words: str
    address: str


@dataclass(frozen=True)
class Differences:
    """The finished figure."""

    compared: Sequence[Compared]
    held: Sequence[Held]


def draw_differences(figure: DifferencesForm, targets: Targets) -> Differences:
    """Return the figure `differences`: the article, the record, the verdict."""
    compared = list[Compared]()
    for entry in figure.differences:
        compared += _compare(entry, targets)
    held = list[Held]()
    for one in figure.held:
        target = targets.find(one)
        if target:
            held.append(Held(one.words, target.address))
    return Differences(compared, held)


def _compare(entry: DifferenceForm, targets: Targets) -> list[Compared]:
    """Return an entry beside its claim; nothing where there is none."""
    rows = targets.find_rows([entry.claim])
    return [Compared(row, entry.record, targets.find_rows(entry.see)) for row in rows]


@dataclass(frozen=True)
class Dated:
    """What happened on a day."""

    event: str
    words: str
    address: str
    is_later: bool  # than the cut-off


def draw_dates(figure: DatesForm, targets: Targets, cut_off: str) -> list[Dated]:
    """Return the figure `dates` by day; `cut_off` is a day in ISO 8601."""
    dated = list[Dated]()
    for entry in figure.dates:
        dated += _date(entry, targets, cut_off)
    return sorted(dated, key=lambda date: date.event)


def _date(entry: DateEntry, targets: Targets, cut_off: str) -> list[Dated]:
    """Return an entry with its day; nothing where what it names is not there."""
    target = targets.find(entry)
    if target is None:
        return []
    event = entry.date or target.event
    return [Dated(event, entry.words, target.address, event > cut_off)]
