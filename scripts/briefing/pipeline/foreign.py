"""What MkDocs and YAML say of `mkdocs.yml`, in an author's words and with the line."""

import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig

from ..problems import Problem, nearest
from ..scalars import Scalar, list_scalars

_KNOWN = [name for name, _option in MkDocsConfig._schema]  # MkDocs has no other list of them
# As `mkdocs.config.load_config` words it: of a setting, and of one of a plugin.
_SETTING = re.compile(r"Config value '(?P<name>[^']+)': (?P<reason>.*)", re.S)
_OPTION = re.compile(r"Plugin '(?P<plugin>[^']+)' option '(?P<name>[^']+)': (?P<reason>.*)", re.S)
_UNKNOWN = "Unrecognised configuration name: "
_NO_PLUGIN = re.compile(r"The \"(?P<name>[^\"]+)\" plugin is not installed")
_NO_EXTENSION = re.compile(r"Failed to load extension '(?P<name>[^']+)'")
_MISSING = "Required configuration not provided"
_KIND = re.compile(r"<class '(?:[\w.]*\.)?(?P<name>\w+)'>")
_KINDS = {
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "dict": "names with values",
    "list": "a list",
    "NoneType": "nothing",
    "date": "a day",
}


def explain_foreign(message: str, settings: Path) -> Problem | None:
    """Return what MkDocs says of a setting as a fault at its line; None for anything else."""
    match = _SETTING.fullmatch(message)
    if match is None:
        return None
    text = settings.read_text(encoding="utf-8")
    name, reason = match["name"], match["reason"]
    option = _OPTION.match(reason)
    if option:
        known = _list_options(option["plugin"])
        place = find_setting(text, option["plugin"], option["name"])
        return _explain(settings.name, place, option["name"], option["reason"], known)
    for pattern, what, entries in (
        (_NO_PLUGIN, "plugin", "mkdocs.plugins"),
        (_NO_EXTENSION, "extension", "markdown.extensions"),
    ):
        missing = pattern.match(reason)
        if missing:
            return _say_missing(settings.name, text, missing["name"], what, entries)
    return _explain(settings.name, find_setting(text, name), name, reason, _KNOWN)


def _explain(
    path: str, place: tuple[int, int], name: str, reason: str, known: list[str]
) -> Problem:
    """Return what is wrong with a setting, of which there are some that are `known`."""
    line, column = place
    if reason.startswith(_UNKNOWN):
        hint = nearest(name, known) or "take it away"
        return Problem(path, line, f"'{name}' is no setting", "unknown-setting", hint, column)
    if reason.startswith(_MISSING):
        hint = f"write {name}: and its value"
        return Problem(path, line, f"there is no {name}", "missing-setting", hint, column)
    words = _KIND.sub(lambda kind: _KINDS.get(kind["name"], kind["name"]), reason)
    words = " ".join(words.replace("Expected type:", "expected").split()).rstrip(".")
    message = f"'{name}' is not taken: {words[:1].lower()}{words[1:]}"
    hint = "write what stands in CONTRIBUTING, or take the line away"
    return Problem(path, line, message, "bad-setting", hint, column)


def _say_missing(path: str, text: str, name: str, what: str, entries: str) -> Problem:
    """Return that there is no plugin, or no extension, with a name."""
    line, column = find_value(text, name)
    known = [entry.name for entry in entry_points(group=entries)]
    hint = nearest(name, known) or f"take it away, or install the package that has the {what}"
    return Problem(path, line, f"there is no {what} '{name}'", "unknown-setting", hint, column)


def _list_options(plugin: str) -> list[str]:
    """Return the settings of a plugin."""
    for entry in entry_points(group="mkdocs.plugins"):
        if entry.name == plugin:
            return [name for name, _option in entry.load().config_class._schema]
    return []


def find_unreadable(settings: Path) -> Iterator[Problem]:
    """Yield why YAML cannot read a `mkdocs.yml`: its syntax, or a day that there is not."""
    text = settings.read_text(encoding="utf-8")
    try:
        yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        hint = "indent with spaces, and put a text with a colon in it between quotation marks"
        message = f"this cannot be read: {error.problem or error.context}"
        yield Problem(settings.name, line, message, "bad-setting", hint, column)
        return
    for scalar in list_scalars(text):
        if not scalar.is_name and _is_no_day(scalar.text):
            line, column = _find_place(text, scalar)
            message = f"'{scalar.path[-1]}' cannot be '{scalar.text}': there is no such day"
            hint = "write a day of the calendar, as 2024-11-26"
            yield Problem(settings.name, line, message, "bad-setting", hint, column)


def _is_no_day(text: str) -> bool:
    """Return whether a text looks like a day to YAML, and is none."""
    try:
        yaml.safe_load(text)
    except ValueError:
        return True
    except yaml.YAMLError:
        return False
    return False


def find_setting(text: str, *names: str) -> tuple[int, int]:
    """Return line and column of a setting in a `mkdocs.yml`: of the first with such names."""
    for scalar in list_scalars(text):
        path = tuple(str(step) for step in scalar.path if isinstance(step, str))
        if scalar.is_name and path[-len(names) :] == names:
            return _find_place(text, scalar)
    return 1, 1


def find_value(text: str, value: str) -> tuple[int, int]:
    """Return line and column of the first name or value that says something."""
    for scalar in list_scalars(text):
        if scalar.text == value:
            return _find_place(text, scalar)
    return 1, 1


def _find_place(text: str, scalar: Scalar) -> tuple[int, int]:
    line = text.count("\n", 0, scalar.start) + 1
    return line, scalar.start - text.rfind("\n", 0, scalar.start)
