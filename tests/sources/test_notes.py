"""The text of notes: from pandoc's JSON to one line of Markdown."""

import html
from pathlib import Path
from urllib.parse import unquote

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources import notes
from briefing.sources.bibliography import load_bibliography
from briefing.sources.notes import check_titles, escape, load_notes, make_autolink, mark_languages

BIB = """@online{abel, author={Abel, Anna}, title={{Of Cats & <b>Dogs_and*Mice</b> [sic] 100\\% \\$5 \\#1 a^b}},
  organization={News}, date={2020-05-04}, url={https://example.org/a?x=1&y=~b#c%20d_e_f}, urldate={2020-05-05}}
@online{brun, author={{The Associated Press}}, title={{[A supplied title]}}, date={2020-05},
  url={https://example.org/ü/주소}, urldate={2020-05-05}}
@online{cole, author={Cole, Cy and Dahl, Di}, title={{한국 무역}}, titleaddon={[Korean trade]}, note={n.d.: none},
  url={https://example.org}, urldate={2020-05-05}}
"""


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    path = tmp_path / "bibliography.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


def render(note: str) -> str:
    return markdown.markdown(note).replace("&amp;", "&")


def test_a_note_gives_name_title_outlet_day_address_and_access(bib: Path, tmp_path: Path) -> None:
    made, problems = load_notes(bib, ["abel", "brun", "cole"], tmp_path / "cache")
    assert problems == []
    assert render(made["brun"]) == (
        '<p>The Associated Press, [A supplied title], May 2020, <a href="https://example.org/ü/주소">'
        "https://example.org/ü/주소</a>, accessed 5 May 2020.</p>")
    assert "Cy Cole and Di Dahl, “한국 무역” [Korean trade], n.d., " in render(made["cole"])


def test_a_title_comes_out_as_written(bib: Path, tmp_path: Path) -> None:
    made, _ = load_notes(bib, ["abel"], tmp_path)
    shown = html.unescape(render(made["abel"]))
    assert "“Of Cats & <b>Dogs_and*Mice</b> [sic] 100% $5 #1 a^b”, <em>News</em>" in shown
    assert "<b>" not in render(made["abel"])


def test_an_address_comes_out_working(bib: Path, tmp_path: Path) -> None:
    made, _ = load_notes(bib, ["abel"], tmp_path)
    assert 'href="https://example.org/a?x=1&y=~b#c%20d_e_f"' in render(made["abel"])


def test_pandoc_runs_once_for_all_keys_and_not_again(
        bib: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    run = notes._run_pandoc
    monkeypatch.setattr(notes, "_run_pandoc", lambda bib, keys: runs.append(len(keys)) or run(bib, keys))
    first = load_notes(bib, ["abel", "brun"], tmp_path / "cache")
    assert load_notes(bib, ["abel", "brun"], tmp_path / "cache") == first
    assert runs == [2]
    bib.write_text(BIB.replace("May", "June") + "\n", encoding="utf-8")
    load_notes(bib, ["abel", "brun"], tmp_path / "cache")
    assert runs == [2, 2]


@pytest.mark.parametrize("rubbish", ["", "{", "[]", '{"abel": 1}', '{"other": "x"}'])
def test_a_broken_cache_is_made_again(bib: Path, tmp_path: Path, rubbish: str) -> None:
    cache = tmp_path / "cache"
    made, _ = load_notes(bib, ["abel"], cache)
    [kept] = cache.iterdir()
    kept.write_text(rubbish, encoding="utf-8")
    assert load_notes(bib, ["abel"], cache) == (made, [])


def test_a_cache_that_cannot_be_written_is_done_without(bib: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    assert load_notes(bib, ["abel"], in_the_way)[1] == []


def test_a_key_that_pandoc_does_not_know_is_reported(bib: Path, tmp_path: Path) -> None:
    made, [problem] = load_notes(bib, ["abel", "nobody"], tmp_path)
    assert list(made) == ["abel"]
    assert problem.code == "note-missing"


def test_a_title_that_loses_a_word_is_reported(bib: Path, tmp_path: Path) -> None:
    bib.write_text(BIB.replace("Dogs", "\\unknown{Dogs}"), encoding="utf-8")
    made, _ = load_notes(bib, ["abel", "brun"], tmp_path)
    [problem] = check_titles(load_bibliography(bib).sources, made)
    assert (problem.line, problem.code) == (1, "title-lost")
    assert "'Dogs'" in problem.message


def test_a_foreign_title_is_marked_and_a_supplied_one_is_not(bib: Path, tmp_path: Path) -> None:
    bib.write_text(BIB.replace("note={n.d.: none}", "langid={korean}").replace("date={2020-05},", "langid={korean},"),
                   encoding="utf-8")
    made, _ = load_notes(bib, ["abel", "brun", "cole"], tmp_path)
    marked = mark_languages(load_bibliography(bib).sources, made)
    assert "“<span lang=\"ko\">한국 무역</span>” [Korean trade]" in render(marked["cole"])
    assert (marked["abel"], marked["brun"]) == (made["abel"], made["brun"])


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cn", "Cs", "Zs", "Zl", "Zp"]), min_size=1))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    shown = html.unescape(markdown.markdown("x" + escape(text) + "x", extensions=["attr_list", "footnotes", "tables"]))
    assert shown == f"<p>x{text}x</p>"


@pytest.mark.parametrize("address", [
    "https://e.org/a_b_c*d*", "https://e.org/?a=1&b=2&amp;c", "https://e.org/(x)[y]", "https://e.org/a b", "https://e.org/ü",
    "https://e.org/%C3%BC#~x", "https://e.org/<b>", "https://e.org/`x`\\", "https://e.org/?q=1&copy;=2",
])
def test_an_address_survives_markdown(address: str) -> None:
    link = markdown.markdown(make_autolink(address)).split('"')[1]
    assert unquote(html.unescape(link)) == unquote(address)
