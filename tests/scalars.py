"""Names and values of a YAML text as they are written, each with its place."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

Path = tuple[str | int, ...]  # of a value in the data: names of mappings, places in lists

_BYTE_ORDER_MARK = "\ufeff"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):
    """A text in YAML: a value, or the name of one."""

    path: Path  # of the value
    is_name: bool  # whether it is the name of what stands at that path
    text: str  # what it says
    start: int  # offset at which it begins, quotation marks among it
    end: int  # offset behind it


def list_scalars(text: str) -> list[Scalar]:
    """Return all names and values of a text, in order; none where it cannot be read.

    What stands behind an anchor is listed once, where it is written.
    """
    shift = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
    try:
        node = yaml.compose(text[shift:], _LOADER)
    except yaml.YAMLError:
        return []
    seen = set[int]()
    scalars = list[Scalar]()
    for scalar in _walk(node, (), seen):
        scalars.append(scalar._replace(start=scalar.start + shift, end=scalar.end + shift))
    return scalars


def _walk(node: Any, path: Path, seen: set[int]) -> Iterator[Scalar]:
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield _make_scalar(node, path, is_name=False)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _walk(item, (*path, number), seen)
    elif isinstance(node, yaml.MappingNode):
        yield from _walk_mapping(node, path, seen)


def _walk_mapping(node: yaml.MappingNode, path: Path, seen: set[int]) -> Iterator[Scalar]:
    for name, value in node.value:
        here = (*path, str(name.value))
        if isinstance(name, yaml.ScalarNode):
            yield _make_scalar(name, here, is_name=True)
        yield from _walk(value, here, seen)


def _make_scalar(node: yaml.ScalarNode, path: Path, *, is_name: bool) -> Scalar:
    return Scalar(path, is_name, node.value, node.start_mark.index, node.end_mark.index)
