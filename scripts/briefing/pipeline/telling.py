"""How a command tells an author what is wrong: by file, most useful first, and each fault once.

In a terminal there are colours, in a pipe none (https://no-color.org). Where GitHub runs the
command, each fault also stands at its line in a pull request, by a workflow command
(https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands).
"""

import logging
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from mkdocs.plugins import PrefixedLogger
from mkdocs.utils import CountHandler

from ..problems import Problem
from ..text import count_things
from .causes import PAGE_CAUSES, ROOT_CAUSES
from .project import CANNOT_GO_ON, FATAL

_MOST_PLACES = 5  # of the same fault that are named
_BOLD, _DIM, _RED, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[0m"
# Codes of a file that cannot be read, or of which a part cannot: what is said elsewhere may follow.
_UNREAD = {"bad-file", "bad-record", "record-file", "unknown-field"}


class Told(NamedTuple):
    """A fault, and where else the same stands."""

    problem: Problem
    others: tuple[Problem, ...]


def group(problems: Iterable[Problem]) -> list[list[Told]]:
    """Return faults by file; of a file and of all files, those first from which others follow."""
    same = defaultdict[tuple[str, str, str], list[Problem]](list)
    for problem in sorted(set(problems), key=_sort_key):
        same[problem.message, problem.code, problem.hint].append(problem)
    files = defaultdict[str, list[Told]](list)
    for first, *others in same.values():
        files[first.path].append(Told(first, tuple(others)))
    groups = [sorted(told, key=lambda each: _sort_key(each.problem)) for told in files.values()]
    return sorted(groups, key=lambda told: _sort_key(told[0].problem))


def _sort_key(problem: Problem) -> tuple[int, str, int, int, str]:
    return _rank(problem), problem.path, problem.line, problem.column, problem.message


def _rank(problem: Problem) -> int:
    """Return how soon a fault is told: 0 where others may follow from it."""
    if problem.code in FATAL | ROOT_CAUSES or problem.code.startswith("bib-"):
        return 0
    return 1 if problem.code in PAGE_CAUSES | _UNREAD else 2


def write_report(problems: Iterable[Problem], *, is_coloured: bool) -> Iterator[str]:
    """Yield faults line by line, an empty line between two files."""
    for number, told in enumerate(group(problems)):
        if number:
            yield ""
        for each in told:
            yield _colour(each.problem) if is_coloured else str(each.problem)
            if each.others:
                yield f"  the same: {_list_places(each)}"


def _list_places(told: Told) -> str:
    places = list[str]()
    for other in told.others[:_MOST_PLACES]:
        is_near = other.path == told.problem.path
        places.append(f"line {other.line}" if is_near else f"{other.path}:{other.line}")
    more = len(told.others) - _MOST_PLACES
    if more > 0:
        places.append(f"and {more} more")
    return ", ".join(places)


def _colour(problem: Problem) -> str:
    place, _, rest = str(problem).partition(": ")
    hint = f"; {_DIM}{problem.hint}{_PLAIN}" if problem.hint else ""
    assert rest.startswith(problem.message)
    return f"{_BOLD}{place}{_PLAIN}: {problem.message}{hint} {_RED}[{problem.code}]{_PLAIN}"


def count(problems: Iterable[Problem]) -> str:
    """Return in a line how many faults there are, and in how many files."""
    found = set(problems)
    files = len({problem.path for problem in found})
    words = f"{count_things(len(found), 'fault')} in {count_things(files, 'file')}"
    return f"{words}; mend the first of each file, and run the command again"


def write_annotations(
    problems: Iterable[Problem], folder: str = "", level: str = "error"
) -> Iterator[str]:
    """Yield a workflow command of GitHub for each fault; files are named from `folder` on."""
    for told in group(problems):
        for each in told:
            yield _annotate(each, folder, level)


def _annotate(told: Told, folder: str, level: str) -> str:
    problem = told.problem
    message = "; ".join(filter(None, [problem.message, problem.hint]))
    if told.others:
        message += f" (the same: {_list_places(told)})"
    members = {
        "file": f"{folder}{problem.path}",
        "line": str(problem.line),
        "col": str(problem.column or ""),
        "title": problem.code,
    }
    listed = [f"{name}={_escape(value)}" for name, value in members.items() if value]
    return f"::{level} {','.join(listed)}::{_escape_text(message)}"


def _escape_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape(text: str) -> str:
    return _escape_text(text).replace(":", "%3A").replace(",", "%2C")


class Teller:
    """Says what is wrong, and counts what anybody warns of."""

    def __init__(self, log: PrefixedLogger) -> None:
        self.log = log
        self.told = set[Problem]()
        self.warnings = CountHandler(level=logging.WARNING)

    def begin(self) -> None:
        """Forget the build before, and hear all warnings from now on.

        MkDocs counts them only when all is written. `-q` quiets its logger, and so nobody would
        hear any: here it quiets those who print.
        """
        self.told.clear()
        self.warnings.counts.clear()
        logger = logging.getLogger(self.log.logger.name.partition(".")[0])  # or of ProperDocs
        for handler in logger.handlers:
            handler.setLevel(max(handler.level, logger.level))
        logger.setLevel(min(logger.level, logging.WARNING))
        logger.addHandler(self.warnings)

    def warn(self, problems: Iterable[Problem]) -> None:
        """Log faults, each once: what several pages show is found on each."""
        for problem in problems:
            if problem not in self.told:
                self.told.add(problem)
                self.log.warning("%s", problem)

    def tell(self, notices: Iterable[Problem]) -> None:
        """Log what an author should know and is not stopped by."""
        for notice in notices:
            self.log.info("%s", notice)

    def count(self) -> int:
        """Return how many warnings there were, of anybody."""
        return sum(self.warnings.counts.values())


class Collector(logging.Handler):
    """Keeps what a build says of an author's files, to tell it at once."""

    def __init__(self, settings: Path) -> None:
        super().__init__()
        self.settings = settings
        self.faults = list[Problem]()
        self.notices = list[Problem]()
        self.others = list[str]()  # what is said by others, and not of a file

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what was logged, if it is about something that an author wrote."""
        [problem, *_] = record.args if isinstance(record.args, tuple) and record.args else [None]
        is_warning = record.levelno >= logging.WARNING
        if isinstance(problem, Problem):
            (self.faults if is_warning else self.notices).append(problem)
        elif is_warning:
            message = record.getMessage().removeprefix("briefing: ")
            if message not in {CANNOT_GO_ON, *self.others}:
                self.others.append(message)

    def tell(
        self,
        stream: TextIO,
        environment: Mapping[str, str] = os.environ,
        *,
        with_notices: bool = True,
    ) -> None:
        """Print all that was kept, and forget it."""
        if not with_notices:
            self.notices = []
        is_coloured = stream.isatty() and not environment.get("NO_COLOR")
        lines: list[str] = [*self.others]
        lines += write_report(self.notices, is_coloured=is_coloured)
        if self.notices and self.faults:
            lines += ["", "What stands above stops nothing yet; what follows does.", ""]
        lines += write_report(self.faults, is_coloured=is_coloured)
        if self.faults:
            lines += ["", count(self.faults)]
        if environment.get("GITHUB_ACTIONS") == "true":
            lines += self._annotate(environment)
        for line in lines:
            print(line, file=stream)
        self.faults, self.notices, self.others = [], [], []

    def _annotate(self, environment: Mapping[str, str]) -> Sequence[str]:
        workspace = environment.get("GITHUB_WORKSPACE") or "."
        folder = os.path.relpath(self.settings.parent, workspace)
        prefix = "" if folder == "." else f"{folder}/"
        return [
            *write_annotations(self.faults, prefix),
            *write_annotations(self.notices, prefix, "notice"),
        ]


def collect(settings: Path) -> Collector:
    """Return what keeps all that a build says from now on; nobody else says it."""
    log = logging.getLogger("mkdocs")
    collector = Collector(settings)
    log.addHandler(collector)
    log.setLevel(logging.INFO)
    log.propagate = False
    return collector
