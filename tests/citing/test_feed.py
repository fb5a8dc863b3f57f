"""The feeds: what is new in each edition, and what was corrected."""

from datetime import date

from citing_pages import PUBLICATION

from briefing.citing.feed import Link, format_instant, make_corrections_feed, make_feed
from briefing.claims.statements import Version

DAY = date(2026, 11, 25)
SITE = PUBLICATION.site_url
FIRST, SECOND = Version(1, DAY), Version(2, DAY, "More sources.")


def test_the_draft_is_the_only_entry_before_there_is_an_edition() -> None:
    [entry] = make_feed(PUBLICATION, [Version(0, DAY)]).entries
    assert (entry.address, entry.title) == (f"{SITE}#draft", "Draft")
    assert entry.links == (Link("alternate", SITE),)


def test_an_edition_leads_to_what_changed_in_it() -> None:
    second, first = make_feed(PUBLICATION, [SECOND, FIRST]).entries
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


def test_a_correction_says_what_a_statement_was_and_is() -> None:
    before = ("report", "", "2024-10")
    now = ("fact", "contradicted", "2024-10-24")
    corrections = [(SECOND, [("snow/#a", "It snowed.", before, now, ())])]
    feed = make_corrections_feed(PUBLICATION, SECOND, corrections)
    [entry] = feed.entries
    assert feed.address == f"{SITE}corrections.xml"
    assert (entry.address, entry.title) == (f"{SITE}editions/2/snow/#a", "It snowed.")
    assert entry.summary.replace("\u00a0", " ") == (
        "Edition 2. Before: Reported, October 2024. Now: Fact, contradicted, 24 October 2024."
    )


def test_a_correction_says_what_changed_in_a_record() -> None:
    label = ("report", "", "")
    changes = [("Verdict", "open", "holds"), ("Why", "Nobody looked.", "nothing")]
    corrections = [(SECOND, [("snow/#a", "It snowed.", label, label, changes)])]
    [entry] = make_corrections_feed(PUBLICATION, SECOND, corrections).entries
    summary = "Edition 2. Verdict: open → holds; Why: Nobody looked. → nothing."
    assert entry.summary == summary
