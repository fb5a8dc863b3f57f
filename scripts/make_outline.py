"""Draw the outline of the land for the map of a briefing: docs/figures/outline.svg.

Usage: python scripts/make_outline.py LAND LON,LAT SOUTH,NORTH WIDTH [FILE]

    LAND          land-50m.json of the package world-atlas, which is Natural Earth in TopoJSON:
                  npm pack world-atlas && tar xzf world-atlas-*.tgz package/land-50m.json
    LON,LAT       the middle of the map, in degrees
    SOUTH,NORTH   the two parallels that keep their length, in degrees
    WIDTH         of the map, in km
    FILE          by default docs/figures/outline.svg

The file is output that is committed, made once: a build takes it as it is. That of this briefing:
`python scripts/make_outline.py package/land-50m.json 95,52 30,60 9000`. It has coasts and
no border, so that it takes no side in any dispute. Natural Earth is in the public domain
(https://www.naturalearthdata.com/about/terms-of-use/), the format is
https://github.com/topojson/topojson-specification.
"""

import argparse
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefing.claims.outline import HEIGHT, NAME, SVG, WIDTH, Point, Projection

FILE = Path(__file__).parent.parent / "docs/figures" / NAME
EDGE = 4  # how far beyond the map the land goes on, so that nobody sees where it was cut
TOLERANCE = 2.6  # how far from the coast a line may be; all in units of the map
LEAST = 60  # of an island: its area

SIDES = ((0, -EDGE, 1), (0, WIDTH + EDGE, -1), (1, -EDGE, 1), (1, HEIGHT + EDGE, -1))
"""Of the map: its axis, where on it that is, and on which side of it the map is."""
FARTHEST = -80  # the latitude beyond which this projection has no room

Ring = list[Point]


def read_rings(topology: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """Yield all rings of the land, as longitudes and latitudes."""
    (x_scale, y_scale), (left, top) = (topology["transform"][key] for key in ("scale", "translate"))
    arcs = list[list[tuple[float, float]]]()
    for deltas in topology["arcs"]:
        x = y = 0
        arc = list[tuple[float, float]]()
        for step_x, step_y in deltas:
            x, y = x + step_x, y + step_y
            arc.append((x * x_scale + left, y * y_scale + top))
        arcs.append(arc)
    [land] = topology["objects"]["land"]["geometries"]
    for polygon in land["arcs"]:
        for numbers in polygon:
            yield _join(arcs, numbers)


def _join(
    arcs: Sequence[list[tuple[float, float]]], numbers: Iterable[int]
) -> list[tuple[float, float]]:
    """Return the ring of some arcs; one with a number below 0 is the other one, backwards."""
    ring = list[tuple[float, float]]()
    for number in numbers:
        ring += arcs[number] if number >= 0 else arcs[~number][::-1]
    return ring


def cut(ring: Ring) -> Ring:
    """Return a ring without what is beyond the map: Sutherland and Hodgman, 1974."""
    for axis, limit, sign in SIDES:
        kept = Ring()
        for one, other in pairwise([*ring[-1:], *ring]):
            before, after = (one[axis] - limit) * sign, (other[axis] - limit) * sign
            if before * after < 0:
                share = before / (before - after)
                x = one.x + share * (other.x - one.x)
                kept.append(Point(x, one.y + share * (other.y - one.y)))
            if after >= 0:
                kept.append(other)
        ring = kept
    return ring


def simplify(line: Ring) -> Ring:
    """Return a line with as few points as the tolerance allows: Douglas and Peucker, 1973."""
    if len(line) < 3:
        return line
    start, end = line[0], line[-1]
    farthest, distance = max(
        ((number, _measure(point, start, end)) for number, point in enumerate(line)),
        key=lambda measured: measured[1],
    )
    if distance <= TOLERANCE:
        return [start, end]
    return [*simplify(line[: farthest + 1])[:-1], *simplify(line[farthest:])]


def _measure(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two."""
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    across, down = end.x - start.x, end.y - start.y
    return abs(across * (point.y - start.y) - down * (point.x - start.x)) / length


def find_area(ring: Ring) -> float:
    """Return the area of a ring."""
    pairs = pairwise([*ring[-1:], *ring])
    return abs(sum(one.x * other.y - one.y * other.x for one, other in pairs)) / 2


def write_path(ring: Ring) -> str:
    """Return the data of a path in whole units, each point by its way from the one before."""
    points = [(round(point.x), round(point.y)) for point in ring]
    data = f"M{points[0][0]} {points[0][1]}l"
    for one, other in pairwise(points):
        if one != other:
            x, y = other[0] - one[0], other[1] - one[1]
            data += f" {x} {y}"
    return data.replace("l ", "l").replace(" -", "-") + "z"


def draw(topology: dict[str, Any], projection: Projection) -> str:
    """Return the data of a path of all land that is on the map."""
    data = ""
    for degrees in read_rings(topology):
        ring = [projection.place(lon, max(lat, FARTHEST)) for lon, lat in degrees]
        near = cut(ring)
        if any(map(_is_seen, ring)) and find_area(near) >= LEAST:
            data += write_path(_simplify_ring(near))
    return data


def _is_seen(point: Point) -> bool:
    """Return whether a point is on the map; what is all around it is not."""
    return 0 < point.x < WIDTH and 0 < point.y < HEIGHT


def _simplify_ring(ring: Ring) -> Ring:
    """Return a ring with fewer points, half by half: a line needs two ends that are apart."""
    half = len(ring) // 2
    return [*simplify(ring[: half + 1])[:-1], *simplify([*ring[half:], ring[0]])[:-1]]


def main() -> None:
    """Write the outline that the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("land", "middle", "parallels", "width"):
        parser.add_argument(name)
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    given = parser.parse_args()
    numbers = f"{given.middle} {given.parallels} {given.width}".replace(",", " ")
    projection = Projection(*map(float, numbers.split()))
    data = draw(json.loads(Path(given.land).read_text(encoding="utf-8")), projection)
    given.file.write_text(
        f'<svg xmlns="{SVG}" viewBox="0 0 {WIDTH} {HEIGHT}" data-projection="{numbers}">\n'
        f"<!-- Natural Earth, public domain; made by scripts/make_outline.py -->\n"
        f'<path d="{data}"/>\n</svg>\n',
        encoding="utf-8",
    )
    print(f"{given.file}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
