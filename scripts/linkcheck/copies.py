"""Archived copies that are there: an archive names one, and its address answers."""

import json
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from .asking import Limits, ask

# https://archive.org/help/wayback_api.php
AVAILABLE = "https://archive.org/wayback/available"
_FOUND = "200"  # what it says of the page that it saved


class Copy(NamedTuple):
    """An archived copy."""

    address: str
    day: str  # on which it was made, in EDTF
    html: str  # of the page, as far as it was read


class _Closest(msgspec.Struct):
    url: str
    timestamp: str
    status: str = ""
    available: bool = False


def find_copy(address: str, day: str, archive: str, limits: Limits) -> Copy | None:
    """Return the copy nearest to a day, in EDTF, that an archive has and shows; None without one.

    `archive` is the address at which it says what it has.
    """
    moment = day.replace("-", "")
    asked = f"{archive}?url={quote(address, safe='')}&timestamp={moment}"
    closest = _read_closest(ask(asked, limits).html)
    if closest is None or not closest.available or closest.status != _FOUND:
        return None
    answer = ask(closest.url, limits)
    if not answer.is_well:
        return None
    made = closest.timestamp
    return Copy(answer.place, f"{made[:4]}-{made[4:6]}-{made[6:8]}", answer.html)


def _read_closest(text: str) -> _Closest | None:
    """Return what an archive says; None where it has nothing, or says something else."""
    try:
        closest = json.loads(text)["archived_snapshots"]["closest"]
        return msgspec.convert(closest, _Closest)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
