"""What the briefing's own files say, as digests: what an edition keeps of them.

It is free of white space, comments, the order of fields and where a link of a page leads, and of
what changes when somebody looks again: `held.json`, and of an entry days of reading, the keyword
`gone` and archived copies.
"""

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..claims.records import RECORDS_FOLDER
from ..sources.entries import Source
from ..text import is_web
from ..yamldata import read_yaml

_ENGINES = ("assets/", "schemas/")  # what is below `docs/` and says nothing of the briefing
_HELD = f"{RECORDS_FOLDER}/held.json"
# A picture, which counts with its address; the address of a link; a comment that is no slot.
_TARGET = re.compile(r"(!\[[^\]]*\]\([^)]*\))|(?<=\]\()[^)\s]*|<!--(?! briefing:).*?-->", re.DOTALL)


def digest_files(docs: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the digest of what each file below `docs` says, by its path from there."""
    return {
        name: _digest(_read(name, Path(docs, name).read_bytes()))
        for name in names
        if not name.startswith(_ENGINES) and name != _HELD and "/." not in f"/{name}"
    }


def digest_sources(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return the digest of what the entries of a bibliography say, by its path."""
    entries = {key: source.lasting for key, source in sources.items()}
    return {source.path: _digest(entries) for source in sources.values()}


def digest_settings(words: Mapping[str, str], redirects: Mapping[str, str]) -> str:
    """Return the digest of what settings say around every page, and which addresses lead away."""
    return _digest([words, {old: new for old, new in redirects.items() if is_web(new)}])


def _digest(data: Any) -> str:
    content = data if isinstance(data, bytes) else json.dumps(data, sort_keys=True).encode()
    return sha256(content).hexdigest()


def _read(name: str, content: bytes) -> Any:
    """Return what a file says: a page in words, YAML as data, any other as it is."""
    if not name.endswith((".md", ".yml")):
        return content
    text = content.decode("utf-8-sig", "replace")
    if name.endswith(".md"):
        return " ".join(_TARGET.sub(lambda found: found[1] or "", text).split())
    data = read_yaml(text)
    return content if data.problems else data.value  # which are told anyway
