"""How an author is told what is wrong: in the log of MkDocs, and on GitHub at its line too.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

import logging
import os
import sys
from collections.abc import Iterable

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.plugins import PrefixedLogger
from mkdocs.utils import CountHandler

from ..problems import Problem, Refused
from ..programs import ProgramError
from .dead_links import DeadLinks, describe_omitted


class ProblemLog:
    """Says what is wrong, and counts what anybody warns of."""

    def __init__(self, logger: PrefixedLogger) -> None:
        self.logger = logger
        self.logged = set[Problem]()
        self.dead_links = DeadLinks()
        self.warnings = CountHandler(level=logging.WARNING)

    def begin(self) -> None:
        """Forget the build before, and hear all warnings from now on.

        MkDocs counts them only when all is written. `-q` quiets its logger, and so nobody would
        hear any: here it quiets those who print. With `-v` MkDocs forgets which links lead to ids.
        """
        self.logged.clear()
        self.warnings.counts.clear()
        logger = logging.getLogger(self.logger.logger.name.partition(".")[0])  # or of ProperDocs
        logger.removeHandler(self.warnings)
        for handler in logger.handlers:
            handler.setLevel(max(handler.level, logger.level))
        logger.setLevel(min(logger.level, logging.WARNING))
        for name in ("structure.pages", "structure.nav"):
            logger.getChild(name).setLevel(logging.INFO)
            logger.getChild(name).addFilter(self.rephrase)
        logger.addHandler(self.warnings)

    def rephrase(self, record: logging.LogRecord) -> bool:
        """Put what MkDocs says of links that lead nowhere, and of its `nav`, into our form.

        Return whether the record is to be logged, too.
        """
        omitted = describe_omitted(record.getMessage(), self.dead_links.pages)
        self.inform(omitted)
        problem = self.dead_links.describe(record.getMessage())
        if problem:
            record.msg, record.args = f"{self.logger.prefix}: {problem}".replace("%", "%%"), ()
            _annotate(problem, "error")
        return not omitted

    def warn(self, problems: Iterable[Problem]) -> None:
        """Log faults in order, each once: what several pages show is found on each."""
        for problem in sorted({*problems} - self.logged):
            self.logged.add(problem)
            self.logger.warning("%s", problem)
            _annotate(problem, "error")

    def inform(self, notices: Iterable[Problem]) -> None:
        """Log what an author should know and is not stopped by."""
        for notice in sorted(notices):
            self.logger.info("%s", notice)
            _annotate(notice, "notice")

    def count(self) -> int:
        """Return how many warnings there were, of anybody."""
        return sum(self.warnings.counts.values())


def _annotate(problem: Problem, level: str) -> None:
    """Where GitHub runs the build, have it show a problem at its line in a pull request."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return
    message = "; ".join(filter(None, [problem.message, problem.hint]))
    members = {"file": problem.path, "line": str(problem.line), "title": problem.code}
    listed = ",".join(f"{name}={_escape_member(value)}" for name, value in members.items())
    print(f"::{level} {listed}::{_escape(message)}")


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_member(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def explain(error: Exception) -> str:
    """Return in one line what stopped a build, for an author."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'a file'}: {error.strerror}"
    reason = " ".join(str(error).split())[:300]
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {reason}"
    if isinstance(error, TemplateError | Refused | ProgramError):
        return reason
    return f"{type(error).__name__}: {reason}"


def print_warnings() -> None:
    """Print what a build warns of, in a command of ours; MkDocs does so in its own."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.setLevel(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    log.propagate = False
