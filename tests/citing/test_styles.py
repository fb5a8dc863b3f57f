"""Citations in the official styles, each as if it stood alone."""

import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

import pytest
from support import read_data

from briefing.citing import styles
from briefing.citing.styles import format_items, read_styles, split_runs
from briefing.html import parse

DATA = read_data("styles.yml")
PART, NAMED = DATA["part"], DATA["named"]
SAME = {**PART, "id": "leverage", "title": "Leverage", "URL": "https://x.example/"}


def test_a_citation_is_the_same_whatever_stands_beside_it() -> None:
    others = [
        {**NAMED, "id": "fang", "author": [{"family": "Zhang", "given": "Fang"}]},
        {**NAMED, "id": "feng", "author": [{"family": "Zhang", "given": "Feng"}]},
    ]
    citations = format_items([PART, *others, NAMED, SAME])
    assert citations["zhang"] == DATA["styled"]
    assert citations["leverage"] == format_items([SAME])["leverage"]
    apa = "".join(citations["leverage--kim"]["apa"])
    assert apa.startswith("Between. (2026, November 25). Leverage: Kim.")


def test_each_style_names_edition_and_day() -> None:
    whole = {**PART, "id": "whole", "genre": "edition 3"}
    citations = format_items([whole])
    assert len(citations["whole"]) == 3
    for runs in citations["whole"].values():
        text = "".join(runs)
        assert "edition 3" in text.lower()
        assert re.search("November 25|25 Nov", text)


def test_the_styles_are_of_the_manuals_that_they_are_named_for() -> None:
    """Chicago 18, APA 7, MLA 9."""
    titles = {}
    for form, style in read_styles().items():
        titles[form] = ElementTree.fromstring(style).findtext("{*}info/{*}title") or ""
    assert "18th edition" in titles["chicago"]
    assert "7th edition" in titles["apa"]
    assert "9th edition" in titles["mla"]


@pytest.mark.parametrize("case", DATA["supplied"])
def test_supplied_words_stand_behind_the_title_without_its_marks(case: dict[str, Any]) -> None:
    """As we wrote them."""
    item = {**PART, "title": case["title"]}
    if not case["whole"]:
        del item["container-title"]
    [styled] = format_items([item]).values()
    for form, words in case["styled"].items():
        assert words in mark_up(styled[form])


def mark_up(runs: Sequence[str]) -> str:
    return "".join(f"*{run}*" if number % 2 else run for number, run in enumerate(runs))


def test_a_family_name_stays_first_where_it_is_said_so() -> None:
    """APA turns every name; the two others turn none that has its family name first."""
    name = {"family": "Hong", "given": "Gil-dong", "static-ordering": True}
    styled = format_items([{**NAMED, "author": [name]}])["zhang"]
    assert styled["chicago"][0].startswith("Hong Gil-dong, “")
    assert styled["mla"][0].startswith("Hong Gil-dong. ")
    assert styled["apa"][0].startswith("Hong, G. (")


def test_where_nothing_can_be_cited_no_program_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "run_pandoc", None)
    assert format_items([]) == {}


@pytest.mark.parametrize(("html", "expected"), DATA["runs"])
def test_words_are_split_where_they_turn_italic_or_roman(html: str, expected: list[str]) -> None:
    assert split_runs(parse(html)) == expected
