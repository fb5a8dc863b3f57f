"""Which addresses still lead anywhere: what is kept of the answers, and what a build reads."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.bibliography import parse_bibliography
from briefing.sources.links import Links, as_reported, load_links
from check_links import sum_up

OLD = date(2026, 11, 3)
NEW = date(2026, 11, 25)
Codes = dict[str, int | None]  # by the name of an address; None where nothing answered


def name_address(name: str) -> str:
    return f"https://example.org/{name}"


def name_days(**days: date) -> dict[str, date]:
    return {name_address(name): day for name, day in days.items()}


KNOWN = Links(name_days(a=OLD), name_days(b=OLD))


def answer(codes: Codes) -> dict[str, Any]:
    """Return what lychee says of addresses."""
    maps: dict[str, Any] = {
        "success_map": {},
        "error_map": {},
        "timeout_map": {},
        "redirect_map": {"x": ["kept"]},
    }
    for name, code in codes.items():
        if code is None:
            kind = "timeout_map"
        elif code == 200:
            kind = "success_map"
        else:
            kind = "error_map"
        link = {"url": name_address(name), "status": {"text": "", "code": code}}
        maps[kind].setdefault("docs/index.md", []).append(link)
    return maps


ANSWERS: dict[str, tuple[Codes, Links]] = {
    "it answers": ({"a": 200}, Links(name_days(a=NEW), {})),
    "it is gone": ({"a": 404}, Links(name_days(a=OLD), name_days(a=NEW))),
    "it stays gone": (
        {"a": 410, "b": 404},
        Links(name_days(a=OLD), name_days(a=NEW, b=OLD)),
    ),
    "it is back": ({"b": 200}, Links(name_days(b=NEW), {})),
    "what is refused may be there": ({"a": 403, "c": 200}, Links(name_days(a=OLD, c=NEW), {})),
    "what only fails may come back": ({"a": None, "b": 500}, Links(name_days(a=OLD), {})),
    "what nobody links to is forgotten": ({}, Links({}, {})),
}


@pytest.mark.parametrize(("codes", "links"), ANSWERS.values(), ids=ANSWERS.keys())
def test_days_add_up(codes: Codes, links: Links, tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    kept = sum_up(answer(codes), KNOWN, str(NEW))
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert load_links(file) == (links, [])


def test_what_lychee_says_of_faults_is_kept_in_an_order_that_does_not_change() -> None:
    kept = sum_up(answer({"b": 500, "a": 404, "c": 200}), Links({}, {}), str(NEW))
    addresses = [link["url"] for link in kept["error_map"]["docs/index.md"]]
    assert addresses == [name_address("a"), name_address("b")]
    assert kept["redirect_map"] == {"x": ["kept"]}
    assert kept["asked"] == str(NEW)
    assert "success_map" not in kept


def test_a_machine_without_a_network_does_not_declare_the_web_dead() -> None:
    with pytest.raises(SystemExit, match="none of 2 addresses answered"):
        sum_up(answer({"a": None, "b": None}), Links({}, {}), str(NEW))


NO_LINKS = {
    "nothing": "",
    "a merge": "<<<<<<< HEAD",
    "a list": "[]",
    "null": "null",
    "no days": "{}",
    "no days of what is gone": '{"seen": {}}',
    "a list of days": '{"seen": {}, "gone": []}',
    "a number for a day": '{"seen": {"a": 1}, "gone": {}}',
    "a word for a day": '{"seen": {"a": "May"}, "gone": {}}',
    "a list without end": "[" * 100_000,
}


@pytest.mark.parametrize("text", NO_LINKS.values(), ids=NO_LINKS.keys())
def test_a_broken_file_is_a_problem(text: str, tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    file.write_text(text, encoding="utf-8")
    links, [problem] = load_links(file)
    assert links == Links({}, {})
    assert str(problem).startswith("links.json:1: this is not what make links wrote: ")
    assert str(problem).endswith(
        "; take the file from git, or delete it and run make links [links-file]"
    )


@given(st.binary())
def test_no_bytes_break_the_reader(content: bytes) -> None:
    class File(type(Path())):  # type: ignore[misc]
        """A file with some content, on no disk."""

        def read_text(self, encoding: str) -> str:
            return content.decode(encoding)

    _, problems = load_links(File("links.json"))
    assert len(problems) == 1


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert load_links(tmp_path / "links.json") == (Links({}, {}), [])


REPORTED = [
    ("https://example.org/a", "https://example.org/a"),
    ("https://example.org/a#part", "https://example.org/a"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org/a?b=%20~c;d", "https://example.org/a?b=%20~c;d"),
    ("https://example.org/ü(1)", "https://example.org/%C3%BC(1)"),
    ("http://[broken#part", "http://[broken/"),
]


@pytest.mark.parametrize(("address", "reported"), REPORTED)
def test_an_address_is_looked_up_as_lychee_reports_it(address: str, reported: str) -> None:
    assert as_reported(address) == reported


SOURCES = parse_bibliography(
    """\
@online{answers, url = {https://example.org/a#part}}
@online{gone, url = {https://example.org/b}}
@online{missed, url = {https://example.org/c}, keywords = {gone}}
@online{retracted, url = {https://example.org/b}, keywords = {gone, retracted}}
@online{unasked, url = {https://example.org/d}}
"""
).sources


def test_the_days_of_a_source_are_those_of_its_address() -> None:
    days = {key: KNOWN.find_days(source) for key, source in SOURCES.items()}
    assert days["answers"] == (OLD, None)
    assert days["gone"] == (None, OLD)
    assert days["unasked"] == (None, None)


def test_a_source_is_gone_or_retracted_as_a_person_or_the_web_says() -> None:
    states = {"gone": "gone", "missed": "gone", "retracted": "retracted"}
    assert KNOWN.find_states(SOURCES) == states
