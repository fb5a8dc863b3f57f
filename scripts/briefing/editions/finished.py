"""Pages as they are when they are frozen: finished HTML, and all that was said."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from html import escape
from typing import Any
from urllib.parse import unquote

import msgspec

from ..addresses import find_scheme, resolve
from ..html import drop, get, lead_links, make, parse, write
from .manifest import MANIFEST, Edition, Version, seal
from .passages import Passage, ReadPicture

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
_NOW = "As it is now"  # where a control of a frozen page leads


@dataclass(frozen=True)
class FinishedPage:
    """A page as readers see it, to be frozen, or to be compared with what was frozen."""

    url: str
    title: str
    description: str
    html: str  # what stands in its article
    passages: Sequence[Passage]
    views: Sequence[str] = ()  # what its slots ask for, in order


@dataclass(frozen=True)
class FinishedSite:
    """What an edition is made of, but for its number, date and note."""

    settings: Mapping[str, str]
    """What stands around every page, by the name of the setting: `site_name`, `cut_off`, `language` and others."""
    url: str  # A manifest has `{site_url}` in its place, for a site may move
    pages: Sequence[FinishedPage]
    redirects: Mapping[str, str]
    read_picture: ReadPicture
    cite: Callable[[str], Mapping[str, str]]  # returns how the page with an address is cited, as plain text, by form
    figures: Mapping[str, Any] = field(default_factory=dict)
    """The data of each figure that a page shows, as JSON has it, by name."""

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """By address from the root of the site: `leverage/#influence`."""
        return {f"{page.url}#{passage.id}": passage for page in self.pages for passage in page.passages}


def make_edition(version: Version, site: FinishedSite, predecessor: Edition | None) -> dict[str, bytes]:
    """Return every file of a new edition by its path in the edition's folder."""
    shown = [unquote(resolve(page.url, get(image, "src"))) for page in site.pages
             for image in parse(page.html).css("img")]
    pictures = {path: content for path in sorted({*shown}) if (content := site.read_picture(path))}
    files = {f"{page.url}index.html": _freeze(version, site, page, pictures).encode() for page in site.pages}
    around = dict(site.settings)
    return {**files, **pictures, MANIFEST: seal({
        "$schema": "../../schemas/edition.json", "edition": version.number, "date": version.date.isoformat(),
        "note": version.note, "site_name": around.pop("site_name"), "cut_off": around.pop("cut_off"),
        "settings": around, "predecessor": predecessor.data.sha256 if predecessor else None,
        "redirects": dict(sorted(site.redirects.items())), "figures": site.figures,
        "pictures": {path: sha256(content).hexdigest() for path, content in pictures.items()},
        "pages": {page.url: _describe(page, site, *file)
                  for page, file in zip(site.pages, files.items(), strict=True)}})}


def point_to_live_site(link: str, url: str, kept: Collection[str]) -> str:
    """Return where a link on the page `url` leads from its edition: two folders further up, unless the edition has
    the page or the picture itself, by its address from the root of the site.
    """
    target = resolve(url, link)
    return link if find_scheme(target) or unquote(target.partition("#")[0]) in kept else f"../../{link}"


def _describe(page: FinishedPage, site: FinishedSite, name: str, file: bytes) -> dict[str, Any]:
    """Return what a manifest says of a page."""
    cited = {form: text.replace(site.url or "\0", "{site_url}") for form, text in site.cite(page.url).items()}
    return {"title": page.title, "description": page.description, "file": name, "sha256": sha256(file).hexdigest(),
            "citations": cited, "views": list(page.views), "passages": msgspec.to_builtins(page.passages)}


def _freeze(version: Version, site: FinishedSite, page: FinishedPage, pictures: Collection[str]) -> str:
    """Return the file of a page: its article without scripts; its controls lead to the same place as it is now."""
    body, kept = parse(page.html), {*pictures, *(other.url for other in site.pages)}
    drop(body, "script")
    lead_links(body, lambda link: point_to_live_site(link, page.url, kept))
    for handle in body.css("a[data-cite]"):
        live = f"../../{'../' * page.url.count('/')}{page.url}{get(handle, 'href')}"
        handle.insert_after(make("a", class_="cite now", href=live, title=_NOW, aria_label=_NOW))
        handle.insert_after(" ")
        del handle.attrs["data-cite"]
    edition = escape(f"{site.settings['site_name']}, {version.name}")
    title = f"{escape(page.title)} - {edition}" if page.url else edition
    return _FILE.format(language=escape(site.settings["language"]), title=title, edition=f"{edition}, {version.day}",
                        article=write(body))
