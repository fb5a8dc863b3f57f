"""Pages as the tests of the room citing have them: about snow, with a claim or two."""

from dataclasses import replace
from datetime import date

from briefing.claims.records import (
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
        "fact",
        PageAddress("snow.md", "snow/", "Snow"),
        (),
        TOP,
        text="It snowed.",
        event="2020",
        article=article,
        paragraph="c",
    )


def make_page(url: str) -> PageEvidence:
    """Return a page with a claim under its title, two clauses of a paragraph, and a box."""
    page = PageAddress("p.md", url, "Snow")
    ours = replace(make_claim(None), page=page)
    claims = (
        replace(ours, id="a", paragraph="a", keys=("abel",)),
        replace(ours, id="b", paragraph="b", keys=("brun", "abel"), section=DEEP),
        replace(ours, id="c", paragraph="b", keys=("brun", "gone"), section=DEEP),
    )
    box = Statement("x", "check", page, ("cole", "abel"))
    return PageEvidence(page, (TOP, DEEP), claims, (box,))
