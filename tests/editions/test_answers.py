"""What is told of a pasted text; `docs/assets/js/editions.js` has to answer the same."""

import pytest
from support import read_data

from briefing.editions.answers import Desk
from briefing.editions.quotations import is_same, reduce_word
from briefing.editions.runs import Run

from .conftest import add_edition

DATA = read_data("quotations.yml")
SIGNS = {"same": "", "removed": "-", "added": "+"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("quoted")
    editions = []
    for pages in DATA["editions"]:
        editions = add_edition(root, pages)
    return Desk(editions)


@pytest.mark.parametrize(("text", "answer", "place"), DATA["cases"])
def test_a_pasted_text_is_answered(desk: Desk, text: str, answer: str, place: str) -> None:
    told = desk.answer(text)
    assert told.answer == answer
    assert told.places[:1] == ([f"editions/{place}"] if place else [])
    assert told.why


def write_difference(runs: list[Run]) -> str:
    """Return runs with a sign around what differs."""
    return " ".join(f"{SIGNS[run.kind]}{run.words}{SIGNS[run.kind]}" for run in runs)


@pytest.mark.parametrize(("text", "difference"), DATA["differences"])
def test_what_differs_is_marked_word_by_word(desk: Desk, text: str, difference: str) -> None:
    assert write_difference(desk.answer(text).difference) == difference


@pytest.mark.parametrize(
    ("word", "letters"),
    [("Abel’s", "abels"), ("1,500.5", "1500.5"), ("1,5", "1.5"), ("2020.", "2020"), ("“…”", "")],
)
def test_a_word_is_its_letters(word: str, letters: str) -> None:
    assert reduce_word(word) == letters


def test_a_number_is_that_of_a_note_only_where_one_stands() -> None:
    assert is_same("20207", "2020", has_note=True)
    assert not is_same("20207", "2020", has_note=False)
