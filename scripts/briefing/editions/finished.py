"""Pages as they are when they are frozen: finished HTML, and all that was said."""

from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from html import escape
from urllib.parse import unquote

import msgspec

from ..addresses import find_scheme, resolve
from ..html import drop, get, lead_links, make, parse, write
from .manifest import MANIFEST, Edition, seal
from .passages import ReadPicture

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


def make_edition(live: Edition, predecessor: Edition | None, read_picture: ReadPicture,
                 cite: Callable[[str], Mapping[str, str]]) -> dict[str, bytes]:
    """Return every file of a new edition by its path in the edition's folder.

    `live` says what the site says, under the new number; `cite` tells how the page with an address is cited, by form.
    """
    shown = {unquote(resolve(url, get(image, "src"))) for url in live.urls
             for image in parse(live.read_article(url)).css("img")}
    pictures = {path: content for path in sorted(shown) if (content := read_picture(path))}
    files = {page.file: _freeze(live, url, pictures).encode() for url, page in live.data.pages.items()}
    pages = {url: msgspec.structs.replace(page, sha256=sha256(files[page.file]).hexdigest(), citations=dict(cite(url)))
             for url, page in live.data.pages.items()}
    data = msgspec.to_builtins(msgspec.structs.replace(
        live.data, schema="../../schemas/edition.json", predecessor=predecessor.data.sha256 if predecessor else None,
        pictures={path: sha256(content).hexdigest() for path, content in pictures.items()}, pages=pages))
    del data["sha256"]
    return {**files, **pictures, MANIFEST: seal(data)}


def _freeze(live: Edition, url: str, pictures: Collection[str]) -> str:
    """Return the file of a page: its article without scripts; its controls lead to the same place as it is now.

    So do links, two folders further up, unless the edition has the page or the picture itself.
    """
    body, kept, page = parse(live.read_article(url)), {*pictures, *live.urls}, live.data.pages[url]
    drop(body, "script")
    lead_links(body, lambda link: link if find_scheme(target := resolve(url, link))
               or unquote(target.partition("#")[0]) in kept else f"../../{link}")
    for handle in body.css("a[data-cite]"):
        href = f"../../{'../' * url.count('/')}{url}{get(handle, 'href')}"
        handle.insert_after(make("a", class_="cite now", href=href, title=_NOW, aria_label=_NOW))
        handle.insert_after(" ")
        del handle.attrs["data-cite"]
    edition = escape(f"{live.data.site_name}, {live.version.name}")
    return _FILE.format(language=escape(live.settings["language"]), edition=f"{edition}, {live.version.day}",
                        title=f"{escape(page.title)} - {edition}" if url else edition, article=write(body))
