"""The words that readers see for kinds and verdicts; `docs/method.md` explains each."""

KINDS = {"fact": "Fact", "report": "Reported", "allegation": "Alleged", "assessment": "Assessment",
         "forecast": "Forecast", "background": "Background"}
"""Kind of a claim, as authors write it, and as it stands in the margin."""

BOXES = {"check": "Checked", "since": "Since then"}
"""What a box begins with, by its class."""

_VERDICTS = {
    "supported": ("Holds", "holds"),
    "common-knowledge": ("Common knowledge", "holds"),
    "supported-by-better-sources": ("Holds, by better sources", "holds"),
    "supported-as-self-description": ("Holds, as self-description", "holds"),
    "supported-with-omission": ("Holds, but leaves something out", "in-part"),
    "partly-supported": ("Holds in part", "in-part"),
    "imprecise": ("Imprecise", "in-part"),
    "date-not-supported": ("Date not supported", "in-part"),
    "contradicted-in-part": ("Contradicted in part", "contradicted"),
    "contradicted": ("Contradicted", "contradicted"),
    "unverifiable": ("Cannot be checked", "unverifiable"),
    "not-checked": ("Not checked", "not-checked"),
}
VERDICTS = {code: words for code, (words, _) in _VERDICTS.items()}
"""What checking found, as authors write it in `data-check`, and in words. Mildest first."""
OUTCOMES = {code: outcome for code, (_, outcome) in _VERDICTS.items()}
"""What each comes to, by the same: `holds`, `in-part`, `contradicted`, `unverifiable` or `not-checked`."""
CHANGED = frozenset(code for code, outcome in OUTCOMES.items() if outcome in {"in-part", "contradicted"})
"""Those with which checking changed something."""

ACCEPTABLE = {
    "source-predates-event": "Its source is older than the event",
    "after-cutoff": "Rests on what came after the cut-off",
    "unsourced": "Nobody gives a source",
    "retracted-source": "Its source was retracted, and the text says so",
}
"""Faults of a claim that an author can accept in the page, by code, and how the ledger says so."""
ENGINE_WORDS = frozenset({"backlinks", "bottom-line-name", "box-name", "cite", "claim-label", "claim-sources",
                          "clause-label", "headerlink", "note-source", "record"})
"""Classes of what the engine says by itself within the text of a page: no part of its words, and refused to authors."""
WORDS = {"notes": "Notes", "bottom-line": "Bottom line"}
"""What else the engine says by itself on a page, by the class of the place."""
