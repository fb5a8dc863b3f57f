"""What is known of the addresses that the briefing links to: when each last answered, and which are gone.

`links.json` is written by `scripts/check_links.py` and committed; a build reads it and never asks the web. Beside the
maps of lychee (https://lychee.cli.rs), which are for people, it has `seen` and `gone`: addresses, each with a day.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from string import punctuation
from urllib.parse import quote

from ..problems import Problem

FILE = "links.json"


@dataclass(frozen=True)
class Links:
    """Days by address, in the form that `normalise` gives."""

    seen: Mapping[str, date] = field(default_factory=dict)  # last day on which an address answered
    gone: Mapping[str, date] = field(default_factory=dict)
    """First day on which its server said that nothing is there any more."""


def load_links(path: Path) -> tuple[Links, list[Problem]]:
    """Return what is known; nothing where there is no such file. What cannot be read comes back as a problem."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        seen, gone = ({address: date.fromisoformat(day) for address, day in data[name].items()}
                      for name in ("seen", "gone"))
        return Links(seen, gone), []
    except FileNotFoundError:
        return Links(), []
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return Links(), [Problem(path.name, getattr(error, "lineno", 1), f"this is not what make links wrote: {error}",
                                 "links-file", "take the file from git, or delete it and run make links")]


def normalise(address: str) -> str:
    """Return an address as lychee reports it, without a fragment, which no server sees."""
    bare = quote(address.partition("#")[0], safe=punctuation)
    return bare if bare.count("/") > 2 else f"{bare}/"
