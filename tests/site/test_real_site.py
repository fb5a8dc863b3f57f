"""The pages of the repository, whatever they say: whole notes, links, sums, the same bytes.

Alone it notices a note of a real source, a sum, and a build that tells where it was made.
"""

import hashlib
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from real import read_real_project
from support import ROOT, RealBuild, read_files, run

from mkdocs_briefing.dates import format_edtf
from mkdocs_briefing.pipeline.project import Project

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
    return read_real_project()


def read_notes(site: Path) -> list[tuple[str, str]]:
    """Return each note of a source, with its key, on all pages but those of older editions."""
    notes = []
    for page in {*site.rglob("index.html")} - {*site.glob("editions/*/**/index.html")}:
        html = page.read_text(encoding="utf-8")
        for key, note in re.findall(r'<li id="fn:cite-([\w-]+)"[^>]*>(.*?)</li>', html, re.S):
            notes.append((key, unescape(note)))
    return notes


@pytest.mark.content
def test_the_site_is_built_without_a_warning(real_build: RealBuild) -> None:
    """Where it is not, this is the one test that says so; those that read the site are skipped."""
    assert real_build.is_published, real_build.messages
    assert "WARNING" not in real_build.messages, real_build.messages


@pytest.mark.content
def test_every_note_names_its_source_with_address_and_day(
    real_site: Path, project: Project
) -> None:
    """The address may lead on to its words; the day is that of publication, or else of access."""
    notes = read_notes(real_site)
    assert {key for key, _ in notes} == set(project.bibliography.sources)
    for key, note in notes:
        source = project.bibliography.sources[key]
        address = source.url or f"https://doi.org/{source.doi}"
        assert re.search(rf'href="{re.escape(address)}(?:#?:~:text=[^"]*)?"', note), key
        day = source.given_date or source.urldate
        if day:
            assert format_edtf(day).replace("\u00a0", " ") in note.replace("\u00a0", " "), key


@pytest.mark.content
def test_every_published_file_is_listed_with_its_sum(real_site: Path) -> None:
    published = [
        f"{hashlib.sha256(content).hexdigest()}  {name}"
        for name, content in read_files(real_site).items()
        if name != "SHA256SUMS"
    ]
    listed = (real_site / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert sorted(listed) == sorted(published)


@pytest.mark.content
def test_what_a_head_says_is_on_the_site_is_there(real_site: Path) -> None:
    """Of pages of editions, too; `make check` follows what readers can, and no feed or picture."""
    home = re.escape(json.loads((real_site / "build.json").read_text())["address"])
    named = set[str]()
    for page in real_site.rglob("*.html"):
        head = page.read_text(encoding="utf-8").partition("<body")[0]
        named |= {*re.findall(rf'="{home}([^"?#]*)["?#]', head)}
    assert [name for name in sorted(named) if not find_file(real_site, name).is_file()] == []


def find_file(site: Path, name: str) -> Path:
    """Return the file at an address of a site."""
    return site / name / "index.html" if name.endswith("/") or not name else site / name


NO_PART = shutil.ignore_patterns(".*", "site", "screenshots", "node_modules", "__pycache__")


def build_elsewhere(project: Path, folder: Path, builder: str, world: str) -> dict[str, bytes]:
    """Return the site of a copy whose files have a new time of change."""
    copy = folder / world
    shutil.copytree(project, copy, copy_function=shutil.copyfile, ignore=NO_PART)
    own = {"XDG_CACHE_HOME": str(folder / f"cache of {world}")}
    run("-m", builder, "build", folder=copy, **own, **WORLDS[world])
    return read_files(copy / "site")


def compare_builds(project: Path, folder: Path, builder: str) -> list[str]:
    """Build a project in both worlds, by MkDocs and by a builder; return what files differ."""
    one = build_elsewhere(project, folder, "mkdocs", "one")
    other = build_elsewhere(project, folder, builder, "another folder")
    return sorted(name for name in one | other if one.get(name) != other.get(name))


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_two_builds_in_different_worlds_are_the_same(builder: str, tmp_path: Path) -> None:
    """What `make verify` and `make successor` run.

    ProperDocs (https://properdocs.org) goes on where MkDocs ends.
    """
    assert compare_builds(ROOT, tmp_path, builder) == []
