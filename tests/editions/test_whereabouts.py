"""What became of a passage, by its citation alone.

Alone it notices lines that lead in a circle.
"""

from pathlib import Path

from briefing.editions.whereabouts import list_outcomes

from .conftest import add_editions


def test_lines_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    line = '<p id="{}" class="moved"><a href="#{}">there</a></p>'
    [edition] = add_editions(tmp_path, line.format("a", "b") + line.format("b", "a"))
    assert list_outcomes(edition, edition)["#a"].at == "#a"
