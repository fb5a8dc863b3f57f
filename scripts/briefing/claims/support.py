"""What the sources of statements were seen to bear out.

`docs/support.yml`, which an author edits beside the text, has a record for each statement and each
source that it rests on, in the form of `docs/schemas/support.json`. What is *owed* stops no draft,
but a freeze.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from ..data import as_text, load_yaml
from ..pages.vocabulary import KINDS, OUTCOMES
from ..problems import Problem
from ..sources.entries import Source
from ..store import digest
from ..words import parse_edtf
from .records import Statement
from .tokens import Reader, Token, make_day

RECORDS_FILE = "support.yml"
OWED = frozenset({"no-record", "stale-check"})  # codes of what has to be read again
_DIGITS = 20  # of a sum
JUDGEMENTS = frozenset({"assessment", "forecast"})  # kinds of which nothing can be looked up
_HINT = (
    "write passage, source and bears (all, part, none or not-seen), and what was read there: "
    "lists of days in EDTF, figures and names, and a gap"
)
_Name = Annotated[str, msgspec.Meta(min_length=1)]
_T = TypeVar("_T")


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one source was seen to state for one statement."""

    passage: _Name  # its id, or its address where another page has the same id
    source: _Name  # the citation key
    bears: Literal["all", "part", "none", "not-seen"]  # for its share; not-seen: not read so far
    days: tuple[str, ...] = ()  # in EDTF; reduced ones too
    figures: tuple[str, ...] = ()  # numbers, as the source prints them
    names: tuple[_Name, ...] = ()
    gap: str = ""  # what of the statement it does not bear out, in a sentence
    held: str = ""  # day on which the statement was held against this record
    sum: str = ""  # of the statement and the entry as they were on that day
    line: int = 0  # that of the record in the file

    def __post_init__(self) -> None:
        for day in self.days:
            if parse_edtf(day) is None:
                raise ValueError(f"'{day}' is not a date")


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """What is in `support.yml`."""

    records: list[Any] = []  # each is converted by itself, so that a fault has its line
    names: dict[str, list[str]] = {}  # other spellings, by the name


@dataclass(frozen=True)
class Support:
    """All records, and the names that go by several spellings."""

    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)  # by passage and source
    spellings: Mapping[str, str] = field(default_factory=dict)  # see `tokens.Reader`
    article: str = ""  # key of the article, which what restates it rests on; empty without one
    path: str = ""  # as messages name the file; empty where there is none, and nothing is checked

    @cached_property
    def reader(self) -> Reader:
        """What reads the tokens of texts."""
        return Reader(self.spellings)

    def list_tokens(self, records: Iterable[Record | None]) -> list[Token]:
        """Return the days, the figures and the names of the records that there are."""
        tokens = list[Token]()
        for record in records:
            if record is not None:
                tokens += map(make_day, record.days)
                tokens += self.reader.read_figures(", ".join(record.figures))
                tokens += map(self.reader.make_name, record.names)
        return tokens

    def find(self, statement: Statement) -> dict[str, Record | None]:
        """Return the record of each source that a statement rests on, None where there is none."""
        keys = [*statement.keys]
        if statement.is_restated and self.article:
            keys.append(self.article)
        found = {}
        for key in keys:
            by_address = self.records.get((statement.address, key))
            found[key] = by_address or self.records.get((statement.id, key))
        return found

    def judge(self, claim: Statement) -> str:
        """Return what checking a claim came to, one of `vocabulary.FOUND`.

        It is its verdict's outcome, or for what has none, that of its records.
        """
        if claim.check or claim.is_restated or claim.kind in JUDGEMENTS:
            return OUTCOMES.get(claim.check, "judgement")
        bears = {record.bears if record else "" for record in self.find(claim).values()}
        if not bears & {"all", "part"}:
            return "not-checked"
        if bears == {"all"}:
            return "holds"
        return "in-part"


def load_support(docs: Path, root: Path, article: str) -> tuple[Support, list[Problem]]:
    """Return the records of `docs`, none where there is no such file, and what is wrong with them.

    Messages name the file as it is called from the folder `root`; `article` is the key of the
    article that the site restates.
    """
    file = docs / RECORDS_FILE
    if not file.is_file():
        return Support(), []
    path = file.relative_to(root).as_posix()
    data, problems = load_yaml(file, root)
    content = _convert(data or {}, _File, path, "these are no records", problems) or _File()
    entries = data["records"] if content.records else []  # which know their lines
    records = dict[tuple[str, str], Record]()
    for entry in entries:
        record = _convert(entry, Record, path, "this is no record", problems)
        if record:
            line = entry.place[1]
            key = record.passage, record.source
            records[key] = msgspec.structs.replace(record, line=line)
    spellings = _list_spellings(records.values(), content.names)
    return Support(records, spellings, article, path), problems


def _convert(
    entry: Any, form: type[_T], path: str, message: str, problems: list[Problem]
) -> _T | None:
    """Return data in its form; or add to the problems why it has not that form, and return None."""
    try:
        return msgspec.convert(as_text(entry), form)
    except msgspec.ValidationError as error:
        _, line = getattr(entry, "place", ("", 1))
        problems.append(Problem(path, line, f"{message}: {error}", "bad-record", _HINT))
        return None


def _list_spellings(
    records: Iterable[Record], names: Mapping[str, Iterable[str]]
) -> dict[str, str]:
    """Return the name of each spelling: those of records, then those of the table of names."""
    spellings = {name: name for record in records for name in record.names}
    for name, others in names.items():
        for spelling in (name, *others):
            if spelling:
                spellings[spelling] = name
    return spellings


def make_sum(statement: Statement, source: Source) -> str:
    """Return the digest of what a check was made of.

    That is what a statement says of itself, and the entry of the source.
    """
    about = [statement.title]
    if statement.kind in KINDS:
        about = [statement.event, str(statement.article), statement.check]
    entry = " ".join(source.raw.split())
    return digest(statement.kind, statement.said, *about, entry)[:_DIGITS]
