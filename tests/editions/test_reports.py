"""What commands say of outcomes, in plain text."""

from briefing.editions.differences import BlockChange, SectionChange
from briefing.editions.passages import Passage
from briefing.editions.reports import write_differences
from briefing.editions.runs import Run

RUNS = [Run("same", "It is"), Run("removed", "windy."), Run("added", "calm.")]


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
