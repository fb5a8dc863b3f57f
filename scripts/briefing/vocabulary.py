"""The codes that authors write, and the words that readers see for them.

This is the one place that has them; `docs/method.md` explains each. A list is in the order in which
readers see it.
"""

from typing import TYPE_CHECKING, Literal

KINDS = {
    "fact": "Fact",
    "report": "Reported",
    "allegation": "Alleged",
    "assessment": "Assessment",
    "forecast": "Forecast",
    "background": "Background",
}
"""Kinds of a claim."""
MEANINGS = {
    "fact": "It can be looked up: an event, a text, a figure.",
    "report": "Somebody on record says so. All that is certain is that they said so.",
    "allegation": "Somebody is accused of it and has not admitted it.",
    "assessment": "A judgement of how things are, or why.",
    "forecast": "A judgement of what may come.",
    "background": "Older history or general setting.",
}
"""What each kind says of a statement, as the popover of a label tells it."""
BOXES = {"check": "Checked", "since": "Since then"}
"""What a note begins with, by its kind."""
WORDS = {"notes": "Notes", "bottom-line": "Bottom line"}
"""What else the engine says by itself on a page, by the class of the place."""
VOICES = {"article": "The article.", "record": "The record.", "ours": "What we make of it."}
"""The voices of a briefing that restates an article, by which paragraphs begin in bold."""
CHECK = "check"
"""The kind of a note on what checking found, which is a box."""
LATER = "since"
"""The kind of a note on what came later, which is a paragraph."""
HEADS = {**VOICES, LATER: f"{BOXES[LATER]}."}
"""All that a paragraph can begin with in bold: a voice, or the name of what came later."""
VERDICTS = {
    "holds": "Holds",
    "imprecise": "Imprecise",
    "wrong in part": "Wrong in part",
    "contradicted": "Contradicted",
    "open": "Open",
    "judgement": "Judgement",
}
"""What checking found of a statement of the article, mildest first."""
VERDICT_MEANINGS = {
    "holds": "A source other than the article bears it out, or it is common knowledge.",
    "imprecise": "Nothing in it is contradicted, but it is too wide, too narrow or too loose.",
    "wrong in part": "The record contradicts a part of it that can be named.",
    "contradicted": "The record contradicts it as a whole.",
    "open": "We could not check it, or have not.",
    "judgement": "An opinion or a forecast, in which there is nothing to look up.",
}
"""What each verdict says."""
KNOWN_VERDICTS = VERDICTS | {
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
CHANGED = ("imprecise", "wrong in part", "contradicted")
"""Verdicts of claims that checking changed, mildest first."""
SUCCESSORS = {"holds in part": ("imprecise", "wrong in part")}
"""By a verdict of older editions, those into which it was divided: a new name is no new finding."""
READINGS = {
    "in line so far": "in line so far",
    "not in line": "known to have failed",
    "condition not known to have arisen": "not yet triggered",
    "undecided": "undecided",
    "no test possible as worded": "too vague to test",
}
"""How what is on record since bears on a forecast of the article, as it was worded."""
READING_MEANINGS = {
    "in line so far": "What is on record fits it. That proves neither the forecast nor its reason.",
    "not in line": "What is on record contradicts it.",
    "condition not known to have arisen": "Its condition is not known to have come true.",
    "undecided": "What is on record can be read for it and against it, or settles nothing.",
    "no test possible as worded": "Almost any event would meet it, or none could contradict it.",
}
"""What each reading says of a forecast as it was worded."""
BEARING = {
    "all": "bears it out",
    "part": "bears out part of it",
    "none": "does not bear it out",
    "not-seen": "not seen",
}
"""What a source was seen to bear out, as records say in `bears`."""
RECORD_FIELDS = {
    "kind": "Kind",
    "restates": "Place in the article",
    "event": "Date",
    "says": "Statement, as the ledger has it",
    "verdict": "Verdict",
    "because": "Why",
    "in_short": "In few words, beside what it follows",
    "borne_out_by": "What bears it out",
    "common_knowledge": "Common knowledge",
    "rests_on": "What it rests on",
    "follows": "What it takes further",
    "for": "What it is about",
    "accept": "Faults that we know of and accept",
    "bears": "What was found in it",
    "words": "Its words",
    "unseen": "Why no words were seen",
    "speaker": "Who speaks",
    "party": "Party of the speaker",
    "days": "Dates in it",
    "figures": "Figures in it",
    "gap": "What it leaves open",
}
"""What the fields of a record say, where a reader is told that one has changed."""
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
