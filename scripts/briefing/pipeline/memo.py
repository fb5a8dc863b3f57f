"""What a server has made and would make again from the same."""

from collections.abc import Callable
from typing import Any, TypeVar

from ..store import digest

T = TypeVar("T")


class Memo:
    """What a server has rendered, by the digest of everything that went into it.

    It holds what the present build and the last good one have asked for. Until it is switched on it
    keeps nothing: in a build, and where other hooks or plugins may change a page in ways that no
    digest tells of.
    """

    def __init__(self) -> None:
        self.is_on = False
        self._stamp = ""
        self._before = dict[str, Any]()
        self._now = dict[str, Any]()

    def begin(self, stamp: str, is_on: bool) -> None:
        """Begin a build with a stamp, which is part of every key (`stamp.py`)."""
        self.is_on = is_on
        self._stamp = stamp

    def end(self) -> None:
        """Forget what a good build has not asked for; one that breaks off has not asked for all."""
        self._before, self._now = self._now, {}

    def find(self, key: str) -> Any:
        """Return what was kept under a digest; None where nothing was."""
        name = digest(self._stamp, key)
        if name in self._before and name not in self._now:
            self._now[name] = self._before[name]
        return self._now.get(name)

    def keep(self, key: str, value: Any) -> None:
        """Keep something under the digest of everything that it was made from, if it has one."""
        if self.is_on and key:
            self._now[digest(self._stamp, key)] = value

    def get(self, key: Callable[[], str], make: Callable[[], T]) -> T:
        """Return what `make` gives, or gave before for the same key."""
        if not self.is_on:
            return make()
        name = key()
        value: T | None = self.find(name)
        if value is None:
            value = make()
            self.keep(name, value)
        return value
