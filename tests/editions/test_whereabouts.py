"""What became of a passage, by its citation alone.

Alone it notices lines that lead in a circle, and what was remembered of other manifests.
"""

from pathlib import Path

import msgspec

from mkdocs_briefing.editions.whereabouts import list_outcomes, write_outcomes

from .conftest import add_editions

PAGE = '<h1 id="t">T</h1><p id="a">It is {}.</p>'


def test_lines_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    line = '<p id="{}" class="moved"><a href="#{}">there</a></p>'
    [edition] = add_editions(tmp_path, line.format("a", "b") + line.format("b", "a"))
    assert list_outcomes(edition, edition)["#a"].at == "#a"


def test_a_changed_manifest_has_other_outcomes(tmp_path: Path) -> None:
    states = list[str]()
    for name, now in {"one": "calm", "two": "windy", "three": "calm"}.items():
        old, new = add_editions(tmp_path / name, *map(PAGE.format, ("calm", now)))
        states.append(msgspec.json.decode(write_outcomes(old, new))["#a"]["state"])
    assert states == ["same", "changed", "same"]


def test_of_a_passage_that_is_gone_its_words_are_told_and_no_place(tmp_path: Path) -> None:
    old, new = add_editions(tmp_path, PAGE.format("calm"), '<h1 id="t">T</h1>')
    outcome = list_outcomes(old, new)["#a"]
    assert (outcome.state, outcome.at, outcome.now) == ("withdrawn", "#a", "")
    assert "".join(run.words for run in outcome.runs) == "It is calm."
