"""What a build says, and how a strict one counts it."""

import logging
from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from ..problems import Problem

log = get_plugin_logger("briefing")
LOGGER = logging.getLogger(log.logger.name.partition(".")[0])
"""What a strict build counts warnings of: that of MkDocs, or of ProperDocs, which stands in for it."""


class WarningCount(logging.Handler):
    """Counts what a strict build stops at."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record, unless it is mild."""
        self.count += record.levelno >= logging.WARNING


def warn(problems: Iterable[Problem]) -> None:
    """Say what is wrong."""
    for problem in problems:
        log.warning(str(problem))
