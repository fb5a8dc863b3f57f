"""What templates may see of the front matter; the faults of it are those of the hostile pages `front-*.md`."""

import pytest

from briefing.pages.front_matter import check_front_matter, keep_known


@pytest.mark.parametrize(("meta", "kept"), [
    ({"title": "T", "description": 2024, "robots": "x"}, {"title": "T", "description": "2024", "robots": "x"}),
    ({"title": ["T"], "template": "x.html", "hide": True}, {}), ({"title": "x" * 501}, {"title": "x" * 500}),
    ({"search": {"exclude": True}}, {"search": {"exclude": True}}), ({"search": {"exclude": False}}, {}), ({}, {})])
def test_only_what_is_known_is_kept(meta: dict[str, object], kept: dict[str, object]) -> None:
    assert keep_known(meta) == kept


@pytest.mark.parametrize(("text", "line"), [
    ("---\ntitle: T\nsearch: {exclude: true}\n---\n", None), ("# A: b", None), ("---\n\"title\": T\n...\n", None),
    ("---\ntitle: T\ndescription: " + "x" * 500 + "\n---\n", None),
    ("---\ntitle: T\ndescription: " + "x" * 501 + "\n---\n", 3), ("---\ntitle: T\n\n'titel': T\n---\n", 4),
    ("---\ntitle: T\nrobots: ' '\n---\n", 3), ("--- \ntitle: T", 1), ("  Note: x", 1)])
def test_a_fault_has_its_line(text: str, line: int | None) -> None:
    assert [found[0] for found in check_front_matter(text)] == ([line] if line else [])
