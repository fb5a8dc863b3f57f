"""Figures: what authors write, what they take from statements, what they are told of mistakes."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from support import read_data, write_files

from briefing.claims.courses import draw_courses
from briefing.claims.drawings import draw_dates, draw_differences, weigh_judgements
from briefing.claims.figure_forms import FORMS
from briefing.claims.figure_rules import RULES, check_figures
from briefing.claims.figures import Figure, Targets, as_published, list_items, load_figures
from briefing.claims.map import draw_flows
from briefing.claims.records import Record, SourceRecord
from briefing.claims.rows import make_rows
from briefing.claims.statements import PageAddress, PageEvidence, Statement
from briefing.sources.bibliography import parse_bibliography

DATA = read_data("figures.yml")
MISTAKES = DATA["mistakes"]
CUT_OFF = "2024-11-26"
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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_says_what_it_asks_for(rule: object) -> None:
    assert rule.__doc__


@pytest.mark.parametrize(("name", "message"), DATA["files"].items())
def test_a_file_that_nothing_uses_is_named(tmp_path: Path, name: str, message: str) -> None:
    write_files(tmp_path, {f"docs/{name}": "title: T\n"})
    figures, problems = load_figures(tmp_path / "docs", tmp_path)
    assert (figures, [str(problem) for problem in problems]) == ({}, [message])


def test_a_figure_that_no_page_shows_is_named(figures: dict[str, Figure]) -> None:
    shown = set(figures) - {"dates"}
    problems = check_figures(figures.values(), TARGETS, shown, PLACES)
    assert [str(problem) for problem in problems] == [
        "docs/figures/dates.yml:1:1: no page shows this figure; write <!-- briefing: dates --> "
        "into one, or delete the file [unused-file]"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"title: \xff\n", "1:8: this file is not UTF-8; save it in that encoding"),
        (b"", "1:1: this file is empty; write its fields: {title: …, dates: …}"),
        (b"- one\n", "1:1: this file cannot be a list; write its fields"),
        (b"one\n", "1:1: this file cannot be 'one'; write its fields"),
    ],
    ids=["no UTF-8", "empty", "a list", "a text"],
)
def test_a_file_that_is_no_figure_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    write_files(tmp_path, {"docs/figures/dates.yml": content})
    figures, [problem] = load_figures(tmp_path / "docs", tmp_path)
    assert figures == {}
    assert str(problem).startswith(f"docs/figures/dates.yml:{message}")


def test_a_number_is_read_as_it_is_written(figures: dict[str, Figure]) -> None:
    texts = [item.text for item in list_items([figures["shares"]], TARGETS)]
    assert {"2020. 61", "2021. 64.5"} <= set(texts)


def test_the_words_of_an_entry_are_an_item_with_its_place(figures: dict[str, Figure]) -> None:
    items = list(list_items([figures["dates"], figures["judgements"]], TARGETS))
    later, _month, day, rain, _snow = items
    assert (later.text, later.links) == (
        "later on. 1 December 2024".replace(" ", " "),
        ("a/#later",),
    )
    assert (day.place, day.column, day.links) == (("docs/figures/dates.yml", 5), 5, ("a/#one",))
    assert (rain.text, rain.links) == (
        "It will rain.",
        ("a/#two", "a/#one", "a/#held", "a/#ours"),
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("dates", "claim: one, words: a month", "claim: onne, words: in 1999"),
        ("differences", "see: [one]", "see: [one, onne]"),
        ("judgements", "against: [ours]", "against: [oours]"),
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
    text = DATA["sound"]["dates"].replace("a month", "in 1999, accept: [x, y]")
    figures, _messages = load(tmp_path, {"dates": text})
    items = list(list_items(figures.values(), TARGETS))
    assert [item.accepts for item in items] == [(), ("x", "y"), ()]


def test_an_edition_keeps_a_figure_as_it_is_written(figures: dict[str, Figure]) -> None:
    kept = as_published(figures, {"flows", "weather"})
    assert [*kept] == ["flows"]
    assert kept["flows"]["flows"][2]["both"] == "true"


def test_every_judgement_is_shown_with_what_it_rests_on(figures: dict[str, Figure]) -> None:
    first, second = weigh_judgements(figures["judgements"].form, TARGETS)
    assert (first.number, first.words, first.page) == (1, "It will rain.", PAGE)
    assert [row.claim.id for row in first.own] == ["two"]
    assert [row.claim.id for row in first.pro] == ["one", "held"]
    assert [row.claim.id for row in first.against] == ["ours"]
    assert (first.sources, first.origins, first.from_parties) == (2, 1, 1)
    assert first.missing
    assert (first.missing.words, first.missing.at, first.is_bare) == ("much", "a/#gaps", False)
    assert (second.number, second.kinds, second.missing) == (2, ["report"], None)


def test_a_judgement_without_anything_for_it_rests_on_nothing(tmp_path: Path) -> None:
    text = DATA["sound"]["judgements"].replace("claims: [held]", "claims: [ours]")
    figures, _messages = load(tmp_path, {"judgements": text.replace("[ours]", "[one]", 1)})
    _first, second = weigh_judgements(figures["judgements"].form, TARGETS)
    assert second.is_bare


def test_the_article_stands_beside_the_record(figures: dict[str, Figure]) -> None:
    drawn = draw_differences(figures["differences"].form, TARGETS)
    [compared], [held] = drawn.compared, drawn.held
    assert (compared.row.claim.id, compared.record) == ("two", "It was dry.")
    assert [row.claim.id for row in compared.see] == ["one"]
    assert (held.words, held.address) == ("the rain", "a/#held")


def test_dates_stand_by_day_and_those_after_the_cut_off_are_marked(
    figures: dict[str, Figure],
) -> None:
    dates = draw_dates(figures["dates"].form, TARGETS, CUT_OFF)
    assert [(date.event, date.words, date.is_later) for date in dates] == [
        ("2024-10", "a month", False),
        ("2024-10-02", "a day", False),
        ("2024-12-01", "later on", True),
    ]


def test_what_names_nothing_is_left_out_of_a_drawing(figures: dict[str, Figure]) -> None:
    """Its author has been told, and what else is wrong is not to follow from it."""
    nothing = Targets([], [])
    assert draw_dates(figures["dates"].form, nothing, CUT_OFF) == []
    assert [side.flows for side in draw_flows(figures["flows"], nothing).sides] == [[], [], []]
    assert draw_differences(figures["differences"].form, nothing).compared == []
    assert [course.costs for course in draw_courses(figures["courses"].form, nothing).answers] == [
        [],
        [],
        [],
    ]
    assert all(not each.own for each in weigh_judgements(figures["judgements"].form, nothing))
