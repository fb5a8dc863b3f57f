"""The ledger as CSV (RFC 4180): a row a claim, with all that says where it is from.

Which members of a claim and of its sources are columns, and which not, say their types.
"""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import fields

from ..text import make_csv
from ..yamldata import list_marked
from .dataset import JSON_ALONE, Column, Ledger, LedgerClaim, LedgerSource

# Columns that come first; what no claim has is that of the ledger.
_FIRST = ("id", "address", "frozen", "edition", "state", "day", "licence")


def _list_source_columns() -> Iterator[tuple[str, Column]]:
    """Yield the members of a source that stand in a column, each with that."""
    for each in fields(LedgerSource):
        metas = getattr(each.type, "__metadata__", ())
        yield from ((each.name, meta.extra["column"]) for meta in metas if meta.extra)


_OF_SOURCES = {column.name: (name, column) for name, column in _list_source_columns()}


def _list_columns() -> Iterator[str]:
    """Yield the columns, in the order of the members of a claim."""
    yield from _FIRST
    for name in LedgerClaim.__struct_fields__:
        if name == "sources":
            yield from _OF_SOURCES
        elif name not in (*_FIRST, *list_marked(LedgerClaim, JSON_ALONE)):
            yield name


def write_csv(ledger: Ledger) -> str:
    """Return the claims of a ledger as CSV.

    Several values in a cell have spaces between, texts in it ` | `.
    """
    columns = [*_list_columns()]
    rows = [map(partial(_make_cell, claim, ledger), columns) for claim in ledger.claims]
    return make_csv([columns, *rows], "\n")


def _make_cell(claim: LedgerClaim, ledger: Ledger, name: str) -> str:
    """Return what stands in a column; a source that says nothing there has a –."""
    if name in _OF_SOURCES:
        member, (_name, between) = _OF_SOURCES[name]
        return between.join(str(getattr(source, member) or "–") for source in claim.sources)
    value = getattr(claim if hasattr(claim, name) else ledger, name)
    if isinstance(value, tuple):
        return " ".join(value)
    return "" if value is None else str(value)
