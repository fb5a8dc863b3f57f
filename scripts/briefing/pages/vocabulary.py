"""The words that readers see for kinds and verdicts; `docs/method.md` explains each."""

from ..words import Words

KINDS = Words({"fact": "Fact", "report": "Reported", "allegation": "Alleged", "assessment": "Assessment",
               "forecast": "Forecast", "background": "Background"})
"""Kind of a claim, as authors write it, and as it stands in the margin."""
MEANINGS = Words({
    "fact": "It can be looked up: an event, a text, a figure.",
    "report": "Somebody on record says so. Certain is only that they said it.",
    "allegation": "Somebody is accused of it and has not admitted it.",
    "assessment": "A judgement on how things stand, or why.",
    "forecast": "A judgement on what may come.",
    "background": "Older history or general setting.",
})  # what each says of a statement, as the popover of a label tells it

BOXES = Words({"check": "Checked", "since": "Since then"})  # what a box begins with, by its class

_VERDICTS = {
    "supported": ("Holds", "holds"),
    "common-knowledge": ("Common knowledge", "holds"),
    "supported-by-better-sources": ("Holds, by better sources", "holds"),
    "supported-as-self-description": ("Holds, as self-description", "holds"),
    "supported-with-omission": ("Holds, but leaves something out", "in-part"),
    "partly-supported": ("Holds in part", "in-part"),
    "imprecise": ("Imprecise", "in-part"),
    "date-not-supported": ("Date not supported", "in-part"),
    "contradicted-in-part": ("Contradicted in part", "in-part"),
    "contradicted": ("Contradicted", "contradicted"),
    "unverifiable": ("Cannot be checked", "unverifiable"),
    "not-checked": ("Not checked", "not-checked"),
}
VERDICTS = Words({code: words for code, (words, _) in _VERDICTS.items()})
"""What checking found, as authors write it in `data-check`, and in words. Mildest first."""
OUTCOMES = {code: outcome for code, (_, outcome) in _VERDICTS.items()}
"""What each comes to, by the same: a name in `FOUND`."""
FOUND = Words({"holds": "Holds", "in-part": "Holds in part", "contradicted": "Contradicted", "judgement": "Judgement",
               "unverifiable": "Cannot be checked", "not-checked": "Not checked"})
"""What checking a claim comes to, and in words."""
EXTENTS = {"whole": ("read", "read on {}"), "opening": ("opening read", "read on {}, its opening only"),
           "part": ("opening read", "read on {}, as far as a public copy showed it"),
           "quoted": ("not seen", "not seen; read on {} only in what others quote of it"),
           "none": ("not seen", "not seen")}
"""How far a source was read, as its entry says in `extent`: in two words, and with the day."""
CHANGED = frozenset(code for code, outcome in OUTCOMES.items() if outcome in {"in-part", "contradicted"})
"""Those with which checking changed something."""

ACCEPTABLE = Words({
    "source-predates-event": "Its source is older than the event",
    "after-cutoff": "Rests on what came after the cut-off",
    "unsourced": "Nobody gives a source",
    "retracted-source": "Its source was retracted, and the text says so",
    "unsupported-token": "Says what no record of its sources has",
})  # faults of a claim that an author can accept in the page, by code, and how the ledger says so
ENDS = ("moved", "withdrawn")  # classes of a paragraph that is left where something was
_HEADING = ("h1", "h2", "h3")
CLASSES = {
    **dict.fromkeys((*KINDS, "added"), ("p", "a")), **dict.fromkeys((*ENDS, "as-of", "bottom-line"), ("p",)),
    **dict.fromkeys(("kind", *map("is-{}".format, KINDS)), ("em",)), **dict.fromkeys(("half", "screen-only"), _HEADING)}
"""All classes that an author may write, and the elements on which they mean something."""
DATA = ("data-event", "data-article", "data-check", "data-accept", "data-aliases", "data-for")
"""What an author may say of a paragraph or a claim in its attribute list, beside id and classes."""
NOTE_ID = "cite-{}"  # label of the note of a source; no note of an author's own begins like it
ENGINE_WORDS = frozenset({"backlinks", "bottom-line-name", "box-name", "cite", "claim-label", "claim-sources",
                          "clause-label", "headerlink", "note-record", "note-source", "record"})
"""Classes of what the engine says by itself within the text of a page: no part of its words, and refused to authors."""
WORDS = Words({"notes": "Notes", "bottom-line": "Bottom line"})
"""What else the engine says by itself on a page, by the class of the place."""
