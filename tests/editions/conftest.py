"""Editions of a tiny site, as files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from support import read_data, write_files

from mkdocs_briefing.editions.editions import Edition, load_editions
from mkdocs_briefing.editions.passages import find_passages
from mkdocs_briefing.html import parse
from mkdocs_briefing.pages.publication import Version
from mkdocs_briefing.pipeline.freezing import list_pictures, make_edition

TEXTS = read_data("editions.yml")
LOOK = {"assets/css/site.css": b"p{color:red}"}
DRAFT = Version(0, date(2026, 11, 1))


def finish(
    pages: Mapping[str, str],
    version: Version = DRAFT,
    before: Edition | None = None,
    **members: Any,
) -> Edition:
    """Return what a site says, of the articles of its pages by address.

    `members` are those of its manifest that are others than here.
    """
    manifest: dict[str, Any] = {
        "$schema": "../../schemas/edition.json",
        "edition": version.number,
        "date": version.date.isoformat(),
        "note": version.note,
        "predecessor": before.data["sha256"] if before else None,
        "predecessor_swhid": before.swhid if before else None,
        "site_name": "Tiny",
        "settings": {"language": "en"},
        "digests": {"docs/index.md": "0" * 64},
        "redirects": {"theme/": "new/"} if "new/" in pages else {},
        "sources": {},
        "records": {},
        "pages": {url: finish_page(url, html) for url, html in pages.items()},
    }
    return Edition(manifest | members, {})


def finish_page(url: str, html: str) -> dict[str, Any]:
    """Return what an edition keeps of the page at an address."""
    return {
        "title": (url or "Front").strip("/").capitalize(),
        "description": f"About {url}.",
        "passages": msgspec.to_builtins(find_passages(parse(html))),
    }


def add_edition(
    root: Path, pages: Mapping[str, str], number: int = 0, **members: Any
) -> list[Edition]:
    """Write the next edition of a project, of the articles of its pages by address.

    With `number` it is one that knows of none before it; `members` are those of its manifest that
    are others than in `finish`. Return all editions that there are.
    """
    editions = [] if number else load_editions(root)[0]
    place = number or len(editions) + 1
    before = editions[-1] if editions else None
    version = Version(place, date(2026, 11, place), "Why.")
    live = finish(pages, version, before, **members)
    pictures = {path: b"picture" for path in list_pictures(pages) if path == "map.png"}
    write_files(root / version.path, make_edition(live.data, pages, pictures, LOOK, before))
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
