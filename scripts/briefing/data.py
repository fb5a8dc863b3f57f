"""Data beside the text: YAML that authors write, and JSON that we do."""

from typing import Any, NamedTuple

import msgspec
import yaml


class Unread(NamedTuple):
    """Why a text cannot be read as YAML."""

    line: int  # where it cannot be read any further, counted from 1
    reason: str


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Refuses a mapping that holds itself: each is made with all that is in it."""

    def construct_whole(self, node: yaml.MappingNode) -> dict[Any, Any]:
        mapping: dict[Any, Any] = self.construct_mapping(node, deep=True)
        return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.construct_whole)


def read_yaml(text: str) -> tuple[Any, Unread | None]:
    """Return what a text says, or why it cannot be read."""
    try:
        return _Loader(text).get_single_data(), None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, _explain(error)


def _explain(error: Exception) -> Unread:
    """Return line and reason of what libyaml could not read, or we could not make."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    # `problem` is what a scanner or parser says, `reason` what a reader of characters says.
    reason = getattr(error, "problem", None) or getattr(error, "reason", None)
    return Unread(line, reason or " ".join(str(error).split())[:100])


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
