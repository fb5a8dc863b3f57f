"""The ledger as data, `claims.json`: a type says each member, what it means, and its column of CSV.

`docs/schemas/claims.json`, the data dictionary, is made of these types. Every member is there; what
has nothing to say is null. Addresses are absolute. No text has a no-break space, which is there for
lines to end well.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple, TypeVar

import msgspec
from msgspec import Meta

from ..pages.publication import Publication, State
from ..sources.entries import Source
from ..vocabulary import KINDS, VERDICTS, Bears, ClaimKind, Verdict, name_terms
from .evidence import Evidence
from .ledger import Row
from .records import Record, SourceRecord
from .statements import Statement

SCHEMA = "schemas/claims.json"  # below docs/
JSON_ALONE = Meta(extra={"column": None})
"""Marks a member of a claim that is no column of the CSV."""
_URI = {"format": "uri"}
_DATE = {"format": "date"}

Live = Annotated[
    str, Meta(description="Its address on the pages of today.", extra_json_schema=_URI)
]
Frozen = Annotated[
    str | None,
    Meta(
        description="Its address in its edition, whose words stay; null in a draft.",
        extra_json_schema=_URI,
    ),
]
EditionNumber = Annotated[int | None, Meta(description="The number of that edition.")]
EditionDay = Annotated[
    str, Meta(description="The date of that edition, or of the draft.", extra_json_schema=_DATE)
]
WebAddress = Annotated[
    str | None, Meta(description="Its address on the web.", extra_json_schema=_URI)
]
Title = Annotated[str, Meta(description="Its title; in square brackets where we supplied it.")]
Outlet = Annotated[str | None, Meta(description="Who printed it.")]
SourceDay = Annotated[str | None, Meta(description="The date on which it came out, in EDTF.")]


class Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the data."""


class LedgerWork(Data, frozen=True, kw_only=True):
    """A source as a whole."""

    reference: Annotated[str, Meta(description="The source in short: who, and on which date.")]
    title: Title
    outlet: Outlet
    url: WebAddress
    day: SourceDay
    kind: Annotated[str, Meta(description="What kind of source it is, in words.")]
    origin: Annotated[str, Meta(description="Who made the text, whoever printed it.")]
    party: Annotated[
        str | None, Meta(description="The state to which it belongs, where that is a party.")
    ]
    organ: Annotated[str | None, Meta(description="Which organ of a state it is.")]
    read: Annotated[str | None, Meta(description="When, and how far, it was read.")]


def _make_work(source: Source) -> LedgerWork:
    return LedgerWork(
        reference=source.short,
        title=source.title,
        outlet=source.outlet or None,
        url=_find_address(source),
        day=source.given_date or None,
        kind=source.kind,
        origin=source.origin,
        party=source.party or None,
        organ=source.organ or None,
        read=source.when_read or None,
    )


def _find_address(source: Source) -> str | None:
    """Return where a source can be read; what has a DOI needs no other address."""
    if source.url:
        return source.url
    return f"https://doi.org/{source.doi}" if source.doi else None


class Column(NamedTuple):
    """A column of the CSV that has a member of each source of a claim."""

    name: str
    between: str = " | "  # what parts its values


def _column(*column: str) -> Meta:
    return Meta(extra={"column": Column(*column)})


class LedgerSource(Data, frozen=True, kw_only=True):
    """What one source was seen to bear out of one statement."""

    key: Annotated[
        str,
        Meta(description="Its citation key, which is an id on /sources/."),
        _column("sources", " "),
    ]
    cited: Annotated[
        bool,
        Meta(description="Whether it is cited in the text; if not, it is what was restated."),
    ]
    address: Annotated[WebAddress, _column("source_addresses", " ")]
    title: Annotated[Title, _column("source_titles")]
    outlet: Annotated[Outlet, _column("source_outlets")]
    day: Annotated[SourceDay, _column("source_days")]
    speaker: Annotated[
        str,
        Meta(description="Whose words it is cited for, whoever printed them."),
        _column("source_speakers"),
    ]
    party: Annotated[
        str | None, Meta(description="The state whose side the speaker takes, being a party.")
    ]
    bears: Annotated[
        Bears,
        Meta(description="What it was seen to bear out, or that it was not seen so far."),
        _column("source_bears"),
    ]
    words: Annotated[
        str | None,
        Meta(description="A few words as it has them, to find the place; none where none are."),
        _column("source_words"),
    ]
    unseen: Annotated[str | None, Meta(description="Why no words were seen at the cited address.")]
    days: Annotated[tuple[str, ...], Meta(description="Dates that it gives, in EDTF.")]
    gap: Annotated[
        str | None,
        Meta(description="What of the statement it does not bear out."),
        _column("source_gaps"),
    ]
    held: Annotated[str | None, Meta(description="The date on which the two were last compared.")]


Sources = Annotated[
    tuple[LedgerSource, ...], Meta(description="What was read for it, source by source.")
]


def _make_sources(statement: Statement) -> tuple[LedgerSource, ...]:
    return tuple(map(_make_source, statement.evidence))


def _make_source(evidence: Evidence) -> LedgerSource:
    source, record, held, is_cited = evidence
    return _fill(
        LedgerSource,
        record,
        key=source.key,
        cited=is_cited,
        address=_find_address(source),
        title=source.title,
        outlet=source.outlet or None,
        day=source.given_date or None,
        speaker=evidence.speaker,
        party=evidence.party or None,
        held=held.day if held else None,
    )


class LedgerCheck(Data, frozen=True, kw_only=True):
    """A note on a statement: what checking found."""

    address: Live
    frozen: Frozen
    title: Annotated[str, Meta(description="Its title.")]
    words: Annotated[str, Meta(description="Its words, with its title.")]
    sources: Sources


def _make_check(note: Statement, about: Publication) -> LedgerCheck:
    live, frozen = _locate(note.address, about)
    sources = _make_sources(note)
    return LedgerCheck(
        address=live, frozen=frozen, title=note.title, words=note.text, sources=sources
    )


class LedgerClaim(Data, frozen=True, kw_only=True):
    """A statement."""

    id: Annotated[str, Meta(description="Its id, which stays whatever the words are.")]
    address: Live
    frozen: Frozen
    edition: EditionNumber
    day: EditionDay
    page: Annotated[str, Meta(description="The title of its page.")]
    section: Annotated[str, Meta(description="The title of its section.")]
    paragraph: Annotated[str, Meta(description="The id of its paragraph.")]
    statement: Annotated[
        str, Meta(description="The statement as a sentence that can be read alone.")
    ]
    clause: Annotated[str, Meta(description="Its words on the page.")]
    kind: Annotated[ClaimKind, Meta(description="What sort of a statement it is.")]
    event: Annotated[
        str | None, Meta(description="The date, month or year that it is about, in EDTF.")
    ]
    article_paragraph: Annotated[
        int | None,
        Meta(description="The paragraph of the article that it restates; null: ours."),
    ]
    article_place: Annotated[
        str | None,
        Meta(
            description="The place in the article that it restates: its paragraph, and the number "
            "in it; null: ours."
        ),
    ]
    verdict: Annotated[
        Verdict | None, Meta(description="What checking found of it; what is ours has none.")
    ]
    because: Annotated[str | None, Meta(description="Why it does not simply hold.")]
    borne_out_by: Annotated[
        tuple[str, ...],
        Meta(description="Ids of the statements of ours that bear out what holds."),
        JSON_ALONE,
    ]
    common_knowledge: Annotated[
        bool,
        Meta(description="Whether it holds and nobody needs a source for it."),
        JSON_ALONE,
    ]
    rests_on: Annotated[
        tuple[str, ...],
        Meta(description="Ids of the statements that a judgement of ours rests on."),
    ]
    sources: Sources
    checked_against: Annotated[
        tuple[str, ...],
        Meta(
            description="Citation keys of the sources of the notes on it, and of what bears it out."
        ),
    ]
    accepted: Annotated[
        tuple[str, ...], Meta(description="Codes of faults that we know of and accept.")
    ]
    checks: Annotated[
        tuple[LedgerCheck, ...],
        Meta(description="The notes on it: what checking found."),
        JSON_ALONE,
    ]
    beside: Annotated[
        tuple[str, ...],
        Meta(description="Addresses of statements of ours in the same paragraph."),
        JSON_ALONE,
    ]
    sha256: Annotated[
        str | None,
        Meta(
            description="The SHA-256 of its words in UTF-8, once an edition has them; of editions "
            "1 to 6 the sum that they keep, of words and labels."
        ),
        JSON_ALONE,
    ]


def _make_claim(row: Row, about: Publication, sums: Mapping[str, str]) -> LedgerClaim:
    claim, record = row.claim, row.claim.record
    live, frozen = _locate(claim.address, about)
    return _fill(
        LedgerClaim,
        record,
        id=claim.id,
        address=live,
        frozen=frozen,
        edition=about.version.number or None,
        day=about.version.date.isoformat(),
        page=claim.page.title,
        section=claim.section.title,
        paragraph=claim.paragraph,
        statement=claim.sentence,
        clause=claim.text,
        article_paragraph=int(record.paragraph) if record.is_restated else None,
        article_place=record.restates,
        sources=_make_sources(claim),
        checked_against=tuple(row.checked_against),
        accepted=record.accept,
        checks=tuple(_make_check(note, about) for note in row.checks),
        beside=tuple(about.site_url + other.address for other in row.beside),
        sha256=sums.get(claim.address) or None,
    )


def _locate(address: str, about: Publication) -> tuple[str, str | None]:
    """Return where something stands: on the pages of today, and in the edition, if it is one."""
    live = about.site_url + address
    return live, about.freeze(live) if about.version.number else None


_Filled = TypeVar("_Filled", bound=Data)


def _fill(form: type[_Filled], record: Record | SourceRecord, **members: Any) -> _Filled:
    """Return data with some members; any other is the field of that name of a record."""
    names = [name for name in form.__struct_fields__ if name not in members]
    fields = {name: getattr(record, name) for name in names}
    return form(**members, **{name: None if said == "" else said for name, said in fields.items()})


class Ledger(Data, frozen=True, kw_only=True):
    """Every statement with an address of its own, and what it rests on."""

    schema: Annotated[
        str, Meta(description="The address of the schema.", extra_json_schema=_URI)
    ] = msgspec.field(name="$schema")
    title: Annotated[str, Meta(description="The title of the briefing.")]
    address: Live
    frozen: Frozen
    edition: EditionNumber
    state: Annotated[State, Meta(description="Published, or a draft that no edition keeps.")]
    day: EditionDay
    cut_off: Annotated[
        str,
        Meta(description="The date at which the theme pages stop.", extra_json_schema=_DATE),
    ]
    licence: Annotated[str, Meta(description="The address of the licence.", extra_json_schema=_URI)]
    article: Annotated[
        str | None, Meta(description="The citation key of the article that is restated.")
    ]
    kinds: Annotated[dict[str, str], Meta(description="What each kind is called, by its code.")]
    verdicts: Annotated[
        dict[str, str], Meta(description="What each verdict is called, by its code.")
    ]
    sources: Annotated[dict[str, LedgerWork], Meta(description="The sources, by citation key.")]
    claims: Annotated[
        tuple[LedgerClaim, ...], Meta(description="The statements, in the order of reading.")
    ]


def make_ledger(
    rows: Sequence[Row], about: Publication, sums: Mapping[str, str], sources: Mapping[str, Source]
) -> Ledger:
    """Return the ledger of some rows; `sums` has those that an edition keeps, by address."""
    live, frozen = _locate("", about)
    ledger = Ledger(
        schema=about.site_url + SCHEMA,
        title=about.title,
        address=live,
        frozen=frozen,
        edition=about.version.number or None,
        state=about.version.state,
        day=about.version.date.isoformat(),
        cut_off=about.cut_off.isoformat(),
        licence=about.licence,
        article=about.article or None,
        kinds=name_terms(KINDS),
        verdicts=name_terms(VERDICTS),
        sources={key: _make_work(source) for key, source in sources.items()},
        claims=tuple(_make_claim(row, about, sums) for row in rows),
    )
    text = msgspec.json.encode(ledger).decode().replace("\u00a0", " ")
    return msgspec.json.decode(text, type=Ledger)
