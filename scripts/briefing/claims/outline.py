"""The outline of the land on a map, and where on it a longitude and a latitude are.

`docs/figures/outline.svg` has it, with the projection in an attribute, so that places are put where
that land is. It was made once, and is committed: the land of `land-50m.json` of the npm package
world-atlas 2 (Natural Earth, in the public domain), without borders, so that it takes no side;
projected as `Projection` does, middle 95,52, parallels 30,60, width 9000 km; cut 4 units beyond the
map; lines made simpler by up to 2.6 units, and islands of less than 60 left out.
"""

import math
import xml.etree.ElementTree as ET
from typing import NamedTuple

NAME = "outline.svg"  # beside the data of the figures
WIDTH, HEIGHT = 600, 400  # of the map, in its own units
SVG = "http://www.w3.org/2000/svg"
_EARTH = 6371  # its radius in km


class Point(NamedTuple):
    """A place on the map, in its units, from the left and from the top."""

    x: float
    y: float


class Projection(NamedTuple):
    """Lambert’s conformal conic projection of a sphere: J. P. Snyder, Map Projections, p. 106."""

    lon: float  # of the middle of the map, in degrees as all others
    lat: float
    south: float  # the two parallels that keep their length
    north: float
    width: float  # of the map, in km

    def place(self, lon: float, lat: float) -> Point:
        """Return where a longitude and a latitude are on the map."""
        south, north = math.radians(self.south), math.radians(self.north)
        cosines = math.log(math.cos(south) / math.cos(north))
        narrowing = cosines / math.log(_stretch(self.north) / _stretch(self.south))
        scale = _EARTH * WIDTH / self.width
        base = scale * math.cos(south) * _stretch(self.south) ** narrowing / narrowing
        radius = base / _stretch(lat) ** narrowing
        turn = narrowing * math.radians(lon - self.lon)
        x, y = radius * math.sin(turn), radius * math.cos(turn)
        return Point(WIDTH / 2 + x, HEIGHT / 2 + y - base / _stretch(self.lat) ** narrowing)


def _stretch(lat: float) -> float:
    """Return the exponential of how far north of the equator a latitude is on Mercator’s map."""
    return math.tan(math.pi / 4 + math.radians(lat) / 2)


class Outline(NamedTuple):
    """The outline of the land."""

    projection: Projection
    land: str  # the data of a path of SVG


def read_outline(text: str) -> Outline:
    """Return what such an SVG has. Raise ValueError where it is another."""
    try:
        root = ET.fromstring(text)
        numbers = [float(number) for number in root.attrib["data-projection"].split()]
        [path] = root.iter(f"{{{SVG}}}path")
        return Outline(Projection(*numbers), path.attrib["d"])
    except (ET.ParseError, KeyError, TypeError, ValueError) as error:
        raise ValueError("this is no outline of land") from error
