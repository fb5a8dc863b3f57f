"""The codes that authors write, and the words that readers see for them.

This is the one place that has them; a page of the briefing explains each. A list is in the order in
which readers see it. A term of a table has all that is said and done by its code: rules, templates
and styles ask what a term is, and name none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal


@dataclass(frozen=True, kw_only=True)
class Term:
    """What readers see for a code, which is its name in a table of these."""

    name: str
    meaning: str  # what it says, in a sentence


def name_terms(terms: Mapping[str, Term]) -> dict[str, str]:
    """Return the names of terms, by their codes."""
    return {code: term.name for code, term in terms.items()}


@dataclass(frozen=True, kw_only=True)
class KindTerm(Term):
    """A kind of a claim."""

    needs_source: bool = False  # rather than stand without one
    is_judgement: bool = False  # nothing in it can be looked up


KINDS: Mapping[str, KindTerm] = {
    "fact": KindTerm(
        name="Fact",
        meaning="It can be looked up: an event, a text, a figure.",
        needs_source=True,
    ),
    "report": KindTerm(
        name="Reported",
        meaning="Somebody on record says so. All that is certain is that they said so.",
        needs_source=True,
    ),
    "allegation": KindTerm(
        name="Alleged",
        meaning="Somebody is accused of it and has not admitted it.",
        needs_source=True,
    ),
    "assessment": KindTerm(
        name="Assessment",
        meaning="A judgement of how things are, or why.",
        is_judgement=True,
    ),
    "forecast": KindTerm(
        name="Forecast", meaning="A judgement of what may come.", is_judgement=True
    ),
    "background": KindTerm(name="Background", meaning="Older history or general setting."),
}
"""Kinds of a claim."""
BOXES = {"check": "Checked", "since": "Since then"}
"""What a note begins with, by its kind."""
WORDS = {"notes": "Notes", "bottom-line": "Bottom line"}
"""What else the engine says by itself on a page, by the class of the place."""
VOICES = {"article": "The article.", "record": "The record.", "ours": "What we make of it."}
"""The voices of a briefing, by which paragraphs begin in bold; the first of one that restates."""
RECORD = "record"
"""The voice whose paragraphs can be entries, each with a day for its head."""
CHECK = "check"
"""The kind of a note on what checking found, which is a box."""
LATER = "since"
"""The kind of a note on what came later, which is a paragraph."""
HEADS = {**VOICES, LATER: f"{BOXES[LATER]}."}
"""All that a paragraph can begin with in bold: a voice, or the name of what came later."""


@dataclass(frozen=True, kw_only=True)
class SignedTerm(Term):
    """What was found of a statement, with its sign: the filling of it is the answer.

    What has no filling has a word alone.
    """

    filling: str = ""  # of its sign: full, dots, half, cross, quarter, dotted or empty
    letter: str = ""  # what stands for the sign in a book, which has no such style

    @property
    def looks(self) -> set[str]:
        """What styles draw for it: `sign--` and one of these is a class of theirs."""
        return {self.filling} - {""}


Verbs = tuple[str, str]
"""What is said of one statement, and of several: `is open`, `are open`."""


@dataclass(frozen=True, kw_only=True)
class VerdictTerm(SignedTerm):
    """A verdict."""

    verbs: Verbs  # as the score says it
    name_of_many: str = ""  # beside several statements, where it is another word
    weight: int = 0  # how much checking changed: lists have what is wrong first; 0 for nothing
    is_wrong: bool = False  # the record contradicts it, or a part of it
    is_borne_out: bool = False  # which another source than the article has to show
    is_testable: bool = True  # there is something to look up
    name_apart: str = ""  # where forecasts are counted apart from it
    unless_any: str = ""  # what the score says where no statement has it
    divides: tuple[str, ...] = ()  # verdicts of older editions: a new name is no new finding

    @property
    def is_changed(self) -> bool:
        """Whether checking changed something."""
        return self.weight > 0

    @property
    def needs_reason(self) -> bool:
        """Whether it says why: what does not simply hold, and can be looked up."""
        return self.is_testable and not self.is_borne_out

    @property
    def looks(self) -> set[str]:
        """Its filling, in a square, which is loud where checking changed something."""
        return super().looks | ({"loud"} if self.is_changed else set())


VERDICTS: Mapping[str, VerdictTerm] = {
    "holds": VerdictTerm(
        name="Holds",
        meaning="A source other than the article bears it out, or it is common knowledge.",
        filling="full",
        letter="■",
        verbs=("holds", "hold"),
        name_of_many="Hold",
        is_borne_out=True,
    ),
    "imprecise": VerdictTerm(
        name="Imprecise",
        meaning="Nothing in it is contradicted, but it is too wide, too narrow or too loose.",
        filling="dots",
        letter="▦",
        verbs=("is imprecise", "are imprecise"),
        weight=1,
        divides=("holds in part",),
    ),
    "wrong in part": VerdictTerm(
        name="Wrong in part",
        meaning="The record contradicts a part of it that can be named.",
        filling="half",
        letter="◧",
        verbs=("is wrong in part", "are wrong in part"),
        weight=2,
        is_wrong=True,
        divides=("holds in part",),
    ),
    "contradicted": VerdictTerm(
        name="Contradicted",
        meaning="The record contradicts it as a whole.",
        filling="cross",
        letter="☒",
        verbs=("is contradicted", "are contradicted"),
        weight=3,
        is_wrong=True,
        unless_any="none is contradicted outright",
    ),
    "open": VerdictTerm(
        name="Open",
        meaning="Nothing that we read bears it out or contradicts it.",
        filling="empty",
        letter="□",
        verbs=("is open", "are open"),
    ),
    "judgement": VerdictTerm(
        name="Judgement",
        meaning="An opinion, in which there is nothing to look up.",
        verbs=("is a judgement", "are judgements"),
        is_testable=False,
        name_apart="Opinion",
    ),
}
"""What checking found of a statement of the article, mildest first."""
NO_VERDICT = VerdictTerm(name="", meaning="", verbs=("", ""), is_testable=False)
"""What stands for a verdict where there is none."""
KNOWN_VERDICTS = name_terms(VERDICTS) | {
    "holds in part": "Holds in part",
    "supported": "Holds",
    "common-knowledge": "Common knowledge",
    "supported-by-better-sources": "Holds, by better sources",
    "supported-as-self-description": "Holds, as self-description",
    "supported-with-omission": "Holds, but leaves something out",
    "partly-supported": "Holds in part",
    "date-not-supported": "Date not supported",
    "contradicted-in-part": "Contradicted in part",
    "inconsistent-in-article": "At odds with itself",
    "unverifiable": "Cannot be checked",
    "not-checked": "Not checked",
}
"""The same and those of editions that were frozen when there were more, which keep their words."""


@dataclass(frozen=True, kw_only=True)
class ReadingTerm(SignedTerm):
    """A reading of a forecast."""

    fits_record: bool = False  # what is on record is as it says
    is_shown: bool = False  # what is on record says so, and is named

    @property
    def looks(self) -> set[str]:
        """Its filling, in a disc."""
        return super().looks | {"round"}


READINGS: Mapping[str, ReadingTerm] = {
    "in line so far": ReadingTerm(
        name="in line so far",
        meaning="What is on record fits it. That proves neither the forecast nor its reason.",
        filling="full",
        letter="●",
        fits_record=True,
        is_shown=True,
    ),
    "not in line": ReadingTerm(
        name="known to have failed",
        meaning="What is on record contradicts it.",
        filling="cross",
        letter="⊗",
        is_shown=True,
    ),
    "condition not known to have arisen": ReadingTerm(
        name="not triggered, as far as known",
        meaning="Its condition is not known to have come true.",
        filling="quarter",
        letter="◔",
    ),
    "undecided": ReadingTerm(
        name="undecided",
        meaning="What is on record can be read for it and against it, or settles nothing.",
        filling="empty",
        letter="○",
    ),
    "no test possible as worded": ReadingTerm(
        name="too vague to test",
        meaning="Almost any event would meet it, or none could contradict it.",
        filling="dotted",
        letter="◌",
    ),
}
"""How what is on record since bears on a forecast of the article, as it was worded."""
FINDINGS: Mapping[str, SignedTerm] = {**VERDICTS, **READINGS}
"""All that a sign beside a statement says."""
BEARING = {
    "all": "bears it out",
    "part": "bears out part of it",
    "none": "does not bear it out",
    "not-seen": "not seen",
}
"""What a source was seen to bear out, as records say in `bears`."""
HOW_READ = {
    "whole": ("read", "read on {}"),
    "opening": ("opening only", "read on {}, its opening only"),
    "part": ("read in part", "read on {}, as far as a public copy showed it"),
    "quoted": ("not seen", "not seen; read on {} only in what others quote of it"),
    "none": ("not seen", "not seen"),
}
"""How far a source was read, as its entry says in `extent`: in two words, and with the day."""
ACCEPTABLE = {
    "source-predates-event": "Its source is older than the event",
    "after-cutoff": "Rests on what came after the cut-off",
    "unsourced": "No source is given",
    "retracted-source": "Its source was retracted, and the text says so",
    "unsupported-token": "Has a date or number that its own sources do not give",
}
"""Faults of a claim that an author can accept in its record, and how the ledger says so."""

if TYPE_CHECKING:
    ClaimKind = str
    NoteKind = str
    Verdict = str
    Reading = str
    Bears = str
else:  # of which msgspec takes these codes and no other
    ClaimKind = Literal[tuple(KINDS)]
    NoteKind = Literal[tuple(BOXES)]
    Verdict = Literal[tuple(VERDICTS)]
    Reading = Literal[tuple(READINGS)]
    Bears = Literal[tuple(BEARING)]
