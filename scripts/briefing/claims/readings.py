"""How what is on record bears on the article's forecasts, and what to watch, held against claims.

Nothing is scored: a reading says how what is on record bears on a forecast as it was worded. A rule
is a generator whose docstring is the rule.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..dates import parse_edtf
from ..marked import Path as DataPath
from ..pages.vocabulary import READINGS
from ..problems import Problem, nearest
from .figures import Target, Targets
from .forecasts import Board, DataFile, ForecastForm, SignpostForm
from .rows import Row
from .statements import SINCE_PAGE, Item

BOARD_VIEWS = ("forecasts", "watch")  # the views that show what stands in each file


def check_board(
    board: Board, rows: Sequence[Row], targets: Targets, shown: Collection[str]
) -> Iterator[Problem]:
    """Yield what is wrong between forecasts, signposts and the statements that they name.

    `shown` are the names of the views that pages show. Where a file could not be read to its end,
    nothing is said, since most would follow from that.
    """
    if not board.is_sound:
        return
    yield from shown_board(board, shown)
    meant = dict[str, str]()
    if board.forecasts:
        ids = [row.claim.id for row in rows if _is_forecast(row)]
        meant = find_meant(board.forecasts, ids)
        yield from forecast_of_article(board, ids)
        yield from whole_board(board, {*ids}.difference(meant.values()))
        yield from day_of_reading(board)
        yield from ground_of_readings(board, targets)
    yield from ground_of_signposts(board, targets, {*board.forecasts, *meant.values()})


def _is_forecast(row: Row) -> bool:
    return row.claim.is_restated and row.claim.kind == "forecast"


def find_meant(names: Iterable[str], ids: Sequence[str]) -> dict[str, str]:
    """Return for each name that is no id the one that is probably meant, which has no other."""
    meant = dict[str, str]()
    left = [each for each in ids if each not in names]
    for name in names:
        hint = nearest(name, left)
        if name not in ids and hint:
            meant[name] = next(each for each in left if f"'{each}'" in hint)
    return meant


def shown_board(board: Board, shown: Collection[str]) -> Iterator[Problem]:
    """A page shows what stands in each file."""
    files = (board.forecasts_file, board.watch_file)
    for file, view in zip(files, BOARD_VIEWS, strict=True):
        if file.path and view not in shown:
            hint = f"write <!-- briefing: {view} --> into docs/{SINCE_PAGE}, or delete the file"
            yield file.report((), Problem("no page shows this file", "unused-file", hint))


def forecast_of_article(board: Board, ids: Collection[str]) -> Iterator[Problem]:
    """What has a reading is a forecast of the article."""
    for name in board.forecasts:
        if name not in ids:
            hint = nearest(name, ids) or "name a claim of kind forecast that restates the article"
            problem = Problem(f"'{name}' is no forecast of the article", "unknown-claim", hint)
            yield board.forecasts_file.report(("forecasts", name), problem)


def whole_board(board: Board, ids: Iterable[str]) -> Iterator[Problem]:
    """Each forecast of the article has a reading."""
    for name in sorted(ids):
        if name not in board.forecasts:
            message = f"the forecast '{name}' has no reading"
            hint = f"write {name}: below forecasts, and what became of it"
            problem = Problem(message, "forecast-without-reading", hint)
            yield board.forecasts_file.report(("forecasts",), problem)


def day_of_reading(board: Board) -> Iterator[Problem]:
    """The days of the reading are dates."""
    if board.head:
        for name in ("read_on", "reaches"):
            day = getattr(board.head, name)
            if parse_edtf(day) is None:
                hint = f"write {name}: 2026-11-28"
                yield board.forecasts_file.report(
                    (name,), Problem(f"'{day}' is not a date", "bad-date", hint)
                )


def ground_of_readings(board: Board, targets: Targets) -> Iterator[Problem]:
    """What is on record since stands in statements, which are named by day."""
    for name, forecast in board.forecasts.items():
        before = ""
        for number, claim in enumerate(forecast.since):
            problem = targets.tell_lost_claim(claim) or _judge_order(claim, before, targets)
            if problem:
                yield board.forecasts_file.report(("forecasts", name, "since", number), problem)
            target = targets.claims.get(claim)
            before = target.event if target else before


def _judge_order(name: str, before: str, targets: Targets) -> Problem | None:
    """Return what is wrong with a claim behind one whose event is `before`."""
    if _find_end(targets.claims[name].event) < _find_end(before):
        message = f"'{name}' is older than what stands before it"
        return Problem(message, "wrong-order", "name them by the days of their events")
    return None


def _find_end(event: str) -> date:
    """Return the last day of an event; of none, the first of all days."""
    span = parse_edtf(event)
    return span.latest if span else date.min


def ground_of_signposts(
    board: Board, targets: Targets, forecasts: Collection[str]
) -> Iterator[Problem]:
    """A signpost is tied to forecasts, and what was seen stands in statements."""
    for name, signpost in board.signposts.items():
        for place, problem in _check_signpost(signpost, targets, forecasts):
            yield board.watch_file.report(("signposts", name, *place), problem)


def _check_signpost(
    signpost: SignpostForm, targets: Targets, forecasts: Collection[str]
) -> Iterator[tuple[DataPath, Problem]]:
    for number, name in enumerate(signpost.forecasts):
        if name not in forecasts:
            hint = nearest(name, forecasts) or "name an id of docs/forecasts.yml"
            problem = Problem(f"'{name}' has no reading", "unknown-claim", hint)
            yield ("forecasts", number), problem
    for number, seen in enumerate(signpost.seen):
        lost = targets.tell_lost_claim(seen.claim)
        if lost:
            yield ("seen", number, "claim"), lost


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
    text: str, links: Sequence[str | None], file: DataFile, place: DataPath
) -> Iterator[Item]:
    """Yield the item of some words; none where a link leads to nothing."""
    if None not in links:
        line, column = file.data.find_place(*place)
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
        told += [Told(row, form, since) for row in targets.find_rows([name])]
    return told


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
