"""What a figure shares with others: no figure itself."""

from collections.abc import Iterable


def add(numbers: Iterable[float]) -> float:
    """Return the sum."""
    return sum(numbers)
