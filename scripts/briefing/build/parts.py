"""The last stage of a build: the parts of a site are written, each again only where what it is made from has changed.

A part is one file or several that are made together. What did not change is taken from where the last build of the
same site left it: a server leaves it there, a build links it into the new site, if it is still the same byte for byte.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ..cache import make_digest

ALL = "everything"  # under which the whole site is kept as one part


class Part(NamedTuple):
    """Some files of a site, which are not made yet."""

    name: str  # unique in the site
    made_from: str  # digest of all that they are made from
    make: Callable[[], Mapping[str, str | bytes]]  # returns the content of each by its path from the root of the site


@dataclass(frozen=True)
class Written:
    """A part as it was written."""

    made_from: str
    sums: dict[str, str]  # the SHA-256 of each file by its path


@dataclass
class Output:
    """Where the parts of one site are written."""

    folder: Path
    before: Path  # where the site of the build before stands: in the same folder while it is served
    last: Mapping[str, Written] = field(default_factory=dict)  # its parts by their names
    parts: dict[str, Written] = field(default_factory=dict)  # those of this build

    def write(self, part: Part) -> None:
        """Write a part, or take it over. Raise OSError, which names the file, where that cannot be done."""
        known = self.last.get(part.name)
        if not (known and known.made_from == part.made_from
                and all(map(self._take_over, known.sums, known.sums.values()))):
            known = Written(part.made_from, {path: self._put(path, text) for path, text in part.make().items()})
        self.parts[part.name] = known

    def wait_for(self, name: str) -> None:
        """Leave a part as it is for now."""
        self.parts |= {name: self.last[name]} if name in self.last else {}

    def drop_others(self) -> None:
        """Delete what the build before had and this one has not, while both are served from the same folder."""
        for path in {path for part in self.last.values() for path in part.sums} - self.sums.keys():
            (self.folder / path).unlink(missing_ok=True)

    @property
    def sums(self) -> dict[str, str]:
        """The SHA-256 of each file by its path."""
        return {path: digest for part in self.parts.values() for path, digest in part.sums.items()}

    def _take_over(self, path: str, digest: str) -> bool:
        old, new = self.before / path, self.folder / path
        if old == new:
            return old.is_file()
        with suppress(OSError):  # it is gone, or the disk has no links
            if not old.is_symlink() and sha256(old.read_bytes()).hexdigest() == digest:
                new.parent.mkdir(parents=True, exist_ok=True)
                os.link(old, new)
                return True
        return False

    def _put(self, path: str, text: str | bytes) -> str:
        file, content = self.folder / path, text.encode() if isinstance(text, str) else text
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if self.folder != self.before:  # it may have just been taken over: then it is a file of the live site too
                file.unlink(missing_ok=True)
            file.write_bytes(content)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(file)) from error
        return sha256(content).hexdigest()


def name_file(cache: Path, site: Path) -> Path:
    """Return where in the folder `cache` it is kept which parts the last build of `site` has written."""
    return cache / f"site-{make_digest(str(site))}.json"
