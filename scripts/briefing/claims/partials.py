"""The parts of a page that Jinja templates beside this write: records of claims, and notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from ..pages.vocabulary import MEANINGS, VERDICTS, WORDS
from ..sources.entries import Source
from ..words import show
from .markers import NOTE
from .records import SourceRecord
from .sources import describe, describe_briefly, find_reading, find_unread
from .speakers import find_speaker
from .statements import Statement

_TEMPLATES = Environment(
    autoescape=True, auto_reload=False, loader=FileSystemLoader(Path(__file__).parent)
)
_TEMPLATES.globals["_"] = show


@dataclass(frozen=True)
class CitedSource:
    """A source in the record of a claim."""

    note: str  # address of its note
    number: int  # of its note
    short: str
    about: str  # what it is, in short
    is_party: bool  # whether it belongs to a party to the matter


@dataclass(frozen=True)
class ClaimRecord:
    """What stands behind a claim, for `record.html`."""

    id: str
    kind: str  # its code
    meaning: str
    label: str  # what the label of its paragraph does not say of it
    verdict: str  # what checking found, by its code; empty for what is ours
    finding: str  # the same in words
    because: str  # why it does not simply hold
    reading: str  # address of what became of a forecast; empty where none is told
    is_unseen: bool  # whether no source of it was seen
    sources: Sequence[CitedSource]


@dataclass(frozen=True)
class WayBack:
    """A way from a note back to one of its markers."""

    address: str
    name: str  # of the place


def make_record(
    claim: Statement,
    label: str,
    sources: Sequence[Source],
    numbers: Mapping[str, int],
    reading: str,
) -> ClaimRecord:
    """Return what stands behind a claim.

    `numbers` are those of notes, by the keys of sources; `reading` is the address of what became of
    a forecast, empty where none is told.
    """
    record = claim.record
    return ClaimRecord(
        id=claim.id,
        kind=claim.kind,
        meaning=MEANINGS[claim.kind],
        label=label,
        verdict=record.verdict or "",
        finding=VERDICTS[record.verdict] if record.verdict else "",
        because=record.because,
        reading=reading,
        is_unseen=find_reading(*sources) == find_unread(),
        sources=[
            _cite(source, record.sources.get(source.key), numbers[source.key]) for source in sources
        ],
    )


def _cite(source: Source, record: SourceRecord | None, number: int) -> CitedSource:
    speaker = find_speaker(source, record)
    about = describe_briefly(source, speaker)
    return CitedSource(NOTE + source.key, number, source.short, about, bool(speaker.party))


def render_record(record: ClaimRecord) -> str:
    """Return the HTML of what stands behind a claim."""
    return _TEMPLATES.get_template("record.html").render(record=record)


def render_note_end(source: Source | None, ways: Sequence[WayBack], uses: str) -> str:
    """Return the HTML at the end of a note.

    `source` is None for a note of an author's own; `uses` is the address of what rests on a source,
    empty where no page lists it.
    """
    about = describe(source) if source else ""
    template = _TEMPLATES.get_template("note.html")
    return template.render(about=about, ways=ways, uses=uses if source else "")


def render_notes(notes: Sequence[str]) -> str:
    """Return the HTML of the notes of a page below their heading."""
    return _TEMPLATES.get_template("notes.html").render(notes=notes, title=WORDS["notes"])
