"""Citing a section or a paragraph: every way in, what is copied, and the way back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from support import PAGES

OpenPage = Callable[..., Page]
PAGE = "alliance-treaty/"
SECTION, PARAGRAPH = "what-it-promises", "treaty-name-date-place"
FORMS = {"chicago": "Chicago note", "apa": "APA", "mla": "MLA", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}

WATCH_SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({type: "layout-shift"});
}"""
COUNT_SHIFTS = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(shifts.length))))"


def find_control(page: Page, name: str) -> Locator:
    return page.locator(f"a.cite[data-cite='{name}']")


def find_dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Cite this")


def open_dialog(page: Page, name: str) -> Locator:
    find_control(page, name).click()
    expect(find_dialog(page)).to_be_visible()
    return find_dialog(page)


def copy(page: Page, name: str) -> str:
    find_dialog(page).get_by_role("button", name=f"Copy {name}", exact=True).click()
    expect(find_dialog(page).get_by_role("status")).to_have_text(f"{name} copied")
    return read_clipboard(page)


def read_clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def read_data(site: Path) -> Any:
    return json.loads((site / PAGE / "citations.json").read_text(encoding="utf-8"))


def join(form: str | list[str]) -> str:
    return "".join(form)


@pytest.mark.parametrize(("name", "heading"), [(SECTION, "Cite this section"), (PARAGRAPH, "Cite this paragraph")])
@pytest.mark.parametrize("way", ["mouse", "keyboard", "touch"])
def test_it_opens_by_mouse_keyboard_and_touch_and_gives_the_focus_back(
        open_page: OpenPage, name: str, heading: str, way: str) -> None:
    page = open_page(PAGE, width=360 if way == "touch" else 1280, has_touch=way == "touch")
    control = find_control(page, name)
    if way == "mouse":
        page.locator(f"#{name}").hover()
        expect(control).to_have_css("opacity", "1")
        control.click()
    elif way == "keyboard":
        control.focus()
        expect(control).to_have_css("opacity", "1")
        page.keyboard.press("Enter")
    else:
        control.tap()
    expect(find_dialog(page).get_by_role("heading")).to_have_text(heading)
    expect(find_dialog(page)).to_contain_text("The alliance treaty: ")
    expect(find_dialog(page).get_by_role("button", name="Copy link", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(find_dialog(page)).to_be_hidden()
    expect(control).to_be_focused()


@pytest.mark.parametrize("way", ["button", "backdrop"])
def test_it_closes_by_its_button_and_by_a_click_beside_it(open_page: OpenPage, way: str) -> None:
    page = open_page(PAGE)
    dialog = open_dialog(page, PARAGRAPH)
    dialog.get_by_text("Cite this paragraph").click()
    expect(dialog).to_be_visible()
    if way == "button":
        dialog.get_by_role("button", name="Close").click()
    else:
        page.mouse.click(40, 400)
    expect(dialog).to_be_hidden()
    expect(find_control(page, PARAGRAPH)).to_be_focused()


def test_a_section_is_copied_in_each_form(open_page: OpenPage, real_site: Path) -> None:
    item = read_data(real_site)["items"][SECTION]
    page = open_page(PAGE, **CLIPBOARD)
    open_dialog(page, SECTION)
    assert copy(page, "link") == item["address"]
    for form, name in FORMS.items():
        assert copy(page, name) == join(item["forms"][form])
    expect(find_dialog(page).get_by_role("radio")).to_have_count(0)


def test_a_paragraph_is_cited_as_its_section_with_its_own_address(open_page: OpenPage, real_site: Path) -> None:
    data = read_data(real_site)
    paragraph = data["paragraphs"][PARAGRAPH]
    section = data["items"][paragraph["section"]]
    page = open_page(PAGE, **CLIPBOARD)
    open_dialog(page, PARAGRAPH)
    assert copy(page, "link") == paragraph["address"]
    for form, name in FORMS.items():
        copied = copy(page, name)
        assert paragraph["address"] in copied
        assert copied == join(section["forms"][form]).replace(section["address"], paragraph["address"])


def test_each_source_of_a_paragraph_can_be_cited_instead(open_page: OpenPage, real_site: Path) -> None:
    data = read_data(real_site)
    page = open_page(PAGE, **CLIPBOARD)
    dialog = open_dialog(page, PARAGRAPH)
    for key in data["paragraphs"][PARAGRAPH]["sources"]:
        dialog.get_by_label(f"Its source: {data['sources'][key]['title']}", exact=True).check()
        for form, name in FORMS.items():
            assert copy(page, name) == join(data["sources"][key]["forms"][form])
    dialog.get_by_label("This paragraph").check()
    assert data["paragraphs"][PARAGRAPH]["address"] in copy(page, "APA")


def test_without_a_clipboard_the_text_is_selected(open_page: OpenPage, real_site: Path) -> None:
    page = open_page(PAGE)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    dialog = open_dialog(page, SECTION)
    dialog.get_by_role("button", name="Copy BibTeX").click()
    expect(dialog.get_by_role("status")).to_have_text("Press Ctrl+C to copy")
    bibtex = read_data(real_site)["items"][SECTION]["forms"]["bibtex"]
    assert page.evaluate("String(getSelection())").strip() == bibtex.strip()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_or_scrolls_when_it_opens_and_copies(open_page: OpenPage, width: int) -> None:
    page = open_page(PAGE, width=width, **CLIPBOARD)
    find_control(page, PARAGRAPH).scroll_into_view_if_needed()
    place = page.locator(f"#{PARAGRAPH}").bounding_box()
    page.evaluate(WATCH_SHIFTS)
    open_dialog(page, PARAGRAPH)
    copy(page, "APA")
    assert page.evaluate(COUNT_SHIFTS) == 0
    assert page.locator(f"#{PARAGRAPH}").bounding_box() == place
    page.keyboard.press("Escape")
    assert page.locator(f"#{PARAGRAPH}").bounding_box() == place


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_open_dialog_passes_axe(open_page: OpenPage, width: int, scheme: str) -> None:
    page = open_page(PAGE, width=width, color_scheme=scheme)
    dialog = open_dialog(page, PARAGRAPH)
    for name in ("BibTeX", "RIS", "CSL-JSON"):
        dialog.get_by_text(name, exact=True).click()
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize(("width", "height"), [(360, 800), (640, 400)])
def test_it_fits_a_narrow_screen_and_twice_the_size_with_a_title_of_120_letters(
        open_page: OpenPage, width: int, height: int) -> None:
    page = open_page(PAGE, width=width, device_scale_factor=2)
    page.set_viewport_size({"width": width, "height": height})
    page.route("**/citations.json", lambda route: route.fulfill(
        json={**(data := route.fetch().json()), "items": {
            key: {**item, "title": "Überlebensversicherungs" * 6} for key, item in data["items"].items()}}))
    dialog = open_dialog(page, PARAGRAPH)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert dialog.locator("*").evaluate_all("parts => parts.every(part => part.scrollWidth <= innerWidth)")
    assert dialog.locator(".cite-body").evaluate("body => body.scrollWidth <= body.clientWidth")
    for name in ("Copy link", "Copy CSL-JSON", "Close"):
        button = dialog.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)


def test_controls_are_large_enough_to_tap_and_always_seen_where_nothing_hovers(open_page: OpenPage) -> None:
    page = open_page(PAGE, width=360, has_touch=True, is_mobile=True)
    for control in page.locator("a.cite").all():
        expect(control).to_have_css("opacity", "1")
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_without_javascript_every_control_leads_to_its_citations(open_page: OpenPage, address: str) -> None:
    page = open_page("cite/", java_script_enabled=False)
    ids = set(page.eval_on_selector_all("[id]", "parts => parts.map(part => part.id)"))
    for path in PAGES:
        page.goto(address + path)
        for link in page.eval_on_selector_all("a.cite", "links => links.map(link => link.href)"):
            target, name = urldefrag(link)
            assert target == address + "cite/"
            assert name in ids, link


def test_unreadable_data_leaves_the_link_as_it_is(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.route("**/citations.json", lambda route: route.fulfill(body="no data"))
    find_control(page, SECTION).click()
    page.wait_for_url("**/cite/#alliance-treaty--what-it-promises")


def test_a_click_with_a_modifier_opens_the_link_in_a_tab(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    with page.context.expect_page() as opened:
        find_control(page, SECTION).click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url("**/cite/#alliance-treaty--what-it-promises")
    expect(find_dialog(page)).to_be_hidden()
