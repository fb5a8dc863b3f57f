"""Official styles through pandoc: each item as if it were cited alone, and only once formatted."""

import json
from pathlib import Path

import pytest

from briefing.citing import styles
from briefing.citing.styles import format_items, load_csl

PART = {"id": "leverage--kim", "type": "webpage", "title": "Leverage: Kim", "author": [{"literal": "Between"}],
        "container-title": "The Briefing", "issued": {"date-parts": [[2026, 11, 25]]}, "URL": "https://x.example/#kim"}
SAME = {**PART, "id": "leverage", "title": "Leverage", "URL": "https://x.example/"}
NAMED = {"id": "zhang", "type": "webpage", "title": "Played?", "author": [{"family": "Zhang", "given": "Feng"}],
         "issued": {"date-parts": [[2024, 11]]}, "URL": "https://y.example/a?b=1&c=2", "publisher": "Statecraft"}


def test_each_style_gives_its_own_form(tmp_path: Path) -> None:
    made = format_items([PART, NAMED], tmp_path, "items")
    assert made["zhang"]["chicago"] == ["Feng Zhang, “Played?” Statecraft, November 2024, https://y.example/a?b=1&c=2."]
    assert made["zhang"]["apa"] == ["Zhang, F. (2024, November). ", "Played?", " Statecraft. https://y.example/a?b=1&c=2"]
    assert "".join(made["zhang"]["mla"]) == "Zhang, Feng. Played? Statecraft, Nov. 2024, https://y.example/a?b=1&c=2."
    assert "".join(made["leverage--kim"]["apa"]).startswith("Between. (2026, November 25). Leverage: Kim.")


def test_an_edition_is_named(tmp_path: Path) -> None:
    [made] = format_items([{**PART, "type": "report", "edition": 3}], tmp_path, "items").values()
    for runs in made.values():
        assert "3rd ed." in "".join(runs)


def test_a_citation_is_the_same_beside_works_of_the_same_author_and_day(tmp_path: Path) -> None:
    others = [{**NAMED, "id": f"other{number}", "author": [{"family": "Zhang", "given": given}]}
              for number, given in enumerate(("Fang", "Feng"))]
    alone = format_items([SAME, NAMED], tmp_path / "alone", "items")
    among = format_items([PART, *others, NAMED, SAME], tmp_path, "items")
    assert {key: among[key] for key in alone} == alone


def test_only_what_is_new_is_formatted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[list[str]] = []
    run = styles._run_pandoc
    monkeypatch.setattr(styles, "_run_pandoc",
                        lambda items, style: runs.append([item["id"] for item in items]) or run(items, style))
    first = format_items([PART], tmp_path, "items")
    assert format_items([PART], tmp_path, "items") == first
    assert runs == [["leverage--kim"]] * 3
    format_items([PART, SAME], tmp_path, "items")
    assert runs[3:] == [["leverage"]] * 3


@pytest.mark.parametrize("rubbish", ["", "[]", '{"stamp": 1}'])
def test_a_broken_cache_is_made_again(tmp_path: Path, rubbish: str) -> None:
    first = format_items([PART], tmp_path, "items")
    for kept in tmp_path.iterdir():
        kept.write_text(rubbish, encoding="utf-8")
    assert format_items([PART], tmp_path, "items") == first


def test_the_bibliography_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bib = tmp_path / "a.bib"
    bib.write_text("@online{a, author={{TASS}}, title={{T & U}}, date={2024-10}, url={https://x.example}}", "utf-8")
    items = load_csl(bib, tmp_path / "cache")
    assert json.loads(json.dumps(items))[0]["author"] == [{"literal": "TASS"}]
    monkeypatch.setattr(styles, "run_pandoc", None)
    assert load_csl(bib, tmp_path / "cache") == items
