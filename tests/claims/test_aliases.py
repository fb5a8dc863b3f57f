"""Older ids lead to where they went."""

import pytest

from briefing.claims.record_files import check_aliases, list_aliases
from briefing.claims.records import PageRecords, Record
from briefing.yamldata import read_yaml

TEXT = "aliases:\n  top: [old, older]\nrain:\n  aliases: [{}]\nend: x\n"


def read(own: str) -> PageRecords:
    """Return records with older ids of a heading, and of a claim."""
    places = read_yaml(TEXT.format(own)).places
    record = Record(kind="fact", aliases=tuple(own.split(", ")))
    return PageRecords("r.yml", {"rain": record}, {"top": ["old", "older"]}, places)


def test_older_ids_are_those_of_the_head_then_those_of_records() -> None:
    assert [(alias.old, alias.name) for alias in list_aliases(read("was"))] == [
        ("old", "top"),
        ("older", "top"),
        ("was", "rain"),
    ]


@pytest.mark.parametrize(
    ("own", "messages"),
    [
        ("was", []),
        (
            "was, top",
            [
                "r.yml:4:18: 'top' is an id of docs/a.md, and no older one; "
                "take it away here, or rename it there [duplicate-id]"
            ],
        ),
        (
            "older",
            [
                "r.yml:4:13: 'older' leads to 'top' already; "
                "take it away here, or there [duplicate-id]"
            ],
        ),
    ],
)
def test_an_older_id_leads_to_one_place(own: str, messages: list[str]) -> None:
    problems = check_aliases("a.md", read(own), ["top", "rain"])
    assert [str(problem) for problem in problems] == messages


def test_an_older_id_leads_to_one_that_its_page_has() -> None:
    [first, second] = check_aliases("a.md", read("was"), ["tops", "rain"])
    assert str(first) == ("r.yml:2:9: docs/a.md has no id 'top'; did you mean 'tops'? [unknown-id]")
    assert (second.line, second.column) == (2, 14)
