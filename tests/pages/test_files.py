"""What may stand below `docs/`: each file with the code of what is said about it."""

import os
from pathlib import Path

import pytest
from support import ROOT

from briefing.pages.files import check_files

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"{}>{}</svg>'


def find_faults(root: Path) -> list[tuple[str, int, str]]:
    """Give path, line and code of each fault."""
    return [(problem.path, problem.line, problem.code) for problem in check_files(root / "docs", root)]


@pytest.mark.parametrize(("name", "content", "code"), [
    # a page makes an address, another file has a name that can be printed
    *((name, "", "bad-file-name") for name in ("two words.md", "Größe.md", 'x" onclick="ran(1).md', "a&b.md", "a.b.md",
                                               "c.mkd", "d.markdown", "no way/e.md", "a\nb.txt")),
    ("deep-er/a_page.md", "", ""), ("Größe & mehr.txt", "", ""), (".hidden/a b.md", "", ""),
    # a page of its own, which no template gives a policy
    *((name, "", "unsafe-file") for name in ("evil.html", "EVIL.HTM", "deep/evil.xhtml", "evil.xml", "evil.svgz",
                                             "evil.xsd", "evil.rng", "evil.dtd", "evil.mathml", "evil.swf")),
    # a command to a host
    *((name, "", "unsafe-file") for name in ("_redirects", "CNAME", "_headers", "web.config")),
    # a picture that does more than draw
    *(("evil.svg", picture, "unsafe-file") for picture in (
        SVG.format(' onload="ran(1)"', ""), SVG.format("", "<script>ran(1)</script>"),
        SVG.format("", '<a x:href="javascript:ran(1)"><text>x</text></a>'), SVG.format("", "<foreignObject/>"),
        SVG.format("", '<rect x:href="data:x"/>'), SVG.format("", '<script xmlns="http://www.w3.org/1999/xhtml"/>'),
        '<html xmlns="http://www.w3.org/1999/xhtml"/>', "<svg", "",
        '<?xml-stylesheet href="a.txt"?>' + SVG.format("", ""), SVG.format("", "<?xml-stylesheet href='a.txt'?>"),
        '<!DOCTYPE svg SYSTEM "a.txt">' + SVG.format("", ""), '<!doctype svg [<!ENTITY a "b">]>' + SVG.format("", ""))),
    ("plain.svg", "<?xml version='1.0' encoding='utf-8'?>" + SVG.format("", ""), ""),
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
