"""Which addresses still lead anywhere: what is kept of the answers, and what a build reads."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.bibliography import parse_bibliography
from briefing.sources.links import Links, bare_address, load_links
from linkcheck.asking import Answer
from linkcheck.keeping import sum_up
from linkcheck.targets import Target, Words

OLD = date(2026, 11, 3)
NEW = date(2026, 11, 25)
Codes = dict[str, int | None]  # by the name of an address; None where nothing answered


def name_address(name: str) -> str:
    return f"https://example.org/{name}"


def name_days(**days: date) -> dict[str, date]:
    return {name_address(name): day for name, day in days.items()}


KNOWN = Links(name_days(a=OLD), name_days(b=OLD))


def answer(codes: Codes) -> dict[str, Answer]:
    """Return what came back from addresses."""
    answers = {}
    for name, code in codes.items():
        address = name_address(name)
        answers[address] = Answer(address, code, fault="" if code else "no answer in 3 seconds")
    return answers


def keep(codes: Codes, known: Links) -> dict[str, Any]:
    """Return what is kept of them."""
    answers = answer(codes)
    return sum_up({name: Target(name) for name in answers}, answers, known, str(NEW))


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
    kept = keep(codes, KNOWN)
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert load_links(file) == (links, [])


def test_for_people_it_is_kept_why_an_address_did_not_answer_well() -> None:
    kept = keep({"b": 500, "a": 404, "c": 200, "d": None}, Links({}, {}))
    assert kept["asked"] == str(NEW)
    assert kept["unanswered"] == {
        name_address("b"): "its server answers 500",
        name_address("d"): "no answer in 3 seconds",
    }


def test_where_an_address_leads_and_whether_it_has_lost_words_is_kept() -> None:
    old, new = name_address("a"), name_address("b")
    answers = {old: Answer(new, 200, "<p>It snowed.")}
    words = Words("r.yml:3", "abel", "rain", "it has rained", "", "")
    kept = sum_up({old: Target(old, ["x:1"], [words])}, answers, KNOWN, str(NEW))
    assert (kept["moved"], kept["drifted"]) == ({old: new}, [old])
    cut = {old: Answer(old, 200, "<p>It snowed.", "longer than 9 bytes")}
    assert sum_up({old: Target(old, ["x:1"], [words])}, cut, KNOWN, str(NEW))["drifted"] == []


def test_a_machine_without_a_network_does_not_declare_the_web_dead() -> None:
    with pytest.raises(SystemExit, match="none of 2 addresses answered"):
        keep({"a": None, "b": None}, Links({}, {}))


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
def test_an_address_is_looked_up_as_it_is_asked(address: str, reported: str) -> None:
    assert bare_address(address) == reported


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
