"""What can be wrong with the author's files, and how it is said."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec
from jinja2 import TemplateError, TemplateSyntaxError

_SAID = msgspec.yaml.decode(
    Path(__file__).with_name("messages.yml").read_bytes(), type=dict[str, list[str]]
)


class Refused(Exception):  # noqa: N818  (it is no fault of the program)
    """Why a build cannot go on, in words for the author."""


PlainFault = tuple[int, str, str, str]  # a Fault in rooms that were not rewritten yet


class Finding(NamedTuple):
    """What a rule found wrong with a thing whose place the caller knows."""

    message: str  # what is wrong, in one sentence without a full stop, quoting the thing
    code: str  # stable name of the rule, for example `unknown-key`
    hint: str = ""  # what would be right, if more can be said than the message says


class Fault(NamedTuple):
    """What a rule found wrong on a line of a text whose file the caller knows."""

    line: int  # counted from 1
    message: str
    code: str
    hint: str = ""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, at one place, with a stable code that tests and authors can rely on."""

    path: str  # file, relative to the project folder, with forward slashes
    line: int  # line in that file, counted from 1
    message: str  # what is wrong, in one sentence without a full stop, quoting the thing
    code: str  # stable name of the rule, for example `unknown-key`
    hint: str = ""  # what would be right, if more can be said than the message says

    def __str__(self) -> str:
        """Return `path:line: message; hint [code]`, the form that editors and CI can follow."""
        return (
            f"{self.path}:{self.line}: {self.message}{self.hint and '; '}{self.hint} [{self.code}]"
        )


def say(name: str, *found: object, hint: str = "") -> tuple[str, str, str]:
    """Return message, code and hint of a fault, by its name in `messages.yml`, with what was found filled in."""
    message, *right = (text.format(*found) for text in _SAID[name])
    return message, name.partition("/")[0], hint or "".join(right)


def explain(error: Exception) -> str:
    """Return in one line what stopped a build, for an author."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'a file'}: {error.strerror}"
    place = (
        f"{error.filename or error.name}:{error.lineno}: "
        if isinstance(error, TemplateSyntaxError)
        else ""
    )
    kind = "" if isinstance(error, TemplateError | Refused) else f"{type(error).__name__}: "
    return place + kind + " ".join(str(error).split())[:300]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `did you mean 'x'?` for the known word most like `word`, or which it begins; empty where there is none."""
    words = sorted(known)
    found = difflib.get_close_matches(word, words, n=1, cutoff=0.6) or [
        other for other in words if len(word) > 2 and other.startswith(word)
    ]  # authors shorten keys
    return f"did you mean '{found[0]}'?" if found else ""
