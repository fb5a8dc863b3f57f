"""A server hears of a saved file from watchfiles, within hundredths of a second; MkDocs' own looks twice a second."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from watchdog.events import FileModifiedEvent
from watchdog.observers.api import BaseObserver, EventEmitter
from watchfiles import Change, watch

QUIET = 0.01  # seconds without a change after which a build begins


class Emitter(EventEmitter):
    """Tells watchdog, which MkDocs' server asks, of what changes in a file, or in a folder with all that is in it."""

    is_lost = True  # at first too, since nobody has watched while the first build went on

    def queue_events(self, timeout: float) -> None:
        """Watch until the end, or until the file or the folder is lost for a moment; watchdog calls again then."""
        path = self.watch.raw_path
        with suppress(OSError):  # it is gone before it could be watched
            for changes in watch(
                path,
                watch_filter=None,
                debounce=50,
                step=5,
                rust_timeout=200,
                yield_on_timeout=True,
                ignore_permission_denied=True,
                stop_event=self.stopped_event,
            ):  # in milliseconds
                if changes or self.is_lost:
                    self.queue_event(FileModifiedEvent(path))
                self.is_lost = not os.path.exists(path) or (Change.deleted, path) in changes
                if self.is_lost:
                    break
        self.stopped_event.wait(QUIET)


def equip_server(server: Any, build: Callable[[], None], paths: Iterable[str]) -> None:
    """Have a server watch paths in our way, and call `build`: MkDocs 1.6.1 has attributes for it, and no settings."""
    server.observer, server.build_delay, server.builder = BaseObserver(Emitter), QUIET, build
    for path in paths:
        with suppress(KeyError):  # nobody has watched it, or the observer before
            server.unwatch(path)
        server.watch(path)
