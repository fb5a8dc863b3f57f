"""A site as a host serves it, and the Chromium that looks at it: for the browser tests and for `screenshots.py`."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright
from support import find_headers

from find_tool import find_tool

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host does that reads `_headers`."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        for name, value in find_headers(Path(self.directory), self.path):
            self.send_header(name, value)
        super().end_headers()


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve a site for as long as the block lasts; gives its address, with a slash at its end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def launch(playwright: Playwright) -> Browser | None:
    """Start a Chromium without windows, if there is one."""
    path = find_tool("browser")
    return playwright.chromium.launch(executable_path=path, args=FLAGS) if path else None
