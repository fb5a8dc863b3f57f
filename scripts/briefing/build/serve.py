"""How MkDocs' own server shows a saved word at once, and goes on when what was saved cannot be built."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent
from watchfiles import Change, watch

from ..problems import explain

_QUIET = 0.02  # seconds without a change after which a build begins
_OPTIONS: dict[str, Any] = {"watch_filter": None, "debounce": 50, "step": 5, "rust_timeout": 20,
                            "yield_on_timeout": True, "ignore_permission_denied": True}  # times in milliseconds


class Watcher(threading.Thread):
    """Tells of changed files, as a watchdog observer does, but sooner than twice a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.handlers: dict[str, Any] = {}  # all of MkDocs' do the same
        self.ended = threading.Event()
        self.stop = self.ended.set

    def schedule(self, handler: Any, path: str, recursive: bool = True) -> str:
        """Watch a file or a folder with all that is in it; return what to `unschedule`."""
        self.handlers[path] = handler
        return path

    def unschedule(self, path: Any) -> None:
        """Watch it no longer, if it was watched here and not by the observer before."""
        self.handlers.pop(path, None)

    def run(self) -> None:
        """Watch until the end, and anew where a file or a folder was lost for a moment.

        When it begins, it tells of a change, since nobody has watched while the first build went on.
        """
        is_lost = True
        while not self.ended.wait(_QUIET):
            there = [*filter(os.path.exists, self.handlers)]
            with suppress(OSError):  # one is gone before it could be watched
                for changes in watch(*there, stop_event=self.ended, **_OPTIONS):
                    if changes or is_lost:
                        next(iter(self.handlers.values())).dispatch(FileModifiedEvent("docs"))
                    is_lost = (there != [*filter(os.path.exists, self.handlers)]
                               or not changes.isdisjoint((Change.deleted, path) for path in there))
                    if is_lost:
                        break


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
    watcher: Any = Watcher()
    server.observer, server.build_delay, server.builder = watcher, _QUIET, build
    for path in (config.docs_dir, config.config_file_path, *map(str, config.theme.dirs)):
        with suppress(KeyError):  # it does not watch that
            server.unwatch(path)
            server.watch(path)
