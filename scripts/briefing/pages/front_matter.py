"""The front matter of a page: YAML between two lines of three hyphens, as MkDocs reads it.

MkDocs takes any key, hands it to the templates, and shows as text what it cannot read.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ..problems import Fault, nearest

_TEXTS = ("title", "description", "robots")  # keys whose values are texts of one line
_KNOWN = (*_TEXTS, "search")
_NOT_FOUND = {"exclude": True}  # the one value of `search`: the page is left out of the search
_LONGEST = 500
# MkDocs' own, mkdocs/utils/meta.py.
_YAML = re.compile(r"-{3}[ \t]*\n(?P<body>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.S)
_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def check_front_matter(text: str) -> Iterator[Fault]:
    """Front matter is a YAML mapping with keys that are known; `title`, `description` and `robots` are texts.
    Without it a page does not begin with a word and a colon, which MkDocs takes for a key."""
    block, code = _YAML.match(text), "front-matter"
    try:
        data = yaml.load(block["body"] if block else "{}", _Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or " ".join(str(error).split())[:100]
        yield (mark.line + 2 if mark else 1, f"the front matter cannot be read: {reason}", code,
               "put a text with a colon or a brace in it between quotation marks")
        return
    if not isinstance(data, dict):
        yield 1, "the front matter is not a list of keys and values", code, "write title: The title"
    elif not block and re.match(r"-{3}[ \t]*(\n|$)", text):
        yield 1, "the front matter is empty or has no end", code, "close it with a line of three hyphens"
    elif not block and (found := _KEY.match(text)):
        yield 1, f"MkDocs takes '{found['key'][:40]}:' for front matter", code, "begin with an empty line"
    else:
        for key, value in data.items():
            if fault := _judge(key, value):
                lines = enumerate(text.split("\n"), 1)
                line = next((number for number, line in lines if line.lstrip("\"'").startswith(str(key))), 1)
                yield line, fault[0], code, fault[1]


def keep_known(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a page's front matter that templates may see, its texts as texts."""
    texts = {key: str(meta[key])[:_LONGEST] for key in _TEXTS if isinstance(meta.get(key), str | int | float)}
    return texts | ({"search": _NOT_FOUND} if meta.get("search") == _NOT_FOUND else {})


def _judge(key: object, value: object) -> tuple[str, str] | None:
    """Return what is wrong with a value, and what would be right."""
    if key not in _KNOWN:
        return f"the front matter has an unknown '{str(key)[:40]}'", nearest(str(key), _KNOWN) or "delete it"
    if key == "search":
        return None if value == _NOT_FOUND else ("'search' is not read", "write search: {exclude: true}")
    if not isinstance(value, str) or not value.strip():
        return f"'{key}' is not a text", "put it between quotation marks"
    if len(value) > _LONGEST:
        return f"'{key}' has {len(value)} characters", f"use {_LONGEST} at most"
    return None
