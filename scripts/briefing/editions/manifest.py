"""Editions as they are kept: what was published under a number and a day, in files that never change. `editions/<n>/`
holds pages as finished HTML, their pictures, and `manifest.json` after `docs/schemas/edition.json`. Its last member is
the SHA-256 of every byte before it, and the next edition repeats it: a changed byte anywhere shows."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
from jinja2 import Template
from msgspec.structs import replace

from ..cache import list_files, read_file, recall
from ..claims.records import FOLDER, Version
from ..data import format_json
from ..html import get, lead_links, make, parse, suit_readers, write
from ..problems import Problem, say
from ..text import find_scheme, resolve
from ..words import _
from .passages import Passage, ReadPicture

MANIFEST = "manifest.json"
_Fault = tuple[str, tuple[str, str, str]]  # a file, and what is said of it


def is_about_editions(uri: str) -> bool:
    """Whether a page lists, keeps or compares editions, by its file below `docs/`: no edition keeps such a page."""
    return uri.partition("/")[0] in (FOLDER, f"{FOLDER}.md")


class KeptPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A page, by the members that `docs/schemas/edition.json` describes, in their order."""

    title: str
    description: str
    file: str
    sha256: str
    citations: dict[str, str]
    views: list[str] | None = (
        None  # editions 1 and 2 did not keep them; nor the settings and figures of the site
    )
    passages: list[Passage]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that an edition says, by the members that the schema describes, in their order."""

    schema: str = msgspec.field(name="$schema")
    edition: int
    date: date
    note: str
    site_name: str
    cut_off: str
    settings: dict[str, str] = {}
    predecessor: str | None
    redirects: dict[str, str]
    figures: dict[str, Any] | None = None
    pictures: dict[str, str]
    pages: dict[str, KeptPage]
    sha256: str


@dataclass(frozen=True)
class Edition:
    """What an edition says: as it was read and found to be whole, or, without sums, as the live site says it now."""

    data: Manifest
    files: Mapping[str, bytes]  # all that is in its folder, by path

    @cached_property
    def version(self) -> Version:
        """Its number, day and note."""
        return Version(self.data.edition, self.data.date, self.data.note)

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """By address from the root of the site: `trade/#tariffs`."""
        return {
            f"{url}#{passage.id}": passage
            for url, page in self.data.pages.items()
            for passage in page.passages
        }

    def read_article(self, url: str) -> str:
        """Return what stands in the article of the page at an address; empty where there is none."""
        file = self.files.get(f"{url}index.html", b"").decode("utf-8", "replace")
        return file.partition("<article>\n")[2].rpartition("\n</article>")[0]


def seal(manifest: bytes) -> bytes:
    """Return the file of a manifest with its sum in its last member."""
    head, member, _rest = manifest.rpartition(b',\n "sha256": "')
    return head + member + sha256(head).hexdigest().encode() + b'"\n}\n'


def make_edition(
    live: Edition, read_picture: ReadPicture, cite: Callable[[str], dict[str, str]]
) -> dict[str, bytes]:
    """Return the files of a new edition by their paths in it; `cite` tells how the page at an address is cited."""
    pages = live.data.pages
    shown = {
        unquote(resolve(url, get(image, "src")))
        for url in pages
        for image in parse(live.read_article(url)).css("img")
    }
    pictures = {path: content for path in sorted(shown) if (content := read_picture(path))}
    frame = Template(Path(__file__).with_name("frozen.html").read_text("utf-8"), autoescape=True)
    files = {
        page.file: _freeze(live, url, {*pictures, *pages}, frame) for url, page in pages.items()
    } | pictures
    sums = {path: sha256(content).hexdigest() for path, content in files.items()}
    pages = {
        url: replace(page, sha256=sums[page.file], citations=cite(url))
        for url, page in pages.items()
    }
    manifest = replace(live.data, pictures={path: sums[path] for path in pictures}, pages=pages)
    return {**files, MANIFEST: seal(format_json(manifest).encode())}


def _freeze(live: Edition, url: str, kept: Collection[str], frame: Template) -> bytes:
    """Return the file of a page: its article as reader views take it, without scripts. Controls lead to the same place
    as it is now, and so do links, two folders further up, unless the edition has `kept` the page or the picture."""
    body = parse(suit_readers(live.read_article(url)))
    body.strip_tags(["script"], recursive=True)
    lead_links(
        body,
        lambda link: (
            link
            if find_scheme(target := resolve(url, link))
            or unquote(target.partition("#")[0]) in kept
            else f"../../{link}"
        ),
    )
    for handle in body.css("a[data-cite]"):
        href = f"../../{'../' * url.count('/')}{url}{get(handle, 'href')}"
        now = _("As it is now")  # where the control of a frozen page leads
        handle.insert_after(make("a", class_="cite now", href=href, title=now, aria_label=now))
        handle.insert_after(" ")
        del handle.attrs["data-cite"]
    return f"{frame.render(edition=live, url=url, article=write(body))}\n".encode()


def load_editions(root: Path) -> tuple[list[Edition], list[Problem]]:
    """Read all editions of the project in `root`, and say which are not as they were published."""
    editions: list[Edition] = []
    for _at, folder in sorted(
        (int(path.name), path) for path in (root / FOLDER).glob("*") if path.name.isdecimal()
    ):
        files = {
            name: read_file(entry.path) if entry.is_file(follow_symlinks=False) else b""
            for name, entry in list_files(folder)
        }
        before = len(editions), editions[-1].data.sha256 if editions else None
        edition, faults = recall(
            (folder, before, *files.items()), _read, folder.name, files, *before
        )
        if not edition or faults:  # all that follow rest on it
            return editions, [
                Problem(f"{FOLDER}/{folder.name}/{file}", 1, *said) for file, said in faults
            ]
        editions.append(edition)
    return editions, []


def _read(
    name: str, files: Mapping[str, bytes], count: int, before: str | None
) -> tuple[Edition | None, list[_Fault]]:
    """Return the edition in a folder of some name, behind so many others, and what is wrong with its files."""
    manifest = files.get(MANIFEST, b"")
    try:
        if manifest != seal(manifest):
            raise ValueError("it has another sum than it states")
        edition = Edition(msgspec.json.decode(manifest, type=Manifest), files)
        return edition, list(_check(name, edition, count + 1, before))
    except (ValueError, RecursionError) as error:
        fault = "merged" if b"<<<<<<< " in manifest else "manifest"
        return None, [(MANIFEST, say(f"edition-altered/{fault}", error))]


def _check(name: str, edition: Edition, number: int, before: str | None) -> Iterator[_Fault]:
    """Yield file and fault for everything that is not as it was published, behind an edition of the sum `before`."""
    data = edition.data
    wrong = {
        "number": (name, data.edition) != (str(number), number),
        "predecessor": data.predecessor != before,
        "date": not 1980
        <= data.date.year
        < 2108,  # those that a file in an EPUB can have, which is a ZIP
        "place": any(page.file != f"{url}index.html" for url, page in data.pages.items()),
    }
    for fault in filter(wrong.get, wrong):
        yield MANIFEST, say(f"edition-altered/{fault}", number, name, data.date)
    sums = {f"{url}index.html": page.sha256 for url, page in data.pages.items()} | data.pictures
    found = {
        file: sha256(content).hexdigest()
        for file, content in edition.files.items()
        if file != MANIFEST
    }
    for file in sorted({file for file, _sum in sums.items() ^ found.items()}):
        yield (
            file,
            say(
                f"edition-altered/{'extra' if file not in sums else 'changed' if file in found else 'missing'}"
            ),
        )
