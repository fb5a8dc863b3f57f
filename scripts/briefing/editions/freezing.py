"""What is on the site becomes the next edition: finished pages that are never made again."""

from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from jinja2 import Template
from msgspec.structs import replace

from ..html import Node, get, lead_links, make, parse, suit_readers, write
from ..text import find_scheme, resolve
from ..yamldata import format_json
from .manifest import MANIFEST, Edition, seal
from .passages import ReadPicture


def make_edition(
    live: Edition, read_picture: ReadPicture, cite: Callable[[str], dict[str, str]]
) -> dict[str, bytes]:
    """Return the files of a new edition by their paths in it.

    `live` is what the site says now, under the number and the day of the edition. `cite` gives the
    citations of the page at an address, by form.
    """
    pictures = _read_pictures(live, read_picture)
    kept = {*pictures, *live.data.pages}
    frame = Template(Path(__file__).with_name("frozen.html").read_text("utf-8"), autoescape=True)
    files = dict[str, bytes]()
    for url, page in live.data.pages.items():
        text = frame.render(
            language=live.data.settings.get("language", ""),
            title=page.title if url else "",
            site_name=live.data.site_name,
            version=live.version,
            article=_freeze(live.read_article(url), url, kept),
        )
        files[page.file] = f"{text}\n".encode()
    files |= pictures
    sums = {path: sha256(content).hexdigest() for path, content in files.items()}
    pages = {
        url: replace(page, sha256=sums[page.file], citations=cite(url))
        for url, page in live.data.pages.items()
    }
    manifest = replace(live.data, pictures={path: sums[path] for path in pictures}, pages=pages)
    return {**files, MANIFEST: seal(format_json(manifest).encode())}


def _read_pictures(live: Edition, read_picture: ReadPicture) -> Mapping[str, bytes]:
    """Return the pictures of ours that pages show, by their paths in the site."""
    paths = {
        unquote(resolve(url, get(image, "src")))
        for url in live.data.pages
        for image in parse(live.read_article(url)).css("img")
    }
    pictures = {path: read_picture(path) for path in sorted(paths)}
    return {path: content for path, content in pictures.items() if content}


def _freeze(article: str, url: str, kept: Collection[str]) -> str:
    """Return the article of the page at an address as reader views take it, without scripts.

    `kept` are the addresses of the pages and pictures of the edition: links to these stay.
    """
    body = parse(suit_readers(article))
    body.strip_tags(["script"], recursive=True)
    lead_links(body, lambda link: _lead(link, url, kept))
    for handle in body.css("a[data-cite]"):
        _lead_to_now(handle, url)
    return write(body)


def _lead(link: str, url: str, kept: Collection[str]) -> str:
    """Return a link of a page at an address as it leads from the edition, two folders below."""
    target = resolve(url, link)
    if find_scheme(target) or unquote(target.partition("#")[0]) in kept:
        return link
    return f"../../{link}"


def _lead_to_now(handle: Node, url: str) -> None:
    """Put a link beside a control that leads to the same place as it is now."""
    href = f"../../{'../' * url.count('/')}{url}{get(handle, 'href')}"
    label = "As it is now"
    handle.insert_after(make("a", class_="cite now", href=href, title=label, aria_label=label))
    handle.insert_after(" ")
    del handle.attrs["data-cite"]
