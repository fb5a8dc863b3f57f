"""A briefing of any size, as `make scale` measures: it is sound, and has what was asked for."""

from pathlib import Path

import pytest
from scale import Size, measure, write_sized
from support import build_site


@pytest.mark.slow
def test_a_briefing_of_a_size_builds_and_its_cost_is_told(tmp_path: Path) -> None:
    folder, home = tmp_path / "briefing", tmp_path / "home"
    folder.mkdir()
    write_sized(folder, Size(pages=2, claims=3, sources=4, editions=2))
    assert [path.name for path in sorted(folder.glob("editions/*/"))] == ["1", "2"]
    assert build_site(folder).messages == []
    assert len([*folder.glob("site/theme*/index.html")]) == 2
    cost = measure(folder, home)
    assert cost.seconds > 0
    assert cost.largest >= cost.build > 0
