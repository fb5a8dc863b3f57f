"""What is said of each source: its note, from pandoc to HTML for one line, and what is known of its address."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.html import parse, read
from briefing.problems import Problem
from briefing.sources import notes
from briefing.sources.bibliography import Bibliography, load_bibliography
from briefing.sources.notes import Links, as_reported, load_links, load_notes
from check_links import sum_up

DATA = read_data("sources.yml")
KINDS = DATA["notes"]
BIB = read_data("notes.bib") + "".join(
    f"@{kind}{{{kind}, author={{Abel, Anna}}, title={{{{Of Cats}}}}, {fields}}}\n"
    for kind, (fields, _) in KINDS.items()
)
Load = Callable[..., tuple[dict[str, str], list[Problem]]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load the notes of some keys, from a `.bib` in which one text is put in the place of another."""

    def load(
        old: str = "", new: str = "", keys: str = "abel brun cole"
    ) -> tuple[dict[str, str], list[Problem]]:
        (tmp_path / "a.bib").write_text(BIB.replace(old, new) if old else BIB, encoding="utf-8")
        found = load_bibliography(tmp_path / "a.bib", "a.bib").sources
        bibliography = Bibliography(
            {key: found.get(key, found["abel"]) for key in keys.split()}, ()
        )
        return load_notes(tmp_path / "a.bib", bibliography, tmp_path / "cache")

    return load


def test_every_kind_of_source_has_its_note(load: Load) -> None:
    """With name, title as written, outlet, day, address and day of access; a supplied title has no quotation marks."""
    made, problems = load(keys=" ".join(["abel", "brun", "cole", *KINDS]))
    assert problems == []
    assert made["brun"] == (
        'The Associated Press, [A supplied title], May 2020, <a href="https://example.org/ü/주소">'
        "https://example.org/ü/주소</a>, accessed 5 May 2020."
    )
    assert (
        made["cole"]
        == 'Cy Cole and Di Dahl, “<span lang="ko">한국 &amp; 무역</span>” [Korean trade], n.d.'
    )
    assert "“Of Cats & <b>Dogs_and*Mice</b> [sic] 100% $5 #1 a^b”, News, 4 May 2020, " in read(
        parse(made["abel"])
    )
    assert "<em>News</em>" in made["abel"]
    assert '<a href="https://example.org/a?x=1&amp;y=~b#c%20d_e_f">' in made["abel"]
    assert {kind: read(parse(made[kind])) for kind in KINDS} == {
        kind: f"Anna Abel, {note}" for kind, (_, note) in KINDS.items()
    }
    assert '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>' in made["article"]


@pytest.mark.parametrize(("old", "new", "key", "words"), DATA["changed"])
def test_a_note_has_no_markup_but_that_of_its_entry(
    load: Load, old: str, new: str, key: str, words: str
) -> None:
    note = load(old, new)[0][key]
    assert words in note
    assert ("<a" in note) == (old == "Of Cats")
    assert set(re.findall(r"<(\w+)[ >]", note)) <= {"em", "sub", "sup", "a", "span", "strong"}


def test_pandoc_runs_once_for_all_keys_and_not_again(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change it is given the entry; or all, where that names others or what stands beside entries changed."""
    runs, make = list[str](), notes._format
    monkeypatch.setattr(notes, "_format", lambda name, text: runs.append(text) or make(name, text))
    first = load()[0]
    assert (load()[0], len(runs)) == (first, 1)
    for old, new, keys in (
        ("[A supplied", "[The supplied", "brun"),
        ("[A supplied", "[A supplied", "brun"),
        ("{brun,", "{brun, xdata={cole},", "abel brun cole"),
        ("@online{brun", "@string{x = {X}}\n@online{brun", "abel brun cole"),
    ):
        assert first.keys() == load(old, new)[0].keys()
        assert [key for key in first if f"{{{key}," in runs[-1]] == keys.split()
    assert {run.count("\n") for run in runs[:-1]} == {BIB.count("\n")}, (
        "so that messages name the line"
    )


@pytest.mark.parametrize(("old", "new", "keys", "line", "code", "made"), DATA["lacking"])
def test_a_lack_is_reported(
    load: Load, old: str, new: str, keys: str, line: int, code: str, made: list[str]
) -> None:
    found, [problem] = load(old, new, keys)
    assert (problem.path, problem.line, problem.code, list(found)) == ("a.bib", line, code, made)
    assert code != "title-lost" or "'Dogs'" in problem.message


A, B, C = (f"https://example.org/{name}" for name in "abc")
OLD, NEW = date(2026, 11, 3), date(2026, 11, 25)


def answer(**codes: int | None) -> dict[str, Any]:
    """Return what lychee says of the addresses with these names: a status, or None where nothing answered."""
    found: dict[str, Any] = {
        "success_map": {},
        "error_map": {},
        "timeout_map": {},
        "redirect_map": {"x": ["kept"]},
    }
    for name, code in codes.items():
        kind = "timeout_map" if code is None else "success_map" if code == 200 else "error_map"
        link = {"url": f"https://example.org/{name}", "status": {"text": "", "code": code}}
        found[kind].setdefault("docs/index.md", []).append(link)
    return found


@pytest.mark.parametrize(("now", "seen", "gone"), DATA["answers"])
def test_days_add_up(
    now: dict[str, int | None], seen: dict[str, date], gone: dict[str, date], tmp_path: Path
) -> None:
    file = tmp_path / "links.json"
    file.write_text(
        json.dumps(sum_up(answer(**now), Links({A: OLD}, {B: OLD}), str(NEW))), encoding="utf-8"
    )
    assert load_links(file) == (
        Links(
            *(
                {f"https://example.org/{name}": day for name, day in days.items()}
                for days in (seen, gone)
            )
        ),
        [],
    )


def test_lychees_own_maps_stay_in_an_order_that_does_not_change_and_no_network_is_no_answer() -> (
    None
):
    """A machine without a network must not declare the whole web dead."""
    kept = sum_up(answer(b=500, a=404, c=200), Links({}, {}), str(NEW))
    assert [link["url"] for link in kept["error_map"]["docs/index.md"]] == [A, B]
    assert (kept["redirect_map"], kept["asked"], "success_map" in kept) == (
        {"x": ["kept"]},
        str(NEW),
        False,
    )
    with pytest.raises(
        SystemExit, match="none of 2 addresses answered: is this machine on the network"
    ):
        sum_up(answer(a=None, b=None), Links({}, {}), str(NEW))


@pytest.mark.parametrize("text", [*DATA["no-links"], "[" * 100_000])
def test_a_broken_file_is_a_message(text: str, tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    file.write_text(text, encoding="utf-8")
    links, [problem] = load_links(file)
    assert (links, problem.path, problem.line, problem.code) == (
        Links({}, {}),
        "links.json",
        1,
        "links-file",
    )


@given(st.binary())
def test_no_bytes_break_the_reader(data: bytes) -> None:
    class File(type(Path())):  # type: ignore[misc]
        def read_text(self, encoding: str) -> str:
            return data.decode(encoding)

    assert len(load_links(File("links.json"))[1]) == 1


@pytest.mark.parametrize(("typed", "reported"), DATA["reported"])
def test_an_address_is_looked_up_as_lychee_reports_it(typed: str, reported: str) -> None:
    assert as_reported(typed) == reported
