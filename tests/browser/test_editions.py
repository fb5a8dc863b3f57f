"""Pages of the editions of this briefing, and the form on /editions/.

Alone it notices a style that hides a frozen statement, and the mark of an edition out of sight.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from support import ROOT, OpenPage, read_settings

from mkdocs_briefing.editions.editions import Edition, load_editions

from .conftest import choose

EDITIONS = load_editions(ROOT)[0]
if not EDITIONS:
    pytest.skip("there is no edition yet", allow_module_level=True)
READ = ".checks li"
"""The sources beside a paragraph; a verdict and what came later stay at either choice."""
SHADES = """() => ["backgroundColor", "color"].map(name =>
    Number(getComputedStyle(document.body)[name].match(/[0-9]+/)[0]))"""
UNSEEN = """ids => {
    document.querySelectorAll("details").forEach(box => box.open = true);
    const seen = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
    const isSeen = part => {
        const {width, height} = part.getBoundingClientRect();
        const {fontSize, color} = getComputedStyle(part);
        return part.checkVisibility(seen) && width > 1 && height > 1 && parseFloat(fontSize) > 6
            && color !== getComputedStyle(document.body).backgroundColor;
    };
    return ids.filter(id => {
        let part = document.getElementById(id);
        while (!part.textContent) part = part.parentElement;
        return !isSeen(part);
    });
}"""
"""An id that a reader view would take for a button to share stands on an empty element."""


def list_said(edition: Edition, url: str) -> list[str]:
    """Return the ids of what a page of an edition says."""
    return [each.id for each in edition.pages[url] if each.id and each.what != "alias"]


def test_every_statement_of_an_edition_can_be_seen(open_page: OpenPage) -> None:
    """The finished styles, which frozen pages are shown with, hide none of them."""
    page = open_page("404.html")
    for edition in EDITIONS:
        for url in edition.pages:
            page.goto(f"/{edition.version.path}{url}")
            ids = list_said(edition, url)
            assert page.evaluate(UNSEEN, ids) == [], (edition.version.name, url)
    page.evaluate("id => { document.getElementById(id).style.opacity = 0; }", ids[-1])
    assert ids[-1] in page.evaluate(UNSEEN, ids), "the look sees what is hidden"


def test_the_finished_styles_have_the_name_of_the_site_for_the_foot_of_paper(
    real_site: Path,
) -> None:
    if all(edition.data.get("styles") for edition in EDITIONS):
        pytest.skip("each edition has styles of its own")
    name = f'"{read_settings()["site_name"]}"'
    styles = [path.read_text(encoding="utf-8") for path in real_site.glob("frozen/*.css")]
    assert styles
    assert all(name in style for style in styles)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.version.name)
def test_a_page_of_an_edition_says_which_it_is_and_needs_no_script(
    open_page: OpenPage, edition: Edition
) -> None:
    """A cited address leads to the middle of a page, past the frame at its top.

    Notes are links, colours are the system's, and the buttons above choose what is shown.
    """
    url = max(edition.pages, key=lambda url: len(list_said(edition, url)))
    address = f"{edition.version.path}{url}#{list_said(edition, url)[-1]}"
    page = open_page(address, color_scheme="dark")
    expect(page.locator(".edition-mark")).to_have_text(edition.version.name.capitalize())
    expect(page.locator(".edition-mark")).to_be_in_viewport()
    expect(page.locator("script")).to_have_count(0)
    paper, letters = page.evaluate(SHADES)
    assert paper < letters
    for note in page.locator("a.footnote-ref").locator("visible=true").all()[:1]:
        note.click()
        target = (note.get_attribute("href") or "#")[1:]
        expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
    for choice in ("checks", "text"):
        for button in page.locator(f"#depth-{choice}").all():
            choose(page, choice)
            expect(button).to_be_checked()
            shown = page.locator(READ).locator("visible=true")
            assert bool(shown.count()) == (choice == "checks")
