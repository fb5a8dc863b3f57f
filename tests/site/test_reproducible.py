"""The same files give the same bytes, wherever, whenever and by whichever builder; and a copy can be checked."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from support import ABEL, ROOT, read_files, run, run_python, write_site

from briefing.build.publish import MARK

PAGE = "# T { #t }\n\nA.[@abel2020]\n{ #p }\n"
WORLDS = {
    "one": {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"},
    "another folder": {"TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}}
"""Name of each folder, and the environment of the build in it. The first lies about the time."""


def compare_builds(project: Path, folder: Path, *builders: str) -> list[str]:
    """Build copies of a project in different folders, time zones, locales and hash seeds; return what files differ."""
    sites = []
    for (name, world), builder in zip(WORLDS.items(), builders, strict=True):
        shutil.copytree(project, folder / name, copy_function=shutil.copyfile,  # with a new time of change
                        ignore=shutil.ignore_patterns(".*", "site", "screenshots", "node_modules", "__pycache__"))
        run("-m", builder, "build", folder=folder / name, **world)
        sites.append(read_files(folder / name / "site"))
    return sorted(name for name in sites[0] | sites[1] if sites[0].get(name) != sites[1].get(name))


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_two_builds_in_different_worlds_are_the_same(builder: str, tmp_path: Path) -> None:
    """What `make verify` and `make successor` run: ProperDocs (https://properdocs.org) goes on where MkDocs ends."""
    assert compare_builds(ROOT, tmp_path, "mkdocs", builder) == []


def test_a_site_that_tells_where_it_was_built_is_noticed(tmp_path: Path) -> None:
    write_site(tmp_path / "x", {"docs/index.md": "# Front { #front }\n", "bibliography.bib": "",
                                "theme/main.html": "{{ config.docs_dir }}"})
    assert "index.html" in compare_builds(tmp_path / "x", tmp_path, "mkdocs", "mkdocs")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny site, built as the manual of MkDocs says."""
    root = tmp_path_factory.mktemp("tiny") / "x"
    write_site(root, {"docs/index.md": PAGE, "docs/deep/two.md": PAGE, "bibliography.bib": ABEL, "../other/x": ""})
    run("-m", "mkdocs", "build", folder=root)
    return root


@pytest.mark.parametrize(("builder", "folder", "settings"), [
    ("mkdocs", ".", "mkdocs.yml"), ("mkdocs", "../other", "../x/mkdocs.yml"), ("mkdocs", "docs", "../mkdocs.yml"),
    ("properdocs", ".", "mkdocs.yml"), ("properdocs", "../other", "../x/mkdocs.yml")])
def test_the_way_to_the_settings_changes_nothing(
        tiny: Path, tmp_path: Path, builder: str, folder: str, settings: str) -> None:
    """As from the folder of the settings, so from any other; with MkDocs, and with what goes on where it ends."""
    run("-m", builder, "build", "-f", settings, "-d", tmp_path / "site", folder=tiny / folder)
    assert read_files(tmp_path / "site") == read_files(tiny / "site")


def test_a_fault_stops_the_successor_too(tiny: Path) -> None:
    before = read_files(tiny / "site")
    (tiny / "docs/index.md").write_text(PAGE + "\nB.[@nobody]\n{ #q }\n", encoding="utf-8")
    built = run_python("-m", "properdocs", "build", "-f", "mkdocs.yml", folder=tiny)
    (tiny / "docs/index.md").write_text(PAGE, encoding="utf-8")
    assert (built.returncode, "[unknown-key]" in built.stderr) == (1, True)
    assert read_files(tiny / "site") == before


def test_every_published_file_is_listed_with_its_sum(real_site: Path) -> None:
    listed = json.loads((real_site / "files.json").read_text(encoding="utf-8"))
    there = {name: hashlib.sha256(data).hexdigest() for name, data in read_files(real_site).items()
             if name not in {"files.json", "SHA256SUMS", MARK}}
    assert listed == there
    assert (real_site / "SHA256SUMS").read_text(encoding="utf-8") == "".join(
        f"{digest}  {name}\n" for name, digest in listed.items())
