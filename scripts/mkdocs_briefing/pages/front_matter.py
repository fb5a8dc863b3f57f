"""Front matter: what of it is taken. MkDocs hands any key to templates; only known ones get there.

It is a YAML mapping at the head of a page:
https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from ..problems import Problem
from ..yamldata import Form, read_yaml
from .document import PageTree

# As MkDocs reads it: mkdocs/utils/meta.py.
_BLOCK = re.compile(r"\A-{3}[ \t]*(?P<body>\n.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.S)
_BEGUN = re.compile(r"-{3}[ \t]*(?:\n|\Z)| {0,3}[A-Za-z0-9_-]+:")


class FrontMatter(Form, frozen=True):
    """What a page says of itself at its head."""

    title: Annotated[
        str, Meta(description="the title, where it is not that of its heading", pattern=r"\S")
    ] = ""
    short: Annotated[
        str, Meta(description="the title in the row of a phone, which is narrow", pattern=r"\S")
    ] = ""
    description: Annotated[
        str, Meta(description="what it says, in a sentence for who has not read it", pattern=r"\S")
    ] = ""
    robots: Annotated[
        str, Meta(description="noindex, where no search engine should list it", pattern=r"\S")
    ] = ""
    search: Annotated[
        dict[Literal["exclude"], Literal["true"]] | None,
        Meta(description="{exclude: true}, where no search should find it"),
    ] = None


def divide(text: str) -> tuple[str, str]:
    """Return the front matter of a page, with its lines of hyphens, and what follows."""
    block = _BLOCK.match(text)
    end = block.end() if block else 0
    return text[:end], text[end:]


def keep_known(text: str) -> dict[str, Any]:
    """Return what the front matter of a page says; nothing where anything is wrong with it."""
    front, problems = _read(text)
    known: dict[str, Any] = {} if problems else msgspec.to_builtins(front)
    return known


def _read(text: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Return the front matter of a page, and what is wrong with it."""
    block = _BLOCK.match(text)
    if block is None:
        return FrontMatter(), []
    data = read_yaml(block["body"])
    problems = [*data.problems]
    return (None, problems) if problems else data.read(FrontMatter, name="the front matter")


def front_matter(page: PageTree) -> Iterator[Problem]:
    """Front matter has its form and an end. What begins with a word and a colon is a key."""
    text = page.document.text
    begun = _BEGUN.match(text)
    if begun and not _BLOCK.match(text):
        message = f"MkDocs takes '{begun[0].strip()}' for front matter without an end"
        hint = "close it with a line of three hyphens, or begin a page without it with an empty "
        yield Problem(message, "front-matter", f"{hint}line")
    yield from _read(text)[1]
