"""What the briefing's own files say, as digests: what an edition keeps of them.

It is free of white space, comments, the order of fields and where a link of a page leads, and of
what changes when somebody looks again: `held.json`, and of an entry days of reading, the keyword
`gone` and archived copies. Days of access that readers are shown are digested by themselves.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..claims.record_files import RECORDS_FOLDER
from ..editions.promises import ACCESS_DAYS
from ..sources.entries import Source
from ..text import decode, make_sum
from ..yamldata import read_yaml

_HELD = f"{RECORDS_FOLDER}/held.json"
# A picture, which counts with its address; the address of a link; a comment that is no slot.
_TARGET = re.compile(r"(!\[[^\]]*\]\([^)]*\))|(?<=\]\()[^)\s]*|<!--(?! briefing:).*?-->", re.DOTALL)


def make_digests(
    files: Mapping[str, bytes],
    folder: str,
    sources: Mapping[str, Source],
    said: Sequence[Mapping[str, str]],
) -> dict[str, str]:
    """Return the digest of what each file of a briefing says, by its path: those of its folder.

    The bibliography and `mkdocs.yml` are beside it. Settings count by what they say around every
    page, and by which addresses lead away.
    """
    digests = {
        f"{folder}/{name}": _digest(_read(name, content))
        for name, content in files.items()
        if name != _HELD
    }
    entries = _digest({key: source.lasting for key, source in sources.items()})
    digests |= {source.path: entries for source in sources.values()}
    shown = {key: source.shown_access for key, source in sources.items()}
    return digests | {ACCESS_DAYS: _digest(shown), "mkdocs.yml": _digest([*said])}


def _digest(data: Any) -> str:
    return make_sum(data if isinstance(data, bytes) else json.dumps(data, sort_keys=True).encode())


def _read(name: str, content: bytes) -> Any:
    """Return what a file says: a page in words, YAML as data, any other as it is."""
    if not name.endswith((".md", ".yml")):
        return content
    text = decode(content)
    if name.endswith(".md"):
        return " ".join(_TARGET.sub(lambda found: found[1] or "", text).split())
    data = read_yaml(text)
    return content if data.problems else data.value  # which are told anyway
