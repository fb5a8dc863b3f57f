"""Citing a page, a section, a paragraph and its sources: how it is reached, copied and shown.

Alone it notices a citation out of reach or of the wrong thing, what comes into the clipboard, and
the dialog where data or clipboard are missing.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browsing import choose, find_way, is_too_wide, open_citation
from playwright.sync_api import Locator, Page, expect
from support import OpenPage

from .places import OUTLINE, find_view

DATA = {"biblatex": "BibLaTeX", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
FORMS = {"chicago": "Chicago note", "apa": "APA", "mla": "MLA", "note": "Note", **DATA}
READ_CLIPBOARD = "navigator.clipboard.readText()"
READ_TOO_WIDE = """dialog => [...dialog.querySelectorAll('*')].filter(
    part => part.scrollWidth > (part.matches('.cite-body') ? part.clientWidth : innerWidth)).map(
    part => part.outerHTML)"""
READ_HEIGHT = "document.documentElement.scrollHeight"
READ_CLIPPED = """words => words.filter(one => getComputedStyle(one).clipPath !== 'none'
    || one.getBoundingClientRect().width < 40
    || one.getBoundingClientRect().right > innerWidth).map(one => one.parentElement.innerText)"""
READ_OFF_LINE = """popups => popups.map(popup => {
    const read = node => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()].filter(({width}) => width > 1); };
    const walk = document.createTreeWalker(popup.parentElement, NodeFilter.SHOW_TEXT), ends = [];
    for (let text = walk.nextNode(); text; text = walk.nextNode())
        if (text.data.trim() && !popup.contains(text) && text.parentElement.checkVisibility())
            ends.push(...read(text).map(({bottom}) => bottom));
    const [word] = read(popup.querySelector('summary').firstChild);
    return Math.abs(word.bottom - Math.max(...ends)); })"""
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
def cited(golden_site: Path, theme: str) -> Cited:
    text = (golden_site / theme / "citations.json").read_text(encoding="utf-8")
    data = json.loads(text)
    sections = dict[str, str]()
    for name, item in data["items"].items():
        section = sections.setdefault(item["title"], name)
        if section != name and item["sources"]:
            return Cited(data, name, section)
    raise AssertionError("no paragraph has sources")


def find_dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Cite")


def find_place(opener: Locator) -> Any:
    """Return where something stands in its page, in pixels."""
    return opener.evaluate("""one => {
        const {x, y, width} = one.getBoundingClientRect();
        return [x, y + scrollY, width].map(Math.round); }""")


def can_point(page: Page) -> bool:
    """Whether something can be pointed at: not with a finger, and not in Firefox without a head."""
    return bool(page.evaluate("matchMedia('(hover: hover)').matches"))


def use(opener: Locator, way: str) -> None:
    """Click, tap or press what opens something."""
    if way == "key":
        opener.press("Enter")
    elif way == "tap":
        opener.tap()
    else:
        opener.click()


def copy_all(page: Page, part: Locator) -> list[str]:
    """Copy each form below a choice of the dialog; gives what was copied."""
    copied = []
    for button in part.get_by_role("button").all():
        button.click()
        expect(find_dialog(page).get_by_role("status")).to_contain_text("copied")
        copied.append(str(page.evaluate(READ_CLIPBOARD)))
    return copied


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("depth", ["text", "checks"])
@pytest.mark.parametrize(("width", "way"), [(390, "tap"), (1024, "key"), (1440, "click")])
def test_a_section_and_a_paragraph_are_cited_in_both_depths_at_every_width(
    open_page: OpenPage,
    theme: str,
    cited: Cited,
    width: int,
    way: str,
    depth: str,
    has_script: bool,
) -> None:
    """What is opened leads to the address; the word that opens it stays where it was."""
    page = open_page(theme, width=width, has_touch=way == "tap", java_script_enabled=has_script)
    choose(page, depth)
    for name, what in ((cited.section, "section"), (cited.paragraph, "paragraph")):
        if what == "section" and not can_point(page):
            continue  # it stands in what the first paragraph opens
        opener = find_way(page, name)
        expect(opener).to_have_accessible_name(f"Cite this {what}")
        expect(opener).to_be_visible()
        place = find_place(opener)
        use(opener, way)
        link = opener.locator("xpath=..").get_by_role("link", name=f"Link to this {what}")
        expect(link).to_be_visible()
        assert find_place(opener) == place
        link.click()
        assert page.url.endswith(f"/{theme}#{name}")
        if width == 390:
            box = opener.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 44
        use(opener, way)
        expect(link).to_be_hidden()


@pytest.mark.smoke
@pytest.mark.parametrize(("width", "way"), [(390, "tap"), (1440, "click")])
def test_what_is_opened_has_the_citation_and_copies_it_and_the_address_in_it(
    open_page: OpenPage, theme: str, cited: Cited, width: int, way: str
) -> None:
    """One click selects all of it, too."""
    page = open_page(theme, width=width, has_touch=way == "tap")
    for name in [cited.section, cited.paragraph] if can_point(page) else [cited.paragraph]:
        item = cited.data["items"][name]
        citation = "".join(item["forms"]["chicago"])
        opener = find_way(page, name)
        use(opener, way)
        opened = opener.locator("xpath=..")
        for what, text in (("citation", citation), ("link", item["address"])):
            assert text in citation
            use(opened.get_by_role("button", name=f"Copy {what}"), way)
            expect(opened.get_by_role("status")).to_have_text(f"{what} copied")
            assert page.evaluate(READ_CLIPBOARD) == text
        opened.locator("samp").click()
        selected = str(page.evaluate("String(getSelection())"))
        assert selected.split() == citation.split()  # Firefox copies no U+00A0


@pytest.mark.parametrize("width", [700, 1440])
@pytest.mark.parametrize("depth", ["text", "checks"])
def test_a_word_at_rest_says_more_when_it_is_pointed_at_and_nothing_moves(
    open_page: OpenPage, theme: str, cited: Cited, depth: str, width: int
) -> None:
    """Neither clear nor clipped: it is seen, and not only heard."""
    page = open_page(theme, width=width)
    choose(page, depth)
    opener = find_way(page, cited.paragraph)
    more = opener.locator("span")
    opener.scroll_into_view_if_needed()
    page.mouse.move(0, 0)
    expect(more).to_have_css("opacity", "0")
    place, height = find_place(opener), page.evaluate(READ_HEIGHT)
    page.locator(f"[id='{cited.paragraph}']").hover()
    expect(more).to_have_css("opacity", "1")
    opener.focus()
    expect(more).to_have_css("opacity", "1")
    assert (find_place(opener), page.evaluate(READ_HEIGHT)) == (place, height)
    words = page.locator(".cite-popup:not(.is-told) > summary > span")
    assert words.evaluate_all(READ_CLIPPED) == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("depth", ["text", "checks"])
def test_that_of_a_block_stands_on_its_last_line(
    open_page: OpenPage, theme: str, depth: str, width: int
) -> None:
    """Whether that line is a verdict, what came later, a fold or a source."""
    page = open_page(theme, width=width)
    choose(page, depth)
    off = page.locator(".checks:has(:not(.cite-popup)) > .cite-popup").evaluate_all(READ_OFF_LINE)
    assert [by for by in off if by > 3] == []


@pytest.mark.parametrize("is_phone", [True, False])
def test_that_of_a_section_is_seen_with_its_heading_and_a_finger_has_it_below(
    open_page: OpenPage, theme: str, cited: Cited, is_phone: bool
) -> None:
    """Where nothing can be pointed at, what its first paragraph opens leads to it."""
    page = open_page(theme, width=390 if is_phone else 1440, is_mobile=is_phone, has_touch=is_phone)
    opener = find_way(page, cited.section)
    if not can_point(page):
        expect(opener).to_be_hidden()
        below = page.locator(f".cite-popup:has(a:not(:first-of-type)[href$='#{cited.section}'])")
        use(below.locator("summary"), "tap" if is_phone else "click")
        below.get_by_role("link", name="Link to its section").click()
        assert page.url.endswith(f"/{theme}#{cited.section}")
        return
    page.mouse.move(0, 0)
    expect(opener).to_have_css("opacity", "0")
    page.locator(f"[id='{cited.section}']").hover()
    expect(opener).to_have_css("opacity", "1")
    page.mouse.move(0, 0)
    opener.focus()
    expect(opener).to_have_css("opacity", "1")


@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_opened_at_the_foot_of_the_window_comes_into_sight(
    open_page: OpenPage, theme: str, cited: Cited, width: int
) -> None:
    page = open_page(theme, width=width)
    opener = find_way(page, cited.paragraph)
    opener.evaluate("one => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight + 4)")
    opener.press("Enter")
    opened = opener.locator("xpath=..")
    for last in (opened.locator("samp"), opened.get_by_role("link", name="All forms")):
        expect(last).to_be_in_viewport(ratio=1)


def test_without_a_script_all_forms_lead_to_those_of_the_section(
    open_page: OpenPage, theme: str, cited: Cited
) -> None:
    page = open_page(theme, java_script_enabled=False)
    opener = find_way(page, cited.paragraph)
    opener.click()
    opener.locator("xpath=..").get_by_role("link", name="All forms").click()
    page.wait_for_url(f"**/{find_view('cite')}#{theme.strip('/')}--{cited.section}")


@pytest.mark.parametrize("width", [390, 1440])
def test_it_closes_by_escape_and_by_a_click_beside_it(
    open_page: OpenPage, theme: str, cited: Cited, width: int
) -> None:
    page = open_page(theme, width=width)
    opener = find_way(page, cited.paragraph)
    opened = page.locator(".cite-popup[open]")
    opener.click()
    expect(opened).to_have_count(1)
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(opener).to_be_focused()
    opener.click()
    page.locator(".cite-popup:not([open], .is-told) > summary").first.click()
    expect(opened).to_have_count(1)
    page.locator("h1").click(position={"x": 2, "y": 2})
    expect(opened).to_have_count(0)


@pytest.mark.parametrize("path", OUTLINE.cited)
def test_a_page_ends_with_its_own_citation_and_has_a_way_at_its_answer(
    open_page: OpenPage, golden_site: Path, path: str
) -> None:
    page = open_page(path, java_script_enabled=False)
    data = json.loads((golden_site / path / "citations.json").read_text(encoding="utf-8"))
    own = next(iter(data["items"].values()))
    expect(page.locator(".cite-page samp")).to_have_text("".join(own["forms"]["chicago"]))
    for answer in page.locator("article > .bottom-line[id]").all():
        expect(find_way(page, answer.get_attribute("id") or "")).to_be_visible()
    assert "#" not in page.locator("h1, h2, h3").all_inner_texts()


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
    selected = str(page.evaluate("String(getSelection())"))
    assert selected.split() == cited.list_forms()[1].split()  # Firefox copies no U+00A0


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
