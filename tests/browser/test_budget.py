"""What comes when: fonts, a second page, the search, and what is needed before anything is seen.

What each page may cost is checked where each is opened, in `test_site.py`.
"""

import os
import re
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect
from selectolax.lexbor import LexborHTMLParser
from served import launch
from support import CITED, THEMES

from .budget import (
    REQUESTS,
    SHOWN,
    VISIT,
    find_excess,
    find_head,
    limit_html,
    measure,
    watch,
    weigh,
)
from .conftest import search
from .places import ARGUED, find_word, read_page

ROUND_TRIP = 14_600
"""What a host sends before it waits for an answer: ten segments of TCP (RFC 6928)."""
SEARCH = 12_300
"""Of the search: its scripts, of which lunr has 9,900."""
PER_WORDS = 0.75
"""The index of the search is at most so much of the words of all pages."""


def loads_font(browser: Browser, address: str) -> bool:
    """Whether a page is shown in a font that comes with it."""
    page = browser.new_page()
    names = watch(page, address)
    page.goto(address, wait_until="networkidle")
    page.close()
    return any(name.endswith(".woff2") for name in names)


def name_charter(folder: Path) -> Path:
    """Write a configuration by which a browser finds a font under the name of Charter."""
    file = folder / "fonts.conf"
    file.write_text(
        f"""<fontconfig><dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir>
        <match target="scan">
          <test name="family"><string>Liberation Serif</string></test>
          <edit name="family" mode="assign"><string>Charter</string></edit>
          <edit name="fullname" mode="assign"><string>Charter</string></edit>
        </match></fontconfig>""",
        encoding="utf-8",
    )
    return file


def test_a_font_is_fetched_only_where_there_is_none_like_it(
    playwright: Playwright, browser: Browser, address: str, tmp_path: Path
) -> None:
    assert loads_font(browser, address)
    reader = launch(playwright, env={**os.environ, "FONTCONFIG_FILE": str(name_charter(tmp_path))})
    assert reader
    assert not loads_font(reader, address)
    reader.close()


def measure_files(site: Path, path: str, names: list[str]) -> int:
    """Return the bytes of files that a page names."""
    return sum(measure((site / path / name).resolve().read_bytes()) for name in names)


@pytest.mark.parametrize("path", THEMES)
def test_the_first_section_of_a_page_is_there_in_one_round_trip(real_site: Path, path: str) -> None:
    """With the styles and the script for which a browser waits before it paints.

    The first of the front page, and of the page of what came since, is what stands above its first
    heading of a section: below that one all forecasts stand, 5 KB of words.
    """
    html = read_page(real_site, path)
    styles, scripts = find_head(html.partition("</head>")[0])
    assert len(styles) <= 2, "those of all pages, and those of its sort"
    assert len(scripts) == 1
    top = "".join(re.split("(?=<h2)", html)[: 2 if path in ARGUED else 1])
    assert measure(top.encode()) + measure_files(real_site, path, styles + scripts) <= ROUND_TRIP


@pytest.mark.parametrize("path", ["", *ARGUED])
def test_a_page_of_text_is_light_with_all_its_styles(real_site: Path, path: str) -> None:
    html = read_page(real_site, path)
    size = measure(html.encode())
    styles, scripts = find_head(html)
    shown = measure_files(real_site, path, styles + scripts)
    assert size + shown <= SHOWN["theme" if path else "front"], (size, shown)


@pytest.mark.parametrize("path", ["", *ARGUED])
def test_a_first_visit_of_a_page_of_text_is_light(
    browser: Browser, address: str, real_site: Path, path: str
) -> None:
    page = browser.new_page()
    names = watch(page, address)
    page.goto(address + path, wait_until="networkidle")
    page.close()
    loads = weigh(real_site, {name for name in names if not name.endswith(".woff2")})
    assert sum(loads.values()) <= VISIT, loads
    assert len(loads) <= REQUESTS


def test_a_page_that_says_no_more_in_more_bytes_is_over_the_budget(
    real_site: Path, theme: str
) -> None:
    """The tests of each page would pass without a word if this did not."""
    html = read_page(real_site, theme)
    noise = "".join(sha256(b"%d" % number).hexdigest() for number in range(200))
    padded = html.replace("<body", f'<body data-noise="{noise}"')
    loads = {theme: measure(padded.encode()), "a.png": 1}
    assert limit_html(padded) == limit_html(html)
    excess = find_excess(loads, theme, padded)
    assert [line.partition(":")[0] for line in excess] == ["html", "kind"]


def test_a_second_page_costs_its_text_alone_and_the_search_no_more_than_it_must(
    browser: Browser, address: str, real_site: Path, theme: str
) -> None:
    page = browser.new_page()
    names = watch(page, address)
    page.goto(address, wait_until="networkidle")
    names.clear()
    page.goto(address + theme, wait_until="networkidle")
    new = {name for name in names if not re.search(r"\.[0-9a-f]{8}\.", name)}
    assert new - {"assets/favicon.svg"} == {theme}  # a browser asks whether its icon is the same
    names.clear()
    expect(search(page, find_word(real_site, theme)).first).to_be_visible()
    page.close()
    loads = weigh(real_site, names)
    index = loads.pop("search-index.js")
    assert sum(loads.values()) <= SEARCH, loads
    words = ""
    for path in CITED:
        words += LexborHTMLParser(read_page(real_site, path)).root.text(separator=" ")
    assert index <= PER_WORDS * measure(re.sub(r"\s+", " ", words).encode())


def test_nothing_is_published_that_no_page_uses(real_site: Path) -> None:
    """But what is for pages that have moved, until there is one."""
    text = ""
    for kind in ("html", "js", "css"):
        for path in real_site.rglob(f"*.{kind}"):
            text += path.read_text(encoding="utf-8")
    published = [path.name for path in (real_site / "assets").rglob("*")]
    unused = {name.partition(".")[0] for name in published if name not in text}
    assert unused <= {"moved"}
    assert not list(real_site.rglob("*.map"))
