"""A site as a host serves it, and the browsers that look at it: for the browser tests and for `screenshots.py`."""

import functools
import http.server
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright
from support import ROOT, find_headers

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Host, directory=str(site))
    )
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a browser may leave before it has all
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def find_tool(name: str) -> str:
    """Return the path of a `browser`, a `firefox` or a `java`; empty where there is none."""
    return subprocess.run(
        ["sh", ROOT / "scripts/find_tool.sh", name], capture_output=True, text=True, check=False
    ).stdout.strip()


def launch(playwright: Playwright, name: str = "browser", **settings: Any) -> Browser | None:
    """Start a `browser`, which is a Chromium, or a `firefox`, without windows, if there is one."""
    path = find_tool(name)
    if name == "firefox":
        return (
            playwright.firefox.launch(
                executable_path=path,
                channel="moz-firefox",
                firefox_user_prefs={"dom.events.testing.asyncClipboard": True},
            )
            if path
            else None
        )
    path = path or playwright.chromium.executable_path
    return (
        playwright.chromium.launch(executable_path=path, args=FLAGS, **settings)
        if Path(path).is_file()
        else None
    )
