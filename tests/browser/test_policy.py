"""Under the strict policy, with the headers of a host: every feature on every page, and no violation."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support import PAGES, find_headers

from .conftest import WATCH

ALL = [*PAGES, "print/"]
QUICK = {"", "leverage/", "claims/", "404.html"}
"""Pages that have every feature between them; the others are for `make test-slow`."""


def read_notes(page: Page) -> None:
    others = ":not(.now, .heading-link, .claim-label, .clause-label, .citable *, .footnote *)"
    for link in page.locator(f"a.footnote-ref, article p a[href*='/#']{others}").filter(visible=True).all()[:3]:
        link.hover()
        expect(page.locator(".note-card")).to_be_visible()
        page.mouse.move(1, 1)
        expect(page.locator(".note-card")).to_be_hidden()


def cite(page: Page) -> None:
    for handle in page.locator("a[data-cite]").all()[:2]:
        handle.press("Enter")
        page.locator(".note-card a.cite").press("Enter")
        page.get_by_role("button", name="Copy Chicago note").click()
        expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")


def link_a_passage(page: Page) -> None:
    page.evaluate("""() => {
        const text = document.querySelector("main > article p:not(.print-address, .whole-note)");
        text.scrollIntoView({block: "center"});
        getSelection().selectAllChildren(text);
    }""")
    page.get_by_role("button", name="Copy link to this passage").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    page.keyboard.press("Escape")


def search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("Gerasimov")
    expect(page.locator(".search a").first).to_be_visible()
    page.keyboard.press("Escape")


def change_colours(page: Page) -> None:
    for scheme in ("dark", "light", "auto"):
        page.locator(".scheme-button").click()
        expect(page.locator("html")).to_have_attribute("data-scheme", scheme)


def filter_claims(page: Page) -> None:
    if page.locator(".ledger-filter").count():
        page.locator(".ledger-filter .is-fact").click()
        expect(page.locator(".ledger-filter").get_by_role("status")).to_contain_text("of")


def open_details(page: Page) -> None:
    for summary in page.locator("article summary").all()[:3]:
        summary.click()


@pytest.mark.parametrize("path", [pytest.param(path, marks=[] if path in QUICK else pytest.mark.slow) for path in ALL])
def test_every_feature_keeps_to_the_policy(page: Page, address: str, path: str) -> None:
    page.goto(address + path, wait_until="networkidle")
    for use in (read_notes, cite, link_a_passage, search, change_colours, filter_claims, open_details):
        use(page)
    assert page.evaluate("violations") == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("attack", [
    "document.head.append(Object.assign(document.createElement('script'), {textContent: 'window.caught = 1'}))",
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.caught = 1\">')",
    "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" id=styled>')",
    "document.head.append(Object.assign(document.createElement('script'), {src: 'https://elsewhere.example/x.js'}))",
    "fetch('https://elsewhere.example/').catch(() => 0)",
    "document.head.append(Object.assign(document.createElement('base'), {href: 'https://elsewhere.example/'}))"])
@pytest.mark.parametrize("where", ["header", "page"])
def test_what_the_policy_forbids_is_stopped(browser: Browser, address: str, attack: str, where: str) -> None:
    """By the header of the host and by the page's own words, each without the other."""
    page = browser.new_page()
    page.add_init_script(WATCH)
    if where == "page":
        page.route("**/*", lambda route: route.fulfill(response=route.fetch(), headers={"content-type": "text/html"})
                   if route.request.resource_type == "document" else route.continue_())
    else:
        page.route("**/leverage/", lambda route: route.fulfill(
            response=(answer := route.fetch()), body=re.sub(r"<meta http-equiv[^>]*>", "", answer.text())))
    page.goto(address + "leverage/")
    page.evaluate(attack)
    page.wait_for_function("violations.length")
    assert not page.evaluate("window.caught")
    page.close()


def test_every_page_says_the_policy_first_and_has_nothing_inline(real_site: Path) -> None:
    policy = dict(find_headers(real_site, "/"))["Content-Security-Policy"].partition("; frame-ancestors")[0]
    for file in real_site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert html.partition("<head>")[2].lstrip().startswith(
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">'), file
        assert not re.search(r"<[^>]*\s(?:style|on\w+)=", html), file
        assert not re.search(r"<style|<script(?! (?:src|type=\"application/ld\+json\"))", html), file


def test_files_with_a_hash_in_their_name_are_kept_and_no_others(real_site: Path) -> None:
    for file in real_site.rglob("*"):
        path = "/" + file.relative_to(real_site).as_posix()
        is_kept = any(name == "Cache-Control" for name, _ in find_headers(real_site, path))
        assert is_kept == bool(re.search(r"\.[0-9a-f]{8}\.(?:css|js|woff2)$", path)), path
