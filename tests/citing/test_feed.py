"""The feeds: what is new in each edition, and what was corrected."""

from datetime import date

from citing_pages import PUBLICATION

from briefing.citing.feed import (
    Change,
    Entry,
    Link,
    StatementChange,
    format_instant,
    make_corrections_feed,
    make_feed,
)
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


def tell(*changes: StatementChange) -> list[Entry]:
    """Return the entries for what the second edition changed."""
    return make_corrections_feed(PUBLICATION, SECOND, [(FIRST, SECOND, changes)]).entries


def test_a_changed_statement_is_told_with_its_words_before_and_after_and_both_addresses() -> None:
    changes = [Change("Verdict", "Open", "Holds"), Change("Why", "Nobody looked.", "")]
    change = StatementChange("changed", "snow/#was", "snow/#a", "It rained.", "It snowed.", changes)
    [entry] = tell(change)
    assert (entry.address, entry.title) == (f"{SITE}editions/2/snow/#a", "It snowed.")
    assert entry.links == (
        Link("alternate", f"{SITE}editions/2/snow/#a", "Edition 2"),
        Link("related", f"{SITE}editions/1/snow/#was", "Edition 1"),
    )
    assert entry.summary.split("\n") == [
        "Edition 2.",
        "Before: “It rained.”",
        "Now: “It snowed.”",
        "Verdict: Open → Holds",
        "Why: Nobody looked. → nothing",
    ]


def test_words_that_stayed_are_told_once() -> None:
    [entry] = tell(StatementChange("changed", "#a", "#a", "So.", "So.", [Change("Kind", "A", "B")]))
    assert entry.summary.split("\n") == ["Edition 2.", "“So.”", "Kind: A → B"]


def test_a_new_statement_and_one_that_was_taken_out_say_so() -> None:
    new, gone, merged = tell(
        StatementChange("new", "", "#a", "", "So."),
        StatementChange("withdrawn", "snow/#b", "", "No.", ""),
        StatementChange("merged", "#c", "#a", "Also.", ""),
    )
    assert new.summary == "Edition 2. New.\nNow: “So.”"
    assert new.links == (Link("alternate", f"{SITE}editions/2/#a", "Edition 2"),)
    assert gone.summary == "Edition 2. Taken out.\nBefore: “No.”"
    assert gone.links == (Link("alternate", f"{SITE}editions/1/snow/#b", "Edition 1"),)
    assert merged.summary == "Edition 2. No statement of its own any more.\nBefore: “Also.”"
    assert len({new.address, gone.address, merged.address}) == 3
