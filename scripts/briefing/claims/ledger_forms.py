"""The form of the ledger as data: `claims.json`, member by member.

The descriptions here are the data dictionary: `scripts/make_schema.py` writes them into
`docs/schemas/claims.json`.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from ..pages.vocabulary import Bears, ClaimKind, Verdict

LEDGER_SCHEMA = "schemas/claims.json"  # below docs/
State = Literal["published", "draft"]

_URI = {"format": "uri"}


class LedgerWork(msgspec.Struct, frozen=True, kw_only=True):
    """A source as a whole."""

    reference: Annotated[str, Meta(description="The source in short: who, and on which day.")]
    title: Annotated[str, Meta(description="Its title; in square brackets where we supplied it.")]
    outlet: Annotated[str | None, Meta(description="Who printed it.")]
    url: Annotated[str | None, Meta(description="Its address on the web.", extra_json_schema=_URI)]
    day: Annotated[str | None, Meta(description="The day on which it came out, in EDTF.")]
    kind: Annotated[str, Meta(description="What kind of a thing it is, in words.")]
    origin: Annotated[str, Meta(description="Who made the text, whoever printed it.")]
    party: Annotated[
        str | None, Meta(description="The state that stands behind it, where that is a party.")
    ]
    organ: Annotated[str | None, Meta(description="Which organ of a state it is.")]
    read: Annotated[str | None, Meta(description="When, and how far, it was read.")]


class LedgerSource(msgspec.Struct, frozen=True, kw_only=True):
    """What one source was seen to bear out of one statement."""

    key: Annotated[str, Meta(description="Its citation key, which is an id on /sources/.")]
    cited: Annotated[
        bool,
        Meta(description="Whether it is cited in the text; if not, it is what was restated."),
    ]
    words_beside: Annotated[
        str | None, Meta(description="The words that stand beside its number: a page, or a “not”.")
    ]
    address: Annotated[
        str | None, Meta(description="Its address on the web.", extra_json_schema=_URI)
    ]
    title: Annotated[str, Meta(description="Its title; in square brackets where we supplied it.")]
    outlet: Annotated[str | None, Meta(description="Who printed it.")]
    day: Annotated[str | None, Meta(description="The day on which it came out, in EDTF.")]
    speaker: Annotated[str, Meta(description="Whose words it is cited for, whoever printed them.")]
    party: Annotated[
        str | None, Meta(description="The state whose side the speaker takes, being a party.")
    ]
    bears: Annotated[
        Bears | None,
        Meta(description="What it was seen to bear out, or that it was not seen so far."),
    ]
    words: Annotated[
        str | None,
        Meta(description="A few words as it has them, to find the place; none where none are."),
    ]
    unseen: Annotated[str | None, Meta(description="Why no words were seen at the cited address.")]
    days: Annotated[Sequence[str], Meta(description="Days that it states, in EDTF.")]
    gap: Annotated[str | None, Meta(description="What of the statement it does not bear out.")]
    held: Annotated[
        str | None, Meta(description="The day on which both were held against each other.")
    ]


class LedgerCheck(msgspec.Struct, frozen=True, kw_only=True):
    """A note on a statement: what checking found."""

    address: Annotated[
        str, Meta(description="Its address on the pages of today.", extra_json_schema=_URI)
    ]
    frozen: Annotated[
        str | None,
        Meta(description="Its address in its edition, whose words stay.", extra_json_schema=_URI),
    ]
    title: Annotated[str, Meta(description="What stands above it.")]
    words: Annotated[str, Meta(description="Its words, with its title.")]
    sources: Annotated[
        Sequence[LedgerSource], Meta(description="What was read for it, source by source.")
    ]


class LedgerClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A statement."""

    id: Annotated[str, Meta(description="Its id, which stays whatever the words are.")]
    address: Annotated[
        str, Meta(description="Its address on the pages of today.", extra_json_schema=_URI)
    ]
    frozen: Annotated[
        str | None,
        Meta(
            description="Its address in its edition, whose words stay; null in a draft.",
            extra_json_schema=_URI,
        ),
    ]
    edition: Annotated[int | None, Meta(description="The number of that edition.")]
    day: Annotated[datetime.date, Meta(description="The day of that edition, or of the draft.")]
    page: Annotated[str, Meta(description="The title of its page.")]
    section: Annotated[str, Meta(description="The title of its section.")]
    paragraph: Annotated[str, Meta(description="The id of its paragraph.")]
    statement: Annotated[str, Meta(description="It as a sentence that can be read alone.")]
    clause: Annotated[str, Meta(description="Its words as they stand on the page.")]
    kind: Annotated[ClaimKind, Meta(description="What sort of a statement it is.")]
    event: Annotated[
        str | None, Meta(description="The day, month or year that it is about, in EDTF.")
    ]
    article_paragraph: Annotated[
        int | None, Meta(description="The paragraph of the article that it restates; null: ours.")
    ]
    verdict: Annotated[
        Verdict | None, Meta(description="What checking found of it; what is ours bears none.")
    ]
    because: Annotated[str | None, Meta(description="Why it does not simply hold.")]
    rests_on: Annotated[
        Sequence[str], Meta(description="Ids of the statements that a judgement of ours rests on.")
    ]
    sources: Annotated[
        Sequence[LedgerSource], Meta(description="What was read for it, source by source.")
    ]
    checked_against: Annotated[
        Sequence[str], Meta(description="Citation keys of the sources of its notes.")
    ]
    accepted: Annotated[
        Sequence[str], Meta(description="Codes of known faults that the page explains.")
    ]
    checks: Annotated[
        Sequence[LedgerCheck], Meta(description="The notes on it: what checking found.")
    ]
    beside: Annotated[
        Sequence[str],
        Meta(description="Addresses of statements of ours in the same paragraph."),
    ]
    sha256: Annotated[str | None, Meta(description="The sum of its words, as an edition keeps it.")]


class Ledger(msgspec.Struct, frozen=True, kw_only=True, rename={"schema": "$schema"}):
    """The whole ledger."""

    schema: Annotated[str, Meta(description="The address of the schema.", extra_json_schema=_URI)]
    title: Annotated[str, Meta(description="The title of the briefing.")]
    address: Annotated[
        str, Meta(description="Its address on the pages of today.", extra_json_schema=_URI)
    ]
    frozen: Annotated[
        str | None,
        Meta(
            description="Its address in its edition, whose words stay; null in a draft.",
            extra_json_schema=_URI,
        ),
    ]
    edition: Annotated[int | None, Meta(description="The number of that edition.")]
    state: Annotated[State, Meta(description="Published, or a draft that no edition keeps.")]
    day: Annotated[datetime.date, Meta(description="The day of that edition, or of the draft.")]
    cut_off: Annotated[
        datetime.date, Meta(description="The last day on which the main text knows anything.")
    ]
    licence: Annotated[str, Meta(description="The address of the licence.", extra_json_schema=_URI)]
    article: Annotated[
        str | None, Meta(description="The citation key of the article that is restated.")
    ]
    kinds: Annotated[Mapping[str, str], Meta(description="What each kind is called, by its code.")]
    verdicts: Annotated[
        Mapping[str, str], Meta(description="What each verdict is called, by its code.")
    ]
    sources: Annotated[Mapping[str, LedgerWork], Meta(description="The sources, by citation key.")]
    claims: Annotated[
        Sequence[LedgerClaim], Meta(description="The statements, in the order of reading.")
    ]


_FORMS = (Ledger, LedgerClaim, LedgerSource, LedgerCheck, LedgerWork)


def make_ledger_schema() -> dict[str, Any]:
    """Return the JSON schema of `claims.json` (https://json-schema.org, 2020-12)."""
    _forms, definitions = msgspec.json.schema_components(_FORMS, ref_template="#/$defs/{name}")
    ledger = definitions.pop(Ledger.__name__)
    for form in (ledger, *definitions.values()):
        form["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ledger,
        "title": "The ledger of claims",
        "description": "Every statement of the briefing, with what it rests on.",
        "$defs": definitions,
    }
