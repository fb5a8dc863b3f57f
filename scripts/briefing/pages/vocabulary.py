"""The words that readers see for kinds and verdicts; `docs/method.md` explains each."""

KINDS = {"fact": "Fact", "report": "Reported", "allegation": "Alleged", "assessment": "Assessment",
         "forecast": "Forecast", "background": "Background"}
"""Kind of a claim, as authors write it, and as it stands in the margin."""

BOXES = {"check": "Checked", "since": "Since then"}
"""What a box begins with, by its class."""

VERDICTS = {
    "supported-with-omission": "Supported, but leaves something out",
    "supported-by-better-sources": "Supported by better sources",
    "supported-as-self-description": "Supported as self-description",
    "partly-supported": "Partly supported",
    "imprecise": "Imprecise",
    "inconsistent-in-article": "At odds with itself",
    "date-not-supported": "Date not supported",
    "contradicted-in-part": "Contradicted in part",
    "contradicted": "Contradicted",
    "unverifiable": "Cannot be checked",
}
"""What checking changed, as authors write it in `data-check`, and in words. Mildest first."""

ACCEPTABLE = {
    "source-predates-event": "Its source is older than the event",
    "after-cutoff": "Rests on what came after the cut-off",
    "unsourced": "Nobody gives a source",
    "retracted-source": "Its source was retracted, and the text says so",
}
"""Faults of a claim that an author can accept in the page, by code, and how the ledger says so."""
