"""What a page costs: bytes as a host sends them (gzip -9), and requests, counted in a real browser.

Nothing here is a time. A limit that is met too easily is lowered; one that is raised is raised with a reason."""

import gzip
import os
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page, Playwright, expect
from served import launch
from support import THEMES

from .conftest import ALL, search

Loads = dict[str, int]
REQUESTS = 6
VISIT = 30_000
"""All that comes, but for a font, on pages that are not in `LONGER`."""
SHARED = {".css": 8_960, ".js": 3_380, ".svg": 400}
"""By kind of file: what every page loads once, and finds in the browser's cache ever after."""
TEXT = 9_200
"""The HTML of a page."""
LONG = {
    "": 11_300,
    "troop-reports/": 14_300,
    "beijings-dilemma/": 9_900,
    "leverage/": 11_650,
    "sources/": 28_600,
    "cite/": 13_800,
    "claims/": 15_200,
    "print/": 37_450,
}
"""Pages that are long by their text alone: what stands behind each judgement and claim, all references, all claims."""
LONGER = {"sources/": 42_700, "print/": 51_500}
"""The words of 66 sources, each with its entry, and those of all pages: they are published, and stand in one piece."""
OWN = {
    "editions/": 660,
    **dict.fromkeys(("sources/", "method/", "verification/", "print/", "cite/", "claims/"), 1_400),
}
"""Of the styles: for those of some pages no other waits, lists as a phone has them, the parts of /print/."""


def measure(body: bytes) -> int:
    return len(gzip.compress(body, 9, mtime=0))


def visit(browser: Browser, address: str, path: str) -> tuple[Page, Loads]:
    """Open a page for the first time; gives the bytes of each file that came, and that will come."""
    page, loads = browser.new_context().new_page(), Loads()
    page.on(
        "response",
        lambda answer: loads.update({answer.url.removeprefix(address): measure(answer.body())}),
    )
    page.goto(address + path, wait_until="networkidle")
    return page, loads


def find_excess(path: str, loads: Loads) -> list[str]:
    """Say of each kind of file that is over its limit which files it is made of."""
    kinds: dict[str, Loads] = {"": loads}
    for name, size in loads.items():
        kinds.setdefault(Path(name).suffix if name != path else ".html", {})[name] = size
    limits = {"": LONGER.get(path, VISIT), ".html": LONG.get(path, TEXT), **SHARED}
    limits[".css"] += OWN.get(path, 0)
    return [
        f"{kind}: over {limits.get(kind, 0)}: {files}"
        for kind, files in sorted(kinds.items())
        if sum(files.values()) > limits.get(kind, 0)
    ]


@pytest.mark.parametrize("path", ALL)
def test_a_first_visit_stays_within_the_budget(browser: Browser, address: str, path: str) -> None:
    """A font is not counted: most readers have one like it."""
    page, loads = visit(browser, address, path)
    icon = urljoin(page.url, page.locator("link[rel=icon]").get_attribute("href") or "")
    loads[icon.removeprefix(address)] = measure(
        page.request.get(icon).body()
    )  # no window asks for it here
    page.context.close()
    counted = {name: size for name, size in loads.items() if not name.endswith(".woff2")}
    assert find_excess(path, counted) == []
    assert len(counted) <= REQUESTS, sorted(counted)


def test_a_font_is_fetched_only_where_there_is_none_like_it(
    playwright: Playwright, browser: Browser, address: str, real_site: Path, tmp_path: Path
) -> None:
    font = TTFont(next(real_site.glob("assets/fonts/*-italic.*")))
    for name in (1, 4, 6):  # family, full name, PostScript name
        font["name"].setName("Charter", name, 3, 1, 0x409)
    font.flavor = None
    font.save(tmp_path / "charter.ttf")
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{tmp_path}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{tmp_path}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    reader = launch(playwright, env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")})
    assert [
        any(name.endswith(".woff2") for name in visit(one, address, "leverage/")[1])
        for one in (browser, reader)
        if one
    ] == [True, False]
    reader.close()


@pytest.mark.parametrize("path", THEMES)
def test_the_text_of_a_page_is_there_in_one_round_trip(real_site: Path, path: str) -> None:
    """What a browser needs before it paints, and the HTML down to the notes: ten segments of TCP."""
    html = (
        (real_site / path / "index.html")
        .read_text(encoding="utf-8")
        .partition('<div class="footnote"')[0]
    )
    head = html.partition("</head>")[0]
    waits = re.findall(
        r'<link rel="stylesheet" href="([^"]+)"|<script src="([^"]+)"></script>', head
    )
    files = [(real_site / path / "".join(names)).resolve().read_bytes() for names in waits]
    assert len(files) == 2
    assert sum(map(measure, [html.encode(), *files])) <= {"": 16_250}.get(path, 14_600)


def test_a_second_page_costs_its_text_alone_and_the_search_no_more_than_it_must(
    browser: Browser, address: str
) -> None:
    page, loads = visit(browser, address, "")
    loads.clear()
    page.goto(
        f"{address}leverage/", wait_until="networkidle"
    )  # a browser asks whether its icon is still the same
    assert {name for name in loads if not re.search(r"\.[0-9a-f]{8}\.", name)} - {
        "assets/favicon.svg"
    } == {"leverage/"}
    loads.clear()
    expect(search(page, "treaty").first).to_be_visible()
    assert sum(loads.values()) <= 40_200, (
        loads
    )  # lunr has 9,900; the index, notes of editions too, 27,900
    page.context.close()


def test_nothing_is_published_that_no_page_uses(real_site: Path) -> None:
    published = {
        file.relative_to(real_site).as_posix() for file in (real_site / "assets").rglob("*")
    }
    readers = [path for kind in ("html", "js", "css") for path in real_site.rglob(f"*.{kind}")]
    text = "".join(file.read_text(encoding="utf-8") for file in readers)
    unused = {name for name in published if Path(name).name not in text}
    assert {name.rpartition("/")[2].split(".")[0] for name in unused} <= {
        "moved"
    }  # until a page has moved
    assert not list(real_site.rglob("*.map"))
