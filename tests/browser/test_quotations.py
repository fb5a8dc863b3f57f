"""The form that checks a pasted text answers as the table says, on both pages that have it.

The editions are those of `tests/data/quotations.yml`, in place of the site's own.
"""

import msgspec
import pytest
from editions.conftest import add_edition
from playwright.sync_api import Page, Route, expect
from support import ROOT, OpenPage, find_view, read_data

from briefing.editions.manifest import Edition
from briefing.editions.outcomes import list_outcomes, write_passages

DATA = read_data("quotations.yml")
FORMS = sorted(
    path.stem
    for path in (ROOT / "docs").glob("*.md")
    if "<!-- briefing: check -->" in path.read_text(encoding="utf-8")
)
SIGNS = """() => [...document.querySelector(".word-changes").childNodes].map((part) => {
    const sign = { DEL: "-", INS: "+" }[part.nodeName] ?? "";
    const words = part.textContent.replace(/^\\[[^:]*: |\\]$/g, "").trim();
    return words && sign + words + sign;
}).filter(Boolean).join(" ")"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a site with the editions of the table publishes of them."""
    root = tmp_path_factory.mktemp("quoted")
    editions = list[Edition]()
    for pages in DATA["editions"]:
        editions = add_edition(root, pages)
    files = {"passages.json": write_passages(editions)}
    for number, edition in enumerate(editions, 1):
        outcomes = list_outcomes(edition, editions[-1])
        files[f"{number}/outcomes.json"] = msgspec.json.encode(outcomes)
        files[f"{number}/manifest.json"] = msgspec.json.encode(edition.data)
    return files


def open_form(open_page: OpenPage, files: dict[str, bytes], path: str) -> Page:
    """Open a page with the form, with other editions behind it."""
    page = open_page(path)

    def serve(route: Route) -> None:
        name = route.request.url.partition("/editions/")[2]
        route.fulfill(body=files[name], content_type="application/json")

    page.route("**/editions/**/*.json", serve)
    page.route("**/editions/*.json", serve)
    count = len(DATA["editions"])
    page.locator(".check-citation").evaluate("(form, n) => { form.dataset.editions = n; }", count)
    return page


def ask(page: Page, text: str) -> None:
    """Paste a text into the form, and wait for the answer."""
    page.locator(".check-citation textarea").fill(text)
    page.locator(".check-result").evaluate("result => result.replaceChildren()")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".check-result")).not_to_be_empty()


def read_answer(page: Page) -> str:
    """Return the answer: that to words, or else what became of an address."""
    line = page.locator(".check-answer")
    if line.count():
        return line.get_attribute("data-answer") or ""
    verdict = page.locator(".check-verdict")
    if verdict.count():
        return verdict.inner_text().partition(".")[0].split()[-1].lower()
    return "not ours"


def read_place(page: Page) -> str:
    """Return where the passage stands that is shown."""
    link = page.locator(".check-result a").first
    address = str(link.evaluate("link => link.href")) if link.count() else ""
    return address.partition("/editions/")[2]


@pytest.mark.parametrize("path", FORMS)
def test_the_form_answers_what_a_text_is(
    open_page: OpenPage, files: dict[str, bytes], path: str
) -> None:
    page = open_form(open_page, files, f"{path}/")
    told = []
    for text, _answer, _place in DATA["cases"]:
        if not text:
            continue  # a field that has to be filled
        ask(page, text)
        told.append([text, read_answer(page), read_place(page)])
    assert told == [case for case in DATA["cases"] if case[0]]


@pytest.mark.smoke
def test_the_form_marks_what_differs_word_by_word(
    open_page: OpenPage, files: dict[str, bytes]
) -> None:
    page = open_form(open_page, files, find_view("check"))
    told = []
    for text, _difference in DATA["differences"]:
        ask(page, text)
        told.append([text, page.evaluate(SIGNS)])
    assert told == DATA["differences"]
