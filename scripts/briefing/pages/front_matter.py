"""The front matter of a page: YAML between two lines of three hyphens, as MkDocs reads it.

MkDocs takes any key, hands it to the templates, and shows as text what it cannot read.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ..problems import Problem, nearest

TEXTS = ("title", "description", "robots")
"""Keys whose values are texts of one line."""
KNOWN = (*TEXTS, "search")
_NOT_FOUND = {"exclude": True}
"""The one value of `search`: the page is left out of the search."""
_LONGEST = 500
# MkDocs' own, mkdocs/utils/meta.py.
_YAML = re.compile(r"-{3}[ \t]*\n(?P<body>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.S)
_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def check_front_matter(path: str, text: str) -> Iterator[Problem]:
    """Front matter is a YAML mapping with keys that are known; `title`, `description` and `robots` are texts.

    Without it a page does not begin with a word and a colon, which MkDocs takes for a key.
    """
    block = _YAML.match(text)
    if block is None:
        yield from _check_start(path, text)
        return
    try:
        data = yaml.load(block["body"], _Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or " ".join(str(error).split())[:100]
        yield _fault(path, mark.line + 2 if mark else 1, f"the front matter cannot be read: {reason}",
                     "put a text with a colon or a brace in it between quotation marks")
        return
    if not isinstance(data, dict):
        yield _fault(path, 1, "the front matter is not a list of keys and values", "write title: The title")
        return
    for key, value in data.items():
        fault = _judge(key, value)
        if fault:
            yield _fault(path, _find_line(text, str(key)), *fault)


def keep_known(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Give the part of a page's front matter that templates may see, its texts as texts."""
    texts = {key: str(meta[key])[:_LONGEST] for key in TEXTS if isinstance(meta.get(key), str | int | float)}
    return texts | ({"search": _NOT_FOUND} if meta.get("search") == _NOT_FOUND else {})


def _check_start(path: str, text: str) -> Iterator[Problem]:
    first = text.partition("\n")[0]
    if re.fullmatch(r"-{3}[ \t]*", first):
        yield _fault(path, 1, "the front matter is empty or has no end", "close it with a line of three hyphens")
    elif found := _KEY.match(first):
        yield _fault(path, 1, f"MkDocs takes '{found['key'][:40]}:' for front matter", "begin with an empty line")


def _judge(key: object, value: object) -> tuple[str, str] | None:
    """Give what is wrong with a value, and what would be right."""
    if key not in KNOWN:
        return f"the front matter has an unknown '{str(key)[:40]}'", nearest(str(key), KNOWN) or "delete it"
    if key == "search":
        return None if value == _NOT_FOUND else ("'search' is not read", "write search: {exclude: true}")
    if not isinstance(value, str) or not value.strip():
        return f"'{key}' is not a text", "put it between quotation marks"
    if len(value) > _LONGEST:
        return f"'{key}' has {len(value)} characters", f"use {_LONGEST} at most"
    return None


def _find_line(text: str, key: str) -> int:
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, start=1) if line.lstrip("\"'").startswith(key)), 1)


def _fault(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path, line, message, "front-matter", hint)
