"""Data beside the text: YAML that authors write, each mapping with its place."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from ..problems import Problem

PLACE = "(place)"  # under which each mapping knows its path and line; no author writes such a name


class _Places:
    """Notes the place of each mapping that a loader reads."""

    name: str

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        data: dict[Any, Any] = super().construct_mapping(node, deep)  # type: ignore[misc]
        return data | {PLACE: (self.name, node.start_mark.line + 1)}


class _Loader(_Places, yaml.SafeLoader):
    """Reads YAML, and says what is wrong with it in plain words."""


class _FastLoader(_Places, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML ten times as fast."""


def read_data(file: Path, path: str) -> tuple[Any, list[Problem]]:
    """Return what is in a YAML file, and why it cannot be read; `path` is how messages call it."""
    try:
        text = file.read_text(encoding="utf-8")
        with suppress(yaml.YAMLError):
            return _load(_FastLoader(text), path), []
        return _load(_Loader(text), path), []
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", getattr(error, "reason", error))
        reason = "it is not UTF-8" if isinstance(error, UnicodeError) else reason
        return None, [Problem(path, mark.line + 1 if mark else 1, f"this file cannot be read: {reason}",
                              "bad-figure", "put a text with a colon in it between quotation marks")]


def _load(loader: Any, path: str) -> Any:
    loader.name, loader.deep_construct = path, True  # what holds itself is refused
    return loader.get_single_data()
