"""The nastiest pages in real Chromium, with the real theme: no script of theirs runs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from served import serve
from support import ROOT, build_site, write_real_theme, write_site

DATA = ROOT / "tests/data/hostile"
TITLES = r"""</title></script><script>ran("title")</script><img src=x onerror=ran("image")> "onload="ran(1)" {{ 7 }}"""
PAGE = """---
title: '{titles}'
description: '{titles}'
---

# `{titles}` {{ #t }}

## `{titles}` {{ #s }}

`{titles}` on Wednesday.[@abel2020]
{{ #p .fact data-event="2020" }}

!!! check "`{titles}`"
    Text.[@abel2020]
    {{ #c }}
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve a site whose every word is script, with the faults of its pages let through."""
    root = tmp_path_factory.mktemp("hostile")
    pages = {f"docs/{path.name}": path.read_bytes() for path in DATA.glob("pages/*.md")
             if path.stem not in {"bad-address", "deep", "front-bomb", "empty"}}
    page = PAGE.format(titles=TITLES)
    bib, other = ((DATA / f"bibs/{name}-html.bib").read_text(encoding="utf-8") for name in ("fields", "name"))
    write_site(root, {
        "docs/index.md": page, "docs/other.md": page, "docs/sources.md": "# S { #s }\n\n<!-- briefing: sources -->\n",
        "docs/claims.md": "# L { #l }\n\n<!-- briefing: summary -->\n\n<!-- briefing: ledger -->\n",
        "docs/cite.md": "# C { #c }\n\n<!-- briefing: cite -->\n", **pages, "bibliography.bib":
        bib.replace("A Title", re.sub(r"[{}$#%]", "", TITLES)) + other.replace("abel2020", "name")})
    write_real_theme(root, strict=False, site_url="https://x.example/",
                     site_name="</title><script>ran('site')</script>")
    assert build_site(root).is_published
    with serve(root / "site") as address:
        yield address, root / "site"


@pytest.fixture
def ran(browser: Browser, hostile: tuple[str, Path]) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it runs or asks of others; at the end a script runs, to show that it would have been seen."""
    context, ran = browser.new_context(), list[str]()
    context.expose_function("ran", lambda what: ran.append(str(what)))
    page = context.new_page()
    page.on("dialog", lambda dialog: (ran.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: ran.append(request.url)
            if not request.url.startswith((hostile[0], "data:", "blob:")) else None)
    yield page, ran
    page.evaluate("ran('control')")
    assert ran == ["control"]
    context.close()


def test_no_script_runs_on_the_nastiest_pages(hostile: tuple[str, Path], ran: tuple[Page, list[str]]) -> None:
    (address, site), (page, seen) = hostile, ran
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(names) > 25
    for name in names:
        page.goto(address + name, wait_until="load")
        for link in page.locator("article a").all()[:40]:  # what waits for a touch
            link.dispatch_event("mouseover")
    page.goto(f"{address}other/")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("textbox", name="Search").fill("Wednesday")
    page.wait_for_selector(".search li")
    page.goto(f"{address}other/")
    page.locator("article a.heading-link").first.click()
    page.locator(".note-card a.cite").click()
    page.wait_for_selector("dialog[open]")
    assert seen == []
