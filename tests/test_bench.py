"""The benchmark says where a limit is missed, and its made pages can be built."""

from pathlib import Path

import pytest

from bench import build, describe, make_site

GOOD = {
    "ours warm": 0.5,
    "floor warm": 1.0,
    "ours cold": 0.5,
    "mkdocs-bibtex warm": 3.0,
    "ours page": 0.3,
    "ours exponent of time": 1.0,
}


@pytest.mark.parametrize(
    ("pages", "changed", "missed"),
    [
        (100, {}, []),
        (100, {"ours warm": 0.51}, ["ours warm / floor warm"]),
        (1000, {"ours page": 2.1}, ["ours page"]),
        (100, {"mkdocs-bibtex warm": 2.9}, ["ours cold / mkdocs-bibtex warm"]),
        (1000, {"ours page": 1.9}, []),
        (1000, {"ours exponent of time": 1.06}, ["ours exponent of time"]),
        (10, {"ours exponent of time": 1.06}, []),
    ],
)
def test_a_missed_limit_is_said(pages: int, changed: dict[str, float], missed: list[str]) -> None:
    lines = describe({pages: GOOD | changed}).splitlines()
    assert [
        line.split("|")[1].partition(",")[0].strip() for line in lines if "(missed" in line
    ] == missed


@pytest.mark.slow
@pytest.mark.parametrize("way", ["ours", "floor", "mkdocs-bibtex"])
def test_the_made_pages_can_be_built(way: str, tmp_path: Path) -> None:
    build(make_site(tmp_path / way, 3))
    html = (tmp_path / way / "site/page-2/index.html").read_text(encoding="utf-8")
    assert ("The Report of Day 4" in html, html.count('id="claim-'), "[@" in html) == (
        True,
        10,
        False,
    )
