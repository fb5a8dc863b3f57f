"""What moved from one edition to the next: verdicts, outcomes of forecasts, judgements of ours.

What it was and what it is are read from two manifests, why it moved from records of today. A
judgement that is only worded otherwise has not moved, nor a verdict that has another name: unless
its author gives a reason, which makes of it what has.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, pairwise

import msgspec

from ..claims.statements import end_sentence
from ..sources.csl import capitalise
from ..text import make_code
from ..vocabulary import KINDS, KNOWN_VERDICTS, READINGS, VERDICTS, name_terms
from .changes import say_statement
from .editions import Edition
from .whereabouts import find_now

Findings = dict[str, str]
"""What an edition says of a statement that can move, by what it is: `verdict`, say."""
_WITHDRAWN = "withdrawn"
_VERDICT, _OUTCOME, _JUDGEMENT = "verdict", "outcome", "judgement of ours"
_NAMES = KNOWN_VERDICTS | name_terms(READINGS)
_GROUPS = {make_code(reading): reading for reading in READINGS}
_LEVEL_OF_GROUP = 3


class Move(msgspec.Struct, frozen=True):
    """What moved, as the member `changes` of a manifest has it."""

    edition: int  # that moved it
    what: str  # `verdict`, `outcome` or `judgement of ours`
    id: str  # of the statement
    address: str  # of it, in the edition, or in that before where it was withdrawn
    says: str
    was: str
    now: str
    why: str  # empty where nobody says so


def list_moves(
    editions: Sequence[Edition], new: Edition, reasons: Mapping[str, Mapping[str, str]]
) -> list[Move]:
    """Return what an edition moves after others, then what some of these moved and did not tell.

    `reasons` are those of the records of today, by id and by the number of an edition: of what was
    moved before, a reason alone is told, once.
    """
    moves, told = [*_compare(editions[-1], new, reasons)], list_told(editions)
    for old, later in reversed([*pairwise(editions)]):
        late = _compare(old, later, reasons)
        moves += [move for move in late if move.why and (move.edition, move.id) not in told]
    return moves


def list_told(editions: Sequence[Edition]) -> set[tuple[int, str]]:
    """Return which edition moved what, by its id, of all that some editions tell."""
    changes = [edition.data["changes"] or {} for edition in editions]
    moves = chain.from_iterable(change.get("moved", ()) for change in changes)
    return {(move["edition"], move["id"]) for move in moves}


def _compare(
    old: Edition, new: Edition, reasons: Mapping[str, Mapping[str, str]]
) -> Iterator[Move]:
    """Yield what moved from an edition to the next, in the order of the older one."""
    number = old.version.number + 1  # a draft has none
    why = _choose(reasons, str(number))
    readings, later_readings = _find_readings(old), _find_readings(new)
    for address, own in _pair(old, new, why):
        before, after = _find(address, old, readings), _find(own, new, later_readings)
        for what, was in before.items():
            at, edition = (own, new) if what in after else (address, old)
            now, reason = after.get(what, _WITHDRAWN), why.get(_name(at), "")
            if _has_moved(what, was, now, reason):
                described, told = _describe(at, edition), _say(what, was, now)
                yield Move(number, what, *described, *told, reason)


def _choose(reasons: Mapping[str, Mapping[str, str]], number: str) -> dict[str, str]:
    """Return why an edition moved things, by their ids."""
    return {name: each[number] for name, each in reasons.items() if number in each}


def _describe(address: str, edition: Edition) -> tuple[str, str, str]:
    """Return the id of a statement, its address in an edition, and what it says there."""
    says = end_sentence(say_statement(address, edition))
    return _name(address), edition.version.path + address, says


def _say(what: str, was: str, now: str) -> tuple[str, str]:
    """Return in words what something was and is."""
    if what == _JUDGEMENT:
        return ("Our judgement", "Withdrawn") if now == _WITHDRAWN else (was, "Reworded")
    return capitalise(_NAMES.get(was, was)), capitalise(_NAMES.get(now, now))


def _pair(old: Edition, new: Edition, why: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield where each statement was and is now; what an author says why of by its id is gone."""
    addresses = {_name(address): address for address in new.records}
    for address in old.records:
        name = _name(address)
        if name in addresses:
            yield address, addresses[name]
        else:
            yield address, "" if name in why else find_now(address, new).own


def _has_moved(what: str, was: str, now: str, why: str) -> bool:
    """Return whether something has moved, which a reason says of what has other words or a name."""
    if was == now:
        return False
    if why or now == _WITHDRAWN:
        return True
    is_renamed = what == _VERDICT and now in VERDICTS and was in VERDICTS[now].divides
    return what != _JUDGEMENT and not is_renamed


def _find(address: str, edition: Edition, readings: Mapping[str, str]) -> Findings:
    """Return what an edition says of a statement that can move; of a judgement it is its words."""
    record = edition.records.get(address)
    if record is None:
        return {}
    kind = record["kind"]
    is_ours = kind in KINDS and KINDS[kind].is_judgement and not record.get("restates")
    found = {
        _VERDICT: record.get("verdict", ""),
        _OUTCOME: readings.get(_name(address), ""),
        _JUDGEMENT: say_statement(address, edition) if is_ours else "",
    }
    return {what: finding for what, finding in found.items() if finding}


def _find_readings(edition: Edition) -> Mapping[str, str]:
    """Return the reading of each forecast by its id.

    Up to edition 8 a manifest has it by the heading below which that of the forecast stands.
    """
    if "readings" in edition.data:
        readings: Mapping[str, str] = edition.data["readings"]
        return readings
    found, group = dict[str, str](), ""
    for each in chain.from_iterable(edition.pages.values()):
        if each.what == "section" and each.level <= _LEVEL_OF_GROUP:
            group = _GROUPS.get(each.id, "")
        elif each.what == "section" and group:
            found[each.id] = group
    return found


def _name(address: str) -> str:
    return address.rpartition("#")[2]
