"""How what is on record bears on the article's forecasts, and what to watch, for readers.

Nothing is scored: a reading says how what is on record bears on a forecast as it was worded.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..dates import parse_edtf
from ..pages.vocabulary import READINGS
from ..yamldata import Path as DataPath
from ..yamldata import YamlFile
from .forecasts import Board, ForecastForm, SignpostForm
from .rows import Row
from .statements import Item
from .targets import Target, Targets


def list_board_items(board: Board, targets: Targets) -> Iterator[Item]:
    """Yield the words of readings and signposts, which have to be borne out by what they name.

    Of what names a statement that is not there, only that is said.
    """
    for name, forecast in board.forecasts.items():
        text = f"{forecast.expected} {forecast.because}"
        links = [*map(targets.find_address, (name, *forecast.since))]
        yield from _make_item(text, links, board.forecasts_file, ("forecasts", name))
    for name, signpost in board.signposts.items():
        for number, seen in enumerate(signpost.seen):
            links = [targets.find_address(seen.claim)]
            place = ("signposts", name, "seen", number)
            yield from _make_item(seen.shows, links, board.watch_file, place)


def _make_item(
    text: str, links: Sequence[str | None], file: YamlFile, place: DataPath
) -> Iterator[Item]:
    """Yield the item of some words; none where a link leads to nothing."""
    if None not in links:
        line, column = file.find_place(*place)
        yield Item(text, (file.path, line), (*filter(None, links),), column=column)


@dataclass(frozen=True)
class Told:
    """A forecast with what became of it, for readers."""

    row: Row
    form: ForecastForm
    since: Sequence[Target]


@dataclass(frozen=True)
class Signpost:
    """Something to watch, for readers."""

    id: str
    form: SignpostForm
    seen: Sequence[tuple[Target, str]]  # each with what it shows


def tell_forecasts(board: Board, targets: Targets) -> list[Told]:
    """Return the forecasts that are there, in the order of their file."""
    told = list[Told]()
    for name, form in board.forecasts.items():
        since = [targets.claims[claim] for claim in form.since if claim in targets.claims]
        since.sort(key=_find_end)
        told += [Told(row, form, since) for row in targets.find_rows([name])]
    return told


def _find_end(target: Target) -> date:
    """Return the last day of an event; of none, the first of all days."""
    span = parse_edtf(target.event)
    return span.latest if span else date.min


def tell_signposts(board: Board, targets: Targets) -> list[Signpost]:
    """Return what to watch, in the order of its file."""
    signposts = list[Signpost]()
    for name, form in board.signposts.items():
        seen = list[tuple[Target, str]]()
        for one in form.seen:
            if one.claim in targets.claims:
                seen.append((targets.claims[one.claim], one.shows))
        signposts.append(Signpost(name, form, seen))
    return signposts


def count_readings(board: Board) -> list[tuple[str, int]]:
    """Return each reading, in its order, with how many forecasts have it, none among them."""
    counts = Counter[str](form.reading for form in board.forecasts.values())
    return [(reading, counts[reading]) for reading in READINGS]
