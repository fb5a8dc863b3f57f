"""How large settings may be: looked at before anybody makes values of them.

An alias of YAML costs two characters and stands for all that its anchor holds, so that ten lines
can say a thousand million values. MkDocs writes all settings out as soon as it has read them.
"""

import math
from collections.abc import Iterable
from pathlib import Path

import click
import yaml
from mkdocs.exceptions import ConfigurationError

from .draft import list_files

_MOST_BYTES = 500_000  # of a file: a thousand times what one has
_MOST_VALUES = 100_000  # of a file, those behind aliases counted each time
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAMES = ("mkdocs.yml", "mkdocs.yaml")  # what MkDocs looks for where no file is named


def check_command() -> None:
    """Look at the settings of the command of MkDocs that runs, if one does.

    Raise ConfigurationError. To be called while MkDocs loads our hook: later it has written them
    out, and earlier nobody asks us.
    """
    context = click.get_current_context(silent=True)
    if context is None or "config_file" not in context.params:
        return
    given = context.params["config_file"]
    names = [given.name] if given else _NAMES
    for file in map(Path, names):
        if file.is_file():
            check_limits(file.absolute())
            return


def check_limits(config_file: Path) -> None:
    """Raise ConfigurationError where a `mkdocs.yml`, or what it inherits, is too large to read."""
    size = config_file.stat().st_size
    if size > _MOST_BYTES:
        _refuse(config_file, f"this file has {size} bytes", f"{_MOST_BYTES} are taken")
    text = config_file.read_text(encoding="utf-8", errors="replace")
    try:
        for file, part in list_files(config_file, text):
            if _count(yaml.compose(part, _LOADER), {}) > _MOST_VALUES:
                message = f"aliases make more than {_MOST_VALUES} values of these settings"
                _refuse(file, message, "write out what they stand for")
    except yaml.YAMLError:  # which MkDocs will tell
        return
    except RecursionError:
        _refuse(config_file, "these settings are nested too deeply", "write flatter ones")


def _refuse(file: Path, message: str, hint: str) -> None:
    raise ConfigurationError(f"{file.name}:1: {message}; {hint} [too-complex]")


def _count(node: yaml.Node | None, known: dict[int, float]) -> float:
    """Return how many values a node stands for; of one that holds itself there is no end.

    `known` has those that were counted, so that each is walked through once.
    """
    if node is None or isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) not in known:
        known[id(node)] = math.inf  # until it is known, for whoever comes back to it
        known[id(node)] = 1 + sum(_count(part, known) for part in _list_parts(node))
    return known[id(node)]


def _list_parts(node: yaml.Node) -> Iterable[yaml.Node]:
    """Return what stands directly in a list or in a mapping."""
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value)
