"""The files that a citing reader takes home, as independent programs read them.

Alone it notices a title that no program reads back, a key that two texts have, and a file that is
gone from beside a page or from where an edition leads.
"""

import re
from pathlib import Path

import pytest
from outline import Outline
from published import ENDINGS, compare_forms, find_lost, find_shared_keys
from support import GOLDEN

CITED = Outline(GOLDEN).cited
DOWNLOADS = ["briefing", "sources", *(f"{folder}page" for folder in CITED)]
"""What can be taken home in three forms: all, the sources, each page."""


@pytest.mark.parametrize("name", DOWNLOADS)
def test_the_three_forms_of_a_download_say_the_same(golden_site: Path, name: str) -> None:
    compare_forms(golden_site, name)


def test_no_two_texts_have_the_same_key(golden_site: Path) -> None:
    assert find_shared_keys(golden_site) == []


def test_beside_a_page_its_own_citation_is_kept_and_all_else_for_the_whole(
    golden_site: Path,
) -> None:
    """Each page leads to what is beside it."""
    for folder in CITED:
        files = {file.name for file in (golden_site / folder).iterdir() if file.suffix in ENDINGS}
        if folder:
            own = {"citations.json", "page.bib", "page.json", "page.ris"}
            assert files - {"sources.bib"} == own, folder
        page = (golden_site / folder / "index.html").read_text(encoding="utf-8")
        assert set(re.findall(r'href="(page\.\w+)"', page)) == {"page.bib", "page.json", "page.ris"}
    for name in ("briefing", "sources"):
        assert (golden_site / f"{name}-bibtex.bib").is_file()


def test_what_editions_lead_to_is_there(golden_site: Path) -> None:
    assert find_lost(golden_site, GOLDEN) == []
