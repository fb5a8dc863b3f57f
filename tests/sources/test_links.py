"""What is kept of each address, and what is read of it: a file in any state is a message and no traceback."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.notes import NONE, Links, as_reported, load_links
from check_links import sum_up

A, B, C = (f"https://example.org/{name}" for name in "abc")
OLD, NEW = date(2026, 11, 3), date(2026, 11, 25)


def answer(**codes: int | None) -> dict[str, Any]:
    """Return what lychee says of the addresses with these names: a status, or None where nothing answered."""
    found: dict[str, Any] = {"success_map": {}, "error_map": {}, "timeout_map": {}, "redirect_map": {"x": ["kept"]}}
    for name, code in codes.items():
        kind = "timeout_map" if code is None else "success_map" if code == 200 else "error_map"
        link = {"url": f"https://example.org/{name}", "status": {"text": "", "code": code}}
        found[kind].setdefault("docs/index.md", []).append(link)
    return found


@pytest.mark.parametrize(("now", "seen", "gone"), [
    ({"a": 200}, {A: NEW}, {}), ({"a": 404}, {A: OLD}, {A: NEW}), ({"a": 410, "b": 404}, {A: OLD}, {A: NEW, B: OLD}),
    ({"b": 200}, {B: NEW}, {}),
    # what only fails may come back; it has been seen as before
    ({"a": 403, "c": 200}, {A: OLD, C: NEW}, {}), ({"a": None, "b": 500}, {A: OLD}, {}),
    # what nobody links to any more is forgotten
    ({}, {}, {})])
def test_days_add_up(now: dict[str, int | None], seen: dict[str, date], gone: dict[str, date], tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    file.write_text(json.dumps(sum_up(answer(**now), Links({A: OLD}, {B: OLD}), str(NEW))), encoding="utf-8")
    assert load_links(file) == (Links(seen, gone), [])


def test_lychees_own_maps_stay_in_an_order_that_does_not_change() -> None:
    kept = sum_up(answer(b=500, a=404, c=200), NONE, str(NEW))
    assert [link["url"] for link in kept["error_map"]["docs/index.md"]] == [A, B]
    assert (kept["redirect_map"], kept["asked"], "success_map" in kept) == ({"x": ["kept"]}, str(NEW), False)


def test_where_nothing_answers_nothing_is_kept() -> None:
    """A machine without a network must not declare the whole web dead."""
    with pytest.raises(SystemExit, match="none of 2 addresses answered: is this machine on the network"):
        sum_up(answer(a=None, b=None), NONE, str(NEW))


@pytest.mark.parametrize("text", [
    "", "<<<<<<< HEAD", "[]", "null", "{}", '{"seen": {}}', '{"seen": {}, "gone": []}', "[" * 100_000,
    '{"seen": {"a": 1}, "gone": {}}', '{"seen": {"a": "May"}, "gone": {}}'])
def test_a_broken_file_is_a_message(text: str, tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    file.write_text(text, encoding="utf-8")
    links, [problem] = load_links(file)
    assert (links, problem.path, problem.line, problem.code) == (NONE, "links.json", 1, "links-file")


@given(st.binary())
def test_no_bytes_break_the_reader(data: bytes) -> None:
    class File(type(Path())):  # type: ignore[misc]
        def read_text(self, encoding: str) -> str:
            return data.decode(encoding)
    assert len(load_links(File("links.json"))[1]) == 1


@pytest.mark.parametrize(("typed", "reported"), [
    (A, A), (f"{A}#part", A), ("https://example.org", "https://example.org/"), (f"{A}?b=%20~c;d", f"{A}?b=%20~c;d"),
    ("https://example.org/ü(1)", "https://example.org/%C3%BC(1)"), ("http://[broken#part", "http://[broken/")])
def test_an_address_is_looked_up_as_lychee_reports_it(typed: str, reported: str) -> None:
    assert as_reported(typed) == reported
