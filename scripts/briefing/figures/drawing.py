"""What drawings have in common: a scale, and what stands close together.

Places are per cent of a drawing's width or height, so that it takes any width and its letters keep
their size.
"""

from collections.abc import Iterable
from dataclasses import dataclass


def to_tenth(share: float) -> float:
    """Return per cents of a figure's width or height, to a tenth, and whole where they are."""
    rounded = round(float(share), 1)
    return int(rounded) if rounded.is_integer() else rounded


@dataclass(frozen=True)
class Scale:
    """Where numbers stand: days, years, shares."""

    span: tuple[float, float]  # the first number and the last
    room: tuple[float, float]  # where these two stand

    def place(self, number: float) -> float:
        """Return where a number stands."""
        first, last = self.span
        start, end = self.room
        return to_tenth(end - (last - number) * (end - start) / ((last - first) or 1))


def find_levels(places: Iterable[float], apart: float) -> list[int]:
    """Return for each place how many it stands above the axis, so that none are nearer."""
    last = list[float]()  # place at each level
    levels = list[int]()
    for place in places:
        free = [level for level, taken in enumerate(last) if place - taken >= apart]
        level = free[0] if free else len(last)
        last[level : level + 1] = [place]
        levels.append(level)
    return levels
