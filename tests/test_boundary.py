"""Tests of the engine read nothing of the text of this repository, so that none can fail by it.

They look at the golden site, at `tests/data/` and at sites that they write. What knows this text
stands in `tests/briefing/`, which another briefing does not have.
"""

import re

import pytest
from support import ROOT

TESTS = ROOT / "tests"
ANY_TEXT = {"site/test_real_site.py", "another/test_another.py"}
"""What a repository is to keep whatever its text is: whole notes, links, sums, the same bytes."""
GIVING = {"conftest.py", "real.py", "support.py", "test_boundary.py"}
"""What gives the text to those, and this file."""
READING = re.compile(
    r"""\breal_(?:site|build|project)\b|\b(?:import|from)\ real\b|\bread_real_project\b|\bSETTINGS\b
    |\bROOT\ /\ f?"(?:docs|editions|mkdocs\.yml|bibliography\.bib|site)\b|\((?:str\()?ROOT\)
    |\bfolder=ROOT\b""",
    re.VERBOSE,
)
"""The ways to it: its project, its site, its settings and its files."""
FILES = {path.relative_to(TESTS).as_posix(): path for path in TESTS.rglob("*.py")}
TESTS_OF_THE_ENGINE = sorted(
    name for name in FILES.keys() - ANY_TEXT - GIVING if not name.startswith("briefing/")
)


@pytest.mark.parametrize("name", TESTS_OF_THE_ENGINE)
def test_no_test_of_the_engine_reads_the_text_of_this_repository(name: str) -> None:
    assert READING.findall(FILES[name].read_text(encoding="utf-8")) == []


def test_the_look_sees_what_reads_it() -> None:
    for name in sorted(ANY_TEXT):
        assert READING.search(FILES[name].read_text(encoding="utf-8")), name
