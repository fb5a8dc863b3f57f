"""Verdicts that a text has from the engine: `<!-- verdict: nobody-hurt -->`, a sign and a word."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from ..problems import Problem, nearest
from ..sources.csl import capitalise
from ..text import make_code
from ..vocabulary import FINDINGS
from .slots import InlineSlot

_VERDICT = InlineSlot(r"<!-- verdict: (?P<name>\S+) -->")


class Judged(NamedTuple):
    """A statement of a page, and what was found of it."""

    uri: str  # the file of the page, below `docs/`
    found: str  # a code of `vocabulary.FINDINGS`; empty for a statement of ours


def fill_verdicts(text: str, uri: str, judged: Mapping[str, Judged]) -> str:
    """Return the text of a page with what was found of statements, by their ids, as links to these.

    `uri` is the file of the page that has the text.
    """
    return _VERDICT.fill(text, partial(_write, uri=uri, judged=judged))


def unknown_verdict(text: str, judged: Mapping[str, Judged]) -> Iterator[Problem]:
    """A verdict that a text asks for is that of a claim that restates the article."""
    yield from _VERDICT.find_faults(text, partial(_write, uri="", judged=judged))


def _write(slot: re.Match[str], *, uri: str, judged: Mapping[str, Judged]) -> str | Problem:
    """Return what stands in the place of a slot, or why there is no verdict."""
    name = slot["name"]
    restated = [each for each, (_uri, found) in judged.items() if found]
    hint = nearest(name, restated) or "name a claim with restates: in its record"
    if name not in judged:
        return Problem(f"no page has the claim '{name}'", "unknown-claim", hint)
    page, found = judged[name]
    if not found:
        message = f"'{name}' does not restate the article, and has no verdict"
        return Problem(message, "not-restated", hint)
    term = FINDINGS[found]
    way = posixpath.relpath(page, posixpath.dirname(uri) or ".")
    sign = f" .mark .is-{make_code(found)}" if term.filling else ""
    return f"[{capitalise(term.name)}]({way}#{name}){{ .verdict{sign} }}"
