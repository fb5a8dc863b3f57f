"""The feed: what is new in each edition, and which statements it changed."""

from datetime import date

from citing_pages import PUBLICATION

from briefing.citing.feed import Link, StatementChange, format_instant, make_feed
from briefing.claims.statements import Version

DAY = date(2026, 11, 25)
SITE = PUBLICATION.site_url
FIRST, SECOND = Version(1, DAY), Version(2, DAY, "More sources.")


def test_the_draft_is_the_only_entry_before_there_is_an_edition() -> None:
    [entry] = make_feed(PUBLICATION, [Version(0, DAY)], {})
    assert (entry.address, entry.title) == (f"{SITE}#draft", "Draft")
    assert entry.links == (Link("alternate", SITE),)


def test_an_edition_leads_to_what_changed_in_it() -> None:
    second, first = make_feed(PUBLICATION, [SECOND, FIRST], {})
    assert second.address == f"{SITE}editions/2/"
    assert second.summary == "More sources."
    assert second.links == (
        Link("alternate", f"{SITE}editions/1-2/", "What changed"),
        Link("related", f"{SITE}editions/2/", "The edition"),
    )
    assert first.links == (Link("alternate", f"{SITE}editions/1/"),)


def test_editions_of_one_day_are_in_order() -> None:
    instants = [format_instant(Version(number, DAY)) for number in (0, 1, 59, 60, 3599)]
    assert instants == sorted(set(instants))
    assert instants[-1] == "2026-11-25T00:59:59Z"


def test_the_statements_that_an_edition_changed_are_named() -> None:
    changes = [
        StatementChange("new", "It hails."),
        StatementChange("gone", "It rained."),
        StatementChange("changed", "It snows."),
        StatementChange("new", "word " * 17),
    ]
    second, first = make_feed(PUBLICATION, [SECOND, FIRST], {2: changes})
    assert second.summary.split("\n") == [
        "More sources.",
        "Changed: “It snows.”",
        f"New: “It hails.”; “{('word ' * 16).strip()}\u00a0…”",
        "Taken out: “It rained.”",
    ]
    assert "New" not in first.summary
