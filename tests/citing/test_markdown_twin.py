"""The page as plain Markdown: other readers find in it what a browser finds in the page."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml
from citing_pages import PUBLICATION
from support import read_data

from briefing.citing.markdown_twin import TwinPage, write_twin
from briefing.claims.statements import Publication, Version

CASES = read_data("twins.yml")
ABOUT = replace(PUBLICATION, site_url="https://a.example/", version=Version(0, date(2026, 11, 25)))
# What is for those who act, or see; and what the statements below a paragraph say.


def write(page: TwinPage, about: Publication = ABOUT) -> tuple[dict[str, Any], str]:
    """Return the front matter and the text of a twin."""
    _, head, text = write_twin(page, about, restates=True).split("---\n", 2)
    return yaml.safe_load(head), text.strip("\n")


@pytest.mark.parametrize("case", CASES)
def test_what_a_page_has_becomes_what_others_read(case: list[str]) -> None:
    html, expected = case
    _front, text = write(TwinPage("deep/page/", "T", "D", html))
    assert text == expected


def test_it_says_what_it_is() -> None:
    page = TwinPage("deep/page/", 'A: "b" # c', "[D]", "<p>E</p>")
    front, _text = write(page)
    assert (front["title"], front["description"]) == ('A: "b" # c', "[D]")
    assert front["address"] == "https://a.example/deep/page/"
    assert (front["edition"], front["state"], front["frozen"]) == (None, "draft", None)
    assert (front["date"], front["licence"]) == (date(2026, 11, 25), ABOUT.licence)
    published = replace(ABOUT, version=Version(4, date(2026, 11, 28)))
    kept = "https://a.example/editions/4/deep/page/"
    front, _text = write(replace(page, frozen=kept), published)
    assert (front["edition"], front["state"]) == (4, "published")
    assert front["frozen"] == kept
