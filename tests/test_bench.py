"""The benchmark says where a limit is missed, and its made pages can be built."""

from pathlib import Path

import pytest

from benchmark import runs, sites
from benchmark.report import describe, list_missed
from benchmark.runs import build, run_build, save
from benchmark.sites import PAGE, WARM, Site, make_sites

GOOD = {
    "ours warm": 0.4,
    "floor warm": 1.0,
    "ours cold": 1.0,
    "mkdocs-bibtex warm": 3.0,
    "real page, until seen": 0.4,
    "real page, from then on": 0.3,
}


def test_nothing_is_missed_where_all_is_within_its_limits() -> None:
    table = describe({100: GOOD})
    assert "| real page, until seen | 0.40 |" in table
    assert "| ours warm / floor warm, at most 0.75 at 10; 0.4 at 100 | 0.40 |" in table
    assert "issed" not in table


@pytest.mark.parametrize(
    ("pages", "figure", "value", "missed"),
    [
        # a quotient over its limit, by what is divided or by what divides
        (100, "ours warm", 0.41, "ours warm / floor warm at 100 pages (0.41, not 0.4)"),
        (100, "mkdocs-bibtex warm", 2.8, "ours cold / mkdocs-bibtex warm at 100 pages"),
        (1000, "ours cold", 1.1, "ours cold / floor warm at 1,000 pages"),
        # a figure over its limit
        (10, "real page, from then on", 0.31, "real page, from then on at 10 pages"),
        # the limits of another number of pages
        (10, "ours warm", 0.41, ""),
        (1000, "real page, from then on", 0.31, ""),
    ],
)
def test_a_missed_limit_is_said(pages: int, figure: str, value: float, missed: str) -> None:
    figures = {pages: GOOD | {figure: value}}
    assert "; ".join(list_missed(figures)).startswith(missed)
    assert bool(list_missed(figures)) == bool(missed)
    assert ("(missed)" in describe(figures)) == bool(missed)


def test_a_build_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "BUILD_SECONDS", 0.2)
    site = Site("endless", tmp_path, command=("sh", "-c", "sleep 600"))
    with pytest.raises(SystemExit, match="was not built"):
        run_build(site, tmp_path, tmp_path / "cache")


@pytest.mark.parametrize("command", ["exec sleep 600", "echo Broken; exit 1"])
def test_a_server_that_never_answers_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(runs, "BUILD_SECONDS", 0.2)
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs/index.md"
    page.write_text("Several words in a row stand here.\n", encoding="utf-8")
    site = Site("silent", tmp_path, command=("sh", "-c", command))
    with pytest.raises(SystemExit, match="no page showed 'Several words in a row stand'"):
        save(site, PAGE, 1)


@pytest.mark.slow
def test_the_made_pages_can_be_built_and_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each way shows the same ten notes of two sources, however many pages there are."""
    monkeypatch.setattr(sites, "ZENSICAL", Path("nowhere"))  # it is not installed for tests
    for site in make_sites(tmp_path, 3):
        assert build(site, WARM).seconds > 0
        html = (site.folder / "site/page-2/index.html").read_text(encoding="utf-8")
        assert "The Report of Day 4" in html
        assert html.count('id="claim-') == 10
        assert "[@" not in html
        (one,) = save(site, PAGE, 1)
        assert one.until_seen is not None
        assert 0 < one.until_seen < one.until_shown
