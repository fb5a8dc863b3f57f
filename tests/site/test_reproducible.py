"""The same files give the same bytes, wherever, whenever and by whichever builder; and a copy can be checked."""

import hashlib
import json
from pathlib import Path

import pytest
from support import ABEL, ROOT, make_settings, read_files, run_python, write_site

from briefing.build.publish import MARK

PAGE = "# T { #t }\n\nA.[@abel2020]\n{ #p }\n"


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["--successor"]], ids=["MkDocs twice", "MkDocs and ProperDocs"])
def test_two_builds_in_different_worlds_are_the_same(options: list[str]) -> None:
    compared = run_python(ROOT / "scripts/verify_build.py", *options)
    assert (compared.returncode, compared.stdout.startswith("0 of ")) == (0, True), compared.stdout + compared.stderr


def test_a_site_that_tells_where_it_was_built_is_refused(tmp_path: Path) -> None:
    settings = make_settings().replace("custom_dir: theme", "custom_dir: overrides")
    write_site(tmp_path, {"docs/index.md": "# Front { #front }\n", "bibliography.bib": "", "mkdocs.yml": settings,
                          "overrides/main.html": "{{ config.docs_dir }}"})
    compared = run_python(ROOT / "scripts/verify_build.py", "--project", tmp_path)
    assert (compared.returncode, "index.html\n" in compared.stdout) == (1, True), compared.stderr


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A tiny site, built as the manual of MkDocs says."""
    write_site(tmp_path / "x", {"docs/index.md": PAGE, "docs/deep/two.md": PAGE, "bibliography.bib": ABEL})
    (tmp_path / "other").mkdir()
    assert run_python("-m", "mkdocs", "build", folder=tmp_path / "x").returncode == 0
    return tmp_path / "x"


@pytest.mark.parametrize(("builder", "folder", "settings"), [
    ("mkdocs", ".", "mkdocs.yml"), ("mkdocs", "../other", "../x/mkdocs.yml"), ("mkdocs", "docs", "../mkdocs.yml"),
    ("properdocs", ".", "mkdocs.yml"), ("properdocs", "../other", "../x/mkdocs.yml")])
def test_the_way_to_the_settings_changes_nothing(tiny: Path, builder: str, folder: str, settings: str) -> None:
    """As from the folder of the settings, so from any other; with MkDocs, and with what goes on where it ends."""
    site = tiny.with_name("again")
    built = run_python("-m", builder, "build", "-f", settings, "-d", site, folder=tiny / folder)
    assert built.returncode == 0, built.stderr
    assert read_files(site) == read_files(tiny / "site")


def test_a_fault_stops_the_successor_too(tiny: Path) -> None:
    before = read_files(tiny / "site")
    (tiny / "docs/index.md").write_text(PAGE + "\nB.[@nobody]\n{ #q }\n", encoding="utf-8")
    built = run_python("-m", "properdocs", "build", "-f", "mkdocs.yml", folder=tiny)
    assert (built.returncode, "[unknown-key]" in built.stderr) == (1, True)
    assert read_files(tiny / "site") == before


def test_every_published_file_is_listed_with_its_sum(real_site: Path) -> None:
    listed = json.loads((real_site / "files.json").read_text(encoding="utf-8"))
    there = {name: hashlib.sha256(data).hexdigest() for name, data in read_files(real_site).items()
             if name not in {"files.json", "SHA256SUMS", MARK}}
    assert listed == there
    assert (real_site / "SHA256SUMS").read_text(encoding="utf-8") == "".join(
        f"{digest}  {name}\n" for name, digest in listed.items())
