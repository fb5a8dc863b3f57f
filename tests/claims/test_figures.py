"""Figures: what authors write, what they take from statements, what they are told of mistakes."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from support import read_data, write_files

from briefing.claims.courses import draw_courses
from briefing.claims.drawings import draw_differences, weigh_judgements
from briefing.claims.figure_forms import FORMS
from briefing.claims.figure_rules import check_figures
from briefing.claims.figures import Figure, Targets, list_items, load_figures
from briefing.claims.flows import draw_flows
from briefing.claims.records import Record, SourceRecord
from briefing.claims.rows import make_rows
from briefing.claims.statements import PageAddress, PageEvidence, Statement
from briefing.sources.bibliography import parse_bibliography

DATA = read_data("figures.yml")
MISTAKES = DATA["mistakes"]
PAGE = PageAddress("a.md", "a/", "A")
SOURCES = parse_bibliography(read_data("claims.yml")["ledger"]).sources
SEEN = SourceRecord(bears="all")
CLAIMS = (
    Statement("one", PAGE, Record(kind="fact", event="2024-10", sources={"a": SEEN}), ("a",)),
    Statement("two", PAGE, Record(kind="forecast", restates=1, verdict="judgement"), ("a", "b")),
    Statement("held", PAGE, Record(kind="report", restates=1, verdict="holds"), ("b",)),
    Statement("ours", PAGE, Record(kind="assessment"), ()),
)
NOTE = Statement("later", PAGE, Record(kind="since"), ())
TARGETS = Targets(make_rows([PageEvidence(PAGE, (), CLAIMS, ())], SOURCES), [NOTE])
PLACES = ("a/#one", "a/#gaps")


def load(root: Path, texts: dict[str, str]) -> tuple[dict[str, Figure], list[str]]:
    """Return the figures that some texts make, and all that is said of them."""
    write_files(root, {f"docs/figures/{name}.yml": text for name, text in texts.items()})
    figures, problems = load_figures(root / "docs", root)
    problems += check_figures(figures.values(), TARGETS, texts, PLACES)
    return figures, [str(problem) for problem in problems]


@pytest.fixture
def figures(tmp_path: Path) -> dict[str, Figure]:
    """The sound figures, by name."""
    figures, messages = load(tmp_path, DATA["sound"])
    assert messages == []
    return figures


def test_there_is_a_sound_figure_of_each_form(figures: dict[str, Figure]) -> None:
    assert figures.keys() == FORMS.keys()


@pytest.mark.parametrize("case", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_has_one_message_at_its_line(tmp_path: Path, case: Sequence[str]) -> None:
    name, old, new, message = case
    assert old in DATA["sound"][name]
    text = DATA["sound"][name].replace(old, new, 1)
    assert load(tmp_path, {name: text})[1] == [f"docs/figures/{name}.yml:{message}"]


@pytest.mark.parametrize(("name", "message"), DATA["files"].items())
def test_a_file_that_nothing_uses_is_named(tmp_path: Path, name: str, message: str) -> None:
    write_files(tmp_path, {f"docs/{name}": "title: T\n"})
    figures, problems = load_figures(tmp_path / "docs", tmp_path)
    assert (figures, [str(problem) for problem in problems]) == ({}, [message])


def test_a_figure_that_no_page_shows_is_named(figures: dict[str, Figure]) -> None:
    shown = set(figures) - {"lanes"}
    problems = check_figures(figures.values(), TARGETS, shown, PLACES)
    assert [str(problem) for problem in problems] == [
        "docs/figures/lanes.yml:1:1: no page shows this figure; write <!-- briefing: lanes --> "
        "into one, or delete the file [unused-file]"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"title: \xff\n", "1:8: this file is not UTF-8; save it in that encoding"),
        (b"", "1:1: this file is empty; write its fields: {title: …, lanes: …, entries: …}"),
        (b"- one\n", "1:1: this file cannot be a list; write its fields"),
        (b"one\n", "1:1: this file cannot be 'one'; write its fields"),
    ],
    ids=["no UTF-8", "empty", "a list", "a text"],
)
def test_a_file_that_is_no_figure_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    write_files(tmp_path, {"docs/figures/lanes.yml": content})
    figures, [problem] = load_figures(tmp_path / "docs", tmp_path)
    assert figures == {}
    assert str(problem).startswith(f"docs/figures/lanes.yml:{message}")


def test_a_number_is_read_as_it_is_written(figures: dict[str, Figure]) -> None:
    texts = [item.text for item in list_items([figures["shares"]], TARGETS)]
    assert {"2020. 61", "2021. 64.5"} <= set(texts)


def test_the_words_of_an_entry_are_an_item_with_its_place(figures: dict[str, Figure]) -> None:
    items = list(list_items([figures["lanes"], figures["judgements"]], TARGETS))
    second, _first, _third, last, rain, _pro, _more, against, _snow = items
    assert (last.text, last.links) == ("Korea. last. 1 December 2024", ("a/#later",))
    assert (second.place, second.column) == (("docs/figures/lanes.yml", 6), 5)
    assert second.links == ("a/#one",)
    assert (rain.text, rain.links) == (
        "It will rain.",
        ("a/#two", "a/#one", "a/#held", "a/#ours"),
    )
    assert (against.text, against.links) == ("third", ("a/#ours",))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("lanes", "claim: one, words: first", "claim: onne, words: in 1999"),
        ("differences", "see: [one]", "see: [one, onne]"),
        ("judgements", "claims: [held]", "claims: [heeld]"),
    ],
)
def test_of_an_entry_that_names_what_is_not_there_only_that_is_said(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    sound, _messages = load(tmp_path / "sound", {name: DATA["sound"][name]})
    wrong, messages = load(tmp_path, {name: DATA["sound"][name].replace(old, new)})
    assert len(messages) == 1
    count = len(list(list_items(sound.values(), TARGETS)))
    assert len(list(list_items(wrong.values(), TARGETS))) == count - 1


def test_what_an_author_accepts_is_handed_on(tmp_path: Path) -> None:
    text = DATA["sound"]["lanes"].replace("first", "in 1999, accept: [x, y]")
    figures, _messages = load(tmp_path, {"lanes": text})
    items = list(list_items(figures.values(), TARGETS))
    assert [item.accepts for item in items] == [(), ("x", "y"), (), ()]


def test_every_judgement_is_shown_with_what_it_rests_on(figures: dict[str, Figure]) -> None:
    first, second = weigh_judgements(figures["judgements"].form, TARGETS)
    assert (first.words, first.page, first.address) == ("It will rain.", PAGE, "a/#two")
    assert [piece.text for piece in first.pro] == ["first", "second"]
    assert [piece.address for piece in first.against] == ["a/#ours"]
    assert first.missing
    assert (first.missing.words, first.missing.at) == ("much", "a/#gaps")
    assert (second.kinds, second.pro, second.missing) == (["report"], [], None)


def test_the_article_stands_beside_the_record(figures: dict[str, Figure]) -> None:
    first, second = draw_differences(figures["differences"].form, TARGETS)
    assert (first.row.claim.id, first.record) == ("two", "It was dry.")
    assert first.words == first.row.claim.sentence
    assert [row.claim.id for row in first.see] == ["one"]
    assert (second.words, second.see) == ("It will rain.", [])


def test_what_names_nothing_is_left_out_of_a_drawing(figures: dict[str, Figure]) -> None:
    """Its author has been told, and what else is wrong is not to follow from it."""
    nothing = Targets([], [])
    assert [side.flows for side in draw_flows(figures["flows"], nothing).sides] == [[], [], []]
    assert draw_differences(figures["differences"].form, nothing) == []
    assert [course.costs for course in draw_courses(figures["courses"].form, nothing).answers] == [
        [],
        [],
        [],
    ]
    assert weigh_judgements(figures["judgements"].form, nothing) == []
