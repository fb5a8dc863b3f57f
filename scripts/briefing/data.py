"""Data beside the text: YAML that authors write, and JSON that we do.

Each mapping of a YAML file knows its place, so that what is wrong with it can be said with a line.
"""

from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml

from .problems import Problem


class Entry(dict[Any, Any]):
    """A mapping, with the path of its file and the line on which it begins."""

    place = ("", 1)


class Unread(NamedTuple):
    """Why a text cannot be read as YAML."""

    line: int  # where it cannot be read any further, counted from 1
    reason: str


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Makes entries of mappings; one that holds itself is refused."""

    def construct_entry(self, node: yaml.MappingNode) -> Entry:
        entry = Entry(self.construct_mapping(node, deep=True))
        entry.place = self.path, node.start_mark.line + 1
        return entry


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.construct_entry)


def read_yaml(text: str, path: str = "") -> tuple[Any, Unread | None]:
    """Return what a text says, or why it cannot be read. `path` is for the places of entries."""
    try:
        loader = _Loader(text)
        loader.path = path
        return loader.get_single_data(), None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, _explain(error)


def _explain(error: Exception) -> Unread:
    """Return line and reason of what libyaml could not read, or we could not make."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    # `problem` is what a scanner or parser says, `reason` what a reader of characters says.
    reason = getattr(error, "problem", None) or getattr(error, "reason", None)
    return Unread(line, reason or " ".join(str(error).split())[:100])


def load_yaml(file: Path, root: Path) -> tuple[Any, list[Problem]]:
    """Return what is in a YAML file, and why it cannot be read, if so.

    Messages and entries call it as it is called from the folder `root`.
    """
    path = file.relative_to(root).as_posix()
    try:
        data, unread = read_yaml(file.read_text(encoding="utf-8"), path)
    except UnicodeDecodeError:
        data, unread = None, Unread(1, "it is not UTF-8")
    if unread is None:
        return data, []
    message = f"this file cannot be read: {unread.reason}"
    hint = "put a text with a colon in it between quotation marks"
    return None, [Problem(path, unread.line, message, "bad-figure", hint)]


def format_json(data: Any) -> str:
    """Return data as JSON with a line for each value."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1).decode() + "\n"


def as_text(data: Any) -> Any:
    """Return data with each value as text, as JSON names it.

    Yes and no stay as they are, and a value of a mapping that is null is left out.
    """
    if isinstance(data, dict):
        return {str(name): as_text(value) for name, value in data.items() if value is not None}
    if isinstance(data, list):
        return [as_text(value) for value in data]
    if isinstance(data, bool):
        return data
    return str(data)
