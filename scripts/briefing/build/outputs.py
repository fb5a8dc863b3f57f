"""The files that a build makes beside the pages."""

from collections.abc import Iterator

from ..citing.forms import write_files
from ..claims.ledger import write_csv, write_json
from ..web.preview_image import draw_card
from ..web.search import write_index
from .site import Assembly


def make_files(assembly: Assembly) -> dict[str, bytes]:
    """Give the content of each file by its path from the root of the site."""
    rows, publication = assembly.rows, assembly.publication
    texts = {"claims.json": write_json(rows, publication.site_url, assembly.settings.cut_off),
             "claims.csv": write_csv(rows, publication.site_url),
             "search-index.js": write_index(_list_searched(assembly))}
    made = {}
    if assembly.citing:
        texts |= write_files(assembly.citing)
        feed = assembly.env.get_template("feed.html")
        texts["feed.xml"] = feed.render(publication=publication, editions=assembly.editions, version=assembly.version)
        line = f"{publication.version.capitalize()}, {assembly.version.day}"
        made["assets/card.png"] = draw_card(publication.title, publication.abstract, line, assembly.cache)
    return made | {name: text.encode() for name, text in texts.items()}


def _list_searched(assembly: Assembly) -> Iterator[tuple[str, str, str]]:
    for page in assembly.pages:
        if page.is_searched:
            yield page.evidence.page.title, page.evidence.page.url, assembly.bodies[page.uri]
