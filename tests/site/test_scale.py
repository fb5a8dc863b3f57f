"""A briefing of any size, as `make scale` measures: it is sound, and has what was asked for.

What a build keeps of a page is its text and what was read of it: a tree takes ten times the room.
"""

import gc
from datetime import date
from pathlib import Path

import pytest
from golden.make import lay_out
from scale import Size, measure, write_sized
from support import build_site

from mkdocs_briefing.html import Node
from mkdocs_briefing.pages.publication import Version
from mkdocs_briefing.pipeline.dry_run import dry_run


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


def test_a_build_keeps_no_tree_of_a_page(tmp_path: Path) -> None:
    lay_out(tmp_path)
    before = count_nodes()
    build = dry_run(tmp_path / "mkdocs.yml", Version(9, date(2026, 11, 26), "All that is made"))
    assert build.site.passages
    assert count_nodes() == before


def count_nodes() -> int:
    """Return how many nodes of trees somebody holds."""
    gc.collect()
    return sum(isinstance(each, Node) for each in gc.get_objects())
