"""The outline of the land: read from TopoJSON, cut to the map, with few points."""

import math
import re

import pytest

from briefing.claims.outline import HEIGHT, WIDTH, Point, Projection, read_outline
from make_outline import FILE, LEAST, Ring, cut, draw, find_area, read_rings, simplify, write_path

MOST = 6_000  # bytes: every first visit of the front page loads it
TOPOLOGY = {
    "transform": {"scale": [0.5, 0.5], "translate": [-10, 40]},
    "arcs": [[[0, 0], [40, 0], [0, 20]], [[0, 0], [0, 20], [40, 0]], [[4, 4], [1, 0], [0, 1]]],
    "objects": {"land": {"geometries": [{"arcs": [[[0, -2]], [[2]]]}]}},
}


def make_ring(*points: tuple[float, float]) -> Ring:
    return [Point(*point) for point in points]


def test_arcs_are_joined_and_one_of_them_backwards() -> None:
    island, rock = read_rings(TOPOLOGY)
    assert island == [(-10, 40), (10, 40), (10, 50), (10, 50), (-10, 50), (-10, 40)]
    assert rock == [(-8, 42), (-7.5, 42), (-7.5, 42.5)]


def test_land_is_cut_a_little_beyond_the_map() -> None:
    ring = cut(make_ring((-900, 100), (300, 100), (300, 900), (-900, 900)))
    assert {point.x for point in ring} == {-4, 300}
    assert {point.y for point in ring} == {100, HEIGHT + 4}
    assert cut(make_ring((WIDTH + 9, 0), (WIDTH + 99, 0), (WIDTH + 99, 9))) == []


def test_a_line_keeps_the_points_that_are_far_from_it() -> None:
    line = make_ring((0, 0), (10, 0.5), (20, 9), (30, 9.5), (40, 9))
    assert simplify(line) == make_ring((0, 0), (10, 0.5), (20, 9), (40, 9))
    assert simplify(line[:2]) == line[:2]


def test_a_path_has_whole_units_and_no_point_twice() -> None:
    ring = make_ring((10.4, 5), (10.2, 5.1), (13, 2), (9, 2))
    assert write_path(ring) == "M10 5l3-3-4 0z"
    assert find_area(make_ring((0, 0), (4, 0), (4, 3))) == 6


def test_what_is_too_small_is_left_out() -> None:
    near = draw(TOPOLOGY, Projection(0, 45, 30, 60, 3000))
    assert near.count("M") == 1, "the island without the rock"
    assert draw(TOPOLOGY, Projection(0, 45, 30, 60, 300_000)) == ""
    assert LEAST > 0


def test_the_outline_that_is_committed_is_small_and_on_the_map() -> None:
    text = FILE.read_text(encoding="utf-8")
    outline = read_outline(text)
    assert len(outline.land) <= MOST
    starts = re.findall(r"M(-?\d+) ?(-?\d+)", outline.land)
    assert len(starts) == outline.land.count("z")
    for x, y in starts:
        assert -5 <= int(x) <= WIDTH + 5
        assert -5 <= int(y) <= HEIGHT + 5


@pytest.mark.parametrize("size", [1, 7])
def test_an_area_grows_with_the_square(size: float) -> None:
    ring = make_ring((0, 0), (size, 0), (size, size), (0, size))
    assert math.isclose(find_area(ring), size * size)
