"""What is said of a statement beside its words: a record, in `docs/records/<page>.yml`.

A page is prose; each clause that it closes with `[](){ #id }`, and each note, has one record there,
by its id. `record_files.py` reads the files, `record_rules.py` says what a record must be;
`docs/schemas/records.json` is made of the types here, so that an editor completes and checks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, get_args

import msgspec
from msgspec import Meta

from ..marked import Position
from ..pages.vocabulary import Bears, ClaimKind, NoteKind, Verdict

RECORDS_FOLDER = "records"  # below docs/; nothing in it is published
NAMES_FILE = "names.yml"  # in it: spellings of names
SCHEMA_FILE = "schemas/records.json"  # below docs/


CLAIM_KINDS: tuple[str, ...] = get_args(ClaimKind)
NOTE_KINDS: tuple[str, ...] = get_args(NoteKind)
# The values of those fields that have a list of them.
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": (*CLAIM_KINDS, *NOTE_KINDS),
    "verdict": get_args(Verdict),
    "bears": get_args(Bears),
}
BORNE = frozenset({"all", "part"})  # what says that a source was seen to bear something out
NO_WORDS = "none"  # stands for words where there are none to be looked up
# Kinds of which nothing can be looked up.
JUDGEMENTS = frozenset({"assessment", "forecast"})


class SourceRecord(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """What one source was seen to state for one statement."""

    bears: Annotated[Bears, Meta(description="what of its share the source was seen to bear out")]
    words: Annotated[
        str,
        Meta(
            description="three to five words in a row, as the source has them (4 to 14 characters "
            "of Chinese, Japanese or Korean), or none, with the reason under unseen"
        ),
    ] = ""
    before: Annotated[
        str,
        Meta(
            description="what stands directly before words in the source, where words alone stand "
            "there more than once; both together are five words at most"
        ),
    ] = ""
    after: Annotated[
        str, Meta(description="what stands directly after words in the source, where it is needed")
    ] = ""
    unseen: Annotated[
        str, Meta(description="why no words were seen at the cited address, in a sentence")
    ] = ""
    speaker: Annotated[
        str, Meta(description="whose words they are, where it is not the text of the source itself")
    ] = ""
    party: Annotated[
        str, Meta(description="the state whose side the speaker takes, being a party to the matter")
    ] = ""
    days: Annotated[
        tuple[str, ...], Meta(description="a list of the days that it states, in EDTF: [2024-10]")
    ] = ()
    figures: Annotated[
        tuple[str, ...], Meta(description="a list of the numbers that it states, as it has them")
    ] = ()
    names: Annotated[tuple[str, ...], Meta(description="a list of the names that it states")] = ()
    gap: Annotated[
        str, Meta(description="what of the statement it does not bear out, in a sentence")
    ] = ""
    held: Annotated[
        str,
        Meta(description="the day on which both were held against each other; make checked writes"),
    ] = ""
    sum: Annotated[
        str, Meta(description="of what was held against what; make checked writes it")
    ] = ""


class Record(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """What is said of one claim, or of one note."""

    kind: Annotated[
        ClaimKind | NoteKind,
        Meta(description="what sort of statement it is; of a note check or since"),
    ]
    restates: Annotated[
        Annotated[int, Meta(ge=1)] | None,
        Meta(description="the number of the paragraph of the article that it restates"),
    ] = None
    event: Annotated[
        str,
        Meta(description="the day, month or year that it is about, in EDTF: 2024-10-24, 195X"),
    ] = ""
    says: Annotated[
        str, Meta(description="the statement as a sentence that can be read and quoted alone")
    ] = ""
    verdict: Annotated[
        Verdict | None, Meta(description="what checking found of what it restates")
    ] = None
    because: Annotated[
        str, Meta(description="why it does not simply hold, in at most twelve words")
    ] = ""
    rests_on: Annotated[
        tuple[str, ...],
        Meta(description="a list of the ids of the claims that an assessment of ours rests on"),
    ] = ()
    follows: Annotated[
        tuple[str, ...],
        Meta(
            description="of what came after the cut-off, a list of the ids of the earlier claims "
            "on which it bears; each leads here"
        ),
    ] = ()
    accept: Annotated[
        tuple[str, ...],
        Meta(description="a list of the codes of faults that the author knows of and explains"),
    ] = ()
    about: Annotated[str, Meta(description="the id of the claim that a note is about")] = (
        msgspec.field(default="", name="for")
    )
    aliases: Annotated[
        tuple[str, ...],
        Meta(description="a list of older ids, which lead to the same place"),
    ] = ()
    sources: Annotated[
        dict[str, SourceRecord],
        Meta(description="by citation key, what each source was seen to state"),
    ] = {}

    @property
    def is_note(self) -> bool:
        """Whether it is that of a note."""
        return self.kind in NOTE_KINDS


@dataclass(frozen=True)
class PageRecords:
    """The records of a page, as its file has them."""

    path: str = ""  # of the file, as messages call it; empty where there is none
    records: Mapping[str, Record] = field(default_factory=dict)  # by id
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)  # old ids, by the id
    places: Mapping[tuple[str | int, ...], Position] = field(default_factory=dict, repr=False)
    broken: frozenset[str] = frozenset()  # ids whose record is none, which was said
    is_broken: bool = False  # whether the whole file cannot be read, which was said

    def find_place(self, *path: str | int) -> Position:
        """Return where something stands in the file, or else what would have it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Position(1, 1))

    def is_sound(self, name: str) -> bool:
        """Whether the record of an id, if there is one, was read without a fault."""
        return not (self.is_broken or name in self.broken)

    def is_known(self, name: str) -> bool:
        """Whether the file has something about an id, or would if it could be read."""
        return name in self.records or not self.is_sound(name)


@dataclass(frozen=True)
class Records:
    """All that stands in `docs/records/`."""

    pages: Mapping[str, PageRecords] = field(default_factory=dict)  # by the file of the page
    spellings: Mapping[str, str] = field(default_factory=dict)  # see `tokens.Reader`
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)  # other spellings of each
    is_sound: bool = True  # whether nothing is wrong with any file there

    def of_page(self, uri: str) -> PageRecords:
        """Return the records of a page, by its file below `docs/`."""
        return self.pages.get(uri, PageRecords())


def make_schema() -> dict[str, Any]:
    """Return the JSON schema of a page's file of records (https://json-schema.org, 2020-12)."""
    (record,), definitions = msgspec.json.schema_components([Record], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Records of a page",
        "description": "docs/records/<page>.yml: what is said of each claim and note, by its id.",
        "type": "object",
        "properties": {
            "aliases": {
                "description": "Older ids of headings and paragraphs, by the id of today.",
                "type": "object",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
            }
        },
        "additionalProperties": record,
        "$defs": _take_numbers(definitions),
    }


def _take_numbers(schema: Any) -> Any:
    """Return a schema that takes a number for a text: a year and a figure are one in YAML."""
    if isinstance(schema, list):
        return [_take_numbers(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    taken = {name: _take_numbers(part) for name, part in schema.items()}
    if taken.get("type") == "string":
        taken["type"] = ["string", "number"]
    return taken


def _list_fields(form: type[msgspec.Struct]) -> dict[str, str]:
    properties = make_schema()["$defs"][form.__name__]["properties"]
    return {name: field["description"] for name, field in properties.items()}


# The fields of a record by name, as authors write it, each with what it is; and those of a source.
FIELDS = {form: _list_fields(form) for form in (Record, SourceRecord)}
