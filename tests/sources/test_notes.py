"""The text of notes: from pandoc's bibliography to HTML for one line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.html import parse, read
from briefing.problems import Problem
from briefing.sources import notes
from briefing.sources.bibliography import load_bibliography
from briefing.sources.notes import load_notes

BIB = """@online{abel, author={Abel, Anna}, title={{Of Cats & <b>Dogs_and*Mice</b> [sic] 100\\% \\$5 \\#1 a^b}},
  organization={News}, date={2020-05-04}, url={https://example.org/a?x=1&y=~b#c%20d_e_f}, urldate={2020-05-05}}
@online{brun, author={{The Associated Press}}, title={{[A supplied title]}}, date={2020-05},
  url={https://example.org/ü/주소}, urldate={2020-05-05}, langid={korean}}
@online{cole, author={Cole, Cy and Dahl, Di}, title={{한국 & 무역}}, titleaddon={[Korean trade]}, langid={korean}}
"""
Load = Callable[..., tuple[dict[str, str], list[Problem]]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load the notes of some keys, from a `.bib` in which one text is put in the place of another."""
    def load(old: str = "", new: str = "", keys: str = "abel brun cole") -> tuple[dict[str, str], list[Problem]]:
        (tmp_path / "a.bib").write_text(BIB.replace(old, new) if old else BIB, encoding="utf-8")
        found = load_bibliography(tmp_path / "a.bib").sources
        return load_notes(tmp_path / "a.bib", {key: found.get(key, found["abel"]) for key in keys.split()},
                          tmp_path / "cache")
    return load


def test_a_note_gives_name_title_outlet_day_address_and_access(load: Load) -> None:
    made, problems = load()
    assert problems == []
    assert made["brun"] == ('The Associated Press, [A supplied title], May 2020, <a href="https://example.org/ü/주소">'
                            "https://example.org/ü/주소</a>, accessed 5 May 2020.")


def test_a_title_and_an_address_come_out_as_written(load: Load) -> None:
    note = load()[0]["abel"]
    assert "“Of Cats & <b>Dogs_and*Mice</b> [sic] 100% $5 #1 a^b”, News, 4 May 2020, " in read(parse(note))
    assert "<em>News</em>" in note
    assert '<a href="https://example.org/a?x=1&amp;y=~b#c%20d_e_f">' in note


KINDS = {
    "article": (r"journaltitle={Journal of Cats}, volume={4}, number={2}, pages={11--20}, date={2020-05}, doi={10.1/x}",
                "“Of Cats”, Journal of Cats 4, no. 2, pp. 11–20, May 2020, https://doi.org/10.1/x."),
    "book": ("publisher={Cat Press}, location={Rome}, date={2020}, edition={2}",
             "Of Cats, 2nd edn, Rome: Cat Press, 2020."),
    "incollection": ("booktitle={{Of Pets}}, editor={Brun, Bo and Cole, Cy}, publisher={Cat Press}, pages={1--9}",
                     "“Of Cats”, Of Pets, ed. Bo Brun and Cy Cole, Cat Press, pp. 1–9, n.d."),
    "report": ("type={White paper}, number={12}, institution={Ministry}, date={2020-05-04}",
               "“Of Cats”, White paper no. 12, Ministry, 4 May 2020."),
    "legal": ("date={1961-07-11}", "“Of Cats”, 11 July 1961."),
    "misc": ("howpublished={Press release}, date={2020-05-04}", "“Of Cats”, Press release, 4 May 2020."),
    "dataset": ("version={1.2}, publisher={Zenodo}, date={2020}, doi={10.1/x}",
                "“Of Cats”, version 1.2, Zenodo, 2020, https://doi.org/10.1/x."),
    "video": ("organization={YouTube}, date={2020-05-04}", "“Of Cats”, YouTube, 4 May 2020."),
    "thesis": ("type={phdthesis}, institution={University}, date={2020}", "“Of Cats”, PhD thesis, University, 2020."),
    "inproceedings": ("booktitle={{Meeting}}, pages={3}, date={2020}", "“Of Cats”, Meeting, p. 3, 2020.")}
"""Types of biblatex, each with its fields and the note, behind its author's name."""


def test_every_kind_of_source_has_its_note(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("".join(
        f"@{kind}{{{kind}, author={{Abel, Anna}}, title={{{{Of Cats}}}}, {fields}}}\n"
        for kind, (fields, _) in KINDS.items()), encoding="utf-8")
    made, problems = load_notes(tmp_path / "a.bib", load_bibliography(tmp_path / "a.bib").sources, tmp_path / "cache")
    assert problems == []
    assert {kind: read(parse(note)) for kind, note in made.items()} == {
        kind: f"Anna Abel, {note}" for kind, (_, note) in KINDS.items()}
    assert '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>' in made["article"]


@pytest.mark.parametrize("address", ["javascript:ran(1)", "file:///etc/passwd", "https:// a.example", "http://["])
def test_an_address_that_is_not_of_the_web_is_no_link(load: Load, address: str) -> None:
    note = load("https://example.org/a?x=1&y=~b#c%20d_e_f", address)[0]["abel"]
    assert "<a" not in note
    assert ", 4 May 2020," in note


def test_no_other_markup_gets_into_a_note(load: Load) -> None:
    note = load("Of Cats", r"Of \textbf{C}\textsc{a}ts in \emph{H}$_2$O, $x^2$")[0]["abel"]
    assert "Of Cats in <em>H</em><sub>2</sub>O, <em>x</em><sup>2</sup>" in note
    assert set(re.findall(r"<(\w+)[ >]", note)) == {"em", "sub", "sup", "a"}


def test_pandoc_runs_once_for_all_keys_and_not_again(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    run = notes.run_pandoc
    monkeypatch.setattr(notes, "run_pandoc", lambda text, *rest: runs.append(text) or run(text, *rest))
    assert load()[0].keys() == {"abel", "brun", "cole"}
    assert load(keys="brun")[0].keys() == {"brun"}
    assert len(runs) == 1
    assert "June" in load("2020-05}", "2020-06}")[0]["brun"]
    assert len(runs) == 2


@pytest.mark.parametrize(("old", "new", "keys", "line", "code"), [
    ("", "", "abel nobody", 1, "note-missing"), ("{cole, author", "{cole author", "abel", 5, "bib-pandoc")])
def test_a_key_without_a_note_is_reported(load: Load, old: str, new: str, keys: str, line: int, code: str) -> None:
    made, [problem] = load(old, new, keys)
    assert (problem.path, problem.line, problem.code) == ("a.bib", line, code)
    assert list(made) == ([] if code == "bib-pandoc" else ["abel"])


def test_a_title_that_loses_a_word_is_reported(load: Load) -> None:
    [problem] = load("Dogs", "\\unknown{Dogs}")[1]
    assert (problem.line, problem.code) == (1, "title-lost")
    assert "'Dogs'" in problem.message


@pytest.mark.parametrize(("words", "sign"), [
    ("", ""), ("gone, article", " <span data-derived><strong>Gone from this address.</strong></span>"),
    ("gone, retracted", " <strong>Retracted.</strong>")])
def test_a_note_says_that_its_source_holds_no_longer(load: Load, words: str, sign: str) -> None:
    note = load("{cole,", f"{{cole, keywords={{{words}}},")[0]["cole"]
    assert note == f"Cy Cole and Di Dahl, “<span lang=\"ko\">한국 &amp; 무역</span>” [Korean trade], n.d.{sign}"
