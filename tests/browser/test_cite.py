"""Citing a paragraph, its section and its sources: what is copied, and what is shown.

Alone it notices what comes into the clipboard, and the dialog where data or clipboard are missing.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, find_view

from .conftest import is_too_wide, open_citation

DATA = {"biblatex": "BibLaTeX", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
FORMS = {"chicago": "Chicago note", "apa": "APA", "mla": "MLA", "note": "Note", **DATA}
READ_CLIPBOARD = "navigator.clipboard.readText()"
READ_TOO_WIDE = """dialog => [...dialog.querySelectorAll('*')].filter(
    part => part.scrollWidth > (part.matches('.cite-body') ? part.clientWidth : innerWidth)).map(
    part => part.outerHTML)"""
LONG_WORD = "Überlebensversicherungs"


@dataclass(frozen=True)
class Cited:
    """A paragraph of a page that has sources, and is cited as its section is."""

    data: Any
    """What the page's `citations.json` says."""
    paragraph: str
    section: str

    @property
    def item(self) -> Any:
        """The paragraph."""
        return self.data["items"][self.paragraph]

    @property
    def address(self) -> str:
        """That of the paragraph."""
        return str(self.item["address"])

    @property
    def sources(self) -> list[Any]:
        """Those of the paragraph."""
        return [self.data["sources"][key] for key in self.item["sources"]]

    def list_forms(self) -> list[str]:
        """Return the paragraph's citation in each form."""
        return list_forms(self.item["forms"])


def list_forms(forms: dict[str, Any]) -> list[str]:
    """Return a citation in each of its forms."""
    return ["".join(forms[form]) for form in FORMS if form in forms]


@pytest.fixture
def cited(real_site: Path, theme: str) -> Cited:
    text = (real_site / theme / "citations.json").read_text(encoding="utf-8")
    data = json.loads(text)
    sections = dict[str, str]()
    for name, item in data["items"].items():
        section = sections.setdefault(item["title"], name)
        if section != name and item["sources"]:
            return Cited(data, name, section)
    raise AssertionError("no paragraph has sources")


def find_dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Cite")


def copy_all(page: Page, part: Locator) -> list[str]:
    """Copy each form below a choice of the dialog; gives what was copied."""
    copied = []
    for button in part.get_by_role("button").all():
        button.click()
        expect(find_dialog(page).get_by_role("status")).to_contain_text("copied")
        copied.append(str(page.evaluate(READ_CLIPBOARD)))
    return copied


@pytest.mark.smoke
def test_a_paragraph_its_section_and_its_sources_are_copied_in_each_form(
    open_page: OpenPage, theme: str, cited: Cited
) -> None:
    page = open_page(theme)
    open_citation(page, cited.paragraph)
    expect(find_dialog(page)).to_be_visible()
    paragraph, section, *sources = find_dialog(page).locator("details").all()
    assert copy_all(page, paragraph) == [cited.address, *cited.list_forms()]
    section.locator("summary").click()
    item = cited.data["items"][cited.section]
    assert copy_all(page, section) == [item["address"], *list_forms(item["forms"])]
    assert len(sources) == len(cited.sources)
    for part, source in zip(sources, cited.sources, strict=True):
        part.locator("summary").click()
        assert copy_all(page, part) == list_forms(source["forms"])


def test_the_page_of_citations_opens_the_dialog_of_any_page_or_section_and_unfolds_it(
    open_page: OpenPage, theme: str, cited: Cited
) -> None:
    page = open_page(find_view("cite"))
    name = f"{theme.strip('/')}--{cited.section}"
    folded = page.locator(f"details:has([id='{name}'])").first
    assert folded.evaluate("one => one.offsetHeight") < 100
    page.goto(f"#{name}")
    assert folded.evaluate("one => one.offsetHeight") > 500
    item = cited.data["items"][cited.section]
    picker = page.locator(".cite-picker")
    picker.get_by_label("Page or section").select_option(item["title"])
    picker.get_by_role("link", name="Cite").click()
    dialog = find_dialog(page)
    expect(dialog.get_by_role("heading", name=item["title"])).to_be_visible()
    assert copy_all(page, dialog.locator("details")) == [
        item["address"],
        *list_forms(item["forms"]),
    ]


def test_without_a_clipboard_the_text_is_selected(
    open_page: OpenPage, theme: str, cited: Cited
) -> None:
    page = open_page(theme)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    open_citation(page, cited.paragraph)
    find_dialog(page).get_by_role("button", name="Copy APA").first.click()
    expect(find_dialog(page).get_by_role("status")).to_have_text("Press Ctrl+C to copy")
    assert str(page.evaluate("String(getSelection())")).strip() == cited.list_forms()[1]


@pytest.mark.parametrize(("width", "height"), [(360, 800), (640, 400)])
def test_it_fits_with_a_title_of_120_letters(
    open_page: OpenPage, theme: str, cited: Cited, width: int, height: int
) -> None:
    page = open_page(theme, width=width, device_scale_factor=2)
    page.set_viewport_size({"width": width, "height": height})
    items = {key: {**item, "title": LONG_WORD * 6} for key, item in cited.data["items"].items()}
    answer = {**cited.data, "items": items}
    page.route("**/citations.json", lambda route: route.fulfill(json=answer))
    open_citation(page, cited.paragraph)
    dialog = find_dialog(page)
    expect(dialog).to_contain_text(LONG_WORD)
    assert dialog.evaluate(READ_TOO_WIDE) == []
    assert not is_too_wide(page)
    link = f"Copy link, {items[cited.paragraph]['version']}"
    for name in (link, "Copy CSL-JSON", "Close"):
        button = dialog.get_by_role("button", name=name, exact=True).first
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_where_the_data_cannot_be_read_it_leads_to_the_page_of_citations(
    open_page: OpenPage, theme: str, cited: Cited
) -> None:
    page = open_page(theme)
    page.route("**/citations.json", lambda route: route.fulfill(body="no data"))
    open_citation(page, cited.paragraph)
    page.wait_for_url(f"**/{find_view('cite')}#{theme.strip('/')}--{cited.section}")
