"""Data beside the text: YAML that authors write, in which each mapping knows its place, and so does each fault."""

from pathlib import Path
from typing import Any

import msgspec
import yaml

from .problems import Problem, say


class Entry(dict[Any, Any]):
    """A mapping, with the path of its file and the line on which it begins."""

    place = ("", 1)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Makes entries of mappings; one that holds itself is refused."""

    def construct_entry(self, node: yaml.MappingNode) -> Entry:
        entry = Entry(self.construct_mapping(node, deep=True))
        entry.place = self.path, node.start_mark.line + 1
        return entry


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.construct_entry)


def read_yaml(text: str, path: str = "") -> tuple[Any, tuple[int, str] | None]:
    """Return what a text says, or the line and the reason for which it cannot be read."""
    try:
        loader = _Loader(text)
        loader.path = path
        return loader.get_single_data(), None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = (
            getattr(error, "problem", None)
            or getattr(error, "reason", None)
            or " ".join(str(error).split())[:100]
        )
        return None, (mark.line + 1 if mark else 1, reason)


def load_yaml(file: Path, root: Path) -> tuple[Any, list[Problem]]:
    """Return what is in a file, which messages name as it is called from the folder `root`."""
    path = file.relative_to(root).as_posix()
    try:
        data, fault = read_yaml(file.read_text(encoding="utf-8"), path)
    except UnicodeDecodeError:
        data, fault = None, (1, "it is not UTF-8")
    return data, [Problem(path, fault[0], *say("bad-figure/unread", fault[1]))] if fault else []


def format_json(data: Any) -> str:
    """Return data as JSON with a line for each value; the standard library takes ten times as long."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1).decode() + "\n"


def as_text(data: Any) -> Any:
    """Return data with each value as text, as JSON names it; yes and no stay, and what is null is left out."""
    if isinstance(data, dict):
        return {str(name): as_text(value) for name, value in data.items() if value is not None}
    return (
        list(map(as_text, data))
        if isinstance(data, list)
        else data
        if isinstance(data, bool)
        else str(data)
    )
