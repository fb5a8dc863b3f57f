"""Pages as the tests of the room citing have them: about snow, with a claim or two."""

from dataclasses import replace
from datetime import date

from briefing.claims.records import Record
from briefing.claims.statements import (
    PageAddress,
    PageEvidence,
    Publication,
    Section,
    Statement,
    Version,
)

PUBLICATION = Publication(
    "The whole",
    "Desk",
    Version(0, date(2026, 11, 25)),
    "https://b.example/",
    "",
    restated="Abel (2020)",
)
TOP = Section("snow", "Snow", 1)
DEEP = Section("deep", "How deep", 2)


def make_claim(article: int | None) -> Statement:
    """Return a claim that restates a paragraph of the article, or none."""
    return Statement(
        "c",
        PageAddress("snow.md", "snow/", "Snow"),
        Record(kind="fact", event="2020", restates=article),
        (),
        TOP,
        text="It snowed.",
        paragraph="c",
    )


def make_page(url: str) -> PageEvidence:
    """Return a page with a claim under its title, two clauses of a paragraph, and a note."""
    page = PageAddress("p.md", url, "Snow")
    ours = replace(make_claim(None), page=page)
    claims = (
        replace(ours, id="a", paragraph="a", keys=("abel",)),
        replace(ours, id="b", paragraph="b", keys=("brun", "abel"), section=DEEP),
        replace(ours, id="c", paragraph="b", keys=("brun", "gone"), section=DEEP),
    )
    note = Statement("x", page, Record(kind="check"), ("cole", "abel"))
    return PageEvidence(page, (TOP, DEEP), claims, (note,))
