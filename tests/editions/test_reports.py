"""What commands say of outcomes, in plain text."""

import pytest

from briefing.editions.differences import BlockChange, SectionChange
from briefing.editions.outcomes import Outcome
from briefing.editions.passages import Passage
from briefing.editions.reports import write_answer, write_differences
from briefing.editions.runs import Run

OLD = Passage("paragraph", "a", words="It is windy.")
NEW = Passage("paragraph", "a", words="It is calm.")
RUNS = [Run("same", "It is"), Run("removed", "windy."), Run("added", "calm.")]

ANSWERS = [
    (Outcome("same", "#a", "#a"), OLD, "same: /#a in edition 1\n  then: It is windy."),
    (
        Outcome("changed", "#a", "#a", RUNS),
        NEW,
        "changed: /#a in edition 1\n  then: It is windy.\n  now: It is calm.\n"
        "  change: It is [out: windy.] [in: calm.]",
    ),
    (
        Outcome("moved", "#a", "theme/#b"),
        OLD,
        "moved: /#a in edition 1\n  then: It is windy.\n  now at: /theme/#b",
    ),
    (
        Outcome("withdrawn", "#a", "", [Run("removed", "It is windy.")]),
        None,
        "withdrawn: /#a in edition 1\n  then: It is windy.\n  now: nothing\n"
        "  change: [out: It is windy.]",
    ),
]


@pytest.mark.parametrize(("outcome", "new", "answer"), ANSWERS)
def test_an_answer_says_what_stood_there_and_what_stands_there(
    outcome: Outcome, new: Passage | None, answer: str
) -> None:
    assert write_answer(1, "#a", outcome, OLD, new) == answer


def change(name: str, state: str, *blocks: BlockChange) -> SectionChange:
    """Return what became of a section."""
    section = Passage("section", name, title=name.capitalize())
    return SectionChange(section, state, blocks)


PAGES = {
    "": [
        change("wind", "changed", BlockChange(["It is windy."], ["It is calm."], RUNS)),
        change("rain", "same"),
        change("snow", "new", BlockChange([], ["It may snow.", "A lot."])),
        change("fog", "changed"),
    ],
    "theme/": [change("theme", "same")],
}
COUNTS = "/: 2 changed, 1 new\nthe title differs\n"
WIND = "/#wind, Wind: changed\n    It is [out: windy.] [in: calm.]\n"
SNOW = "/#snow, Snow: new\n  + It may snow.\n  + A lot.\n"
FOG = "/#fog, Fog: changed\n"


def test_all_that_differs_is_told() -> None:
    assert (
        write_differences(PAGES, ["the title differs"], 0) == (COUNTS + WIND + SNOW + FOG).strip()
    )


def test_where_many_words_differ_they_are_left_out() -> None:
    more = "to see every word that differs: make diff ALL=1"
    assert write_differences(PAGES, ["the title differs"], 2) == COUNTS + WIND + FOG + more


def test_old_blocks_stand_above_new_ones() -> None:
    pages = {"a/": [change("s", "changed", BlockChange(["One.", "Two."], ["Three."]))]}
    assert write_differences(pages, [], 0) == (
        "/a/: 1 changed\n/a/#s, S: changed\n  - One.\n  - Two.\n  + Three."
    )
