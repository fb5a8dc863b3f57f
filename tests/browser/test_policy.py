"""Under the strict policy, with the headers of a host: every feature on every page and no violation; nothing runs that
the nastiest pages say, with the real theme."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from served import serve
from support import (
    ROOT,
    OpenPage,
    build_site,
    find_headers,
    read_data,
    write_real_theme,
    write_site,
)

from .conftest import ALL, CARD, search

QUICK = {"", "leverage/", "claims/", "404.html"}
"""Pages that have every feature between them; the others are for `make test-slow`."""
DATA = ROOT / "tests/data/hostile"
TITLES = r"""</title></script><script>ran("title")</script><img src=x onerror=ran("image")> "onload="ran(1)" {{ 7 }}"""


def read_notes(page: Page) -> None:
    others = ":not(.now, .heading-link, .claim-label, .clause-label, .citable *, .footnote *)"
    for link in (
        page.locator(f"a.footnote-ref, article p a[href*='/#']{others}")
        .filter(visible=True)
        .all()[:3]
    ):
        link.hover()
        expect(page.locator(CARD)).to_be_visible()
        page.mouse.move(1, 1)
        page.keyboard.press("Escape")


def cite(page: Page) -> None:
    for handle in page.locator("a[data-cite]").all()[:2]:
        handle.press("Enter")
        page.locator(".note-card a.cite").press("Enter")
        page.get_by_role("button", name="Copy Chicago note").click()
        expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")


def link_a_passage(page: Page) -> None:
    page.locator("main > article p:not(.print-address, .whole-note)").first.evaluate(
        "text => { text.scrollIntoView({block: 'center'}); getSelection().selectAllChildren(text); }"
    )
    page.get_by_role("button", name="Copy link to this passage").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    page.keyboard.press("Escape")


def find(page: Page, word: str = "Gerasimov") -> None:
    expect(search(page, word).first).to_be_visible()
    page.keyboard.press("Escape")


def change_colours(page: Page) -> None:
    for scheme in ("dark", "light", "auto"):
        page.locator(".scheme-button").click()
        expect(page.locator("html")).to_have_attribute("data-scheme", scheme)


def filter_and_unfold(page: Page) -> None:
    for choice in page.locator(".ledger-filter .is-fact").all():
        choice.click()
        expect(page.locator(".ledger-filter").get_by_role("status")).to_contain_text("of")
    for summary in page.locator("article summary").all()[:3]:
        summary.click()


@pytest.mark.parametrize(
    "path", [pytest.param(path, marks=[] if path in QUICK else pytest.mark.slow) for path in ALL]
)
def test_every_feature_keeps_to_the_policy(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    for use in (read_notes, cite, link_a_passage, find, change_colours, filter_and_unfold):
        use(page)
    assert page.context.cookies() == []


@pytest.mark.parametrize("attack", read_data("browser.yml")["attacks"])
@pytest.mark.parametrize("where", ["header", "page"])
def test_what_the_policy_forbids_is_stopped(
    browser: Browser, address: str, attack: str, where: str
) -> None:
    """By the header of the host and by the page's own words, each without the other."""
    page = browser.new_page()
    page.route(
        "**/leverage/",
        lambda route: route.fulfill(
            response=route.fetch(),
            **(
                {"headers": {"content-type": "text/html"}}
                if where == "page"
                else {"body": re.sub(r"<meta http-equiv[^>]*>", "", route.fetch().text())}
            ),
        ),
    )
    page.goto(f"{address}leverage/")
    page.evaluate(f"""() => new Promise(done => {{
        document.addEventListener("securitypolicyviolation", () => done());
        {attack};
    }})""")
    assert not page.evaluate("window.caught")
    page.close()


def test_every_page_says_the_policy_first_and_what_has_a_hash_in_its_name_is_kept(
    real_site: Path,
) -> None:
    policy = dict(find_headers(real_site, "/"))["Content-Security-Policy"].partition(
        "; frame-ancestors"
    )[0]
    for file in real_site.rglob("*"):
        path = f"/{file.relative_to(real_site).as_posix()}"
        is_kept = any(name == "Cache-Control" for name, _ in find_headers(real_site, path))
        assert is_kept == bool(re.search(r"\.[0-9a-f]{8}\.(?:css|js|woff2)$", path)), path
        if file.suffix == ".html":
            html = file.read_text(encoding="utf-8")
            assert (
                html.partition("<head>")[2]
                .lstrip()
                .startswith(f'<meta http-equiv="Content-Security-Policy" content="{policy}">')
            ), file
            assert not re.search(r"<[^>]*\s(?:style|on\w+)=", html), file
            assert not re.search(
                r"<style|<script(?! (?:src|type=\"application/ld\+json\"))", html
            ), file


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve a site whose every word is script, with the faults of its pages let through."""
    root = tmp_path_factory.mktemp("hostile")
    pages = {
        f"docs/{path.name}": path.read_bytes()
        for path in DATA.glob("pages/*.md")
        if path.stem not in {"bad-address", "deep", "front-bomb", "empty"}
    }
    page = read_data("hostile/page.md").replace("TITLES", TITLES)
    bib, other = (
        (DATA / f"bibs/{name}-html.bib").read_text(encoding="utf-8") for name in ("fields", "name")
    )
    write_site(
        root,
        {
            "docs/index.md": page,
            "docs/other.md": page,
            "docs/sources.md": "# S { #s }\n\n<!-- briefing: sources -->\n",
            "docs/claims.md": "# L { #l }\n\n<!-- briefing: summary -->\n\n<!-- briefing: ledger -->\n",
            "docs/cite.md": "# C { #c }\n\n<!-- briefing: cite -->\n",
            **pages,
            "bibliography.bib": bib.replace("A Title", re.sub(r"[{}$#%]", "", TITLES))
            + other.replace("abel2020", "name"),
        },
    )
    write_real_theme(
        root,
        strict=False,
        site_url="https://x.example/",
        site_name="</title><script>ran('site')</script>",
    )
    assert build_site(root).is_published
    with serve(root / "site") as address:
        yield address, root / "site"


def test_no_script_runs_on_the_nastiest_pages(browser: Browser, hostile: tuple[str, Path]) -> None:
    """At the end one runs, to show that it would have been seen."""
    (address, site), context, ran = hostile, browser.new_context(), list[str]()
    context.expose_function("ran", lambda what: ran.append(str(what)))
    page = context.new_page()
    page.on("dialog", lambda dialog: (ran.append("dialog"), dialog.dismiss()))
    page.on(
        "request",
        lambda request: (
            ran.append(request.url)
            if not request.url.startswith((address, "data:", "blob:"))
            else None
        ),
    )
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(names) > 25
    for name in names:
        page.goto(address + name)
        page.eval_on_selector_all(
            "article a",
            """all => all.slice(0, 40).forEach(  // what waits for a touch
            link => link.dispatchEvent(new PointerEvent("pointerover", {bubbles: true, pointerType: "mouse"})))""",
        )
    page.goto(f"{address}other/")
    expect(search(page, "Wednesday").first).to_be_visible()
    page.goto(f"{address}other/")
    page.locator("article a.heading-link").first.click()
    page.locator(".note-card a.cite").click()
    page.wait_for_selector("dialog[open]")
    page.evaluate("ran('control')")
    assert ran == ["control"]
    context.close()
