"""Citing a section or a paragraph: every way in, what is copied, and the way back.

And linking to a passage by its words: what is offered, what the link holds, and that it finds them again."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, read_data

from .conftest import is_too_wide

PAGE = "alliance-treaty/"
DATA = {"biblatex": "BibLaTeX", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
FORMS = {"chicago": "Chicago note", "apa": "APA", "mla": "MLA", **DATA}
READ_CLIPBOARD = "navigator.clipboard.readText()"
PARAGRAPH = "what-it-is-called"


@pytest.fixture
def said(real_site: Path) -> Any:
    """What the page's `citations.json` says, and a section and a paragraph with sources, cited alike, that it knows."""
    data = json.loads((real_site / PAGE / "citations.json").read_text(encoding="utf-8"))
    name, of = next(
        (name, of)
        for name, of in data["paragraphs"].items()
        if of["sources"] and of["item"] not in data["paragraphs"]
    )
    return SimpleNamespace(
        data=data,
        paragraph=name,
        section=of["item"],
        address=of["address"],
        sources=of["sources"],
        item=data["items"][of["item"]],
    )


def find_control(page: Page, name: str) -> Locator:
    return page.locator(f".note-card a.cite[data-cite='{name}']")


def open_handle(page: Page, name: str) -> None:
    page.locator(f"a[data-cite][href='#{name}']").click()
    page.wait_for_url(f"**#{name}")


def find_dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Cite this")


def open_dialog(page: Page, name: str) -> Locator:
    open_handle(page, name)
    find_control(page, name).click()
    return find_dialog(page)


def copy(page: Page, name: str) -> str:
    find_dialog(page).get_by_role("button", name=f"Copy {name}", exact=True).click()
    expect(find_dialog(page).get_by_role("status")).to_have_text(f"{name} copied")
    return str(page.evaluate(READ_CLIPBOARD))


@pytest.mark.parametrize("kind", ["section", "paragraph"])
@pytest.mark.parametrize("way", ["mouse", "keyboard", "touch"])
def test_it_opens_closes_and_gives_the_focus_back(
    open_page: OpenPage, said: Any, kind: str, way: str
) -> None:
    page, name = (
        open_page(PAGE, width=360 if way == "touch" else 1280, has_touch=way == "touch"),
        getattr(said, kind),
    )
    control, dialog = find_control(page, name), find_dialog(page)
    for one in (page.locator(f"a[data-cite][href='#{name}']"), control):
        {"mouse": one.click, "keyboard": lambda one=one: one.press("Enter"), "touch": one.tap}[
            way
        ]()
    expect(dialog.get_by_role("heading")).to_have_text(f"Cite this {kind}")
    expect(dialog).to_contain_text(said.item["title"])
    expect(dialog.get_by_role("button", name="Copy link", exact=True)).to_be_focused()
    dialog.get_by_text(f"Cite this {kind}").click()  # within: it stays
    expect(dialog).to_be_visible()
    {
        "mouse": lambda: page.mouse.click(40, 400),
        "keyboard": lambda: page.keyboard.press("Escape"),
        "touch": dialog.get_by_role("button", name="Close").tap,
    }[way]()
    expect(dialog).to_be_hidden()
    expect(control).to_be_focused()


def test_a_section_and_a_paragraph_are_copied_in_each_form_and_its_sources(
    open_page: OpenPage, said: Any
) -> None:
    page = open_page(PAGE)
    dialog = open_dialog(page, said.section)
    wanted = ["".join(said.item["forms"][form]) for form in FORMS]
    assert copy(page, "link") == said.item["address"]
    assert [copy(page, name) for name in FORMS.values()] == wanted
    expect(dialog.get_by_role("radio")).to_have_count(0)
    page.keyboard.press("Escape")
    open_dialog(page, said.paragraph)
    assert copy(page, "link") == said.address != said.item["address"]
    address, own = said.item["address"], said.address
    swaps = [
        (address, own),
        (address.replace("#", r"\#"), own.replace("#", r"\#")),
        (f"--{said.section}", f"--{said.paragraph}"),
    ]  # a key of its own: two of a section stand side by side
    for old, new in swaps:
        wanted = [text.replace(old, new) for text in wanted]
    assert [copy(page, name) for name in FORMS.values()] == wanted
    for source in (said.data["sources"][key] for key in said.sources):
        dialog.get_by_label(f"Its source: {source['title']}", exact=True).first.check()
        for form, name in {"note": "Note", **DATA}.items():
            assert copy(page, name) == "".join(source["forms"][form])
        expect(dialog.get_by_role("button", name="Copy APA")).to_have_count(0)
    dialog.get_by_label("This paragraph").check()
    assert said.address in copy(page, "APA")


def test_the_page_of_citations_opens_the_panel_of_any_page_or_section(
    open_page: OpenPage, said: Any
) -> None:
    page, title, name = open_page("cite/"), said.item["title"], f"alliance-treaty--{said.section}"
    picker = page.locator(".cite-picker")
    picker.get_by_label("Page or section").select_option(title)
    picker.get_by_role("link", name="Cite").click()
    expect(find_dialog(page)).to_contain_text(f"Cite this section{title}")
    assert copy(page, "BibTeX") == said.item["forms"]["bibtex"]
    page.reload()
    folded = page.locator(f"details:has([id='{name}'])").first
    assert folded.evaluate("one => one.offsetHeight") < 100
    page.goto(f"#{name}")
    assert folded.evaluate("one => one.offsetHeight") > 500


def test_without_a_clipboard_the_text_is_selected(open_page: OpenPage, said: Any) -> None:
    page = open_page(PAGE)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    dialog = open_dialog(page, said.section)
    dialog.get_by_role("button", name="Copy BibTeX").click()
    expect(dialog.get_by_role("status")).to_have_text("Press Ctrl+C to copy")
    assert page.evaluate("String(getSelection())").strip() == said.item["forms"]["bibtex"].strip()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_or_scrolls_when_it_opens_and_copies(
    open_page: OpenPage, said: Any, width: int
) -> None:
    page = open_page(PAGE, width=width)
    open_handle(page, said.paragraph)
    assert (
        find_control(page, said.paragraph).evaluate(
            "one => Math.min(one.offsetWidth, one.offsetHeight)"
        )
        >= 24
    )
    places = page.evaluate("read.places()")
    find_control(page, said.paragraph).click()
    copy(page, "APA")
    assert page.evaluate("read.places()") == places


@pytest.mark.parametrize(("width", "height"), [(360, 800), (640, 400)])
def test_it_fits_with_a_title_of_120_letters(
    open_page: OpenPage, said: Any, width: int, height: int
) -> None:
    page = open_page(PAGE, width=width, device_scale_factor=2)
    page.set_viewport_size({"width": width, "height": height})
    items = {
        key: {**item, "title": "Überlebensversicherungs" * 6}
        for key, item in said.data["items"].items()
    }
    page.route("**/citations.json", lambda route: route.fulfill(json={**said.data, "items": items}))
    dialog = open_dialog(page, said.paragraph)
    expect(dialog).to_contain_text("Überlebensversicherungs")
    assert (
        dialog.evaluate("""dialog => [...dialog.querySelectorAll('*')].filter(part => part.scrollWidth > (
        part.matches('.cite-body') ? part.clientWidth : innerWidth)).map(part => part.outerHTML)""")
        == []
    )
    assert not is_too_wide(page)
    for name in ("Copy link", "Copy CSL-JSON", "Close"):
        button = dialog.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)


def test_unreadable_data_or_a_modifier_leave_the_link_as_it_is(
    open_page: OpenPage, said: Any
) -> None:
    page, wanted = open_page(PAGE), f"**/cite/#alliance-treaty--{said.section}"
    open_handle(page, said.section)
    with page.context.expect_page() as opened:
        find_control(page, said.section).click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url(wanted)
    expect(find_dialog(page)).to_be_hidden()
    page.route("**/citations.json", lambda route: route.fulfill(body="no data"))
    find_control(page, said.section).click()
    page.wait_for_url(wanted)


def offer(page: Page) -> Locator:
    return page.get_by_role("button", name="Copy link to this passage")


def copy_passage(page: Page, press: Any = Locator.click) -> str:
    press(offer(page))
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    return str(page.evaluate(READ_CLIPBOARD))


@pytest.mark.parametrize(("words", "fragment"), read_data("browser.yml")["passages"])
def test_a_passage_is_linked_by_id_and_words(
    open_page: OpenPage, address: str, words: str, fragment: str
) -> None:
    page = open_page(PAGE)
    if words:
        page.evaluate("read.select", [PARAGRAPH, words])
    else:
        page.locator("#treaty-name-date-place").evaluate("part => read.selectAll(part)")
    link = copy_passage(page)
    assert link == f"{address}{PAGE}#{PARAGRAPH}:~:text={fragment}"
    page.goto("about:blank")
    page.goto(link.replace(PARAGRAPH, ""))  # the words alone must do, or nothing is marked
    expect(page.locator(f"#{PARAGRAPH}")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "has_touch"), [(360, True), (1280, False)])
def test_the_offer_stands_beside_the_selection_of_text(
    open_page: OpenPage, width: int, has_touch: bool
) -> None:
    page = open_page(PAGE, width=width, has_touch=has_touch)
    for words in ("During", "Pyongyang on 19\u00a0June"):
        page.evaluate("read.select", [PARAGRAPH, words])
        expect(offer(page)).to_be_in_viewport(ratio=1)
        box = offer(page).bounding_box()
        chosen = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
        assert box
        assert box["y"] >= chosen["bottom"] or box["y"] + box["height"] <= chosen["top"]
        page.keyboard.press("Escape")
        expect(offer(page)).to_be_hidden()
    page.evaluate("read.select", [PARAGRAPH, "Kim Jong Un"])
    expect(offer(page)).to_be_visible()
    page.locator(".colophon").evaluate("part => read.selectAll(part)")
    expect(offer(page)).to_be_hidden()


def test_a_selection_by_keyboard_is_offered_too_and_reached_by_tab(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.locator(f"#{PARAGRAPH} .clause").first.dblclick(position={"x": 2, "y": 10})
    for _ in range(2):
        page.keyboard.press("Shift+Control+ArrowRight")
    expect(offer(page)).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        if offer(page).evaluate("button => button === document.activeElement"):
            break
    link = copy_passage(page, lambda _: page.keyboard.press("Enter"))
    assert link.startswith(f"{page.url.partition('#')[0]}#{PARAGRAPH}:~:text=During%202024")


def test_words_outside_a_named_paragraph_go_by_the_heading_above(open_page: OpenPage) -> None:
    page = open_page("")
    page.locator("#key-judgements + ol li").first.evaluate("part => read.selectAll(part)")
    assert "#key-judgements:~:text=" in copy_passage(page)
