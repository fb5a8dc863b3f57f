"""What a page of this text may cost: bytes as a host sends them (gzip -9). None is a time."""

import re
from pathlib import Path

import pytest
from browsing import watch, weigh
from playwright.sync_api import Browser
from real import BRIEFING

SHOWN = {"front": 24 * 1024, "theme": 32 * 1024}
"""Of the HTML of a page with the styles for which a browser waits; both depths are in it.

Of a theme the aim is 29. It is missed by the troops and by the register: the stylesheet, which
every later page finds in the browser, has 7.5, and the HTML of the troops 23.7, of which its 50
notes have 7.7, what was read in each source 3.7, and its figure 3. Less would be less to check.
"""
VISIT = 37 * 1024
"""Of a first visit of the front page or a theme, without fonts."""
STYLE = re.compile(r'<link rel="stylesheet" href="(?:\.\./)*([^"]+)">')
"""One that a browser waits for; it does not for those of paper."""


@pytest.mark.parametrize("path", ["", *BRIEFING.argued])
def test_a_page_is_light(browser: Browser, address: str, real_site: Path, path: str) -> None:
    """Themes and the front page; how much there is of others, their matter decides."""
    page = browser.new_page()
    names = watch(page, address)
    page.goto(address + path, wait_until="networkidle")
    html = (real_site / path / "index.html").read_text(encoding="utf-8")
    shown = weigh(real_site, {path, *STYLE.findall(html)})
    assert shown <= SHOWN["theme" if path else "front"], shown
    loads = {name for name in names if not name.endswith(".woff2")}
    assert weigh(real_site, loads) <= VISIT, loads
    page.close()
