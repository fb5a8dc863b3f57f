"""What commands say of outcomes, in plain text."""

import pytest

from briefing.editions.answers import Answer
from briefing.editions.differences import BlockChange, SectionChange
from briefing.editions.passages import Passage
from briefing.editions.reports import write_answer, write_differences
from briefing.editions.runs import Run

RUNS = [Run("same", "It is"), Run("removed", "windy."), Run("added", "calm.")]
WINDY = {"edition": 1, "places": ["editions/1/#a"], "words": "It is windy."}
PLACE = "  at: /editions/1/#a\n"

ANSWERS = [
    (
        Answer("same", "/#a in edition 1", became="same", **WINDY),
        f"same: /#a in edition 1\n{PLACE}  the passage: It is windy.",
    ),
    (
        Answer("exact in edition", "word for word", became="changed", change=RUNS, **WINDY),
        f"exact in edition: word for word\n{PLACE}  the passage: It is windy.\n"
        "  since then: changed\n  change: It is [out: windy.] [in: calm.]",
    ),
    (
        Answer("moved", "/#a in edition 1", became="moved", now="theme/#b", **WINDY),
        f"moved: /#a in edition 1\n{PLACE}  the passage: It is windy.\n  now at: /theme/#b",
    ),
    (
        Answer("nearly", "1 of 3 words", became="same", difference=RUNS, **WINDY),
        f"nearly: 1 of 3 words\n{PLACE}  difference: It is [out: windy.] [in: calm.]\n"
        "  the passage: It is windy.",
    ),
    (Answer("not ours", "no edition has these words"), "not ours: no edition has these words"),
]


@pytest.mark.parametrize(("answer", "lines"), ANSWERS)
def test_an_answer_says_what_stood_there_and_what_became_of_it(answer: Answer, lines: str) -> None:
    assert write_answer(answer) == lines


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
