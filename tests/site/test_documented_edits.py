"""What CONTRIBUTING tells an author to do leaves the check and the tests of the pages green."""

import shutil
import subprocess
from pathlib import Path

import pytest
from edits import EDITS, Briefing
from support import ROOT, hold_readings, run_python
from within import run_within

NO_PART = shutil.ignore_patterns(".*", "node_modules", "__pycache__")
MADE = {"site", "screenshots"}
"""Folders of the repository that a command makes."""
CONTENT = ("-m", "pytest", "-m", "content and not slow", "-p", "no:cacheprovider")
READING = ("tests/briefing", "tests/site/test_real_site.py")
"""Where the tests are that read the pages."""
DRAFT, *OTHERS = EDITS


def check(copy: Briefing, *options: str) -> subprocess.CompletedProcess[str]:
    """Check a copy; its engine is ours."""
    return run_within("check_evidence.py", "--config", copy.root / "mkdocs.yml", *options)


def run_content(root: Path) -> subprocess.CompletedProcess[str]:
    """Run what `make content` runs after the check."""
    return run_python(*CONTENT, *READING, folder=root)


def expect_green(copy: Briefing) -> None:
    """The tests of the pages pass, which take longer than the check."""
    tested = run_content(copy.root)
    assert tested.returncode == 0, tested.stdout


def begin(folder: Path) -> Briefing:
    """Return a copy of this briefing."""
    root = folder / "copy"
    shutil.copytree(ROOT, root, symlinks=True, ignore=list_left_out)
    return Briefing(root)


def list_left_out(folder: str, names: list[str]) -> set[str]:
    """Return what is no part of a copy: what can be made again, and Git."""
    left_out = set(NO_PART(folder, names))
    return left_out | MADE if Path(folder) == ROOT else left_out


def freeze(copy: Briefing) -> None:
    """Publish what a copy says now."""
    hold_readings(copy.root)
    settings = copy.root / "mkdocs.yml"
    frozen = run_within("freeze_edition.py", "--config", settings, "--note", "Says what was added")
    assert frozen.returncode == 0, frozen.stderr
    assert check(copy, "--publishable").returncode == 0


def expect_one_fault(copy: Briefing) -> None:
    """A statement was changed: the check says how to declare a draft, and one test fails too."""
    checked = check(copy)
    faults = [line for line in checked.stdout.splitlines() if line.endswith("[silent-edit]")]
    assert checked.returncode == 1
    assert len(faults) == 1
    assert "say draft: true in mkdocs.yml" in faults[0]
    tested = run_content(copy.root)
    failed = [line for line in tested.stdout.splitlines() if line.startswith("FAILED")]
    assert len(failed) == 1, tested.stdout
    assert "test_the_site_is_built" in failed[0]
    assert " error" not in tested.stdout.splitlines()[-1]


@pytest.mark.long
@pytest.mark.slow
def test_documented_edits_leave_the_gate_of_content_green(tmp_path: Path) -> None:
    """In a draft, one after the other with those before it, and in the edition made of them all.

    Then a changed statement is one fault.
    """
    copy = begin(tmp_path)
    copy.make(DRAFT)
    for edit in OTHERS:
        copy.make(edit)
        assert "nothing is wrong" in check(copy).stdout, edit
    expect_green(copy)
    freeze(copy)
    expect_green(copy)
    copy.make("correct a sentence")
    expect_one_fault(copy)
