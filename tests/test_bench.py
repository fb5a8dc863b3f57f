"""The benchmark says where a limit is missed, and its made pages can be built."""

from pathlib import Path

import pytest

from bench import build, describe, make_site

GOOD = {"ours warm": 1.5, "floor warm": 1.0, "ours cold": 2.0, "mkdocs-bibtex warm": 10.0, "ours page": 0.5,
        "mkdocs-bibtex page": 1.0, "ours exponent of time": 1.05}


@pytest.mark.parametrize(("pages", "changed", "missed"), [
    (100, {}, []), (100, {"ours warm": 1.51}, ["ours warm / floor warm, at most 1.5"]),
    (100, {"mkdocs-bibtex warm": 9.9}, ["mkdocs-bibtex warm / ours cold, at least 5"]), (10, {"ours cold": 9.0}, []),
    (1000, {"ours exponent of time": 1.06}, ["ours exponent of time, at most 1.05"]),
    (1000, {"floor page": 0.9}, ["floor page / ours page, at least 2"]), (100, {"floor page": 0.9}, [])])
def test_a_missed_limit_is_said(pages: int, changed: dict[str, float], missed: list[str]) -> None:
    lines = list(describe({pages: GOOD | changed}))
    assert [line.split("|")[1].strip() for line in lines if "(missed)" in line] == missed


@pytest.mark.slow
@pytest.mark.parametrize("way", ["ours", "base", "floor", "mkdocs-bibtex"])
def test_the_made_pages_can_be_built(way: str, tmp_path: Path) -> None:
    build(make_site(tmp_path / way, 3))
    html = (tmp_path / way / "site/page-2/index.html").read_text(encoding="utf-8")
    assert ("The Report of Day 4" in html, html.count('id="claim-'), "[@" in html) == (True, 10, False)
