"""What is on the site becomes the next edition: finished pages that are never made again."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
from jinja2 import Template

from ..answers import ENGINE_NAME
from ..claims.record_files import list_reasons
from ..editions.changes import compare_editions
from ..editions.editions import MANIFEST, Edition, seal
from ..editions.moves import Move, list_moves
from ..figures.forecasts import list_forecasts
from ..html import Node, get, lead_links, make, parse, suit_readers, write
from ..text import find_scheme, make_sum, resolve
from ..web.article import lay_out
from ..web.frame import PRINT_STYLE
from ..yamldata import format_json
from .build import Build
from .site import Site

_FRAME = Path(__file__).with_name("frozen.html")
# By what readers cite: an author's headings, and paragraphs. Those of views and notes are many.
_HANDLES = "body > * > a.heading-link, body > section > h2 > a.heading-link, a.claim-label"
_FRAME_STYLE = Path(__file__).with_name("frozen.css")
_SETTINGS = ("language", "site_description", "site_author")


def freeze_site(build: Build) -> dict[str, bytes]:
    """Return the files of the edition that the site of a build is to be, by their paths in it."""
    site, project = build.site, build.project
    before = project.editions[-1] if project.editions else None
    articles = {page.url: lay_out(page.html, site.sorts[page.url]) for page in site.kept}
    shown = [path for path in list_pictures(articles) if path in project.files]
    pictures = {path: project.files[path] for path in shown}
    look = build.assets.finish_style(_list_styles(site), _FRAME_STYLE.read_text("utf-8"))
    return make_edition(keep(site), articles, pictures, look, before, find_moves(site))


def find_moves(site: Site) -> list[Move]:
    """Return what a site moves as the next edition, and what editions moved and did not tell."""
    editions, reasons = site.project.editions, list_reasons(site.project.records)
    return list_moves(editions, Edition(keep(site), {}), reasons) if editions else []


def _list_styles(site: Site) -> list[str]:
    """Return the stylesheets of what is kept of a site, beside that of all pages.

    Paper is last, as on the pages themselves.
    """
    asked = (site.styles[page.url] for page in site.kept)
    return [*dict.fromkeys(chain.from_iterable(asked)), PRINT_STYLE]


def keep(site: Site) -> dict[str, Any]:
    """Return the members of a manifest, as `docs/schemas/edition.json` describes them."""
    project, version = site.project, site.publication.version
    before = project.editions[-1] if project.editions else None
    sources = project.bibliography.sources
    members = {
        "$schema": "../../schemas/edition.json",
        "edition": version.number,
        "date": version.date.isoformat(),
        "note": version.note,
        "engine": ENGINE_NAME,
        "predecessor": before.data["sha256"] if before else None,
        "predecessor_swhid": before.swhid if before else None,
        "site_name": project.words["site_name"],
        "settings": {name: project.words[name] for name in _SETTINGS},
        "digests": dict(sorted(project.digests.items())),
        "redirects": site.redirects,
        "sources": {key: {"short": each.short} for key, each in sources.items()},
        "readings": {name: form.reading for name, form in list_forecasts(project.figures).items()},
        "records": {page.url: project.records.of_page(page.uri).records for page in site.kept},
        "pages": {
            page.url: {
                "title": page.evidence.page.title,
                "description": page.description,
                "passages": page.passages,
            }
            for page in site.kept
        },
    }
    kept: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(members))  # as it is read again
    return kept


def make_edition(
    manifest: Mapping[str, Any],
    articles: Mapping[str, str],
    pictures: Mapping[str, bytes],
    look: Mapping[str, bytes],
    before: Edition | None,
    moves: Sequence[Move] = (),
) -> dict[str, bytes]:
    """Return the files of a new edition by their paths in it.

    `manifest` is all of it but sums and what it changed in the edition `before`; `articles` are the
    pages by address; `pictures` are those that they show and `look` is their finished style, both
    by path; `moves` are what it moves.
    """
    kept = {*pictures, *articles}
    frame = Template(_FRAME.read_text("utf-8"), autoescape=True)
    version = Edition(manifest, {}).version
    files = dict[str, bytes]()
    pages = dict[str, Any]()
    for url, page in manifest["pages"].items():
        text = frame.render(
            language=manifest["settings"]["language"],
            title=page["title"] if url else "",
            site_name=manifest["site_name"],
            version=version,
            article=_freeze(articles[url], url, kept),
        )
        files[f"{url}index.html"] = f"{text}\n".encode()
        pages[url] = {"sha256": make_sum(files[f"{url}index.html"]), **page}
    changes = compare_editions(before, Edition(manifest, {})) if before else None
    changes = {"moved": moves, **changes} if changes else None
    sums = {
        "pictures": {path: make_sum(content) for path, content in pictures.items()},
        "styles": {path: make_sum(content) for path, content in look.items()},
    }
    whole = {**manifest, **sums, "pages": pages, "changes": changes, "sha256": ""}
    return {**files, **pictures, **look, MANIFEST: seal(format_json(whole).encode())}


def list_pictures(articles: Mapping[str, str]) -> list[str]:
    """Return the pictures that pages show, by their paths in the site."""
    paths = {
        unquote(resolve(url, get(image, "src")))
        for url, article in articles.items()
        for image in parse(article).css("img")
    }
    return sorted(paths)


def _freeze(article: str, url: str, kept: Collection[str]) -> str:
    """Return the article of the page at an address as reader views take it, without scripts.

    `kept` are the addresses of the pages and pictures of the edition: links to these stay.
    """
    body = parse(article)
    suit_readers(body)
    body.strip_tags(["script"], recursive=True)
    lead_links(body, lambda link: _lead(link, url, kept))
    for handle in body.css(_HANDLES):
        _lead_to_now(handle, url)
    for handle in body.css("[data-cite]"):
        del handle.attrs["data-cite"]  # of a script
    return write(body)


def _lead(link: str, url: str, kept: Collection[str]) -> str:
    """Return a link of a page at an address as it leads from the edition, two folders below."""
    target = resolve(url, link)
    if find_scheme(target) or unquote(urlsplit(target).path) in kept:
        return link
    return f"../../{link}"


def _lead_to_now(handle: Node, url: str) -> None:
    """Put a link beside a control that leads to the same place as it is now."""
    href = f"../../{'../' * url.count('/')}{url}{get(handle, 'href')}"
    label = "As it is now"
    handle.insert_after(make("a", class_="cite now", href=href, title=label, aria_label=label))
    handle.insert_after(" ")
