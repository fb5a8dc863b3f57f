"""Typical mistakes of an author, each made once on a sound site: one message, at its line, with what would be right."""

import pytest
import yaml
from support import ABEL, ROOT, MakeSite, make_settings

MISTAKES = yaml.safe_load((ROOT / "tests/data/mistakes.yml").read_text(encoding="utf-8"))
FIGURE = "- claim: rain\n  text: It rains\n"
PAGE = """---
title: Front
---

# Front { #front }

It may rain.[@abel2020, p. 7]
{ #rain .fact data-event="2020-05" data-article="1" }

??? check "Only in part"
    It drizzled.[@abel2020]
    { #drizzle data-for="rain" }

## Wind { #wind .half }

It blows,[](#it-blows){ #it-blows .forecast data-article="2" } and [it rains](other.md#flood).[^own]
{ #breeze .assessment .added }

<!-- briefing: weather -->

[^own]: A remark.
"""
OTHER = "# Other { #other }\n\nIt floods.\n{ #flood .assessment .added }\n"


@pytest.fixture
def files() -> dict[str, str]:
    """A sound site, as files."""
    settings = yaml.safe_load(make_settings())
    settings["extra"]["briefing"]["article"] = "abel2020"
    return {"docs/index.md": PAGE, "docs/other.md": OTHER, "bibliography.bib": ABEL, "docs/figures/weather.yml": FIGURE,
            "theme/figures/weather.html": "{{ figures.weather[0].text }}", "mkdocs.yml": yaml.safe_dump(settings)}


def test_the_site_without_a_mistake_is_published(make_site: MakeSite, files: dict[str, str]) -> None:
    assert make_site(files["docs/index.md"], files["bibliography.bib"], files).messages == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake["write"] for mistake in MISTAKES])
def test_a_mistake_has_one_message(make_site: MakeSite, files: dict[str, str], mistake: dict[str, str]) -> None:
    name = mistake.get("in", "docs/index.md")
    assert mistake["for"] in files[name]
    files[name] = files[name].replace(mistake["for"], mistake["write"])
    site = make_site(files["docs/index.md"], files["bibliography.bib"], files)
    assert site.messages == [mistake["message"]]
    assert not site.is_published
