"""Freezing: refused where there is no reason for it, whole or not at all, and what the command says."""

import json
import os
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from support import ROOT, run_python

from .conftest import Site


@pytest.mark.parametrize(("name", "old", "new", "reason"), [
    ("docs/index.md", "", "", "nothing has changed since edition 1"),
    ("docs/index.md", "@abel2020", "@able2020", "strict mode"),
    ("editions/1/manifest.json", '"note"', '"toll"', "edition-altered")])
def test_freezing_is_refused(site: Site, name: str, old: str, new: str, reason: str) -> None:
    site.edit(name, old, new)
    with pytest.raises(Abort, match=reason):
        site.freeze("Why not.")
    assert os.listdir(site.root / "editions") == ["1"]


def run(site: Site, *arguments: str) -> tuple[int, str]:
    """Run the command; return its status and what it says."""
    made = run_python(ROOT / "scripts/freeze_edition.py", "--config", site.root / "mkdocs.yml", *arguments)
    return made.returncode, made.stdout + made.stderr


def test_the_command_needs_a_note_and_says_what_it_did(site: Site) -> None:
    site.edit("docs/theme.md", "A detail", "[@able] Details")
    for arguments, words in {
            ("--note", " "): "say why", ("--note", "More\u202e detail."): "a character that nobody sees, U+202E",
            ("--note", "More."): "docs/theme.md:8: citation key 'able' is not in bibliography.bib",
            ("--note", "More.", "--date", "2026-11-24"): "edition 1 has a later date"}.items():
        status, said = run(site, *arguments)
        assert (status, "nothing was frozen: " in said, words in said) == (1, True, True)
    site.edit("docs/theme.md", "[@able] Details", "Details")
    assert run(site, "--note", "More  detail.", "--date", "2026-12-24") == (0, "froze edition 2\n")
    manifest = json.loads((site.root / "editions/2/manifest.json").read_text(encoding="utf-8"))
    assert [manifest[name] for name in ("date", "note", "site_name", "cut_off")] == [
        "2026-12-24", "More detail.", "Tiny", "2024-11-26"]
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
    assert run(site, "--show") == (0, "nothing differs from the newest edition\n")
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.edit("docs/theme.md", "title: Theme", "title: Team")
    site.edit("docs/theme.md", "A detail.", f"Something else. {'More. ' * 20}")
    few = ["/: 1 changed", "/theme/: 1 changed", "the title of the page 'Team' is not as in edition 1: Theme",
           "/#wind, Wind: changed", "    It is [out: windy,] [in: calm,] says one."]
    assert run(site, "--show")[1].splitlines() == [*few, "to see every word that differs: make diff ALL=1"]
    assert run(site, "--show", "--all")[1].splitlines() == [
        *few, "/theme/#theme, Theme: changed", "  - A detail.", f"  + Something else.{' More.' * 20}"]
    assert os.listdir(site.root / "editions") == ["1"]


def test_two_branches_that_froze_the_same_number_are_told_what_to_do(site: Site) -> None:
    text = (site.root / "editions/1/manifest.json").read_text(encoding="utf-8")
    site.write("editions/1/manifest.json", f"<<<<<<< HEAD\n{text}=======\n{{}}\n>>>>>>> x\n")
    [message] = site.build().messages
    assert message.startswith("editions/1/manifest.json:1: ")
    assert "two branches have frozen the same number: keep the folder of the branch that is published" in message
