"""What each source was seen to bear out: `docs/support.yml`, which an author edits beside the text.

It has a record for each passage and each source that the passage rests on, in the form of `docs/schemas/support.json`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from ..cache import make_digest
from ..data import list_words, load_yaml
from ..dates import parse_edtf
from ..pages.vocabulary import OUTCOMES
from ..problems import Problem
from ..sources.bibliography import Source
from .records import Claim, Passage

FILE = "support.yml"
_FORM = ("write passage, source and bears (all, part, none or not-seen), and what was read there: lists of days in "
         "EDTF, figures and names, and a gap")
_Name = Annotated[str, msgspec.Meta(min_length=1)]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one source was seen to state for one passage."""

    passage: _Name  # its id, or its address where another page has the same id
    source: _Name  # the citation key
    bears: Literal["all", "part", "none", "not-seen"]  # how far, for its share; not-seen: not read, or not so far
    days: tuple[str, ...] = ()  # in EDTF; reduced ones too
    figures: tuple[str, ...] = ()  # numbers, as the source prints them
    names: tuple[_Name, ...] = ()
    gap: str = ""  # what of the passage it does not bear out, in a sentence
    held: str = ""  # day on which the passage was held against this record
    sum: str = ""  # of the passage and the entry as they were on that day
    line: int = 0  # that of the record in the file

    def __post_init__(self) -> None:
        """Raise ValueError where a day is none."""
        if wrong := [day for day in self.days if parse_edtf(day) is None]:
            raise ValueError(f"'{wrong[0]}' is not a date")


class _File(msgspec.Struct, forbid_unknown_fields=True):
    records: list[Any] = []
    names: dict[str, list[str]] = {}


@dataclass(frozen=True)
class Support:
    """All records, and the names that go by several spellings."""

    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)  # by passage and source
    spellings: Mapping[str, str] = field(default_factory=dict)  # the name that each spelling stands for
    article: str = ""  # key of the article, which what restates it rests on; empty where the site restates none
    path: str = ""  # as messages name the file; empty where there is none, and nothing is checked

    def find(self, passage: Passage) -> dict[str, Record | None]:
        """Return the record of each source that a passage rests on, None where there is none."""
        is_restated = isinstance(passage, Claim) and passage.article is not None and self.article
        keys = dict.fromkeys([*passage.keys, *([self.article] if is_restated else [])])
        return {key: self.records.get((passage.address, key)) or self.records.get((passage.id, key)) for key in keys}

    def judge(self, claim: Claim) -> str:
        """Return what checking a claim came to: its verdict's outcome, or for what has none, that of its records."""
        if claim.check or claim.article is not None or claim.kind in {"assessment", "forecast"}:
            return OUTCOMES.get(claim.check, "judgement")
        bears = {record.bears if record else "" for record in self.find(claim).values()}
        return "not-checked" if not bears & {"all", "part"} else "holds" if bears == {"all"} else "in-part"


def load_support(docs: Path, root: Path, article: str) -> tuple[Support, list[Problem]]:
    """Return the records of `docs`, none where there is no such file, and what is wrong with them."""
    file = docs / FILE
    if not file.is_file():
        return Support(), []
    path, (data, problems) = file.relative_to(root).as_posix(), load_yaml(file, root)
    records: dict[tuple[str, str], Record] = {}
    try:
        shape = msgspec.convert(list_words(data or {}), _File)
    except msgspec.ValidationError as error:
        return Support(path=path), [Problem(path, 1, f"these are no records: {error}", "bad-record", _FORM)]
    for entry in data["records"] if shape.records else ():
        line = getattr(entry, "place", ("", 1))[1]
        try:
            record = msgspec.structs.replace(msgspec.convert(list_words(entry), Record), line=line)
            records[record.passage, record.source] = record
        except msgspec.ValidationError as error:
            problems.append(Problem(path, line, f"this is no record: {error}", "bad-record", _FORM))
    spellings = {name: name for record in records.values() for name in record.names}
    spellings |= {other: name for name, others in shape.names.items() for other in (name, *others) if other}
    return Support(records, spellings, article, path), problems


def make_sum(passage: Passage, source: Source) -> str:
    """Return the digest of what a passage says of itself and of the entry of a source: what a check was made of."""
    about = [passage.event, str(passage.article), passage.check] if isinstance(passage, Claim) else [
        getattr(passage, "title", "")]
    return make_digest(passage.kind, passage.said, *about, " ".join(source.raw.split()))
