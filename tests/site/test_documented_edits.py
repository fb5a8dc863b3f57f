"""What CONTRIBUTING tells an author to do leaves the check and the tests of the pages green."""

import shutil
import subprocess
from pathlib import Path

import pytest
from edits import EDITS, Briefing
from support import ROOT, hold_readings, run, run_python

NO_PART = shutil.ignore_patterns(".*", "node_modules", "__pycache__")
MADE = {"site", "screenshots"}
"""Folders of the repository that a command makes."""
CONTENT = ("-m", "pytest", "-m", "content and not slow", "-p", "no:cacheprovider")
READING = ("tests/briefing", "tests/site/test_real_site.py")
"""Where the tests are that read the pages; a new briefing has the second alone."""
DRAFT, *OTHERS = EDITS
TESTED = {len(OTHERS) * third // 3 for third in (1, 2, 3)}
"""After how many edits the tests of the pages are run, which take longer than the check."""
BRIEFINGS = ["this", "en"]
"""This one, or a new one in a language."""


def run_content(root: Path) -> subprocess.CompletedProcess[str]:
    """Run what `make content` runs after the check."""
    return run_python(*CONTENT, *(name for name in READING if (root / name).exists()), folder=root)


def begin(briefing: str, folder: Path) -> Briefing:
    """Return a copy of this briefing, or a new one that was written over."""
    root = folder / "copy"
    if briefing == "this":
        shutil.copytree(ROOT, root, symlinks=True, ignore=list_left_out)
    else:
        run("scripts/new_briefing.py", root, briefing)
    copy = Briefing(root)
    copy.write_over()
    return copy


def list_left_out(folder: str, names: list[str]) -> set[str]:
    """Return what is no part of a copy: what can be made again, and Git."""
    left_out = set(NO_PART(folder, names))
    return left_out | MADE if Path(folder) == ROOT else left_out


def make(copy: Briefing, edits: list[str]) -> None:
    """Make some edits in a draft."""
    for name in (DRAFT, *edits):
        copy.make(name)


@pytest.mark.slow
@pytest.mark.parametrize("briefing", BRIEFINGS)
def test_after_documented_edits_the_gate_of_content_is_green(tmp_path: Path, briefing: str) -> None:
    """In a draft, one edit after the other, with those before it."""
    copy = begin(briefing, tmp_path)
    copy.make(DRAFT)
    for number, edit in enumerate(OTHERS, 1):
        copy.make(edit)
        assert "nothing is wrong" in run("scripts/check_evidence.py", folder=copy.root), edit
        if number in TESTED:
            tested = run_content(copy.root)
            assert tested.returncode == 0, (edit, tested.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("briefing", [*BRIEFINGS, "fr"])
def test_once_all_edits_are_frozen_a_changed_statement_is_one_fault(
    tmp_path: Path, briefing: str
) -> None:
    """The check says how to declare a draft; one test more fails, and says the same."""
    copy = begin(briefing, tmp_path)
    make(copy, OTHERS)
    hold_readings(copy.root)
    run("scripts/freeze_edition.py", "--note", "Says what was added", folder=copy.root)
    run("scripts/check_evidence.py", "--publishable", folder=copy.root)
    tested = run_content(copy.root)
    assert tested.returncode == 0, tested.stdout
    copy.make("correct a sentence")
    checked = run_python("scripts/check_evidence.py", folder=copy.root)
    faults = [line for line in checked.stdout.splitlines() if line.endswith("[silent-edit]")]
    assert checked.returncode == 1
    assert len(faults) == 1
    assert "say draft: true in mkdocs.yml" in faults[0]
    tested = run_content(copy.root)
    failed = [line for line in tested.stdout.splitlines() if line.startswith("FAILED")]
    assert len(failed) == 1, tested.stdout
    assert "test_the_site_is_built" in failed[0]
    assert " error" not in tested.stdout.splitlines()[-1]
