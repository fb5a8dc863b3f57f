"""On a server, what is no page is made when somebody asks for it, and written nowhere.

Who writes looks at pages. Copies, the index of the search, the feed and pages of editions follow
from these: they are made of the site that the last build put together, and the next has a site of
its own. So none is older than what it is made of.
"""

import mimetypes
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from html import escape
from typing import Any
from urllib.parse import quote

from jinja2 import TemplateError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from ..book.book import EPUB, PDF
from ..folders import Content, make
from ..problems import Refused
from ..programs import ProgramError
from .log import explain
from .publish import SUMS
from .report import REPORT

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]  # PEP 3333
_OF_BUILDS = (PDF, EPUB, REPORT, SUMS)
_INDEX = "index.html"
_SECONDS = 0.1  # after which a server looks again for changes

logger = get_plugin_logger("briefing")


def list_not_served() -> dict[str, Content]:
    """Return what a server does not make, by its path: who asks is told who does."""
    return {name: partial(_refuse, name) for name in _OF_BUILDS}


def _refuse(name: str) -> str:
    raise Refused(f"A server does not make {name}; mkdocs build does.")


def watch_closely(server: LiveReloadServer, paths: Iterable[str]) -> None:
    """Have a server look for changes in some paths, and whatever else it will watch, at once."""
    for path in paths:
        server.unwatch(path)
    server.observer = type(server.observer)(timeout=_SECONDS)
    for path in paths:
        server.watch(path)


def answer_with(app: App, root: str, find_rest: Callable[[], Mapping[str, Content]]) -> App:
    """Return an application that looks for what `app` has not among the rest of the site.

    `root` is the path of the site. `app` waits for a build that goes on: the rest is of the last.
    """

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        statuses = list[tuple[Any, ...]]()
        body = app(environ, lambda *status: statuses.append(status))
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if path.startswith(root) and statuses[0][0].startswith("404"):
            found = _find_in(find_rest(), path, root, start)
            if found is not None:
                return found
        start(*statuses[0])
        return body

    return answer


def _find_in(
    rest: Mapping[str, Content], path: str, root: str, start: Callable[..., Any]
) -> Iterable[bytes] | None:
    """Answer with what is at a path, a folder by its page; None where nothing is."""
    name = path.removeprefix(root)
    if f"{name}/{_INDEX}" in rest:
        start("302 Found", [("Location", quote(f"{path}/"))])
        return []
    name += _INDEX if path.endswith("/") else ""
    return _send(name, rest[name], start) if name in rest else None


def _send(name: str, content: Content, start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with a file, or say why it cannot be made."""
    try:
        body = make(content)
    except (Refused, ProgramError, TemplateError) as error:
        logger.warning("%s: %s", name, explain(error))
        start("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8")])
        page = '<!doctype html><html lang="en"><title>{0}</title><h1>{0}</h1><p>{1}</p>'
        return [page.format(escape(name), escape(explain(error))).encode()]
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]
