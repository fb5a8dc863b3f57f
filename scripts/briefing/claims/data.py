"""Data beside the text: YAML that authors write, each mapping with its place."""

from pathlib import Path
from typing import Any

import yaml

from ..problems import Problem

PLACE = "(place)"  # under which each mapping has its path and line; no author writes such a name


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Notes the place of each mapping that it reads."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        data: dict[Any, Any] = super().construct_mapping(node, deep)
        return data | {PLACE: (self.path, node.start_mark.line + 1)}


def read_data(file: Path, path: str) -> tuple[Any, list[Problem]]:
    """Return what is in a YAML file, and why it cannot be read; `path` is how messages call it."""
    try:
        loader = _Loader(file.read_text(encoding="utf-8"))
        loader.path, loader.deep_construct = path, True  # what holds itself is refused
        return loader.get_single_data(), []
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", getattr(error, "reason", error))
        reason = "it is not UTF-8" if isinstance(error, UnicodeError) else reason
        return None, [Problem(path, mark.line + 1 if mark else 1, f"this file cannot be read: {reason}",
                              "bad-figure", "put a text with a colon in it between quotation marks")]


def list_words(data: Any) -> Any:
    """Return what data says by itself, as JSON has it: every value but yes and no as text, and nothing for null."""
    if isinstance(data, dict):
        return {str(name): list_words(value) for name, value in data.items() if name != PLACE and value is not None}
    return list(map(list_words, data)) if isinstance(data, list) else data if isinstance(data, bool) else str(data)
