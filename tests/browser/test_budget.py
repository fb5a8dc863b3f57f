"""What a page costs: bytes as a host sends them (gzip -9), and requests, counted in a real browser.

Nothing here is a time. A limit that is met too easily is lowered; one that is raised is raised with a reason.
"""

import gzip
import os
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page, expect
from served import FLAGS, find_tool
from support import PAGES, THEMES

REQUESTS = 6  # and what a page has of its own
SHARED = {".css": 9_010, ".js": 4_960, ".svg": 400}
"""By kind of file: what every page loads once, and finds in the browser's cache ever after."""
TEXT = 9_200
"""The HTML of a page."""
LONG = {"": 11_300, "troop-reports/": 14_300, "beijings-dilemma/": 9_900, "leverage/": 11_600, "sources/": 29_600,
        "cite/": 13_800, "claims/": 15_000, "print/": 37_200}
"""Pages that are long by their text alone: what stands behind each key judgement and each claim, all references, all
citations, all claims, all pages. Edition 3 has 105 statements for 68, and 66 sources for 36. The last pieces added: at
the end of a page the finding of the next, and how far each statement was seen."""
OWN = {**{path: {".css": 2_000} for path in ("sources/", "method/", "verification/", "print/")},
       "cite/": {".css": 2_000, ".js": 350}, "claims/": {".css": 2_000, ".js": 560}, "editions/": {".css": 1_050}}
"""What a page loads beside. For their style no other page waits: lists as a phone has them, the parts of /print/."""

Loads = dict[str, int]


def _name(url: str, address: str) -> str:
    return url.removeprefix(address)


def _measure(body: bytes) -> int:
    return len(gzip.compress(body, 9, mtime=0))


def find_excess(path: str, loads: Loads) -> list[str]:
    """Say of each kind of file that is over its limit which files it is made of."""
    kinds: dict[str, Loads] = {}
    for name, size in loads.items():
        kinds.setdefault(Path(name).suffix if name != path else ".html", {})[name] = size
    limits = {".html": LONG.get(path, TEXT), **SHARED}
    limits |= {kind: limits[kind] + more for kind, more in OWN.get(path, {}).items()}
    return [f"{kind}: over {limits.get(kind, 0)}: {files}" for kind, files in sorted(kinds.items())
            if sum(files.values()) > limits.get(kind, 0)]


@pytest.mark.parametrize("path", [*PAGES, "print/"])
def test_a_first_visit_stays_within_the_budget(browser: Browser, address: str, path: str) -> None:
    """Of each file that the browser takes, the bytes are counted."""
    page = browser.new_context().new_page()
    loads: Loads = {}
    page.on("response", lambda answer: loads.update({_name(answer.url, address): _measure(answer.body())})
            if not answer.url.endswith(".woff2") else None)
    page.goto(address + path, wait_until="networkidle")
    icon = urljoin(page.url, page.locator("link[rel=icon]").get_attribute("href") or "")
    loads[_name(icon, address)] = _measure(page.request.get(icon).body())  # no window asks for it here
    page.context.close()
    assert find_excess(path, loads) == []
    assert len(loads) <= REQUESTS + len(OWN.get(path, {})), sorted(loads)


def count_fonts(browser: Browser, address: str) -> int:
    """Return how many fonts a first visit fetches."""
    page = browser.new_page()
    fonts: list[str] = []
    page.on("request", lambda request: fonts.append(request.url) if request.resource_type == "font" else None)
    page.goto(f"{address}leverage/", wait_until="networkidle")
    page.close()
    return len(fonts)


def test_a_font_is_fetched_only_where_there_is_none_like_it(browser: Browser, address: str, real_site: Path,
                                                         tmp_path: Path) -> None:
    font = TTFont(next(real_site.glob("assets/fonts/*-italic.*")))
    for name in (1, 4, 6):  # family, full name, PostScript name
        font["name"].setName("Charter", name, 3, 1, 0x409)
    font.flavor = None
    font.save(tmp_path / "charter.ttf")
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path}</dir><dir>/usr/share/fonts</dir>"
                                         f"<cachedir>{tmp_path}/cache</cachedir></fontconfig>", encoding="utf-8")
    reader = browser.browser_type.launch(executable_path=find_tool("browser"), args=FLAGS,
                                         env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")})
    assert (count_fonts(browser, address) > 0, count_fonts(reader, address)) == (True, 0)
    reader.close()


@pytest.mark.parametrize("path", THEMES)
def test_the_text_of_a_page_is_there_in_one_round_trip(real_site: Path, path: str) -> None:
    """What a browser needs before it paints, and the HTML down to the notes: ten segments of TCP."""
    html = (real_site / path / "index.html").read_text(encoding="utf-8").partition('<div class="footnote"')[0]
    head = html.partition("</head>")[0]
    waits = re.findall(r'<link rel="stylesheet" href="([^"]+)"|<script src="([^"]+)"></script>', head)
    files = [(real_site / path / "".join(names)).resolve().read_bytes() for names in waits]
    assert len(files) == 2
    assert sum(map(_measure, [html.encode(), *files])) <= {"": 16_250}.get(path, 14_600)


def test_a_second_page_costs_its_text_alone(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(address, wait_until="networkidle")
    loads: list[str] = []
    page.on("response", lambda answer: loads.append(_name(answer.url, address))
            if "immutable" not in (answer.headers.get("cache-control") or "") else None)
    page.goto(address + "leverage/", wait_until="networkidle")
    assert set(loads) <= {"leverage/", "assets/favicon.svg"}  # a browser asks whether its icon is still the same
    assert "leverage/" in loads
    page.context.close()


def test_the_search_costs_no_more_than_it_must(browser: Browser, address: str) -> None:
    page: Page = browser.new_context().new_page()
    page.goto(address, wait_until="networkidle")
    loads: Loads = {}
    page.on("response", lambda answer: loads.update({_name(answer.url, address): _measure(answer.body())}))
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("treaty")
    expect(page.locator(".search a").first).to_be_visible()
    assert sum(loads.values()) <= 39_900, loads  # of which lunr has 9,900, and the index of 105 statements 27,000
    page.context.close()


def test_nothing_is_published_that_no_page_uses(real_site: Path) -> None:
    published = {file.relative_to(real_site).as_posix() for file in (real_site / "assets").rglob("*")}
    readers = [path for kind in ("html", "js", "css") for path in real_site.rglob(f"*.{kind}")]
    text = "".join(file.read_text(encoding="utf-8") for file in readers)
    unused = {name for name in published if Path(name).name not in text}
    assert {name.rpartition("/")[2].split(".")[0] for name in unused} <= {"moved"}  # until a page has moved
    assert not list(real_site.rglob("*.map"))
