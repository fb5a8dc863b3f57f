"""What is published of this room beside styles and scripts: for a host, the search, old links."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment

from ..folders import File
from ..pages.publication import Publication
from ..text import is_web
from .assets import draw_card
from .search import Found, write_index


def list_files(
    publication: Publication,
    lasting: Collection[str],
    search: Callable[[], Found],
    env: Environment,
    shown: Mapping[str, Any],
) -> Iterator[File]:
    """Yield what a host is told of the site, and the index of the search.

    What is at the paths `lasting` never changes; `search` returns what is to be found, `env` has
    the templates, `shown` is what MkDocs gives to them.
    """
    headers = env.select_template(["headers.html", env.from_string("")])
    base = urlsplit(publication.site_url).path or "/"
    yield "_headers", headers.render(shown, base=base, lasting=sorted(lasting))
    yield "search-index.js", lambda: write_index(search())


def list_redirects(
    redirects: Mapping[str, str],
    ids: Mapping[str, Sequence[str]],
    env: Environment,
    shown: Mapping[str, Any],
) -> Iterator[File]:
    """Yield a page for each address that moved; it leads on, and has the `ids` that it had."""
    template = env.get_template("redirect.html")
    for old, new in redirects.items():
        root = "../" * old.count("/")
        target = new if is_web(new) else root + new
        given = {"config": shown["config"], "root": root, "url": target, "ids": ids[old]}
        yield f"{old}index.html", template.render(given)


def list_card(
    publication: Publication, draw_figure: Callable[[], tuple[str, str]]
) -> Iterator[File]:
    """Yield the picture for link previews; `draw_figure` returns what it shows, if anything."""
    yield "assets/card.png", partial(_draw, publication, draw_figure)


def _draw(publication: Publication, draw_figure: Callable[[], tuple[str, str]]) -> bytes:
    line = f"{publication.version.name.capitalize()}, {publication.version.day}"
    return draw_card(publication.title, publication.abstract, line, draw_figure())
