"""The form of a file of records: in the order of reading, fields in one order, evenly set.

Blocks of lines are moved whole, with the comments above them. ruamel.yaml, which keeps comments and
quotation marks, sets indents and spaces. What a file says is the same afterwards, or it stays as it
is.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from ..marked import read_marked
from ..scalars import Path, Scalar, list_scalars
from .records import FIELDS, Record, SourceRecord

_ALIASES = "aliases"
_WIDTH = 10_000  # of a line: none is broken


def order_records(text: str, ids: Sequence[str]) -> str:
    """Return the text of a file of records in form; `ids` are those of its page, as read."""
    value = read_marked(text).value
    if text.startswith("\ufeff") or not isinstance(value, dict):
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    ordered = text.replace("\r\n", "\n")
    for path, names, order in _list_orders(value, ids):
        wanted = _sort(names, order)
        if wanted != names:
            ordered = _keep(ordered, _sort_entries(ordered, path, wanted))
    return _keep(ordered, set_evenly(ordered)).replace("\n", newline)


def _list_orders(
    records: Mapping[str, Any], ids: Sequence[str]
) -> Iterator[tuple[Path, list[str], Sequence[str]]]:
    """Yield the mappings of a file, each with its names and the order of these."""
    yield (), [*records], [_ALIASES, *ids]
    for name, record in records.items():
        if name == _ALIASES or not isinstance(record, dict):
            continue
        yield (name,), [*record], [*FIELDS[Record]]
        for key, source in _list_sources(record):
            yield (name, "sources", key), [*source], [*FIELDS[SourceRecord]]


def _list_sources(record: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    sources = record.get("sources")
    listed = sources.items() if isinstance(sources, dict) else ()
    return [(key, source) for key, source in listed if isinstance(source, dict)]


def _sort(names: Sequence[str], order: Sequence[str]) -> list[str]:
    """Return names in an order; those that are not in it stay behind, in their own."""
    ranks = {name: rank for rank, name in enumerate(order)}
    return sorted(names, key=lambda name: ranks.get(name, len(ranks)))


def _keep(text: str, changed: str) -> str:
    """Return a changed text if it says the same, whatever its order; else the text."""
    before, after = read_marked(text), read_marked(changed)
    is_same = not after.faults and before.value == after.value
    return changed if is_same else text


def _sort_entries(text: str, path: Path, wanted: Sequence[str]) -> str:
    """Return a text in which the entries of a mapping stand in an order.

    A mapping that stands between braces, or on the line of its name, stays as it is.
    """
    scalars = list_scalars(text)
    names = [each for each in scalars if each.is_name and each.path[:-1] == path]
    lines = text.splitlines(keepends=True)
    if not all(_is_first(text, name) for name in names):
        return text
    starts = [_begin(lines, _find_line(text, name)) for name in names]
    end = _find_end(text, lines, scalars, names[-1])
    blocks = dict[str, list[str]]()
    for name, start, stop in zip(names, starts, [*starts[1:], end], strict=True):
        blocks[name.text] = lines[start:stop]
    joint = "" if path else "\n"  # an empty line between records
    moved = joint.join(_trim(blocks[name]) for name in wanted)
    last = blocks[names[-1].text]
    gap = "\n" if path and not last[-1].strip() else ""
    return "".join(lines[: starts[0]]) + moved + gap + "".join(lines[end:])


def _trim(block: Sequence[str]) -> str:
    """Return lines without the empty ones behind them."""
    return "".join(block).rstrip("\n") + "\n"


def _find_line(text: str, scalar: Scalar) -> int:
    """Return the line on which something begins, counted from 0."""
    return text.count("\n", 0, scalar.start)


def _is_first(text: str, scalar: Scalar) -> bool:
    """Return whether nothing stands before something on its line."""
    return not text[text.rfind("\n", 0, scalar.start) + 1 : scalar.start].strip()


def _begin(lines: Sequence[str], start: int) -> int:
    """Return the line at which an entry begins, with the comments directly above it.

    What stands at the head of a file is about all of it.
    """
    line = lines[start]
    comment = line[: len(line) - len(line.lstrip(" "))] + "#"
    first = start
    while first > 0 and lines[first - 1].startswith(comment):
        first -= 1
    return first or start


def _find_end(text: str, lines: Sequence[str], scalars: Sequence[Scalar], last: Scalar) -> int:
    """Return the line behind all that belongs to the last entry of a mapping."""
    depth = len(last.path)
    for scalar in scalars:
        if scalar.is_name and scalar.start > last.start and len(scalar.path) < depth:
            return _begin(lines, _find_line(text, scalar))
    return len(lines)


def set_evenly(text: str) -> str:
    """Return a YAML text with even indents and spaces, its comments and quotation marks kept."""
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    try:
        yaml.dump(yaml.load(text), stream)
    except (YAMLError, ValueError):
        return text
    return stream.getvalue()
