"""The parts of a page that Jinja templates beside this write: records of claims, and notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from ..pages.vocabulary import FOUND, MEANINGS, VERDICTS, WORDS
from ..sources.entries import Source
from ..words import show
from .markers import NOTE
from .records import Statement
from .sources import describe, describe_briefly, find_reading, find_unread
from .support import Support

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
    is_clause: bool  # of a paragraph that has a label of its own
    kind: str  # its code
    meaning: str
    label: str  # what the label of its paragraph does not say of it
    finding: str  # what checking found; empty where nothing is said of it
    classes: str  # of the finding
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
    support: Support,
) -> ClaimRecord:
    """Return what stands behind a claim. `numbers` are those of notes, by the keys of sources."""
    verdict = VERDICTS.get(claim.check)
    outcome = support.judge(claim)
    if verdict:
        finding = verdict
        names = f"verdict is-{outcome} is-{claim.check}"
    else:
        finding = FOUND[outcome] if support.path else ""
        names = f"outcome is-{outcome}"
    return ClaimRecord(
        id=claim.id,
        is_clause=claim.id != claim.paragraph,
        kind=claim.kind,
        meaning=MEANINGS[claim.kind],
        label=label,
        finding=finding,
        classes=names,
        is_unseen=find_reading(*sources) == find_unread(),
        sources=[_cite(source, numbers[source.key]) for source in sources],
    )


def _cite(source: Source, number: int) -> CitedSource:
    is_party = bool(source.party)
    return CitedSource(NOTE + source.key, number, source.short, describe_briefly(source), is_party)


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
