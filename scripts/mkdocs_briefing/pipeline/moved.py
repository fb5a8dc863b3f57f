"""What a draft moves and does not say why, and reasons for what has not moved."""

from collections.abc import Collection, Iterator

from ..claims.record_files import MOVED, PageRecords
from ..editions.moves import Move, list_told
from ..editions.whereabouts import follow
from ..problems import Problem
from .freezing import find_moves
from .site import Site


def find_untold(site: Site) -> Iterator[Problem]:
    """Of what has moved since the newest edition it is said why, and of nothing else."""
    editions = site.project.editions
    if not editions or site.publication.version == editions[-1].version:
        return
    moves = find_moves(site)
    for move in moves:
        if not move.why:
            yield _report_untold(move, site)
    told = list_told(editions) | {(move.edition, move.id) for move in moves}
    for page in site.project.records.pages.values():
        yield from _find_idle(page, told)


def _report_untold(move: Move, site: Site) -> Problem:
    """Return that nothing says why something moved, at its record or, for none, at the head."""
    records = site.project.records.pages.values()
    page = next((page for page in records if move.id in page.records), None)
    if page:
        way = f"from '{move.was}' to '{move.now}'"
        message = f"'{move.id}' has moved, {way}, and nothing says why"
        hint = f"write in its record moved: {{{move.edition}: why, in at most twenty words}}"
        return page.file.report((move.id,), Problem(message, "untold-move", hint))
    url = follow(move.address.split("/", 2)[2].partition("#")[0], site.redirects)
    uri = next((page.uri for page in site.pages if page.url == url), site.pages[0].uri)
    message = f"'{move.id}' is withdrawn, and nothing says why"
    hint = f"write at the head of this file {MOVED}: {{{move.id}: {{{move.edition}: why}}}}"
    file = site.project.records.of_page(uri).file
    return file.report((), Problem(message, "untold-move", hint))


def _find_idle(page: PageRecords, told: Collection[tuple[int, str]]) -> Iterator[Problem]:
    """Yield each reason of a page that is of no move; `told` has those by edition and id."""
    reasons = [(name, (name, MOVED), record.moved) for name, record in page.records.items()]
    reasons += [(name, (MOVED, name), why) for name, why in page.withdrawn.items()]
    for name, at, why in reasons:
        for number in why:
            if not number.isdecimal() or (int(number), name) not in told:
                message = f"'{name}' has not moved in edition {number}"
                hint = "take the reason away, or write the number of the edition that moves it"
                yield page.file.report((*at, number), Problem(message, "idle-reason", hint))
