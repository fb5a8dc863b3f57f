"""Front matter: what of it is taken. MkDocs hands any key to templates; only known ones get there.

It is a YAML mapping at the head of a page:
https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..data import read_yaml
from ..problems import Problem, nearest
from .marks import Mark
from .masking import FRONT_MATTER

_TEXTS = ("title", "description", "robots")
_KEYS = (*_TEXTS, "search")
_LEFT_OUT = {"exclude": True}  # the one value of `search` that is taken


def keep_known(meta: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the part of a page's front matter that templates may see, its texts as texts."""
    kept: dict[str, Any] = {}
    for key, value in meta.items():
        if key in _TEXTS and isinstance(value, str | int | float) and str(value).strip():
            kept[key] = str(value)
    if meta.get("search") == _LEFT_OUT:
        kept["search"] = meta["search"]
    return kept


def check_front_matter(text: str) -> Iterator[Problem]:
    """Front matter is a YAML mapping; its keys are known, and each has a value that is taken."""
    block = FRONT_MATTER.match(text)
    if block is None:
        return
    data, broken = read_yaml(block["body"])
    if broken:
        line, reason = broken
        yield Problem(
            f"the front matter cannot be read: {reason}",
            "front-matter",
            "put a text with a colon or a brace in it between quotation marks",
            line=line + 1,
        )
    elif isinstance(data, dict):
        yield from _check_keys(data, text)
    else:
        message = "the front matter is not a list of keys and values"
        yield Problem(message, "front-matter", "write title: The title", line=1)


def _check_keys(data: Mapping[Any, Any], text: str) -> Iterator[Problem]:
    """Every key is known, and every value is taken as it is."""
    kept = keep_known(data)
    for key, value in data.items():
        line = _find_line(str(key), text)
        if key not in kept or value != kept[key]:
            yield _refuse_key(str(key), line)


def _refuse_key(key: str, line: int) -> Problem:
    if key in _TEXTS:
        hint = "write a text between quotation marks"
        return Problem(f"'{key}' is not read", "front-matter", hint, line=line)
    if key == "search":
        return Problem(
            "'search' is not read", "front-matter", "write search: {exclude: true}", line=line
        )
    message = f"the front matter has an unknown '{key[:40]}'"
    return Problem(message, "front-matter", nearest(key, _KEYS) or "delete it", line=line)


def _find_line(key: str, text: str) -> int:
    """Return the first line that begins with a key; 1 where none does."""
    pattern = re.compile(rf"""^["']*(?P<text>{re.escape(key)})""", re.M)
    for mark in Mark.find(pattern, text):
        return mark.line
    return 1
