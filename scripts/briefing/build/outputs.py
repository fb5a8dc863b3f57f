"""The fourth stage of a build: the files beside the pages, by their path from the root of the site."""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment

from ..book.book import make_book
from ..book.print_page import make_parts
from ..citing.forms import write_files
from ..citing.markdown_twin import write_twin
from ..claims.ledger import write_csv, write_json
from ..editions.published import Present, publish_editions
from ..pages.document import Document
from ..pages.footnotes import resolve
from ..problems import Problem, Refused
from ..web.policy import write_headers
from ..web.preview_image import draw_card
from ..web.search import write_index
from .site import Site


def make_files(site: Site, env: Environment, lasting: Mapping[str, str], shown: Mapping[str, Any],
               book: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the content of each file, and what the book cannot hold.

    `env` is where the templates are, `shown` what MkDocs gives to them; `lasting` are the published styles and scripts
    by their path, `book` those of an earlier build that a server shows on, since to set them takes long.
    """
    publication = site.publication
    texts = {"_headers": write_headers(lasting), "claims.csv": write_csv(site.rows, publication.site_url),
             "claims.json": _write_ledger(site),
             "search-index.js": write_index(_list_searched(site))}
    made = _publish_editions(site, env, shown)
    faults = []
    if site.citing:
        texts |= write_files(site.citing)
        for name, template in (("feed.xml", "feed.html"), ("llms.txt", "llms.txt")):
            texts[name] = env.get_template(template).render(
                publication=publication, editions=site.project.editions, version=site.version, pages=site.citing.pages)
        line = f"{publication.version.capitalize()}, {site.version.day}"
        made["assets/card.png"] = draw_card(publication.title, publication.abstract, line, site.project.cache)
        try:
            made |= book or _make_book(site, env)
        except Refused as error:
            faults.append(Problem(*site.project.find_line("print.md", ""), str(error), "book"))
    return made | {name: text.encode() for name, text in texts.items()}, faults


def _publish_editions(site: Site, env: Environment, shown: Mapping[str, Any]) -> dict[str, bytes]:
    urls, sources = [page.url for page in site.frozen], site.citing.sources if site.citing else {}
    return publish_editions(site.project.editions, Present(
        site.publication, sources, urls, site.project.moved_pages, env, shown), site.project.cache)


def _write_ledger(site: Site) -> str:
    """Return the ledger as data, with what a reader who has nothing else needs to know of it."""
    publication = site.publication
    about = {"title": publication.title, "cut_off": site.project.settings.cut_off.isoformat(),
             "edition": publication.version, "date": publication.date.isoformat(), "licence": publication.licence,
             "article": site.project.support.article or None}
    sums = {address: passage.sha256 for address, passage in site.finished.passages.items()}
    return write_json(site.rows, site.project.bibliography.sources, about, publication.site_url, sums)


def write_twins(site: Site) -> dict[str, str]:
    """Return the Markdown twin of each page that can be cited, by its path from the root of the site."""
    project, pages = site.project, {page.uri: page.evidence.page for page in site.frozen}
    texts = resolve({uri: project.by_uri[uri].text for uri in pages}, project.notes)
    address = site.publication.site_url
    return {f"{page.url}index.md": write_twin(Document(uri, uri, texts[uri]), address + page.url, pages)
            for uri, page in pages.items()}


def _make_book(site: Site, env: Environment) -> Mapping[str, bytes]:
    if not site.has_book:
        return {}
    parts = make_parts([page.evidence for page in site.pages], site.bodies, site.publication.site_url)
    return make_book(env, parts, site.publication, site.project.settings.cut_off, site.project.short_names,
                     site.project.cache)


def _list_searched(site: Site) -> Iterator[tuple[str, str, str]]:
    for page in site.pages:
        if page.is_searched:
            yield page.evidence.page.title, page.url, site.bodies[page.uri]
