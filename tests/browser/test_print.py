"""Print, the whole briefing on one page, and the site read from a folder."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from support import AXE, PAGES, VERSION

pytestmark = pytest.mark.slow

OpenPage = Callable[..., Page]
WHOLE = "print/"
THEMES = ("", "alliance-treaty/", "troop-reports/", "beijings-dilemma/", "leverage/")
ALL = [*PAGES, WHOLE]

FURNITURE = ("header, footer, nav, dialog, button, select, .cite, .note-card, .backlinks, details, "
             "input:not([type=checkbox], [type=radio])")
READ_COLOURS = """() => ["html", "body", "article", "h1", "article p"].map(name => {
    const style = getComputedStyle(document.querySelector(name));
    return [style.color, style.backgroundColor];
})"""
READ_CLAIMS = """() => [...document.querySelectorAll('p.claim')].map(claim => {
    const label = claim.querySelector('.claim-label');
    const copy = claim.cloneNode(true);
    copy.querySelectorAll('.claim-label, .address, .claim-sources, .cite').forEach(part => part.remove());
    return [new URL(label.href).pathname + new URL(label.href).hash, copy.textContent.trim()];
})"""
READ_ADDRESSES = """() => [...document.querySelectorAll('p.claim')].map(claim => {
    const label = claim.querySelector('.claim-label');
    const address = label.querySelector('.address');
    const shown = address ?? label;
    const text = address ? address.textContent : getComputedStyle(label, '::after').content;
    return shown.getClientRects().length ? text.replaceAll('"', '') : '';
})"""


def open_printed(open_page: OpenPage, path: str, scheme: str = "dark", width: int = 700) -> Page:
    """Open a page as it is printed: as wide as the text on A4 at 96 dots an inch, from either scheme."""
    page = open_page(path, width=width, color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    return page


@pytest.mark.parametrize("path", ALL)
def test_paper_shows_the_page_alone(open_page: OpenPage, path: str) -> None:
    page = open_printed(open_page, path)
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(FURNITURE).locator("visible=true").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 700


@pytest.mark.parametrize("path", ["leverage/", f"{VERSION.path}leverage/"])
def test_paper_names_the_address_and_the_edition_of_its_words(open_page: OpenPage, path: str) -> None:
    """Of an edition's page that is its own address, where the words will still be the same."""
    head = open_printed(open_page, path).locator(".print-address")
    expect(head).to_contain_text(f"/{path}")
    if path == "leverage/":
        expect(head).to_contain_text(f"{VERSION.name.capitalize()}, {VERSION.day}")


@pytest.mark.parametrize("chosen", [False, True], ids=["by the system", "by the reader"])
@pytest.mark.parametrize("path", [page for page in ALL if page != "404.html"])
def test_paper_is_white_and_its_text_black_in_the_dark_scheme(open_page: OpenPage, path: str, chosen: bool) -> None:
    page = open_page(path, color_scheme="light" if chosen else "dark")
    if chosen:
        page.locator(".scheme-button").click()
        expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.emulate_media(media="print")
    for colour, background in page.evaluate(READ_COLOURS):
        assert colour == "rgb(0, 0, 0)"
        assert background in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


@pytest.mark.parametrize("path", [*THEMES, WHOLE])
def test_paper_shows_every_note_and_every_address(open_page: OpenPage, path: str, address: str) -> None:
    page = open_printed(open_page, path)
    assert page.locator(".footnote li").count() > 0
    for note in page.locator(".footnote li").all():
        expect(note).to_be_visible()
        expect(note).to_contain_text("http")
    expect(page.locator(".print-address").first).to_be_visible()
    claims = [claim.partition("#")[2] for claim, _ in page.evaluate(READ_CLAIMS)]
    assert page.evaluate(READ_ADDRESSES) == [f"#{claim}" for claim in claims]


@pytest.mark.parametrize("path", ["", "beijings-dilemma/", WHOLE])
def test_paper_shows_the_figures(open_page: OpenPage, path: str) -> None:
    page = open_printed(open_page, path)
    for part in page.locator("figure, figure svg, figure table, figure li").all():
        expect(part).to_be_visible()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_whole_briefing_prints_on_its_pages(open_page: OpenPage, paper: str) -> None:
    """Each of the five parts begins a page, and none of them fills more than a handful."""
    document = open_page(WHOLE, color_scheme="dark").pdf(format=paper)
    assert 10 <= document.count(b"/Type /Page\n") <= 22


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("path", [*THEMES, "method/", WHOLE])
def test_no_sheet_ends_with_a_heading_or_the_kind_of_a_claim(open_page: OpenPage, path: str, paper: str) -> None:
    page = open_page(path)
    names = page.locator("article :is(h2, h3, .admonition-title, .claim-label)").evaluate_all(
        "all => all.map(one => one.firstChild.textContent.trim())")
    sheets = PdfReader(BytesIO(page.pdf(format=paper))).pages
    assert len(sheets) > 1
    for sheet in sheets:  # from top to bottom, and without the line below the text
        lines = [line.strip() for line in sheet.extract_text(extraction_mode="layout").splitlines() if line.strip()]
        assert re.search(r"\d+ / \d+$", lines[-1])
        assert re.sub(r"\s*#[\w-]*$", "", lines[-2]) not in names, lines[-4:]


def test_the_whole_briefing_has_each_claim_once_and_word_for_word(open_page: OpenPage, address: str) -> None:
    page = open_page("")
    said = []
    for path in THEMES:
        page.goto(address + path)
        said += page.evaluate(READ_CLAIMS)
    page.goto(address + WHOLE)
    assert page.evaluate(READ_CLAIMS) == said
    assert len(said) > 60


def test_the_whole_briefing_has_one_title_unique_ids_and_links_that_work(open_page: OpenPage) -> None:
    page = open_page(WHOLE)
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    expect(page.locator("h1")).to_have_count(1)
    links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    titles = page.locator(".part > h1, .part + .part > h2").all_inner_texts()
    assert titles == ["Between Moscow and Pyongyang", "The alliance treaty", "The troop reports", "Beijing’s dilemma",
                      "Leverage"]
    expect(page.locator(".cite, .headerlink")).to_have_count(0)


def test_a_link_between_parts_stays_on_the_page(open_page: OpenPage) -> None:
    page = open_page(WHOLE)
    page.locator("#briefing p, #briefing ol").get_by_role("link", name="unlikely to take a hard line").click()
    assert page.url.endswith("print/#beijings-dilemma--hard-line-unlikely")
    expect(page.locator("[id='beijings-dilemma--hard-line-unlikely']")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_whole_briefing_passes_axe_on_a_screen(open_page: OpenPage, width: int, scheme: str) -> None:
    page = open_page(WHOLE, width=width, color_scheme=scheme)
    assert Axe().run(page, options=AXE).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_whole_briefing_leaves_the_finding_to_its_pages(open_page: OpenPage, real_site: Path) -> None:
    page = open_page(WHOLE)
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    expect(page.locator("link[rel=canonical]")).to_have_attribute("href", "https://briefing.example/")
    assert "/print/" not in (real_site / "sitemap.xml").read_text(encoding="utf-8")
    assert "print/" not in (real_site / "search-index.js").read_text(encoding="utf-8")


def test_every_page_leads_to_it_on_a_screen(open_page: OpenPage, address: str) -> None:
    page = open_page("leverage/")
    page.get_by_role("link", name="The whole briefing on one page").click()
    assert page.url == address + WHOLE


def test_the_site_is_read_from_a_folder(browser: Browser, real_site: Path) -> None:
    """Links, styles, notes, colours and the search work."""
    page = browser.new_page(viewport={"width": 800, "height": 800})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
    page.goto((real_site / "index.html").as_uri())
    for name, end in (("Leverage", "leverage/index.html"), ("Sources", "sources/index.html")):
        page.locator(".tabs").get_by_role("link", name=name).click()
        assert page.url.endswith(end)
        expect(page.locator("h1")).to_contain_text(name)
    page.go_back()
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("Gerasimov")
    page.locator(".search a", has_text="Gerasimov").first.click()
    assert "/troop-reports/index.html#" in page.url
    page.go_back()
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("system-ui")
    page.locator("p.claim a.footnote-ref").first.hover()
    expect(page.locator(".note-card")).to_contain_text("Responsible Statecraft")
    page.locator("article a[href*='hard-line-unlikely']").click()
    assert page.url.endswith("beijings-dilemma/index.html#hard-line-unlikely")
    page.close()
    assert faults == []


def test_from_a_folder_every_link_leads_to_a_file(browser: Browser, real_site: Path) -> None:
    page = browser.new_page()
    for path in [page for page in ALL if page != "404.html"]:
        page.goto((real_site / path / "index.html").as_uri())
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href.baseVal ?? one.href)")
        for link in {link.partition("#")[0] for link in links if link.startswith("file:")}:
            assert Path(link.removeprefix("file://")).is_file(), link
    page.close()
