"""What texts state, and whether what sources state bears it out."""

from itertools import permutations

import pytest
import yaml
from support import ROOT

from briefing.claims.tokens import Reader, Token, find_unsupported

# Every value is a text, since a number in it may be a token.
DATA = yaml.load((ROOT / "tests/data/claims.yml").read_text("utf-8"), yaml.BaseLoader)
CASES = [case for cases in DATA["tokens"].values() for case in cases]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_sources_state_bears_out_what_a_text_says(case: list[str]) -> None:
    text, stated, *unsupported = case
    reader = Reader(DATA["spellings"])
    tokens = find_unsupported(reader.read(text), reader.read(f"said {stated}"))
    assert [token.text for token in tokens] == unsupported


SPELLINGS = {"North Korea": "North Korea", "North Korean": "North Korea"}


@pytest.mark.parametrize("names", [*permutations(SPELLINGS)])
@pytest.mark.parametrize("text", ["the Korean army", "the Korea of then"])
def test_the_order_of_names_in_a_record_does_not_matter(names: list[str], text: str) -> None:
    """Of two spellings of one name, each bears out its own words."""
    reader = Reader(SPELLINGS)
    known = [reader.make_name(name) for name in names]
    assert find_unsupported(reader.read(text), known) == []


def test_tokens_are_read_with_their_values() -> None:
    reader = Reader({"Seoul": "South Korea", "Method": ""})
    assert reader.read(
        "See Method: on 3 May, in 2024, about 2.5bn or 98% in Seoul, said Kim’s"
    ) == [
        Token("day", "3 May", "-05-03"),
        Token("day", "2024", "2024"),
        Token("number", "2.5bn", "2.5E+9"),
        Token("number", "98%", "98%"),
        Token("name", "Seoul", "South Korea"),
        Token("name", "Kim’s", "Kim"),
    ]


def test_without_a_table_of_names_a_capital_makes_a_name() -> None:
    assert [token.text for token in Reader({}).read("Some in Rome said so on Monday")] == ["Rome"]
