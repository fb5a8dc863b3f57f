"""Three editions of a tiny site, as files: a text that changes, passages that move and are withdrawn."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.editions.finished import FinishedPage, FinishedSite, make_edition
from briefing.editions.manifest import Edition, Version, load_editions
from briefing.editions.passages import find_passages

TEXTS: list[dict[str, str]] = [
    {"": '<h1 id="top">Front</h1><p id="a">One two three.</p><p id="b">It will pass.</p><p id="c">Old claim.</p>'
         '<p id="k" class="fact">Kind.</p>',
     "theme/": '<h1 id="theme">Theme</h1><p id="d">Stays.</p><p><img src="../map.png" alt="A map"></p>'},
    {"": '<h1 id="top">Front</h1><p id="a">One 2 three.</p>'
         '<p id="b" class="moved">Now <a href="theme/#b2">there</a>.</p>'
         '<p id="c" class="withdrawn">Withdrawn: it was wrong.</p><p id="k" class="report">Kind.</p>',
     "theme/": '<h1 id="theme">Theme</h1><p id="d">Stays.</p><p id="b2">It will pass.</p>'},
    {"": '<h1 id="top">Front</h1><p id="a2"><span id="a"></span>One 2 three.</p>'
         '<p id="b" class="moved">Now <a href="new/#b2">there</a>.</p>',
     "new/": '<h1 id="theme">Theme</h1><p id="d">Stays.</p><p id="b2">It will pass.</p>'}]


def read_picture(path: str) -> bytes:
    return b"picture" if path == "map.png" else b""


def finish(pages: Mapping[str, str], path: str = "", **more: Any) -> FinishedSite:
    """Give a site of the articles of its pages, by address; `path` is the way to the edition that it is to be."""
    finished = [FinishedPage(url, (url or "Front").strip("/").capitalize(), f"About {url}.", html,
                             find_passages(html, url, read_picture), ["view"]) for url, html in pages.items()]
    redirects = {"theme/": "new/"} if "new/" in pages else {}
    settings = {"site_name": "Tiny", "cut_off": "2024-11-26", "language": "en", "kicker": "A briefing"}
    site = FinishedSite(settings, "https://tiny.example/", finished, redirects, read_picture,
                        lambda url: {"apa": f"Tiny, https://tiny.example/{path}{url}."}, {"map": {"a": "1"}})
    return replace(site, **more)


def add_edition(root: Path, pages: Mapping[str, str], number: int = 0) -> list[Edition]:
    """Write the next edition of a project, of the articles of its pages by address; return all that there are."""
    before = load_editions(root)[0]
    version = Version(number or len(before) + 1, date(2026, 11, number or len(before) + 1), "Why.")
    predecessor = before[-1] if before and not number else None
    for name, content in make_edition(version, finish(pages, version.path), predecessor).items():
        path = root / version.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return load_editions(root)[0]


@pytest.fixture
def editions(tmp_path: Path) -> list[Edition]:
    """All three, read from the folder of the test."""
    return [add_edition(tmp_path, pages) for pages in TEXTS][-1]
