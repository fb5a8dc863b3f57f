"""A freeze ends the draft, whatever its form, or refuses and changes nothing."""

import pytest
from mkdocs.exceptions import Abort
from support import read_files
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
