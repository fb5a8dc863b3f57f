"""Editions of a tiny site, as files."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from support import read_data, write_files

from briefing.claims.statements import Version
from briefing.editions.freezing import make_edition
from briefing.editions.kept import KeptRecord, KeptSource
from briefing.editions.manifest import Edition, KeptPage, Manifest, load_editions
from briefing.editions.passages import find_passages
from briefing.editions.runs import Run
from briefing.html import parse

TEXTS = read_data("editions.yml")
SHOWN = {"same": "{}", "removed": "[out: {}]", "added": "[in: {}]"}
DRAFT = Version(0, date(2026, 11, 1))


def write_runs(runs: Iterable[Run]) -> str:
    """Return old words and new ones in one line: `It is [out: windy] [in: calm] today.`"""
    return " ".join(SHOWN[run.kind].format(run.words) for run in runs)


def read_picture(path: str) -> bytes:
    """Return what a tiny site has as a picture: one file."""
    return b"picture" if path == "map.png" else b""


def finish(pages: Mapping[str, str], version: Version = DRAFT, **members: Any) -> Edition:
    """Return what a site says, of the articles of its pages by address.

    `members` are those of its manifest that are others than here.
    """
    manifest: dict[str, Any] = {
        "schema": "",
        "edition": version.number,
        "date": version.date,
        "note": version.note,
        "site_name": "Tiny",
        "cut_off": "2024-11-26",
        "settings": {"language": "en", "kicker": "A briefing"},
        "predecessor": None,
        "redirects": {"theme/": "new/"} if "new/" in pages else {},
        "figures": {"map": {"a": "1"}},
        "records": {},
        "names": {},
        "sources": {},
        "pictures": {},
        "pages": {url: finish_page(url, html) for url, html in pages.items()},
        "sha256": "",
    }
    files = {
        f"{url}index.html": f"<article>\n{html}\n</article>".encode() for url, html in pages.items()
    }
    return Edition(Manifest(**manifest | members), files)


def read_kept(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a manifest that some data are: records, names and sources."""
    forms: dict[str, Any] = {
        "records": dict[str, dict[str, KeptRecord]],
        "names": dict[str, list[str]],
        "sources": dict[str, KeptSource],
    }
    return {name: msgspec.convert(members, forms[name]) for name, members in data.items()}


def finish_page(url: str, html: str) -> KeptPage:
    """Return what a site says on the page at an address."""
    return KeptPage(
        title=(url or "Front").strip("/").capitalize(),
        description=f"About {url}.",
        sha256="",
        citations={},
        file=f"{url}index.html",
        views=["view"],
        passages=find_passages(parse(html), url, read_picture),
    )


def add_edition(
    root: Path, pages: Mapping[str, str], number: int = 0, **members: Any
) -> list[Edition]:
    """Write the next edition of a project, of the articles of its pages by address.

    With `number` it is one that knows of none before it; `members` are those of its manifest that
    are others than in `finish`. Return all editions that there are.
    """
    before = load_editions(root)[0]
    place = number or len(before) + 1
    version = Version(place, date(2026, 11, place), "Why.")
    predecessor = before[-1].data.sha256 if before and not number else None
    live = finish(pages, version, predecessor=predecessor, **members)

    def cite(url: str) -> dict[str, str]:
        return {"apa": f"Tiny, {{site_url}}{version.path}{url}."}

    write_files(root / version.path, make_edition(live, read_picture, cite))
    return load_editions(root)[0]


def add_editions(root: Path, *fronts: str) -> list[Edition]:
    """Write an edition for each article of a front page; return them."""
    for html in fronts:
        add_edition(root, {"": html})
    return load_editions(root)[0]


@pytest.fixture
def editions(tmp_path: Path) -> list[Edition]:
    """Return the three editions of `editions.yml`, written below `tmp_path`."""
    for pages in TEXTS:
        add_edition(tmp_path, pages)
    return load_editions(tmp_path)[0]
