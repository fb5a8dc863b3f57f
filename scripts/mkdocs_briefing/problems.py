"""What can be wrong with the author's files, and how it is said."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import ParamSpec, Self

Spot = tuple[str, int, int]  # of what a message is about: path, line and column, 0 for none
FieldPath = tuple[str | int, ...]  # of a value: names of mappings, places in lists

_SHORTEST_PREFIX = 3  # letters of a key; fewer begin too many keys


class Refused(Exception):  # noqa: N818  (it is no fault of the program)
    """Why a build cannot go on, in words for the author."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, with a stable code that tests and authors can rely on.

    A rule says what is wrong, and who knows the place puts it there: `Problem(...).at(path, line)`.
    """

    path: str = field(default="", kw_only=True)  # file below the project, with forward slashes
    line: int = field(default=0, kw_only=True)  # in that file, counted from 1
    message: str  # what is wrong, in one sentence without a full stop, quoting the thing
    code: str  # stable name of the rule, for example `unknown-key`
    hint: str = ""  # what would be right, if more can be said than the message says
    column: int = field(default=0, kw_only=True)  # counted from 1; 0 where it is not known
    # What is wrong of what a rule looked at, where its place is not known yet.
    part: FieldPath = field(default=(), kw_only=True)

    def at(self, path: str, line: int = 0, column: int = 0) -> Self:
        """Return the same fault in a file, on a line; without one, on the line it has."""
        line, column = line or self.line, column or self.column
        return replace(self, path=path, line=line, column=column, part=())

    def __str__(self) -> str:
        """Return `path:line: message; hint [code]`, the form that editors and CI can follow.

        Where the column is known, it stands behind the line.
        """
        hint = f"; {self.hint}" if self.hint else ""
        place = f"{self.path}:{self.line}"
        if self.column:
            place += f":{self.column}"
        return f"{place}: {self.message}{hint} [{self.code}]"


_P = ParamSpec("_P")


def ask(
    rules: Iterable[Callable[_P, Iterator[Problem]]], *things: _P.args, **named: _P.kwargs
) -> Iterator[Problem]:
    """Yield what rules say of a thing, and of what it stands in.

    A rule is a generator whose docstring is the rule.
    """
    for rule in rules:
        yield from rule(*things, **named)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `did you mean 'x'?` for the known word that is most like `word`; else nothing."""
    meant = find_nearest(word, known)
    return f"did you mean '{meant}'?" if meant else ""


def find_nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is meant by `word`: the same in small letters, say.

    Or it is the first that begins with `word`, since authors shorten keys, or else the one that is
    most like it; the answer is empty where there is none either.
    """
    words = sorted(known)
    matches = [other for other in words if other.lower() == word.lower()]
    if not matches and len(word) >= _SHORTEST_PREFIX:
        matches = [other for other in words if other.startswith(word)]
    matches = matches or difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return matches[0] if matches else ""
