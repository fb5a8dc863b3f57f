"""How MkDocs' own server shows a saved word at once, and goes on when what was saved cannot be built."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent

from ..problems import explain

_QUIET = 0.02  # seconds without a change after which a build begins, and the least between two looks
_REST = 20  # how many times as long as a look takes the watcher rests after it


class Watcher(threading.Thread):
    """Tells of changed files, as a watchdog observer does, but sooner than twice a second.

    It looks at times and sizes, so that it works on every system and disk, and a folder that is lost for a moment is a
    folder without files.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.handlers: dict[str, Any] = {}
        self._ended = threading.Event()

    def schedule(self, handler: Any, path: str, recursive: bool = True) -> str:
        """Watch a file or a folder with all that is in it; return what to `unschedule`."""
        self.handlers[path] = handler
        return path

    def unschedule(self, path: str) -> None:
        """Watch it no longer."""
        del self.handlers[path]

    def stop(self) -> None:
        """End the thread."""
        self._ended.set()

    def run(self) -> None:
        """Look, and rest, until the end."""
        seen, rest = self._look(), _QUIET
        while not self._ended.wait(rest):
            start = time.perf_counter()
            now = self._look()
            for path in [path for path in now if now[path] != seen.get(path)]:
                self.handlers[path].dispatch(FileModifiedEvent(path))
            seen, rest = now, max(_QUIET, _REST * (time.perf_counter() - start))

    def _look(self) -> dict[str, list[tuple[str, int, int, int]]]:
        return {path: list(_list_files(path)) for path in list(self.handlers)}


def _list_files(path: str) -> Iterator[tuple[str, int, int, int]]:
    with suppress(OSError):  # it is gone
        if os.path.isdir(path):
            for entry in os.scandir(path):
                yield from _list_files(entry.path)
        else:
            found = os.stat(path)
            yield path, found.st_mtime_ns, found.st_size, found.st_ino


def hasten(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None],
           say: Callable[[str], None]) -> None:
    """Give a server our watcher, and let it `say` in a line why it cannot build, and serve on what it has.

    MkDocs 1.6.1 has no setting for it: `observer`, `build_delay` and `builder` are attributes of its server, and by
    then it has the author's files under its observer, which is not started yet.
    """
    def build() -> None:
        try:
            builder()
        except Exception as error:  # MkDocs would print where in its code, and answer nobody until the next build
            say(explain(error))
    watched = []
    for path in (config.docs_dir, config.config_file_path, *map(str, config.theme.dirs)):
        with suppress(KeyError):  # it does not watch that
            server.unwatch(path)
            watched.append(path)
    watcher: Any = Watcher()
    server.observer, server.build_delay, server.builder = watcher, _QUIET, build
    for path in watched:
        server.watch(path)
