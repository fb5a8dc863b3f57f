"""Front matter: what of it is taken. MkDocs hands any key to templates; only known ones get there.

It is a YAML mapping at the head of a page:
https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ..problems import Problem, nearest
from .document import PageTree

# As MkDocs reads it: mkdocs/utils/meta.py.
FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(?P<body>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.S)
TEXTS = ("title", "description", "robots")  # keys of front matter whose values are texts
LEFT_OUT = {"exclude": True}  # the one value of `search` that is taken


def keep_known(meta: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the part of a page's front matter that templates may see, its texts as texts."""
    kept: dict[str, Any] = {}
    for key, value in meta.items():
        if key in TEXTS and isinstance(value, str | int | float) and str(value).strip():
            kept[key] = str(value)
    if meta.get("search") == LEFT_OUT:
        kept["search"] = meta["search"]
    return kept


def front_matter(page: PageTree) -> Iterator[Problem]:
    """Front matter is a YAML mapping with an end. What begins with a word and a colon is a key."""
    text = page.document.text
    block, begun = FRONT_MATTER.match(text), _BEGUN.match(text)
    if block is None and begun:
        message = f"MkDocs takes '{begun[0].strip()}' for front matter without an end"
        hint = "close it with a line of three hyphens, or begin a page without it with an empty "
        yield Problem(message, "front-matter", f"{hint}line")
    elif block:
        data, error = _read_yaml(block["body"])
        if error:
            mark = getattr(error, "problem_mark", None)
            message = f"the front matter cannot be read: {getattr(error, 'problem', error)}"
            hint = "put a text with a colon or a brace in it between quotation marks"
            yield Problem(message, "front-matter", hint, line=mark.line + 2 if mark else 2)
        elif not isinstance(data, dict):
            message = "the front matter is not a list of keys and values"
            yield Problem(message, "front-matter", "write title: The title")


def _read_yaml(text: str) -> tuple[Any, Exception | None]:
    """Return what a text says, or why it cannot be read."""
    try:
        return yaml.safe_load(text), None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, error


_BEGUN = re.compile(r"-{3}[ \t]*(?:\n|\Z)| {0,3}[A-Za-z0-9_-]+:")


def front_key(page: PageTree) -> Iterator[Problem]:
    """A key of front matter is known, and its value is taken as it is."""
    block = FRONT_MATTER.match(page.document.text)
    data = _read_yaml(block["body"])[0] if block else {}
    if not isinstance(data, dict):
        return
    kept = keep_known(data)
    hints = dict.fromkeys(TEXTS, "write a text between quotation marks")
    hints["search"] = f"write search: {{exclude: {str(LEFT_OUT['exclude']).lower()}}}"
    for key, value in data.items():
        name = str(key)
        if key in kept and value == kept[key]:
            continue
        message, hint = f"'{name}' is not read", hints.get(name, "")
        if not hint:
            message = f"the front matter has an unknown '{name[:40]}'"
            hint = nearest(name, hints) or "delete it"
        yield Problem(message, "front-matter", hint, line=page.find(name))
