"""Who gives what to whom: what goes between three states, and where that is on a map."""

import math
import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.claims.figure_forms import FlowEntry, FlowsForm, Place
from briefing.claims.figure_rules import known_place, place_of_state
from briefing.claims.figures import Figure, Targets, load_figures
from briefing.claims.map import Arc, Map, draw_flows
from briefing.claims.outline import HEIGHT, WIDTH, Outline, Point, Projection, read_outline
from briefing.claims.records import Record
from briefing.claims.rows import make_rows
from briefing.claims.statements import PageAddress, PageEvidence, Statement
from briefing.marked import MarkedData

PAGE = PageAddress("a.md", "a/", "A")
CLAIMS = (
    Statement("one", PAGE, Record(kind="fact"), ()),
    Statement("two", PAGE, Record(kind="forecast"), ()),
)
TARGETS = Targets(make_rows([PageEvidence(PAGE, (), CLAIMS, ())], {}), [])
PROJECTION = Projection(lon=0, lat=45, south=30, north=60, width=6000)
SEATS = (
    Place(name="Nord", lon=-20, lat=50, state="North"),
    Place(name="West", lon=0, lat=40, state="West"),
    Place(name="Ost", lon=20, lat=50, state="East", side="above"),
    Place(name="Dorf", lon=0, lat=45),
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" data-projection="0 45 30 60 6000">'
    '<path d="M0 0z"/></svg>'
)


def flow(giver: str, taker: str, claim: str, both: bool = False) -> FlowEntry:
    return FlowEntry(giver=giver, taker=taker, words=claim.upper(), claim=claim, both=both)


def make_figure(*flows: FlowEntry, places: tuple[Place, ...] = SEATS) -> Figure:
    form = FlowsForm(title="T", states=("North", "West", "East"), flows=flows, places=places)
    return Figure("flows", "f.yml", form, MarkedData(), Outline(PROJECTION, "M0 0z"))


def draw(*flows: FlowEntry) -> Map:
    drawn = draw_flows(make_figure(*flows), TARGETS).map
    assert drawn is not None
    return drawn


def read_ends(arc: Arc) -> tuple[Point, Point, Point]:
    """Return the start of an arc, the point that bends it, and its end."""
    numbers = [float(number) for number in re.findall(r"-?\d+", arc.line)]
    return Point(*numbers[:2]), Point(*numbers[2:4]), Point(*numbers[4:])


def test_what_goes_between_two_states_is_listed_in_both_directions() -> None:
    flows = (
        flow("North", "West", "one"),
        flow("West", "North", "two"),
        flow("West", "East", "one", both=True),
        flow("West", "East", "nowhere"),
    )
    left, right, middle = draw_flows(make_figure(*flows), TARGETS).sides
    there, back = left.flows
    assert (there.between, there.arrow, there.is_firm) == ("North to West: ", "→", True)
    assert (back.between, back.arrow, back.is_firm) == ("West to North: ", "←", False)
    assert (there.words, there.address) == ("ONE", "a/#one")
    assert right.flows == []
    [both] = middle.flows
    assert (both.between, both.arrow) == ("West and East, each to the other: ", "↔")


def test_an_arrow_points_to_where_a_state_is_on_the_map() -> None:
    places = (Place(name="N", lon=30, lat=50, state="North"), *SEATS[1:])
    eastern = make_figure(flow("North", "West", "one"), places=places)
    assert draw_flows(eastern, TARGETS).sides[0].flows[0].arrow == "←"


@pytest.mark.parametrize("places", [(), SEATS[:2], SEATS[3:]])
def test_without_a_place_for_each_state_there_is_no_map(places: tuple[Place, ...]) -> None:
    figure = make_figure(flow("North", "West", "one"), places=places)
    drawn = draw_flows(figure, TARGETS)
    assert (drawn.map, drawn.sides[0].flows[0].words) == (None, "ONE")


def test_without_an_outline_there_is_no_map() -> None:
    assert draw_flows(replace(make_figure(), outline=None), TARGETS).map is None


def test_what_is_firm_and_what_is_not_have_lines_of_their_own() -> None:
    flows = [flow("North", "East", claim) for claim in ("one", "two", "one")]
    firm, unsure = draw(*flows).arcs
    assert (firm.is_firm, unsure.is_firm) == (True, False)
    _start, outer, _end = read_ends(firm)
    _start, inner, _end = read_ends(unsure)
    middle = PROJECTION.place(0, 50)
    assert outer.y < middle.y < inner.y, "away from the third state, and on the other side"


@pytest.mark.parametrize(
    ("entry", "heads"),
    [
        (flow("North", "East", "one"), ["East"]),
        (flow("East", "North", "one"), ["North"]),
        (flow("East", "North", "one", both=True), ["North", "East"]),
    ],
)
def test_an_arrowhead_stands_where_something_arrives(entry: FlowEntry, heads: list[str]) -> None:
    [arc] = draw(entry).arcs
    seats = {place.state: PROJECTION.place(place.lon, place.lat) for place in SEATS[:3]}
    tips = [Point(*map(float, tip)) for tip in re.findall(r"M(-?\d+) (-?\d+)", arc.heads)]
    nearest = [min(seats, key=lambda state: math.dist(seats[state], tip)) for tip in tips]
    assert nearest == heads
    assert all(math.dist(seats[state], tip) < 12 for state, tip in zip(heads, tips, strict=True))


def test_a_place_has_its_name_beside_it() -> None:
    dots = {dot.name: dot for dot in draw().dots}
    above, village = dots["Ost"], dots["Dorf"]
    assert (above.is_seat, above.anchor, above.label.x) == (True, "middle", above.at.x)
    assert above.label.y < above.at.y
    assert (village.is_seat, village.anchor, village.at) == (False, "start", (300, 200))


def test_the_projection_keeps_its_parallels_and_has_its_middle_in_the_middle() -> None:
    """A degree of longitude on a parallel that keeps its length is as long as on the globe."""
    assert PROJECTION.place(0, 45) == (WIDTH / 2, HEIGHT / 2)
    for lat in (30, 60):
        on_map = math.dist(PROJECTION.place(0, lat), PROJECTION.place(1, lat)) * 6000 / WIDTH
        on_globe = 6371 * math.radians(1) * math.cos(math.radians(lat))
        assert on_map == pytest.approx(on_globe, rel=1e-3)
    assert PROJECTION.place(0, 50).y < 200 < PROJECTION.place(0, 40).y
    assert PROJECTION.place(-9, 45).x + PROJECTION.place(9, 45).x == pytest.approx(WIDTH)


def test_an_outline_is_read_with_its_projection() -> None:
    assert read_outline(SVG) == Outline(PROJECTION, "M0 0z")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<svg/>",
        SVG.replace("6000", "x"),
        SVG.replace(" 6000", ""),
        SVG.replace("path", "rect"),
        SVG.replace(' d="M0 0z"', ""),
    ],
)
def test_another_picture_is_no_outline(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "docs/figures"
    folder.mkdir(parents=True)
    (folder / "flows.yml").write_text("title: T\nstates: [N, W, E]\nflows: []\n")
    (folder / "outline.svg").write_text(text)
    figures, problems = load_figures(tmp_path / "docs", tmp_path)
    assert figures["flows"].outline is None
    assert [problem.code for problem in problems] == ["broken-outline"]
    assert problems[0].path == "docs/figures/outline.svg"


@pytest.mark.parametrize(
    ("places", "codes"),
    [
        (SEATS, []),
        ((), []),
        (SEATS[:2], ["place-of-state"]),
        ((*SEATS, SEATS[0]), ["place-of-state"]),
        ((*SEATS, Place(name="X", lon=0, lat=0, state="Nort")), ["unknown-state"]),
    ],
)
def test_each_state_has_one_place(places: tuple[Place, ...], codes: list[str]) -> None:
    figure = make_figure(places=places)
    problems = [*known_place(figure, TARGETS), *place_of_state(figure, TARGETS)]
    assert [problem.code for problem in problems] == codes
