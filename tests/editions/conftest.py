"""Editions of a tiny site, as files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support import read_data, write_files

from briefing.claims.records import Version
from briefing.editions.manifest import Edition, KeptPage, Manifest, load_editions, make_edition
from briefing.editions.passages import find_passages

TEXTS = read_data("editions.yml")
DRAFT = Version(0, date(2026, 11, 1))


def read_picture(path: str) -> bytes:
    return b"picture" if path == "map.png" else b""


def finish(pages: Mapping[str, str], version: Version = DRAFT, **more: Any) -> Edition:
    """Return what a site says, of the articles of its pages by address; `more` are members of its manifest."""
    kept = {
        url: KeptPage(
            title=(url or "Front").strip("/").capitalize(),
            description=f"About {url}.",
            sha256="",
            citations={},
            file=f"{url}index.html",
            views=["view"],
            passages=find_passages(html, url, read_picture),
        )
        for url, html in pages.items()
    }
    said: dict[str, Any] = {
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
        "pictures": {},
        "pages": kept,
        "sha256": "",
    }
    return Edition(
        Manifest(**said | more),
        {
            f"{url}index.html": f"<article>\n{html}\n</article>".encode()
            for url, html in pages.items()
        },
    )


def add_edition(root: Path, pages: Mapping[str, str], number: int = 0) -> list[Edition]:
    """Write the next edition of a project, of the articles of its pages by address; return all that there are."""
    before = load_editions(root)[0]
    version = Version(number or len(before) + 1, date(2026, 11, number or len(before) + 1), "Why.")
    live = finish(
        pages, version, predecessor=before[-1].data.sha256 if before and not number else None
    )
    write_files(
        root / version.path,
        make_edition(
            live, read_picture, lambda url: {"apa": f"Tiny, {{site_url}}{version.path}{url}."}
        ),
    )
    return load_editions(root)[0]


@pytest.fixture
def editions(tmp_path: Path) -> list[Edition]:
    return [add_edition(tmp_path, pages) for pages in TEXTS][-1]
