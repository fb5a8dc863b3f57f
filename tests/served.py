"""A site as a host or `mkdocs serve` serves it, and the browsers that look at it.

It is for tests and `screenshots.py`.
"""

import functools
import http.server
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from playwright.sync_api import Browser, Playwright
from support import ROOT, find_headers

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host does that reads `_headers`, or answers with one status."""

    status = 0

    def do_GET(self) -> None:
        if self.status:
            self.send_error(self.status)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        if (Path(self.directory) / "_headers").is_file():
            for name, value in find_headers(Path(self.directory), self.path):
                self.send_header(name, value)
        super().end_headers()


class _Server(http.server.ThreadingHTTPServer):
    """Says nothing when a browser leaves before it has all."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def serve(site: Path, status: int = 0) -> Iterator[str]:
    """Serve a site, or nothing but a status, for as long as the block lasts; gives its address."""
    host = type("_OneHost", (_Host,), {"status": status})
    server = _Server(("127.0.0.1", 0), functools.partial(host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def serve_project(
    root: Path, said: IO[str] | int, *options: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a project as an author does; give its address, and the server, which says all there.

    Where it says all is a file, or `subprocess.PIPE`.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", *options, "-a", address]
    with subprocess.Popen(
        command, cwd=root, text=True, stdout=said, stderr=subprocess.STDOUT
    ) as server:
        try:
            yield f"http://{address}/", server
        finally:
            server.terminate()


def find_tool(name: str) -> str:
    """Return the path of a `browser` or a `firefox`; empty where there is none."""
    command = ["sh", ROOT / "scripts/find_tool.sh", name]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def load_first(script: Path) -> str:
    """Return the options by which Node, which drives the browsers, loads a script before all else.

    https://nodejs.org/api/cli.html#node_optionsoptions
    """
    return f'--require "{script}"'


def launch(playwright: Playwright, name: str = "browser", **settings: Any) -> Browser | None:
    """Start a `browser`, which is a Chromium, or a `firefox`, without windows, if there is one."""
    if name == "firefox":
        return _launch_firefox(playwright)
    path = find_tool(name) or playwright.chromium.executable_path
    if not Path(path).is_file():
        return None
    return playwright.chromium.launch(executable_path=path, args=FLAGS, **settings)


def _launch_firefox(playwright: Playwright) -> Browser | None:
    path = find_tool("firefox")
    if not path:
        return None
    return playwright.firefox.launch(
        executable_path=path,
        channel="moz-firefox",
        firefox_user_prefs={"dom.events.testing.asyncClipboard": True},
    )
