"""What may stand below `docs/`: each file with the code of what is said about it."""

import os
from pathlib import Path

import pytest
import yaml
from support import ROOT

from briefing.pages.files import check_files

SVG = "http://www.w3.org/2000/svg"
CASES = yaml.safe_load((ROOT / "tests/data/files.yml").read_text(encoding="utf-8"))


def find_faults(root: Path) -> list[tuple[str, int, str]]:
    """Give path, line and code of each fault."""
    return [(problem.path, problem.line, problem.code) for problem in check_files(root / "docs", root)]


@pytest.mark.parametrize(("name", "content", "code"), [
    *((name, "", code) for code, names in CASES["names"].items() for name in names),
    *(("evil.svg", text.replace("picture", SVG), "unsafe-file") for text in CASES["pictures"]),
    ("plain.svg", f"<?xml version='1.0' encoding='utf-8'?><svg xmlns='{SVG}'/>", ""),
    ("icon.svg", (ROOT / "docs/assets/favicon.svg").read_text(encoding="utf-8"), "")])
def test_a_file_is_judged_by_its_name_and_what_is_in_it(tmp_path: Path, name: str, content: str, code: str) -> None:
    path = tmp_path / "docs" / name
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    assert find_faults(tmp_path) == ([(f"docs/{name}", 1, code)] if code else [])


@pytest.mark.parametrize(("target", "is_taken"), [
    ("/etc/passwd", False), ("/etc", False), (".", False), ("gone.md", False), ("/dev/zero", False),
    ("../bibliography.bib", False), ("index.md", True), ("../docs/index.md", True)])
@pytest.mark.parametrize("name", ["a.md", "a.txt", ".a"])
def test_a_link_leads_to_a_file_in_docs(tmp_path: Path, name: str, target: str, is_taken: bool) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# A", encoding="utf-8")
    (tmp_path / "bibliography.bib").write_text("", encoding="utf-8")
    (tmp_path / "docs" / name).symlink_to(target)
    assert find_faults(tmp_path) == ([] if is_taken else [(f"docs/{name}", 1, "outside-docs")])


def test_a_pipe_is_neither_a_file_nor_a_folder(tmp_path: Path) -> None:
    (tmp_path / "docs/folder").mkdir(parents=True)
    os.mkfifo(tmp_path / "docs/pipe.md")
    assert find_faults(tmp_path) == [("docs/pipe.md", 1, "outside-docs")]
