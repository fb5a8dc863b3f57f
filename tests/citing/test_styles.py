"""Official styles through pandoc: each item as if it were cited alone, and only once formatted."""

import json
from pathlib import Path

import pytest

from briefing.citing import exports
from briefing.citing.exports import format_items, split_runs
from briefing.html import parse

PART = {"id": "leverage--kim", "type": "webpage", "title": "Leverage: Kim", "author": [{"literal": "Between"}],
        "container-title": "The Briefing", "issued": {"date-parts": [[2026, 11, 25]]}, "URL": "https://x.example/#kim"}
SAME = {**PART, "id": "leverage", "title": "Leverage", "URL": "https://x.example/"}
NAMED = {"id": "zhang", "type": "webpage", "title": "Played?", "author": [{"family": "Zhang", "given": "Feng"}],
         "issued": {"date-parts": [[2024, 11]]}, "URL": "https://y.example/a?b=1&c=2", "publisher": "Statecraft"}


def test_each_style_gives_its_own_form_whatever_stands_beside_it_and_names_an_edition(tmp_path: Path) -> None:
    others = [{**NAMED, "id": f"other{number}", "author": [{"family": "Zhang", "given": given}]}
              for number, given in enumerate(("Fang", "Feng"))]
    made = format_items([PART, *others, NAMED, SAME, {**PART, "id": "whole", "type": "report", "edition": 3}], tmp_path)
    assert ["3rd ed." in "".join(runs) for runs in made["whole"].values()] == [True] * 3
    assert made["zhang"] == {
        "chicago": ["Feng Zhang, “Played?” Statecraft, November 2024, https://y.example/a?b=1&c=2."],
        "apa": ["Zhang, F. (2024, November). ", "Played?", " Statecraft. https://y.example/a?b=1&c=2"],
        "mla": ["Zhang, Feng. ", "Played?", " Statecraft, Nov. 2024, https://y.example/a?b=1&c=2."]}
    assert "".join(made["leverage--kim"]["apa"]).startswith("Between. (2026, November 25). Leverage: Kim.")
    assert made["leverage"] == format_items([SAME], tmp_path / "alone")["leverage"]


def test_one_run_formats_all_that_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[list[str]] = []
    run = exports.run_pandoc
    monkeypatch.setattr(exports, "run_pandoc", lambda text, *given: runs.append(
        [item["id"] for item in json.loads(Path(given[3]).read_text("utf-8"))]) or run(text, *given))
    first = format_items([PART], tmp_path)
    assert format_items([PART], tmp_path) == first
    format_items([PART, SAME], tmp_path)
    assert format_items([], tmp_path) == {}
    assert runs == [["leverage--kim"], ["leverage"]]
    [kept] = tmp_path.iterdir()
    kept.write_text('{"runs": 1}', encoding="utf-8")
    assert format_items([PART], tmp_path) == first


@pytest.mark.parametrize(("html", "runs"), [
    ("plain &amp; <b>bold</b>", ["plain & bold"]), ("a <em>b</em> c", ["a ", "b", " c"]), ("<em>b</em>", ["", "b"]),
    ("<em>a <em>b</em> c</em>", ["", "a ", "b", " c"]), ("<a>a <em>b</em></a>.\n", ["a ", "b", "."]), ("", [""])])
def test_words_are_split_where_they_turn_italic_or_roman(html: str, runs: list[str]) -> None:
    assert split_runs(parse(html)) == runs
