"""`CITATION.cff` names the edition that was frozen last."""

from dataclasses import replace
from datetime import date

import pytest
import yaml

from mkdocs_briefing.citing.cff import name_edition
from mkdocs_briefing.pages.publication import Publication, Version

TEXT = "cff-version: 1.2.0\ntitle: Wind\nversion: edition 1\ndate-released: 2024-02-03\n"
PUBLICATION = Publication(
    title="Wind",
    organisation="The Desk",
    version=Version(2, date(2026, 11, 26)),
    site_url="https://a.example/wind/",
    abstract="",
)


def test_version_day_and_address_are_those_of_the_edition() -> None:
    text = name_edition(TEXT, PUBLICATION)
    assert text == TEXT.replace("edition 1", "edition 2").replace("2024-02-03", "2026-11-26") + (
        "url: https://a.example/wind/editions/2/\n"
    )
    assert yaml.safe_load(text)["date-released"] == date(2026, 11, 26)
    assert name_edition(text, PUBLICATION) == text


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/", ""])
def test_an_address_of_this_machine_is_no_way_to_cite(address: str) -> None:
    here = replace(PUBLICATION, site_url=address)
    assert "url" not in name_edition(TEXT, here)
    named = f"{TEXT}url: https://old.example/\n"
    assert name_edition(named, here).endswith("url: https://old.example/\n")
