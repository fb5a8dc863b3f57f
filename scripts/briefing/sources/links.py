"""Whether the addresses of our sources still lead anywhere, and what a person said of them.

`scripts/check_links.py` asks every address and writes `links.json`. A build reads of it `seen` and
`gone`, addresses each with a day; the rest is for people.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import punctuation
from urllib.parse import quote

import msgspec

from ..problems import Problem
from .entries import Source

LINKS_FILE = "links.json"
_SLASHES = 3  # of an address with a path: https://example.org/


class Links(msgspec.Struct, frozen=True):
    """Days by address, in the form that `bare_address` gives."""

    seen: dict[str, date]  # last day on which an address answered
    gone: dict[str, date]  # first day on which its server said that nothing is there any more

    def find_days(self, source: Source) -> tuple[date | None, date | None]:
        """Return the last day on which the address of a source answered, and the first it was gone.

        None stands for a day that is not known.
        """
        address = bare_address(source.url)
        return self.seen.get(address), self.gone.get(address)

    def find_states(self, sources: Mapping[str, Source]) -> dict[str, str]:
        """Return `retracted` or `gone` by key, as a person or the web says.

        A source that is neither is left out.
        """
        states = dict[str, str]()
        for key, source in sources.items():
            if "retracted" in source.keywords:
                states[key] = "retracted"
            elif "gone" in source.keywords or bare_address(source.url) in self.gone:
                states[key] = "gone"
        return states


def load_links(path: Path) -> tuple[Links, list[Problem]]:
    """Return what is known of addresses, and why the file cannot be read, if so.

    Nothing is known where there is no such file.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(data, Links), []
    except FileNotFoundError:
        return Links({}, {}), []
    except (OSError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        message = f"this is not what make links wrote: {error}"
        hint = "take the file from git, or delete it and run make links"
        return Links({}, {}), [Problem(path.name, line, message, "links-file", hint)]


def bare_address(address: str) -> str:
    """Return an address as it is asked: without a fragment, which no server sees, and with a path.

    What may not stand in an address is encoded.
    """
    bare = quote(address.partition("#")[0], safe=punctuation)
    return bare if bare.count("/") >= _SLASHES else f"{bare}/"
