"""What each source was seen to bear out: `docs/support.yml`, which an author edits beside the text.

It has a record for each passage and each source that the passage rests on, in the form of `docs/schemas/support.json`.
How a source itself was read stands in its entry of the bibliography: `read` (a day) and `extent`, beside `origin`,
`party` and `organ`, which say whose text it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ..cache import make_digest
from ..dates import format_edtf, parse_edtf
from ..pages.vocabulary import EXTENTS, OUTCOMES
from ..problems import Problem, nearest
from ..sources.bibliography import Source
from ..words import _, find
from .data import PLACE, read_data
from .records import Claim, Passage

FILE = "support.yml"
_LISTS = ("days", "figures", "names")
UNSEEN = EXTENTS["none"][0]
BEARS = ("all", "part", "none", "not-seen")
"""How far a source bears a passage out, for its share of it; `not-seen`: it was not read, or not as far as that."""


@dataclass(frozen=True)
class Record:
    """What one source was seen to state for one passage."""

    passage: str  # its id, or its address where another page has the same id
    source: str  # the citation key
    bears: str
    days: tuple[str, ...] = ()  # in EDTF; reduced ones too
    figures: tuple[str, ...] = ()  # numbers, as the source prints them
    names: tuple[str, ...] = ()
    gap: str = ""  # what of the passage it does not bear out, in a sentence
    held: str = ""  # day on which the passage was held against this record
    sum: str = ""  # of the passage and the entry as they were on that day
    line: int = 1


@dataclass(frozen=True)
class Support:
    """All records, and the names that go by several spellings."""

    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)  # by passage and source
    spellings: Mapping[str, str] = field(default_factory=dict)  # the name that each spelling stands for
    article: str = ""
    """Key of the article, which a passage with a paragraph of it rests on; empty where the site restates none."""
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
    path = file.relative_to(root).as_posix()
    data, problems = read_data(file, path)
    data = data if isinstance(data, dict) else {}
    read = [_read_record(entry, path) for entry in data.get("records") or ()]
    spellings = {str(other): str(name) for name, others in (data.get("names") or {}).items() if name != PLACE
                 for other in (name, *others) if other}
    records = {(record.passage, record.source): record for record in read if isinstance(record, Record)}
    faults = [fault for fault in read if isinstance(fault, Problem)]
    return Support(records, spellings, article, path), [*problems, *faults]


def _read_record(entry: Any, path: str) -> Record | Problem:
    """A record has the members of `Record`: a passage, a source, how far it bears out, days that are dates."""
    entry = entry if isinstance(entry, dict) else {PLACE: (path, 1)}
    line, members = entry.pop(PLACE)[1], [item.name for item in fields(Record)]
    given = {name: tuple(map(str, value if isinstance(value, list) else [value])) if name in _LISTS
             else str(value or "") for name, value in entry.items()}
    wrong = next((name for name in given if name not in members), "")
    day = next((day for day in given.get("days", ()) if parse_edtf(day) is None), "")
    reason = (f"a record has no '{wrong}'; {nearest(wrong, members)}" if wrong else f"'{day}' is not a date" if day else
              "" if given.get("bears") in BEARS and given.get("passage") and given.get("source") else
              f"a record names a passage, a source, and in bears one of {', '.join(BEARS)}")
    return Problem(path, line, reason, "bad-record") if reason else Record(**given, line=line)  # type: ignore[arg-type]


def make_sum(passage: Passage, source: Source) -> str:
    """Return the digest of what a passage says of itself and of the entry of a source: what a check was made of."""
    about = [passage.event, str(passage.article), passage.check] if isinstance(passage, Claim) else [passage.title]
    return make_digest(passage.kind, passage.said, *about, " ".join(source.raw.split()))


def _read_extent(source: Source) -> tuple[str, str]:
    short, full = EXTENTS.get(source.get("extent"), ("", ""))
    return find(short), find(full)


def _name_kind(source: Source) -> list[str]:
    party = _("party: {state}", state=source.get("party")) if source.get("party") else ""
    return [source.get("entrysubtype"), ", ".join(filter(None, (party, source.get("organ"))))]


def describe(source: Source) -> list[str]:
    """Return of what kind a source is, whose organ where it is one of a party, and how far it was read; in short."""
    return [text for text in (*_name_kind(source), _read_extent(source)[0]) if text]


def find_reading(sources: Iterable[Source]) -> str:
    """Return in words how far that of some sources was read which was read best; empty where no entry says it."""
    found = {_read_extent(source)[0] for source in sources}
    return next((find(words) for words, __ in EXTENTS.values() if find(words) in found), "")


def tell_reading(source: Source) -> str:
    """Return how far a source was read, and on which day; empty where its entry does not say."""
    return _read_extent(source)[1].format(format_edtf(source.get("read")))


def tell(source: Source) -> str:
    """Return the same as a sentence, with whose text it is and the day of reading; empty where nothing is known."""
    is_told = not source.get("origin") or source.origin in source.short
    origin = "" if is_told else _("text of {origin}", origin=source.origin)
    text = "; ".join(filter(None, (*_name_kind(source), origin, tell_reading(source))))
    return f"{text[:1].upper()}{text[1:]}." if text else ""
