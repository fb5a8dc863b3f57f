"""What is kept of each address: how answers add up, and a file that survives anything."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.links import (
    ANSWERS,
    Answer,
    Link,
    find_link,
    format_report,
    is_web,
    parse_links,
    update_link,
    write_links,
)

A = "https://example.org/a"
START = date(2026, 11, 1)


def follow(*answers: tuple[int, str]) -> Link:
    """Give what is known after some answers, each with its day counted from the start."""
    link = None
    for day, verdict in answers:
        link = update_link(link, A, Answer(verdict), START + timedelta(day))
    assert link
    return link


@pytest.mark.parametrize(("answers", "is_dead"), [
    ([(0, "alive")], False), ([(0, "moved")], False),
    # gone is gone
    ([(0, "gone")], True), ([(0, "alive"), (9, "gone")], True),
    # what failed may come back: it takes three days
    ([(0, "unreachable")], False), ([(0, "unreachable"), (1, "unreachable")], False),
    ([(0, "unreachable"), (1, "unreachable"), (9, "unreachable")], True),
    ([(0, "lying"), (1, "unreachable"), (2, "lying")], True),
    # on three days, not three times
    ([(0, "unreachable"), (0, "unreachable"), (0, "unreachable")], False),
    ([(0, "unreachable"), (0, "lying"), (1, "lying"), (1, "unreachable")], False),
    # a good answer wipes the slate
    ([(0, "unreachable"), (1, "unreachable"), (2, "alive"), (3, "unreachable")], False),
    ([(0, "gone"), (1, "moved")], False), ([(0, "gone"), (0, "alive")], False),
    # what is gone stays gone while the site does not answer
    ([(0, "gone"), (1, "unreachable")], True),
])
def test_when_an_address_is_dead(answers: list[tuple[int, str]], is_dead: bool) -> None:
    assert follow(*answers).is_dead is is_dead


@pytest.mark.parametrize(("answers", "since", "seen"), [
    ([(0, "alive"), (3, "moved"), (5, "alive")], 0, 5),
    ([(0, "alive"), (3, "unreachable"), (5, "gone")], 3, 0),
    ([(0, "gone"), (5, "unreachable")], 0, None),
    ([(0, "gone"), (5, "alive"), (9, "alive")], 5, 9),
])
def test_since_when_and_when_last_seen(answers: list[tuple[int, str]], since: int, seen: int | None) -> None:
    link = follow(*answers)
    assert link.since == START + timedelta(since)
    assert link.seen == (None if seen is None else START + timedelta(seen))
    assert link.asked == START + timedelta(answers[-1][0])


SOUND = {"address": A, "verdict": "gone", "asked": "2026-11-25", "since": "2026-11-24", "seen": "2026-11-03",
         "misses": 3, "reason": "404 Not Found", "to": ""}


def test_the_file_has_a_line_an_address_in_their_order() -> None:
    other = update_link(None, "https://example.org/Ä", Answer("moved", "", "https://example.org/ä"), START)
    text = write_links([other, *parse_links(json.dumps(SOUND))[0].values()])
    assert text.splitlines() == [
        json.dumps(SOUND),
        '{"address": "https://example.org/Ä", "verdict": "moved", "asked": "2026-11-01", "since": "2026-11-01", '
        '"seen": "2026-11-01", "misses": 0, "reason": "", "to": "https://example.org/ä"}']


@pytest.mark.parametrize("line", [
    # not JSON, or not a record
    "<<<<<<< HEAD", "{", "[]", "null", "1", '"a"', "{}", "[" * 100_000, "1" * 5000,
    json.dumps({**SOUND, "more": 1}), json.dumps({name: value for name, value in SOUND.items() if name != "to"}),
    # fields of the wrong kind
    *(json.dumps({**SOUND, name: value}) for name, value in [
        ("asked", "25 November 2026"), ("asked", None), ("since", 20261124), ("seen", ""), ("seen", "2026-02-30"),
        ("misses", "3"), ("misses", True), ("misses", -1), ("verdict", "dead"), ("verdict", []), ("reason", None),
        ("address", "javascript:alert(1)"), ("address", 1), ("address", "\ud800"), ("reason", "\ud800"),
        ("to", "javascript:alert(1)"), ("to", "/b"), ("to", None)]),
    # twice
    json.dumps({**SOUND, "address": "https://example.org/twice"}),
])
def test_a_faulty_line_is_named_and_the_others_are_read(line: str) -> None:
    twice = json.dumps({**SOUND, "address": "https://example.org/twice"})
    links, [problem] = parse_links("\n".join([twice, "", line, json.dumps(SOUND)]))
    assert set(links) == {A, "https://example.org/twice"}
    assert (problem.path, problem.line, problem.code) == ("links.jsonl", 3, "links-file")


@given(st.text() | st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner:
       st.lists(inner) | st.dictionaries(st.sampled_from(sorted(SOUND)) | st.text(), inner)).map(json.dumps))
def test_no_text_breaks_the_loader(text: str) -> None:
    links, problems = parse_links(text)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)
    assert bool(links or problems) == bool(text.strip())


@given(st.fixed_dictionaries({name: st.just(value) | st.text() | st.none() | st.integers() | st.dates().map(str)
                              for name, value in SOUND.items()}))
def test_a_record_with_any_values_is_read_or_named(record: dict[str, object]) -> None:
    links, problems = parse_links(json.dumps(record))
    assert len(links) + len(problems) == 1
    write_links(links.values()).encode()


@given(st.lists(st.builds(
    Link, st.text().map(lambda text: f"https://example.org/{text}"), st.sampled_from(ANSWERS), st.dates(), st.dates(),
    st.none() | st.dates(), st.integers(0, 99), st.text(), st.just("")), unique_by=lambda link: link.address))
def test_what_is_written_is_read_again(links: list[Link]) -> None:
    read, problems = parse_links(write_links(links))
    assert not problems
    assert read == {link.address: link for link in links}


def test_a_fragment_makes_no_other_address() -> None:
    link = follow((0, "alive"))
    assert find_link(f"{A}#part", {A: link}) is link
    assert find_link("http://[broken#part", {A: link}) is None


@pytest.mark.parametrize("address", ["http://[::1", "mailto:a@example.org", "https:///a", "//example.org/", "a.md"])
def test_what_is_no_address_of_the_web(address: str) -> None:
    assert not is_web(address)
    assert is_web("HTTPS://example.org:8443/a")


def test_the_report_begins_with_what_is_dead() -> None:
    alive = update_link(None, "https://example.org/0", Answer("alive"), START)
    led = Answer("lying", "leads to the front page", "https://example.org/")
    lying = update_link(None, "https://example.org/1", led, START)
    dead = parse_links(json.dumps(SOUND))[0][A]
    report = format_report([alive, lying, dead], {
        A: ["bibliography.bib:5", "docs/a.md:3"], alive.address: ["b:1"], lying.address: ["b:2"]})
    assert report == """\
dead, gone: https://example.org/a
    since 2026-11-24, last seen 2026-11-03, asked 2026-11-25
    404 Not Found
    used in bibliography.bib:5, docs/a.md:3
lying: https://example.org/1
    since 2026-11-01, never seen, asked 2026-11-01
    leads to the front page
    leads to https://example.org/
    used in b:2
alive: https://example.org/0
    since 2026-11-01, asked 2026-11-01
    used in b:1"""
