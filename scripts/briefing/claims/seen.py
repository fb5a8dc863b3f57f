"""What was read for a statement: source by source, as a fold-out of the ledger shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..dates import format_edtf
from ..pages.vocabulary import BEARING
from ..sources.entries import Source
from .quotations import Quotation, quote
from .records import SourceRecord
from .sources import tell_speaker
from .speakers import find_speaker
from .statements import Statement


@dataclass(frozen=True)
class Seen:
    """What one source was seen to state for a statement."""

    source: Source
    quoted: Quotation | None  # words as the source has them; None where none were seen
    remarks: str  # what it bears out, who speaks, on which day both were compared
    notes: tuple[str, ...]  # sentences: what is left open, and why no words were seen


def list_seen(
    statement: Statement, sources: Mapping[str, Source], article: Source | None
) -> list[Seen]:
    """Return what was read for a claim or a note, in the order of its record.

    `sources` is the bibliography by keys, `article` what the briefing restates.
    """
    seen = []
    for key, record in statement.record.sources.items():
        if key in sources:
            seen.append(_read(sources[key], record, article))
    return seen


def _read(source: Source, record: SourceRecord, article: Source | None) -> Seen:
    is_article = article is not None and source.key == article.key
    bearing = _tell_article(record) if is_article else BEARING[record.bears]
    return Seen(
        source=source,
        quoted=quote(source, record),
        remarks=" · ".join([bearing, *_list_remarks(source, record)]),
        notes=tuple(_list_notes(record)),
    )


def _tell_article(record: SourceRecord) -> str:
    """What the article says is no proof of it: it is only what was restated."""
    if record.bears == "all":
        return "the article says so"
    if record.bears == "part":
        return "the article says a part of it"
    return BEARING[record.bears]


def _list_remarks(source: Source, record: SourceRecord) -> Iterator[str]:
    speaker = find_speaker(source, record)
    if speaker.is_another:
        yield tell_speaker(speaker)
    if record.held and record.bears != "not-seen":
        yield f"compared on {format_edtf(record.held)}"


def _list_notes(record: SourceRecord) -> Iterator[str]:
    if record.gap:
        yield f"Left open: {record.gap}"
    if record.unseen:
        yield record.unseen
