"""The pages of the repository, whatever they say: notes are whole, links lead somewhere."""

import re
from html import unescape
from pathlib import Path

import pytest
from mkdocs.config import load_config
from support import ROOT, find_dead_links

from briefing.build.project import Project, read_project
from briefing.dates import format_edtf
from briefing.words import use


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(load_config(str(ROOT / "mkdocs.yml")))


def test_every_note_names_its_source_with_address_and_day(real_site: Path, project: Project) -> None:
    seen = set()
    use(project.words["language"])
    for page in real_site.rglob("index.html"):
        for key, note in re.findall(r'<li id="fn:cite-([\w-]+)">(.*?)</li>', page.read_text(encoding="utf-8"), re.S):
            source = project.bibliography.sources[key]
            doi = source.get("doi")
            address = f"https://doi.org/{doi}" if doi and not source.get("url") else source.get("url")
            assert f'href="{address}"' in unescape(note), key
            if source.get("urldate"):
                day = unescape(note).replace("\u00a0", " ")
                assert format_edtf(source.get("urldate")).replace("\u00a0", " ") in day, key
            seen.add(key)
    assert seen == set(project.bibliography.sources)


def test_internal_links_of_the_built_site_lead_somewhere(real_site: Path) -> None:
    assert find_dead_links(real_site) == []
