"""What became of a passage, by its citation alone."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
from support import ROOT, read_data

from briefing.editions.editions import Edition
from briefing.editions.outcomes import find_since, list_outcomes, write_passages
from briefing.editions.passages import Passage

from .conftest import add_editions

DATA = read_data("outcomes.yml")


@pytest.mark.parametrize(("number", "address", "outcome", "has_other_words"), DATA["became"])
def test_what_became_of_a_passage(
    editions: list[Edition], number: int, address: str, outcome: list[str], has_other_words: bool
) -> None:
    found = list_outcomes(editions[number - 1], editions[-1])[address]
    assert [found.state, found.at, found.now] == outcome
    assert bool(found.runs) == has_other_words


def test_only_what_an_edition_had_can_have_become_something(editions: list[Edition]) -> None:
    assert "theme/#b2" not in list_outcomes(editions[0], editions[2])


def test_lines_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    line = '<p id="{}" class="moved"><a href="#{}">there</a></p>'
    [edition] = add_editions(tmp_path, line.format("a", "b") + line.format("b", "a"))
    assert list_outcomes(edition, edition)["#a"].at == "#a"


def test_both_lists_follow_their_published_schemas(editions: list[Edition]) -> None:
    outcomes = msgspec.json.encode(list_outcomes(editions[0], editions[-1]))
    for name, content in (("passages", write_passages(editions)), ("outcomes", outcomes)):
        schema = json.loads((ROOT / f"docs/schemas/{name}.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(json.loads(content))


@pytest.mark.parametrize(("address", "number", "is_revised"), DATA["since"])
def test_since_when_a_passage_reads_as_it_does(
    editions: list[Edition], address: str, number: int, is_revised: bool
) -> None:
    first_two = editions[:2]
    passage = first_two[-1].passages[address]
    assert find_since(first_two, address, passage) == (editions[number - 1].version, is_revised)


def test_what_no_edition_says_has_not_been_so_since_any(editions: list[Edition]) -> None:
    assert find_since(editions, "#a", Passage("paragraph", words="Other.")) is None


def test_a_passage_that_was_away_is_as_old_as_its_return(editions: list[Edition]) -> None:
    with_gap = [editions[0], editions[2], editions[1]]  # other words, none, these words
    passage = editions[1].passages["#k"]
    assert find_since(with_gap, "#k", passage) == (editions[1].version, True)
