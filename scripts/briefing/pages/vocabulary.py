"""The codes that authors write, and the words that readers see for them: `vocabulary.yml`."""

from pathlib import Path
from typing import Literal

import msgspec

ClaimKind = Literal["fact", "report", "allegation", "assessment", "forecast", "background"]
NoteKind = Literal["check", "since"]
Voice = Literal["article", "record", "reason"]
Verdict = Literal["holds", "holds in part", "contradicted", "open", "judgement"]

Reading = Literal[
    "in line so far",
    "not in line",
    "condition not known to have arisen",
    "undecided",
    "no test possible as worded",
]
Bears = Literal["all", "part", "none", "not-seen"]
Stance = Literal["says", "denies", "neither", "unsupported"]


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `vocabulary.yml`; each is in the order in which readers see it."""

    kinds: dict[ClaimKind, str]
    meanings: dict[ClaimKind, str]
    boxes: dict[NoteKind, str]
    words: dict[str, str]
    voices: dict[Voice, str]
    verdicts: dict[Verdict, str]
    verdict_meanings: dict[Verdict, str]
    former_verdicts: dict[str, str]
    readings: dict[Reading, str]
    short_readings: dict[Reading, str]
    bearing: dict[Bears, str]
    stances: dict[Stance, str]
    record_fields: dict[str, str]
    extents: dict[str, tuple[str, str]]
    acceptable: dict[str, str]


_LISTS = msgspec.yaml.decode(
    Path(__file__).with_name("vocabulary.yml").read_bytes(), type=Vocabulary
)

# Kind of a claim, as readers see it, by the code that its record has.
KINDS = {str(code): words for code, words in _LISTS.kinds.items()}
# What each kind says of a statement, by the same code.
MEANINGS = {str(code): words for code, words in _LISTS.meanings.items()}
# What a note begins with, by the code of its kind.
BOXES = {str(code): words for code, words in _LISTS.boxes.items()}
# What else the engine says by itself on a page, by the class of the place.
WORDS = _LISTS.words
# The bold words with which a voice begins, by its code.
VOICES = {str(code): words for code, words in _LISTS.voices.items()}
# What checking found of what the article says, mildest first.
VERDICTS = {str(code): words for code, words in _LISTS.verdicts.items()}
# What each verdict says, by the same code.
VERDICT_MEANINGS = {str(code): words for code, words in _LISTS.verdict_meanings.items()}
# The same and those of older editions, which keep their own words.
KNOWN_VERDICTS = {**VERDICTS, **_LISTS.former_verdicts}
# Verdicts of claims that checking changed.
CHANGED = frozenset({"holds in part", "contradicted"})
# How what is on record since bears on a forecast, by the code that its entry has.
READINGS = {str(code): words for code, words in _LISTS.readings.items()}
# The same in a few words, by the same code.
SHORT_READINGS = {str(code): words for code, words in _LISTS.short_readings.items()}
# What a source was seen to bear out of a statement, by the code that a record has.
BEARING = {str(code): words for code, words in _LISTS.bearing.items()}
# What somebody says of what is in question, by the code that an entry of a figure has.
STANCES = {str(code): words for code, words in _LISTS.stances.items()}
# What each field of a record says, by its name.
RECORD_FIELDS = _LISTS.record_fields
# How far a source was read, by the `extent` of its entry: in two words, and with `{}` for the day.
EXTENTS = _LISTS.extents
# Faults of a claim that an author can accept, by code, and how the ledger says so.
ACCEPTABLE = _LISTS.acceptable

# Classes of a paragraph that is left where something was.
ENDS = ("moved", "withdrawn")
# Classes of what the engine says by itself within a page: no part of the page's words.
_ENGINE_WORDS = (
    "aftermath backlinks because checks bottom-line-name box-name cite claim-label claim-sources "
    "clause-label headerlink note-record note-source record"
)
ENGINE_WORDS = frozenset(_ENGINE_WORDS.split())
# Label of the note of a source, with `{}` for its key; no note of an author's own begins like it.
NOTE_ID = "cite-{}"
