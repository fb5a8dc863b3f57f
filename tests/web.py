"""A small web of our own: one path for everything that an address can do."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

REDIRECTS = {
    "/moved": (301, "/live"), "/moved-308": (308, "/moved"), "/found": (302, "/live"), "/see": (303, "/live"),
    "/moved-then-found": (301, "/found"), "/found-then-moved": (302, "/moved"),
    "/loop": (302, "/loop"), "/ping": (301, "/pong"), "/pong": (301, "/ping"),
    "/1": (302, "/2"), "/2": (302, "/3"), "/3": (302, "/4"), "/4": (302, "/5"), "/5": (302, "/live"), "/0": (302, "/1"),
    "/lie": (302, "/"), "/lie-301": (301, "/"), "/?p=12": (302, "/"), "/moved-gone": (301, "/gone"),
    "/to-file": (302, "file:///etc/passwd"), "/to-script": (301, "javascript:alert(1)"),
    "/to-app": (302, "tel:+12"), "/to-nowhere": (302, "http://"), "/to-broken": (302, "http://[::1"),
}
STATUSES = {"/live": 200, "/": 200, "/empty": 204, "/gone": 410, "/missing": 404, "/forbidden": 403, "/broken": 500,
            "/odd": 599, "/no-location": 302, "/not-modified": 304}


class Web(ThreadingHTTPServer):
    """The server, what it was asked, and when it may go on."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.statuses = dict(STATUSES)
        self.release = threading.Event()
        """Set at the end: until then, what hangs hangs."""
        self.hung_up = threading.Event()
        """Set when a client has closed the connection of an endless answer."""

    @property
    def root(self) -> str:
        """Its address, without the slash."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients hang up on purpose."""


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def do_HEAD(self) -> None:
        if self.path == "/drops-head":
            return
        refused = {"/refuses-head": 405, "/misses-head": 404, "/huge": 405}
        self._answer(refused.get(self.path))

    def do_GET(self) -> None:
        self._answer(200 if self.path in {"/refuses-head", "/misses-head", "/drops-head", "/huge"} else None)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _answer(self, status: int | None) -> None:
        self.server.asked.append((self.command, self.path))
        self.server.agents.add(self.headers["User-Agent"])
        if self.path == "/hangs":
            self.server.release.wait()
        elif self.path == "/drips":
            self._pour(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x", 0.01)
        elif self.path.startswith("/busy/"):
            self._send(429 if self.command == "HEAD" else 200, {"Retry-After": unquote(self.path[6:])})
        elif self.path in REDIRECTS:
            status, target = REDIRECTS[self.path]
            self._send(status, {"Location": target})
        else:
            self._send(status or self.server.statuses.get(self.path, 404), {})
            if self.path == "/huge" and self.command == "GET":
                self._pour(b"", b"x" * 65536, 0)

    def _send(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _pour(self, start: bytes, drop: bytes, every: float) -> None:
        """Write without end, until the client hangs up."""
        try:
            self.wfile.write(start)
            while not self.server.release.wait(every):
                self.wfile.write(drop)
        except OSError:
            self.server.hung_up.set()


@contextmanager
def serve() -> Iterator[Web]:
    """Run a server for as long as the block lasts."""
    with Web() as web:
        thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield web
        finally:
            web.release.set()
            web.shutdown()
            thread.join()
