"""What is kept of the answers, in `links.json`: a build reads the days, the rest is for people."""

import sys
from collections.abc import Mapping
from typing import Any

from briefing.sources.links import Links

from .asking import Answer
from .findings import GONE, is_drifted, is_elsewhere
from .targets import Target

Answers = Mapping[str, Answer]
"""What came back, by the address without a fragment."""


def sum_up(
    targets: Mapping[str, Target], answers: Answers, known: Links, today: str
) -> dict[str, Any]:
    """Return what is kept, by address. Raise SystemExit where no address answered at all."""
    if answers and all(answer.status is None for answer in answers.values()):
        sys.exit(
            f"none of {len(answers)} addresses answered: is this machine on the network? "
            "Nothing was kept."
        )
    return {
        "asked": today,
        "seen": _find_seen(answers, known, today),
        "gone": _find_gone(answers, known, today),
        "moved": _find_moved(answers),
        "drifted": [name for name, each in answers.items() if is_drifted(targets[name], each)],
        "unanswered": _find_unanswered(answers),
    }


def _find_seen(answers: Answers, known: Links, today: str) -> dict[str, str]:
    """Return the last day on which each address answered."""
    days = dict[str, str]()
    for address, answer in answers.items():
        if answer.is_well:
            days[address] = today
        elif address in known.seen:
            days[address] = str(known.seen[address])
    return days


def _find_gone(answers: Answers, known: Links, today: str) -> dict[str, str]:
    """Return the first day on which nothing was there, by its server."""
    gone = [address for address, answer in answers.items() if answer.status in GONE]
    return {address: str(known.gone.get(address, today)) for address in gone}


def _find_moved(answers: Answers) -> dict[str, str]:
    """Return where addresses lead that lead elsewhere."""
    places = {address: answer.place for address, answer in answers.items() if answer.is_well}
    return {address: place for address, place in places.items() if is_elsewhere(address, place)}


def _find_unanswered(answers: Answers) -> dict[str, str]:
    """Return why nobody can say whether an address is there."""
    reasons = dict[str, str]()
    for address, answer in answers.items():
        if not answer.is_well and answer.status not in GONE:
            reasons[address] = answer.reason
    return reasons
