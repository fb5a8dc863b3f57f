"""The pages of the repository, whatever they say: notes are whole, links lead somewhere, bytes are the same."""

import hashlib
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from mkdocs.config import load_config
from support import ROOT, find_dead_links, read_files, run, write_site

from briefing.pipeline.project import Project, read_project
from briefing.pipeline.publish import MARK
from briefing.words import format_edtf, use

WORLDS = {
    "one": {
        "TZ": "Pacific/Kiritimati",
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "1",
        "SOURCE_DATE_EPOCH": "1",
    },
    "another folder": {
        "TZ": "America/St_Johns",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "2",
    },
}
"""Name of each folder, and the environment of the build in it. The first lies about the time."""


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(load_config(str(ROOT / "mkdocs.yml")))


def test_every_note_names_its_source_with_address_and_day(
    real_site: Path, project: Project
) -> None:
    seen = set()
    use(project.words["language"])
    for page in real_site.rglob("index.html"):
        for key, note in re.findall(
            r'<li id="fn:cite-([\w-]+)">(.*?)</li>', page.read_text(encoding="utf-8"), re.S
        ):
            source = project.bibliography.sources[key]
            doi = source.get("doi")
            address = (
                f"https://doi.org/{doi}" if doi and not source.get("url") else source.get("url")
            )
            assert f'href="{address}"' in unescape(note), key
            if source.get("urldate"):
                day = unescape(note).replace("\u00a0", " ")
                assert format_edtf(source.get("urldate")).replace("\u00a0", " ") in day, key
            seen.add(key)
    assert seen == set(project.bibliography.sources)


def test_internal_links_of_the_built_site_lead_somewhere(real_site: Path) -> None:
    assert find_dead_links(real_site) == []


def test_every_published_file_is_listed_with_its_sum(real_site: Path) -> None:
    listed = json.loads((real_site / "files.json").read_text(encoding="utf-8"))
    there = {
        name: hashlib.sha256(data).hexdigest()
        for name, data in read_files(real_site).items()
        if name not in {"files.json", "SHA256SUMS", MARK}
    }
    assert listed == there
    assert (real_site / "SHA256SUMS").read_text(encoding="utf-8") == "".join(
        f"{digest}  {name}\n" for name, digest in listed.items()
    )


def compare_builds(project: Path, folder: Path, *builders: str) -> list[str]:
    """Build copies of a project in different folders, time zones, locales and hash seeds; return what files differ."""
    sites = []
    for (name, world), builder in zip(WORLDS.items(), builders, strict=True):
        shutil.copytree(
            project,
            folder / name,
            copy_function=shutil.copyfile,  # with a new time of change
            ignore=shutil.ignore_patterns(
                ".*", "site", "screenshots", "node_modules", "__pycache__"
            ),
        )
        run("-m", builder, "build", folder=folder / name, **world)
        sites.append(read_files(folder / name / "site"))
    return sorted(name for name in sites[0] | sites[1] if sites[0].get(name) != sites[1].get(name))


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_two_builds_in_different_worlds_are_the_same(builder: str, tmp_path: Path) -> None:
    """What `make verify` and `make successor` run: ProperDocs (https://properdocs.org) goes on where MkDocs ends."""
    assert compare_builds(ROOT, tmp_path, "mkdocs", builder) == []


def test_a_site_that_tells_where_it_was_built_is_noticed(tmp_path: Path) -> None:
    write_site(
        tmp_path / "x",
        {
            "docs/index.md": "# Front { #front }\n",
            "bibliography.bib": "",
            "theme/main.html": "{{ config.docs_dir }}",
        },
    )
    assert "index.html" in compare_builds(tmp_path / "x", tmp_path, "mkdocs", "mkdocs")
