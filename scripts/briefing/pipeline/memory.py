"""What the last build of a server made: the next asks for nearly all of it again."""

from collections.abc import Callable
from typing import TypeVar, cast

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


class Memory:
    """The last answers of functions that look at nothing but what they are given."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._last = dict[tuple[object, str], tuple[object, object]]()

    def recall(self, make: Callable[[_Given], _Made], given: _Given, name: str) -> _Made:
        """Return what a function makes of what is given; it is not asked again for the same.

        `name` is what it is made for: the file of a page.
        """
        known, made = self._last.get((make, name), (None, None))
        if known != given:
            made = make(given)
            self._last[make, name] = (given, made)
        return cast(_Made, made)

    def clear(self) -> None:
        """Forget all."""
        self._last.clear()
