"""Citing a section or a paragraph: every way in, what is copied, and the way back."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, find_view

from .conftest import is_too_wide

DATA = {"biblatex": "BibLaTeX", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
FORMS = {"chicago": "Chicago note", "apa": "APA", "mla": "MLA", **DATA}
READ_CLIPBOARD = "navigator.clipboard.readText()"
READ_SIZE = "one => Math.min(one.offsetWidth, one.offsetHeight)"
READ_TOO_WIDE = """dialog => [...dialog.querySelectorAll('*')].filter(
    part => part.scrollWidth > (part.matches('.cite-body') ? part.clientWidth : innerWidth)).map(
    part => part.outerHTML)"""
IS_IN_BLOCK = "one => Boolean(one.closest('.checks'))"
OPEN_BLOCK = "one => { one.closest('.checks').open = true; }"
LONG_WORD = "Überlebensversicherungs"


@dataclass(frozen=True)
class Cited:
    """A paragraph of a page that has sources, and the section by which it is cited."""

    data: Any
    """What the page's `citations.json` says."""
    paragraph: str
    section: str

    @property
    def address(self) -> str:
        """That of the paragraph."""
        return str(self.data["paragraphs"][self.paragraph]["address"])

    @property
    def sources(self) -> list[Any]:
        """Those of the paragraph."""
        keys = self.data["paragraphs"][self.paragraph]["sources"]
        return [self.data["sources"][key] for key in keys]

    @property
    def item(self) -> Any:
        """The section, as it is cited."""
        return self.data["items"][self.section]

    def name(self, kind: str) -> str:
        """Return the id of the `section` or of the `paragraph`."""
        return self.section if kind == "section" else self.paragraph

    def list_section_forms(self) -> list[str]:
        """Return the section's citation in each form."""
        return ["".join(self.item["forms"][form]) for form in FORMS]

    def list_paragraph_forms(self) -> list[str]:
        """Return the paragraph's citation in each form, with an address and a key of its own.

        It is that of what has the same title: the section, or another paragraph.
        """
        name = self.data["paragraphs"][self.paragraph]["item"]
        item = self.data["items"][name]
        address = item["address"]
        swaps = {
            address: self.address,
            address.replace("#", r"\#"): self.address.replace("#", r"\#"),
            f"--{name}": f"--{self.paragraph}",
        }
        forms = ["".join(item["forms"][form]) for form in FORMS]
        for old, new in swaps.items():
            forms = [text.replace(old, new) for text in forms]
        return forms


@pytest.fixture
def cited(real_site: Path, theme: str) -> Cited:
    text = (real_site / theme / "citations.json").read_text(encoding="utf-8")
    data = json.loads(text)
    titles = {item["title"]: name for name, item in reversed(data["items"].items())}
    for name, paragraph in data["paragraphs"].items():
        section = titles[data["items"][paragraph["item"]]["title"]]
        if paragraph["sources"] and section not in data["paragraphs"]:
            return Cited(data, name, section)
    raise AssertionError("no paragraph has sources")


def find_control(page: Page, name: str) -> Locator:
    return page.locator(f".note-card a.cite[data-cite='{name}']")


def find_handle(page: Page, name: str) -> Locator:
    """Return what cites a section, or a paragraph; that stands in a block, which is opened."""
    handle = page.locator(f"a[data-cite][href='#{name}']")
    if handle.evaluate(IS_IN_BLOCK):
        page.locator("#depth-checks").evaluate("one => one.click()")
        handle.evaluate(OPEN_BLOCK)
        handle.focus()
    return handle


def open_handle(page: Page, name: str) -> None:
    find_handle(page, name).click()
    page.wait_for_url(f"**#{name}")


def find_dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Cite this").and_(page.locator("dialog"))


def open_dialog(page: Page, name: str) -> Locator:
    open_handle(page, name)
    find_control(page, name).click()
    return find_dialog(page)


def copy(page: Page, name: str) -> str:
    """Copy a form of the citation; gives what was copied."""
    find_dialog(page).get_by_role("button", name=f"Copy {name}", exact=True).click()
    expect(find_dialog(page).get_by_role("status")).to_have_text(f"{name} copied")
    return str(page.evaluate(READ_CLIPBOARD))


def press(part: Locator, way: str) -> None:
    """Activate a link or a button in one of three ways."""
    if way == "mouse":
        part.click()
    elif way == "keyboard":
        part.press("Enter")
    else:
        part.tap()


def close(page: Page, way: str) -> None:
    """Leave the dialog in one of three ways."""
    if way == "mouse":
        page.mouse.click(40, 400)
    elif way == "keyboard":
        page.keyboard.press("Escape")
    else:
        find_dialog(page).get_by_role("button", name="Close").tap()


@pytest.mark.parametrize("kind", ["section", "paragraph"])
@pytest.mark.parametrize("way", ["mouse", "keyboard", "touch"])
def test_it_opens_closes_and_gives_the_focus_back(
    open_page: OpenPage, theme: str, cited: Cited, kind: str, way: str
) -> None:
    has_touch = way == "touch"
    page = open_page(theme, width=360 if has_touch else 1280, has_touch=has_touch)
    name = cited.name(kind)
    control = find_control(page, name)
    dialog = find_dialog(page)
    press(find_handle(page, name), way)
    press(control, way)
    expect(dialog.get_by_role("heading")).to_have_text(f"Cite this {kind}")
    expect(dialog).to_contain_text(cited.item["title"])
    expect(dialog.get_by_role("button", name="Copy link", exact=True)).to_be_focused()
    dialog.get_by_text(f"Cite this {kind}").click()  # within: it stays
    expect(dialog).to_be_visible()
    close(page, way)
    expect(dialog).to_be_hidden()
    expect(control).to_be_focused()


@pytest.mark.smoke
def test_a_section_is_copied_in_each_form(open_page: OpenPage, theme: str, cited: Cited) -> None:
    page = open_page(theme)
    dialog = open_dialog(page, cited.section)
    assert copy(page, "link") == cited.item["address"]
    assert [copy(page, name) for name in FORMS.values()] == cited.list_section_forms()
    expect(dialog.get_by_role("radio")).to_have_count(0)


def test_a_paragraph_is_copied_in_each_form_and_its_sources(
    open_page: OpenPage, theme: str, cited: Cited
) -> None:
    page = open_page(theme)
    dialog = open_dialog(page, cited.paragraph)
    assert copy(page, "link") == cited.address != cited.item["address"]
    assert [copy(page, name) for name in FORMS.values()] == cited.list_paragraph_forms()
    for source in cited.sources:
        dialog.get_by_label(f"Its source: {source['title']}", exact=True).first.check()
        for form, name in {"note": "Note", "biblatex": "BibLaTeX"}.items():
            assert copy(page, name) == "".join(source["forms"][form])
    dialog.get_by_label("This paragraph").check()
    assert cited.address in copy(page, "APA")


def test_the_page_of_citations_opens_the_panel_of_any_page_or_section(
    open_page: OpenPage, theme: str, cited: Cited
) -> None:
    page = open_page(find_view("cite"))
    title = cited.item["title"]
    picker = page.locator(".cite-picker")
    picker.get_by_label("Page or section").select_option(title)
    picker.get_by_role("link", name="Cite").click()
    expect(find_dialog(page)).to_contain_text(f"Cite this section{title}")
    assert copy(page, "BibTeX") == cited.item["forms"]["bibtex"]


def test_on_the_page_of_citations_a_section_is_folded_until_it_is_asked_for(
    open_page: OpenPage, theme: str, cited: Cited
) -> None:
    page = open_page(find_view("cite"))
    name = f"{theme.strip('/')}--{cited.section}"
    folded = page.locator(f"details:has([id='{name}'])").first
    assert folded.evaluate("one => one.offsetHeight") < 100
    page.goto(f"#{name}")
    assert folded.evaluate("one => one.offsetHeight") > 500


def test_without_a_clipboard_the_text_is_selected(
    open_page: OpenPage, theme: str, cited: Cited
) -> None:
    page = open_page(theme)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    dialog = open_dialog(page, cited.section)
    dialog.get_by_role("button", name="Copy BibTeX").click()
    expect(dialog.get_by_role("status")).to_have_text("Press Ctrl+C to copy")
    selected = page.evaluate("String(getSelection())")
    assert selected.strip() == cited.item["forms"]["bibtex"].strip()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_or_scrolls_when_it_opens_and_copies(
    open_page: OpenPage, theme: str, cited: Cited, width: int
) -> None:
    page = open_page(theme, width=width)
    open_handle(page, cited.paragraph)
    control = find_control(page, cited.paragraph)
    assert control.evaluate(READ_SIZE) >= 24
    places = page.evaluate("read.places()")
    control.click()
    copy(page, "APA")
    assert page.evaluate("read.places()") == places


@pytest.mark.parametrize(("width", "height"), [(360, 800), (640, 400)])
def test_it_fits_with_a_title_of_120_letters(
    open_page: OpenPage, theme: str, cited: Cited, width: int, height: int
) -> None:
    page = open_page(theme, width=width, device_scale_factor=2)
    page.set_viewport_size({"width": width, "height": height})
    items = {}
    for key, item in cited.data["items"].items():
        items[key] = {**item, "title": LONG_WORD * 6}
    answer = {**cited.data, "items": items}
    page.route("**/citations.json", lambda route: route.fulfill(json=answer))
    dialog = open_dialog(page, cited.paragraph)
    expect(dialog).to_contain_text(LONG_WORD)
    assert dialog.evaluate(READ_TOO_WIDE) == []
    assert not is_too_wide(page)
    for name in ("Copy link", "Copy CSL-JSON", "Close"):
        button = dialog.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)


def test_unreadable_data_or_a_modifier_leave_the_link_as_it_is(
    open_page: OpenPage, theme: str, cited: Cited
) -> None:
    page = open_page(theme)
    target = f"**/{find_view('cite')}#{theme.strip('/')}--{cited.section}"
    open_handle(page, cited.section)
    with page.context.expect_page() as opened:
        find_control(page, cited.section).click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url(target)
    expect(find_dialog(page)).to_be_hidden()
    page.route("**/citations.json", lambda route: route.fulfill(body="no data"))
    find_control(page, cited.section).click()
    page.wait_for_url(target)
