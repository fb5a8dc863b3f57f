"""What a pasted citation cites; `docs/assets/js/editions.js` has to answer the same."""

import pytest
from support import read_data

from briefing.editions.cited import read_citation

DATA = read_data("citations.json")


@pytest.mark.parametrize(("text", "number", "address"), DATA["cases"])
def test_a_pasted_citation_is_understood(text: str, number: int, address: str) -> None:
    expected = (number, address) if number else None
    assert read_citation(text, DATA["pages"]) == expected
