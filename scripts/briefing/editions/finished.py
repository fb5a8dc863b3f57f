"""Pages of editions: finished HTML when they are frozen, put into the frame of the present site when it is built."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from html import escape
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, Template

from ..addresses import find_scheme
from ..cache import remember
from ..html import drop, get, lead_links, make, parse, write
from .manifest import FOLDER, MANIFEST, Edition, Version, find_article, seal
from .outcomes import compare_editions
from .passages import ReadPicture, find_passages, resolve
from .promises import follow

_FILE = """\
<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<p>{edition}</p>
<article>
{article}
</article>
"""
_NOW = "As it is now"
"""Where a control of a frozen page leads."""


@dataclass(frozen=True)
class FinishedPage:
    """A page as readers see it, to be frozen."""

    url: str
    title: str
    description: str
    html: str
    """What stands in its article."""
    citations: Mapping[str, str]
    """How it is cited, as plain text, by form."""


@dataclass(frozen=True)
class FinishedSite:
    """What an edition is made of, but for its number, date and note."""

    name: str
    url: str
    """A manifest has `{site_url}` in its place, for a site may move."""
    language: str
    cut_off: str
    pages: Sequence[FinishedPage]
    redirects: Mapping[str, str]
    read_picture: ReadPicture


def make_edition(version: Version, site: FinishedSite, predecessor: Edition | None) -> dict[str, bytes]:
    """Return every file of a new edition by its path in the edition's folder."""
    shown = [unquote(resolve(page.url, get(image, "src"))) for page in site.pages
             for image in parse(page.html).css("img")]
    pictures = {path: content for path in sorted({*shown}) if (content := site.read_picture(path))}
    files = {f"{page.url}index.html": _freeze(version, site, page, pictures).encode() for page in site.pages}
    return {**files, **pictures, MANIFEST: seal({
        "$schema": "../../schemas/edition.json", "edition": version.number, "date": version.date.isoformat(),
        "note": version.note, "site_name": site.name, "cut_off": site.cut_off,
        "predecessor": predecessor.data["sha256"] if predecessor else None,
        "redirects": dict(sorted(site.redirects.items())),
        "pictures": {path: sha256(content).hexdigest() for path, content in pictures.items()},
        "pages": {page.url: _describe(page, site, *file)
                  for page, file in zip(site.pages, files.items(), strict=True)}})}


def point_to_live_site(link: str, url: str, kept: Collection[str]) -> str:
    """Return where a link on the page `url` leads from its edition: two folders further up, unless the edition has
    the page or the picture itself, by its address from the root of the site.
    """
    target = resolve(url, link)
    return link if find_scheme(target) or unquote(target.partition("#")[0]) in kept else f"../../{link}"


def wrap_editions(editions: Sequence[Edition], env: Environment, shown: Mapping[str, Any], live: Collection[str],
                  redirects: Mapping[str, str], cache: Path) -> dict[str, bytes]:
    """Return every file of all editions by its path from the root of the site.

    A page is its article, byte for byte, in the template `edition.html`. `shown` is what MkDocs gives to templates,
    `live` are the addresses of the pages that there are now, and `redirects` tell where others have gone. Wrapped
    pages are kept in the folder `cache` until what is around them changes: to render them is half of what they cost.
    """
    made = {edition.version.path + name: content for edition in editions for name, content in edition.files.items()}
    frame, home = env.select_template(["edition.html", "main.html"]), shown["config"].site_url or ""
    empty = env.get_template("main.html").render(shown, page=_view(f"{FOLDER}/", "", "", meta={}, toc=[]))
    around = [empty, *(env.loader.get_source(env, name)[0] for name in env.list_templates(["html"]) if env.loader)]
    for edition in editions:
        currents = [now if (now := follow(url, redirects)) in live else "" for url in edition.urls]
        near = [other.urls for other in editions if abs(other.version.number - edition.version.number) == 1]
        views = _list_views(edition, currents, home)
        pages = remember(cache, f"edition-{edition.version.number}.html",
                         [edition.data["sha256"], repr((home, currents, near)), *around],
                         partial(_render, frame, shown, editions, views))
        names = (edition.version.path + page["file"] for page in edition.data["pages"].values())
        made |= dict(zip(names, pages.split(b"\0"), strict=True))
    return made


def _render(frame: Template, shown: Mapping[str, Any], editions: Sequence[Edition],
            views: Iterable[SimpleNamespace]) -> bytes:
    """Return pages in their frame, with a byte between them that no page holds."""
    return b"\0".join(frame.render(shown, editions=editions, page=view).encode() for view in views)


def _list_views(edition: Edition, currents: Iterable[str], home: str) -> Iterator[SimpleNamespace]:
    for (url, page), current in zip(edition.data["pages"].items(), currents, strict=True):
        yield _view(edition.version.path + url, page["title"], find_article(edition.files[page["file"]]),
                    canonical_url=home + current, current_url=current, edition=edition, own_url=url,
                    meta={"description": page["description"], "robots": "noindex"},
                    toc=_list_contents(page["passages"]))


def write_comparisons(editions: Sequence[Edition], env: Environment, shown: Mapping[str, Any]) -> dict[str, bytes]:
    """Return a page for each edition but the first that says what changed in it, by its path; `shown` as above."""
    made: dict[str, bytes] = {}
    for old, new in pairwise(editions):
        url, title = f"{FOLDER}/{old.version.number}-{new.version.number}/", f"What changed in {new.version.name}"
        words = env.get_template("views/changes.html").render(old=old, new=new, pages=compare_editions(old, new))
        view = _view(url, title, words, canonical_url=(shown["config"].site_url or "") + url,
                     meta={"description": f"{title}, section by section, word by word."}, toc=[{"url": "#changes"}])
        made[f"{url}index.html"] = env.get_template("main.html").render(shown, page=view).encode()
    return made


def _view(url: str, title: str, content: str, **more: Any) -> SimpleNamespace:
    """Return what our templates ask of a page, as MkDocs' own pages have it."""
    return SimpleNamespace(url=url, title=title, content=content, is_homepage=False, previous_page=None, next_page=None,
                           **more)


def _list_contents(passages: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the title of a page, with its sections as its children, as MkDocs has them."""
    headings = [{"title": escape(passage["title"]), "url": f"#{passage['id']}", "level": passage["level"]}
                for passage in passages if passage["what"] == "section" and passage["level"] < 3]
    return [heading | {"children": headings[1:]} for heading in headings[:1]]


def _describe(page: FinishedPage, site: FinishedSite, name: str, file: bytes) -> dict[str, Any]:
    """Return what a manifest says of a page."""
    return {"title": page.title, "description": page.description, "file": name, "sha256": sha256(file).hexdigest(),
            "citations": {form: text.replace(site.url or "\0", "{site_url}") for form, text in page.citations.items()},
            "passages": [{name: value for name, value in passage._asdict().items() if value}
                         for passage in find_passages(page.html, page.url, site.read_picture)]}


def _freeze(version: Version, site: FinishedSite, page: FinishedPage, pictures: Collection[str]) -> str:
    """Return the file of a page: its article without scripts; its controls lead to the same place as it is now."""
    body, kept = parse(page.html), {*pictures, *(other.url for other in site.pages)}
    drop(body, "script")
    lead_links(body, lambda link: point_to_live_site(link, page.url, kept))
    for control in body.css("a.cite[data-cite]"):
        live = f"../../{'../' * page.url.count('/')}{page.url}#{get(control, 'data-cite')}"
        words = ": ".join(filter(None, (_NOW, get(control, "aria-label").partition(": ")[2])))
        control.replace_with(make("a", class_="cite now", href=live, title=_NOW, aria_label=words))
    edition = escape(f"{site.name}, {version.name}")
    title = f"{escape(page.title)} - {edition}" if page.url else edition
    return _FILE.format(language=escape(site.language), title=title, edition=f"{edition}, {version.day}",
                        article=write(body))
