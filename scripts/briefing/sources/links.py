"""Which sources hold no longer: *retracted* by whoever published them, or *gone* from their address.

`links.json` is written by `scripts/check_links.py` and committed; a build reads it and never asks the web. Beside the
maps of lychee (https://lychee.cli.rs), which are for people, it has `seen` and `gone`: addresses, each with a day.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import punctuation
from urllib.parse import quote

import msgspec

from ..problems import Problem
from .bibliography import Source

FILE = "links.json"


class Links(msgspec.Struct, frozen=True):
    """Days by address, in the form that `normalise` gives."""

    seen: dict[str, date]  # last day on which an address answered
    gone: dict[str, date]  # first day on which its server said that nothing is there any more

    def find_states(self, sources: Mapping[str, Source]) -> dict[str, str]:
        """Return `retracted` or `gone` by key, as a person or the web says; a source without either is left out."""
        gone = [key for key, source in sources.items()
                if "gone" in source.keywords or normalise(source.get("url")) in self.gone]
        retracted = [key for key, source in sources.items() if "retracted" in source.keywords]
        return dict.fromkeys(gone, "gone") | dict.fromkeys(retracted, "retracted")


NONE = Links({}, {})  # of a briefing whose links nobody has checked


def load_links(path: Path) -> tuple[Links, list[Problem]]:
    """Return what is known; nothing where there is no such file. What cannot be read comes back as a problem."""
    try:
        return msgspec.convert(json.loads(path.read_text(encoding="utf-8")), Links), []
    except FileNotFoundError:
        return NONE, []
    except (OSError, ValueError, RecursionError) as error:
        return NONE, [Problem(path.name, getattr(error, "lineno", 1), f"this is not what make links wrote: {error}",
                              "links-file", "take the file from git, or delete it and run make links")]


def normalise(address: str) -> str:
    """Return an address as lychee reports it, without a fragment, which no server sees."""
    bare = quote(address.partition("#")[0], safe=punctuation)
    return bare if bare.count("/") > 2 else f"{bare}/"
