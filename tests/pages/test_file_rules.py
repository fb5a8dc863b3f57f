"""What may stand below `docs/`.

Alone it notices the ways a picture or a feed may run something.
"""

from pathlib import Path

import pytest
from support import ROOT, read_data, write_files

from mkdocs_briefing.folders import read_shown
from mkdocs_briefing.pages.file_rules import check_files

SVG = "http://www.w3.org/2000/svg"
CASES = read_data("files.yml")


def find_faults(root: Path) -> list[tuple[str, int, str]]:
    problems = check_files(read_shown(root / "docs"), "docs")
    return [(problem.path, problem.line, problem.code) for problem in problems]


def check_file(root: Path, name: str, content: str) -> list[str]:
    """Return the codes of what is wrong with a file below `docs/`, each said at its first line."""
    write_files(root, {f"docs/{name}": content})
    faults = find_faults(root)
    assert faults == [(f"docs/{name}", 1, code) for _, _, code in faults]
    return [code for _, _, code in faults]


NAMES = [(name, code) for code, names in CASES["names"].items() for name in names]


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_a_file_is_judged_by_its_name(tmp_path: Path, name: str, code: str) -> None:
    assert check_file(tmp_path, name, "") == ([code] if code else [])


@pytest.mark.parametrize("picture", CASES["pictures"])
def test_a_picture_that_does_more_than_draw_is_refused(tmp_path: Path, picture: str) -> None:
    assert check_file(tmp_path, "evil.svg", picture.replace("picture", SVG)) == ["unsafe-file"]


FEED = "<feed xmlns='http://www.w3.org/2005/Atom'><title>a</title>{}</feed>"


def test_a_feed_that_is_finished_passes_and_one_that_holds_more_does_not(tmp_path: Path) -> None:
    """A browser runs a script of XHTML in any XML; an instruction can name a style with one."""
    script = "<script xmlns='http://www.w3.org/1999/xhtml'/>"
    for number, (feed, codes) in enumerate(
        [
            (FEED, []),
            (FEED.format(script), ["unsafe-file"]),
            (f"<?xml-stylesheet href='a.txt'?>{FEED}", ["unsafe-file"]),
            (f"<!DOCTYPE feed [<!ENTITY a 'b'>]>{FEED}", ["unsafe-file"]),
        ]
    ):
        assert check_file(tmp_path / str(number), "evil.xml", feed) == codes


DRAWINGS = [
    f"<?xml version='1.0' encoding='utf-8'?><svg xmlns='{SVG}'/>",
    f"<svg xmlns='{SVG}'><rect fill='url(#shade)' style='mask: url( \"#a\")'/></svg>",
    (ROOT / "scripts/mkdocs_briefing/assets/favicon.svg").read_text(encoding="utf-8"),
]


@pytest.mark.parametrize("picture", DRAWINGS)
def test_a_picture_that_only_draws_passes(tmp_path: Path, picture: str) -> None:
    assert check_file(tmp_path, "plain.svg", picture) == []
