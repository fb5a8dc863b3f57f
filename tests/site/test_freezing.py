"""Freezing: refused where there is no reason for it, whole or not at all, and what the command says."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from support import ROOT, run_python

from .conftest import Site


@pytest.mark.parametrize(("prepare", "reason"), [
    (lambda site: None, "nothing has changed since edition 1"),
    (lambda site: site.edit("docs/index.md", "@abel2020", "@able2020"), "strict mode"),
    (lambda site: (site.root / "editions/1/manifest.json").write_text("{}"), "edition-altered")])
def test_freezing_is_refused(site: Site, prepare: Callable[[Site], None], reason: str) -> None:
    prepare(site)
    with pytest.raises(Abort, match=reason):
        site.freeze("Why not.")
    assert os.listdir(site.root / "editions") == ["1"]


def test_the_command_needs_a_note_and_says_what_it_did(site: Site) -> None:
    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return run_python(ROOT / "scripts/freeze_edition.py", "--config", site.root / "mkdocs.yml", *arguments)
    assert run().returncode != 0
    assert "say why" in run("--note", " ").stderr
    assert "a character that nobody sees, U+202E" in run("--note", "More\u202e detail.").stderr
    site.edit("docs/theme.md", "A detail", "[@able] Details")
    faulty = run("--note", "More detail.")
    assert (faulty.returncode, "nothing was frozen" in faulty.stderr) == (1, True)
    assert "docs/theme.md:8: citation key 'able' is not in bibliography.bib" in faulty.stderr
    site.edit("docs/theme.md", "[@able] Details", "Details")
    assert "edition 1 has a later date" in run("--note", "More detail.", "--date", "2026-11-24").stderr
    done = run("--note", "More  detail.", "--date", "2026-12-24")
    assert (done.returncode, done.stdout) == (0, "froze edition 2\n"), done.stderr
    manifest = json.loads((site.root / "editions/2/manifest.json").read_text(encoding="utf-8"))
    assert (manifest["date"], manifest["note"], manifest["site_name"], manifest["cut_off"]) == (
        "2026-12-24", "More detail.", "Tiny", "2024-11-26")
    assert manifest["pages"]["theme/"]["description"] == "About it."


def test_nothing_is_left_of_a_freeze_that_fails_half_way(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = os.rename

    def fail(source: Path, target: Path) -> None:
        if target.parent.name == "editions":
            raise OSError("disk full")
        rename(source, target)
    site.edit("docs/theme.md", "A detail", "Details")
    monkeypatch.setattr("freeze_edition.os.rename", fail)
    with pytest.raises(OSError, match="disk full"):
        site.freeze("More.")
    assert os.listdir(site.root / "editions") == ["1"]


def test_what_differs_is_shown_as_a_reader_would_see_it(site: Site) -> None:
    def show(*options: str) -> list[str]:
        run = run_python(ROOT / "scripts/freeze_edition.py", "--show", "--config", site.root / "mkdocs.yml", *options)
        assert run.returncode == 0, run.stderr
        return run.stdout.splitlines()
    assert show() == ["nothing differs from the newest edition"]
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.edit("docs/theme.md", "title: Theme", "title: Team")
    site.edit("docs/theme.md", "A detail.", f"Something else. {'More. ' * 20}")
    few = ["/: 1 changed", "/theme/: 1 changed", "the title of the page 'Team' is not as in edition 1: Theme",
           "/#wind, Wind: changed", "    It is [out: windy,] [in: calm,] says one."]
    assert show() == [*few, "to see every word that differs: make diff ALL=1"]
    assert show("--all") == [*few, "/theme/#theme, Theme: changed", "  - A detail.",
                             f"  + Something else. {'More. ' * 20}".rstrip()]
    assert os.listdir(site.root / "editions") == ["1"]


def test_two_branches_that_froze_the_same_number_are_told_what_to_do(site: Site) -> None:
    manifest = site.root / "editions/1/manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(f"<<<<<<< HEAD\n{text}=======\n{{}}\n>>>>>>> x\n", encoding="utf-8")
    [message] = site.build().messages
    assert message.startswith("editions/1/manifest.json:1: ")
    assert "two branches have frozen the same number: keep the folder of the branch that is published" in message
