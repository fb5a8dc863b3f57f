"""The files of this site: as independent programs and its own schemas read them.

Alone it notices a real title that no program reads back, and data of ours of another form.
"""

from pathlib import Path

import pytest
from published import compare_forms, find_lost, find_shared_keys, follow_schema
from real import BRIEFING
from support import ROOT

from mkdocs_briefing.editions.editions import MANIFEST, load_editions

DOWNLOADS = ["briefing", "sources", *(f"{folder}page" for folder in BRIEFING.cited)]


@pytest.mark.parametrize("name", DOWNLOADS)
def test_the_three_forms_of_a_download_say_the_same(real_site: Path, name: str) -> None:
    compare_forms(real_site, name)


def test_no_two_texts_have_the_same_key(real_site: Path) -> None:
    assert find_shared_keys(real_site) == []


def test_what_editions_lead_to_is_there(real_site: Path) -> None:
    assert find_lost(real_site, ROOT) == []


def test_what_is_published_follows_its_schema(real_site: Path) -> None:
    follow_schema("claims", real_site / "claims.json")
    follow_schema("passages", real_site / "editions/passages.json")
    for path in real_site.glob("editions/*/outcomes.json"):
        follow_schema("outcomes", path)


def test_the_manifests_follow_their_published_schema() -> None:
    for edition in load_editions(ROOT)[0]:
        follow_schema("edition", ROOT / edition.version.path / MANIFEST)
