"""Figures: what their entries take from claims, and where they are placed."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, TemplateError
from support import read_data

from briefing.claims.chart import draw_shares
from briefing.claims.drawings import draw_flows, draw_lanes, weigh_judgements
from briefing.claims.figures import fill_figures, load_figures
from briefing.claims.records import Record
from briefing.claims.rows import make_rows
from briefing.claims.statements import PageAddress, PageEvidence, Statement
from briefing.sources.bibliography import parse_bibliography

DATA = read_data("claims.yml")
PAGE = PageAddress("a.md", "a/", "A")
SOURCES = parse_bibliography(DATA["ledger"]).sources
CLAIMS = (
    Statement("one", PAGE, Record(kind="fact", event="2024-10"), ("a",)),
    Statement("two", PAGE, Record(kind="forecast", event="2024-11"), ("a", "b")),
)
NOTE = Statement("z", PAGE, Record(kind="since"), ())
ROWS = make_rows([PageEvidence(PAGE, (), CLAIMS, ())], SOURCES)
ONE, TWO = ROWS


def load(tmp_path: Path, text: str) -> tuple[Any, list[str]]:
    """Return the data of a figure, and what is said of it."""
    (tmp_path / "docs/figures").mkdir(parents=True)
    (tmp_path / "docs/figures/f.yml").write_bytes(text.encode("latin-1"))
    figures, unread = load_figures(tmp_path / "docs", tmp_path)
    filled = fill_figures(figures, ROWS, [NOTE])
    return filled.figures.get("f"), [str(problem) for problem in (*unread, *filled.problems)]


def test_an_entry_takes_row_address_and_date_from_what_it_names(tmp_path: Path) -> None:
    data, messages = load(
        tmp_path,
        "lanes:\n- {claim: one, words: A}\n- {claim: one, date: 2024-10-24}\n"
        "- {note: z, points: [{claim: one}]}\n- x\n",
    )
    first, second, third, plain = data["lanes"]
    assert messages == []
    assert (first["row"], first["address"], first["event"]) == (ONE, "a/#one", "2024-10")
    assert (second["row"], second["address"], second["event"]) == (ONE, "a/#one", "2024-10-24")
    assert (third["row"], third["address"], third["event"]) == (None, "a/#z", "")
    assert third["points"][0]["address"] == "a/#one"
    assert (first["words"], plain) == ("A", "x")


@pytest.mark.parametrize(("text", "message"), DATA["figures"])
def test_what_is_wrong_with_a_figure_is_said_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    _, messages = load(tmp_path, text)
    assert messages == [f"docs/figures/f.yml:{message}"]


def test_the_words_of_an_entry_are_an_item(tmp_path: Path) -> None:
    text = "- {claim: one, words: Said so, date: 2024-10-24, source: a, both: true, accept: x y}\n"
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/f.yml").write_text(text)
    figures, _ = load_figures(tmp_path, tmp_path)
    [item] = fill_figures(figures, ROWS, []).items
    assert (item.text, item.links) == ("Said so. 24 October 2024", ("a/#one",))
    assert (item.place, item.accepts) == (("figures/f.yml", 1), ("x", "y"))


def test_flows_are_placed_between_their_states() -> None:
    entries = [
        {"from": "N", "to": "W", "words": "a", "row": ONE, "address": "a/#one"},
        {"from": "E", "to": "N", "words": "b", "row": TWO, "address": "a/#two"},
        {"from": "W", "to": "E", "both": True, "words": "c", "row": ONE, "address": "a/#one"},
        {"from": "W", "to": "E", "words": "no page has it"},
    ]
    flows = draw_flows({"states": ["N", "W", "E"], "flows": entries})
    assert (flows.top, flows.left, flows.right) == ("N", "W", "E")
    [down], [up], [across] = flows.top_left.flows, flows.top_right.flows, flows.left_right.flows
    assert (down.arrow, down.between, down.is_firm) == ("↓", "N to W: ", True)
    assert (up.arrow, up.between, up.is_firm) == ("↑", "E to N: ", False)
    assert (across.arrow, across.between) == ("↔", "W and E, each to the other: ")


def test_lanes_have_a_row_a_day_and_those_after_the_cut_off_apart() -> None:
    entries = [
        {"actor": "B", "words": "b", "event": "2024-10-02", "address": "a/#one"},
        {"actor": "A", "words": "a", "event": "2024-10-01", "address": "a/#one"},
        {"actor": "A", "words": "c", "event": "2024-10-02", "address": "a/#one"},
        {"actor": "A", "words": "d", "event": "2024-12-01", "address": "a/#z"},
        {"actor": "A", "words": "no page has it"},
    ]
    lanes = [{"name": "L", "actors": ["A"]}, {"name": "M", "actors": ["B", "C"], "tinted": True}]
    figure = draw_lanes({"cut_off": "2024-11-26", "lanes": lanes, "entries": entries})
    assert [day.event for day in figure.days] == ["2024-10-01", "2024-10-02"]
    assert [day.event for day in figure.later] == ["2024-12-01"]
    words = []
    for _, cell in figure.days[1].cells:
        words.append([entry.words for entry in cell])
    assert words == [["c"], ["b"]]


def test_what_judgements_rest_on_is_counted() -> None:
    entries = {"for": [{"row": ONE}, {"row": TWO}, {"claim": "typo"}], "against": [{"row": TWO}]}
    missing = {"missing": {"words": "Much", "at": "a/#gaps"}}
    first, second = weigh_judgements({"judgements": [entries, missing]})
    assert (first.number, first.count_for, first.count_against) == (1, 3, 1)
    assert first.kinds == [(1, "fact"), (2, "forecast")]
    assert (first.sources, first.origins, first.from_parties, first.alone) == (2, 1, 1, 1)
    assert ([entry.row for entry in first.pro], first.missing) == ([ONE, TWO], None)
    assert (second.number, second.count_for, second.sources) == (2, 0, 0)
    assert second.missing is not None
    assert (second.missing.words, second.missing.at) == ("Much", "a/#gaps")


def make_shares(*shares: tuple[int, float]) -> dict[str, Any]:
    points = [{"year": year, "share": share, "address": "a/#one"} for year, share in shares]
    return {"title": "T", "unit": "U", "series": [{"name": "S", "points": points}]}


def test_a_chart_is_scaled_to_its_points() -> None:
    chart = draw_shares(make_shares((2020, 61), (2022, 64.5), (2024, 62)))
    assert [line.text for line in chart.grid] == [61, 62, 63, 64, 65], "one per cent a step"
    assert [(line.y, year.x) for line, year in zip(chart.grid, chart.years, strict=False)] == [
        (218.0, 64.0),
        (168.0, 304.0),
        (118.0, 544.0),
    ]
    assert [year.text for year in chart.years] == ["’20", "’22", "’24"]
    [line] = chart.lines
    assert [(dot.x, dot.y) for dot in line.dots] == [(64.0, 218.0), (304.0, 43.0), (544.0, 168.0)]
    [reach] = line.reaches
    assert (reach.start, reach.end) == (50.0, 604.0), "the last number stands beside its point"


@pytest.mark.parametrize(
    ("shares", "steps"),
    [((0, 100), 5), ((50, 50), 1), ((97.5, 98), 1), ((10, 60), 5), ((3, 9), 4)],
)
def test_a_chart_has_six_steps_at_most(shares: tuple[float, float], steps: int) -> None:
    chart = draw_shares(make_shares((2020, shares[0]), (2021, shares[1])))
    assert len(chart.grid) - 1 == steps


@pytest.mark.parametrize(
    ("before", "share", "after", "anchor", "dy"),
    [
        # at a peak and in a valley
        (1, 9, 1, "middle", "-9"),
        (9, 1, 9, "middle", "1.25em"),
        # on the way up, and on the way down: on the side that the line leaves free
        (1, 8, 9, "end", "-9"),
        (1, 2, 9, "start", "1.25em"),
        (9, 8, 1, "start", "-9"),
        (9, 2, 1, "end", "1.25em"),
    ],
)
def test_a_number_stands_where_it_has_room(
    before: int, share: int, after: int, anchor: str, dy: str
) -> None:
    chart = draw_shares(make_shares((2020, before), (2021, share), (2022, after)))
    label = chart.lines[0].dots[1].label
    assert (label.text, label.anchor, label.dy) == (share, anchor, dy)


def test_points_from_after_the_cut_off_are_hollow() -> None:
    figure = make_shares((2020, 1), (2021, 2))
    assert not draw_shares(figure).has_hollow
    figure["series"][0]["points"][1]["after_cut_off"] = True
    chart = draw_shares(figure)
    assert [dot.is_hollow for dot in chart.lines[0].dots] == [False, True]
    assert chart.has_hollow


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        ({"title": "T", "unit": "U"}, "missing required field `series`"),
        (
            {"title": "T", "unit": "U", "series": [{"name": "S", "points": [{"year": "MM"}]}]},
            "got `str` - at `$.series[0].points[0].year`",
        ),
    ],
)
def test_a_figure_of_another_form_is_no_figure(figure: dict[str, Any], reason: str) -> None:
    with pytest.raises(TemplateError, match="series") as caught:
        draw_shares(figure)
    assert reason in str(caught.value)


def test_a_figure_that_is_not_there_is_named() -> None:
    template = Environment().from_string("{{ draw(figures.shares) }}")
    with pytest.raises(TemplateError, match="has no attribute 'shares'"):
        template.render(draw=draw_shares, figures={})
