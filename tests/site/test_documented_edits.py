"""What CONTRIBUTING tells an author to do keeps checks, builds, editions and tests green."""

import shutil
from pathlib import Path

import pytest
from edits import EDITS, Briefing
from support import ROOT, hold_readings, run

NO_PART = shutil.ignore_patterns(".*", "screenshots", "node_modules", "__pycache__")
"""What is no part of a copy: what can be made again, and Git."""
OF_PAGES = (
    "article",
    "safety",
    "markdown_twin",
    "ledger",
    "slips",
    "manifest",
    "real_site",
    "book",
    "citable",
    "citing",
)
"""Tests that read the pages of the repository; a new briefing has some of them."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the repository, without a site."""
    copy = Path(shutil.copytree(ROOT, tmp_path / "copy", symlinks=True, ignore=NO_PART))
    shutil.rmtree(copy / "site", ignore_errors=True)
    return copy


def test_a_briefing_with_all_documented_edits_is_built(root: Path) -> None:
    for name in EDITS:
        Briefing(root).make(name)
    run("-m", "mkdocs", "build", folder=root)
    moved = (root / "site/other-name/index.html").read_text(encoding="utf-8")
    assert 'id="examples-exist"' in moved


@pytest.mark.slow
def test_after_each_documented_edit_all_is_green(root: Path) -> None:
    """The last is an edition; then the tests that read the pages are run in the copy."""
    for name in EDITS:
        Briefing(root).make(name)
        run("scripts/check_evidence.py", folder=root)
    hold_readings(root)
    run("scripts/freeze_edition.py", "--note", "Says what was added", folder=root)
    run("scripts/check_evidence.py", "--publishable", folder=root)
    tests = []
    for name in OF_PAGES:
        tests += (root / "tests").rglob(f"test_{name}.py")
    options = ("-m", "not slow and not browser", "-p", "no:cacheprovider")
    run("-m", "pytest", *options, *tests, folder=root)
