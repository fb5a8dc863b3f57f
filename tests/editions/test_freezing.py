"""A frozen page can be read with nothing of ours, and its links lead to what they led to.

Alone it notices links of what is frozen today; the golden editions were frozen before.
"""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from support import read_data

from .conftest import add_edition


@pytest.fixture
def text(tmp_path: Path) -> str:
    """Return the file of a frozen page."""
    add_edition(tmp_path, {"": "<h1 id='top'>F</h1>", "theme/": read_data("article.html")})
    return (tmp_path / "editions/1/theme/index.html").read_text(encoding="utf-8")


def test_a_frozen_page_can_be_read_with_nothing_of_ours(text: str) -> None:
    assert text.startswith('<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n')
    page = BeautifulSoup(text, "html.parser")
    assert str(page.title) == "<title>Theme - Tiny, edition 1</title>"
    assert page.select("script, link, style") == []
    assert [str(node["id"]) for node in page.select("article [id]")] == ["t", "p"]


def test_links_in_the_edition_stay_and_others_lead_to_the_site_around_it(text: str) -> None:
    page = BeautifulSoup(text, "html.parser")
    nodes = page.select("article a, article img")
    assert [str(node.get("href") or node.get("src")) for node in nodes] == [
        "#t",
        "../../../theme/#t",
        "../#top",
        "../../../data.csv",
        "#p",
        "?show=all#p",
        "https://x.example/",
        "mailto:a@x.example",
        "../map.png",
        "#p",
        "../../../theme/#p",
    ]


def test_beside_each_control_stands_the_way_to_its_place_now(text: str) -> None:
    page = BeautifulSoup(text, "html.parser")
    assert [node["aria-label"] for node in page.select(".cite.now")] == ["As it is now"] * 2
    assert text.count('</a> <a class="cite now"') == 2
    assert not page.select("[data-cite]")
