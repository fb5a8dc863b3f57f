"""What became of the forecasts: each has its reading, its address, and links from and to it."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT

from briefing.html import Node, parse
from briefing.pages.vocabulary import READINGS, SHORT_READINGS


@pytest.fixture(scope="module")
def forecasts() -> dict[str, Any]:
    text = (ROOT / "docs/forecasts.yml").read_text(encoding="utf-8")
    by_id: dict[str, Any] = yaml.safe_load(text)["forecasts"]
    return by_id


@pytest.fixture(scope="module")
def addresses(real_site: Path) -> dict[str, str]:
    """The page of each forecast of the ledger, from the root of the site, by the claim's id."""
    data = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))
    pages = {}
    for claim in data["claims"]:
        if claim["article_paragraph"] and claim["kind"] == "forecast":
            pages[claim["id"]] = re.sub(r"^https://[^/]*/|#.*", "", claim["address"])
    return pages


@pytest.fixture(scope="module")
def board(real_site: Path) -> Node:
    return parse((real_site / "since/index.html").read_text(encoding="utf-8"))


def test_each_forecast_of_the_ledger_has_a_reading(
    forecasts: dict[str, Any], addresses: dict[str, str]
) -> None:
    assert forecasts.keys() == addresses.keys()
    assert {one["reading"] for one in forecasts.values()} <= set(READINGS)


def test_each_reading_is_counted(board: Node, forecasts: dict[str, Any]) -> None:
    """Those that no forecast has, too."""
    counts = Counter(one["reading"] for one in forecasts.values())
    printed = {}
    for item in board.css("ul.reading-counts li"):
        number, reading = item.text().strip().split(maxsplit=1)
        printed[reading] = int(number)
    assert printed == {SHORT_READINGS[reading]: counts[reading] for reading in READINGS}


def test_each_forecast_is_told_with_its_reading(board: Node, forecasts: dict[str, Any]) -> None:
    told = {}
    for group in board.css("section.rows:has(h4)"):
        heading = group.css_first("h3")
        assert heading is not None
        for row in group.css("h4"):
            told[row.id] = heading.id
    assert told == {name: one["reading"].replace(" ", "-") for name, one in forecasts.items()}
    assert all(board.css(f'[id="{reading.replace(" ", "-")}"]') for reading in READINGS)


def test_a_claim_and_its_reading_lead_to_each_other(
    real_site: Path, board: Node, addresses: dict[str, str]
) -> None:
    for name, page in addresses.items():
        theme = parse((real_site / page / "index.html").read_text(encoding="utf-8"))
        assert theme.css(f'a[href="../since/#{name}"]'), f"{page}#{name} leads to no reading"
        assert board.css(f'section.row a[href="../{page}#{name}"]'), f"none back to {name}"


def test_every_theme_has_one_box_that_leads_on(real_site: Path, addresses: dict[str, str]) -> None:
    for page in set(addresses.values()):
        theme = parse((real_site / page / "index.html").read_text(encoding="utf-8"))
        boxes = theme.css("article details.since")
        assert len(boxes) == 1
        assert boxes[0].css('a[href^="../since/#"]')


def test_every_signpost_is_tied_to_forecasts(forecasts: dict[str, Any]) -> None:
    signposts = yaml.safe_load((ROOT / "docs/watch.yml").read_text(encoding="utf-8"))["signposts"]
    tied = set()
    for signpost in signposts.values():
        assert signpost["forecasts"]
        tied.update(signpost["forecasts"])
    assert tied <= forecasts.keys()
