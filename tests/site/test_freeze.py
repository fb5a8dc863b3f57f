"""A freeze ends the draft, whatever its form, or refuses and changes nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from support import ROOT, read_files
from within import run_within

from .conftest import Site

FLOW = "  briefing: {draft: yes, cut_off: 2024-11-26, date: 2026-11-25}\n"
BLOCK = "  briefing:\n    cut_off: 2024-11-26\n    date: 2026-11-25\n"


def check(site: Site) -> tuple[int, str]:
    """Ask whether a site may be published."""
    settings = site.root / "mkdocs.yml"
    checked = run_within("check_evidence.py", "--config", settings, "--publishable")
    return checked.returncode, checked.stderr


def test_a_draft_in_flow_style_is_an_edition_once_it_is_frozen(site: Site) -> None:
    site.edit("mkdocs.yml", BLOCK, FLOW)
    site.edit("docs/theme.md", "A detail", "Details")
    assert "this is a draft" in check(site)[1]
    assert site.freeze("More.") == "edition 2"
    assert check(site) == (0, "")
    assert (site.root / "mkdocs.yml").read_text(encoding="utf-8").count("draft") == 0


def test_a_draft_that_is_inherited_is_not_frozen(site: Site) -> None:
    site.write("base.yml", "extra:\n  briefing:\n    draft: true\n")
    settings = (site.root / "mkdocs.yml").read_text(encoding="utf-8")
    site.write("mkdocs.yml", f"INHERIT: base.yml\n{settings}")
    site.edit("docs/theme.md", "A detail", "Details")
    before = read_files(site.root)
    with pytest.raises(Abort, match=r"^base\.yml:3: mkdocs\.yml inherits the draft from here"):
        site.freeze("More.")
    assert read_files(site.root) == before


@pytest.mark.parametrize(
    ("settled", "draft"),
    [
        ("extra:\n  briefing:\n    kicker: K\n", "  briefing:\n    draft: true\n    kicker: K\n"),
        ("extra:\n  briefing: {kicker: K}\n", "  briefing: {draft: true, kicker: K}\n"),
        ("extra:\n  briefing: {draft: yes, kicker: K}\n", "  briefing: {draft: yes, kicker: K}\n"),
    ],
    ids=["block style", "flow style", "a draft already"],
)
def test_an_edition_that_is_taken_back_is_a_draft_again(
    tmp_path: Path, settled: str, draft: str
) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "editions/1").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(settled, encoding="utf-8")
    shutil.copy(ROOT / "scripts/undo_edition.sh", tmp_path / "scripts")
    identity = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "Begins"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    subprocess.run(["sh", "scripts/undo_edition.sh"], cwd=tmp_path, check=True)
    assert (tmp_path / "mkdocs.yml").read_text(encoding="utf-8") == f"extra:\n{draft}"
