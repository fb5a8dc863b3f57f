"""The form on /editions/ with three editions in the real theme; and that it says what the command says.

Every page is opened with the headers of the site's own `_headers`: a console error, of which a violation of the
policy is one, or a request to another host fails a test.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect
from support import ABEL, ROOT, Project, run_apart, write_real_theme

from .conftest import serve

OpenPage = Callable[..., Page]
HOME = "https://tiny.example/"
FRONT = """# Front { #front }

It may rain.[@abel2020, p. 7]
{ #rain .fact data-event="2020-05" data-article="1" }

## Wind { #wind }

It is windy today, and has been for a week.
{ #breeze .assessment }

Nobody minds.
{ #calm .assessment }
"""
THEME = """# Theme { #theme }

A detail that stays.
{ #detail .assessment }

More words.
{ #more .assessment }
"""
CASES = [
    # the same: in the newest edition as in the cited one, by whatever form of address
    (f"{HOME}editions/1/#rain", "same"),
    (f"{HOME}editions/3/detail/#detail", "same"),
    ("https://mirror.example/a/b/editions/3/detail/index.html?utm_source=x#detail", "same"),
    ("editions/3/#rain", "same"),
    (HOME, "same"),
    ("http://[::1]:8000/#rain", "same"),
    # changed, in a citation of each kind
    (f"The Desk, “Wind,” in Tiny, edition 1 (2026), {HOME}editions/1/#breeze.", "changed"),
    (f"@online{{wind, url = {{{HOME}editions/1/#breeze}}, version = {{edition 1}}}}", "changed"),
    (f'{{"URL":"{HOME}editions/1/#breeze","version":"edition 1"}}', "changed"),
    (f"(edition 1, {HOME}#breeze)", "changed"),
    # moved: a heading with a new id, a page with a new address, a paragraph on another page, the old address alone
    (f"{HOME}editions/1/#wind", "moved"),
    (f"{HOME}editions/2/theme/#detail", "moved"),
    (f"{HOME}editions/1/theme/", "moved"),
    (f"{HOME}editions/1/theme/#more", "moved"),
    (f"{HOME}theme/#detail", "moved"),
    (f"{HOME}theme#detail", "moved"),
    # withdrawn
    (f"{HOME}editions/2/#calm", "withdrawn"),
    # not known: no such edition, passage or page, no address at all, and what only looks like one
    (f"{HOME}editions/9/#rain", ""),
    (f"{HOME}editions/1/#never", ""),
    (f"{HOME}some/where/#rain", ""),
    (f"{HOME}#%E0%A4%A", ""),
    ("It may rain.", ""),
    ("<script>alert(1)</script>", ""),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three editions: a changed text; a heading renamed, a claim withdrawn, a page and a paragraph moved."""
    project = make_project(tmp_path_factory.mktemp("editions"))
    project.edit("docs/index.md", "windy today", "calm today")
    run_apart(lambda: project.freeze("The wind has dropped."))
    project.edit("docs/index.md", "## Wind { #wind }", '## Gusts { #gusts data-aliases="wind" }')
    project.edit("docs/index.md", "Nobody minds.\n{ #calm .assessment }",
                 "Withdrawn: somebody does.\n{ #calm .withdrawn }\n\nMore words.\n{ #more .assessment }")
    (project.root / "docs/theme.md").rename(project.root / "docs/detail.md")
    project.edit("mkdocs.yml", "- redirects", "- redirects:\n    redirect_maps: {theme.md: detail.md}")
    project.edit("docs/detail.md", "More words.\n{ #more .assessment }",
                 "This has moved to [the front](index.md#more).\n{ #more .moved }")
    run_apart(lambda: project.freeze("Tidies up."))
    assert run_apart(project.build).messages == []
    return project


def make_project(root: Path) -> Project:
    """Write a site in the real theme, and freeze it as edition 1."""
    project = Project(root)
    for name, text in {"bibliography.bib": ABEL, "docs/index.md": FRONT, "docs/theme.md": THEME,
                       "docs/cite.md": "# Cite { #cite }\n\n<!-- briefing: cite -->\n",
                       "docs/sources.md": "# Sources { #sources }\n\n<!-- briefing: sources -->\n",
                       "docs/editions.md": "# Editions { #editions }\n\n<!-- briefing: check -->\n\n"
                                           "## All { #all }\n\n<!-- briefing: editions -->\n"}.items():
        project.write(name, text)
    write_real_theme(root, site_name="Tiny", site_url=HOME)
    run_apart(lambda: project.freeze("Begins."))
    return project


@pytest.fixture(scope="module")
def address(project: Project) -> Iterator[str]:
    """In the place of the real site's address: `open_page` opens this site here."""
    with serve(project.root / "site") as address:
        yield address


def read_links(project: Project, page: str) -> dict[str, str]:
    """Give the typed links in the head of a page, and its word to robots as `robots`."""
    soup = BeautifulSoup((project.root / "site" / page / "index.html").read_text(encoding="utf-8"), "html.parser")
    robots = [("robots", str(tag["content"])) for tag in soup.select("head meta[name=robots]")]
    links = [(rel, str(link["href"]).removeprefix(HOME)) for link in soup.select("head link[rel]")
             for rel in link["rel"] if "version" in rel or rel in {"canonical", "original"}]
    return dict(robots + links)


@pytest.mark.parametrize(("page", "links"), [
    ("detail/", {"canonical": "detail/", "latest-version": "detail/", "predecessor-version": "editions/3/detail/"}),
    ("editions/3/detail/", {"robots": "noindex", "canonical": "detail/", "latest-version": "detail/",
                            "original": "detail/"}),
    ("editions/2/theme/", {"robots": "noindex", "canonical": "detail/", "latest-version": "detail/",
                           "original": "detail/", "predecessor-version": "editions/1/theme/"}),
    ("editions/2/", {"robots": "noindex", "canonical": "", "latest-version": "", "original": "",
                     "predecessor-version": "editions/1/", "successor-version": "editions/3/"}),
])
def test_the_head_says_which_version_a_page_is(project: Project, page: str, links: dict[str, str]) -> None:
    """By the relations of RFC 5829 and RFC 7089."""
    assert read_links(project, page) == {"version-history": "editions/", **links}


def test_pages_of_editions_are_neither_searched_nor_in_the_sitemap(project: Project) -> None:
    for name in ("search-index.js", "sitemap.xml"):
        text = (project.root / "site" / name).read_text(encoding="utf-8")
        assert "detail/" in text
        assert not re.search(r"[\"/]editions/\d+/", text.replace(f"{HOME}editions/3/", ""))


def ask_form(page: Page, citation: str) -> str:
    """Paste a citation into the form, and give the verdict in one word; nothing where it knows none."""
    page.get_by_label("Citation or address").fill(citation)
    page.locator(".check-result").evaluate("result => result.replaceChildren()")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".check-result")).not_to_be_empty()
    verdict = page.locator(".check-verdict")
    return verdict.inner_text().partition(".")[0].split()[-1].lower() if verdict.count() else ""


def ask_command(root: Path, citation: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, ROOT / "scripts/verify_citation.py", "--root", root, citation]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_form_and_command_tell_the_same_fate(open_page: OpenPage, project: Project) -> None:
    page = open_page("editions/")
    assert [(citation, ask_form(page, citation)) for citation, _ in CASES] == CASES
    for citation, state in CASES:
        command = ask_command(project.root, citation)
        assert (command.stdout.partition(":")[0], "Traceback" in command.stderr) == (state, False), citation
        assert command.returncode == {"same": 0, "": 2}.get(state, 1), citation


@pytest.mark.parametrize(("citation", "shown", "old", "new"), [
    (CASES[0][0], "Fact It may rain.[abel2020] p. 7", "editions/1/#rain", "#rain"),
    (f"{HOME}editions/1/#breeze", "Assessment It is [out: windy] [in: calm] today, and has been for a week.",
     "editions/1/#breeze", "#breeze"),
    (f"{HOME}editions/1/theme/#more", "Assessment More words.", "editions/1/theme/#more", "#more"),
    (f"{HOME}editions/1/#calm", "[out: Assessment Nobody minds.] [in: Withdrawn: somebody does.]",
     "editions/1/#calm", "#calm"),
])
def test_the_answer_shows_the_words_and_leads_to_both(
        open_page: OpenPage, address: str, citation: str, shown: str, old: str, new: str) -> None:
    page = open_page("editions/")
    ask_form(page, citation)
    expect(page.locator(".check-result :is(blockquote, .word-changes)")).to_have_text(shown)
    links = page.locator(".check-result a")
    assert links.evaluate_all("links => links.map(link => link.href)") == [address + old, address + new]
    for number, words in enumerate([old, new]):
        links.nth(number).click()
        expect(page.locator(f"[id='{words.partition('#')[2]}']")).to_be_in_viewport()
        page.go_back()
        ask_form(page, citation)


@pytest.mark.parametrize(("citation", "said"), [
    (f"{HOME}editions/9/#rain", "There is no edition 9. The newest is edition 3."),
    (f"{HOME}editions/1/#never", "Edition 1 has no passage at this address."),
    ("It may rain.", "There is no address in it."),
    ("https://news.example/", "The address is of another site, news.example. If that is a copy of this briefing"),
    ("https://news.example/a", "The address is of another site, news.example."),
])
def test_what_is_not_known_is_said(open_page: OpenPage, citation: str, said: str) -> None:
    page = open_page("editions/")
    ask_form(page, citation)
    expect(page.locator(".check-result")).to_contain_text(said)


def test_the_life_of_a_citation(browser: Browser, tmp_path: Path) -> None:
    """Cite a paragraph in edition 1, change it, freeze edition 2: the citation alone finds old, new and difference."""
    project = make_project(tmp_path)
    run_apart(project.build)
    with serve(tmp_path / "site") as home, browser.new_context() as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.route("**", lambda route: route.continue_())  # no cache: it takes two builds of one second for the same
        page.goto(home)
        page.locator("#breeze a.cite").click()
        page.get_by_role("button", name="Copy Chicago note").click()
        expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
        citation = page.evaluate("navigator.clipboard.readText()")
        project.edit("docs/index.md", "windy today", "calm today")
        run_apart(lambda: project.freeze("The wind has dropped."))
        assert run_apart(project.build).messages == []
        page.goto(home + "editions/")
        assert ask_form(page, citation) == "changed"
        expect(page.locator(".word-changes")).to_contain_text("It is [out: windy] [in: calm] today")
        for link, words in {"in edition 1": "It is windy today", "As it is now": "It is calm today"}.items():
            page.locator(".check-result a", has_text=link).click()
            expect(page.locator("#breeze")).to_contain_text(words)
            page.goto(home + "editions/")
            ask_form(page, citation)
        page.get_by_role("link", name="What changed in edition 2").click()
        expect(page.locator(".word-changes")).to_contain_text("It is [out: windy] [in: calm] today")
    told = ask_command(tmp_path, citation)
    assert told.returncode == 1
    assert told.stdout.splitlines() == [
        "changed: /#breeze in edition 1", "  then: Assessment It is windy today, and has been for a week.",
        "  now: Assessment It is calm today, and has been for a week.",
        "  change: Assessment It is [out: windy] [in: calm] today, and has been for a week."]


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["editions/", "editions/1/", "editions/2/theme/", "editions/2-3/", ""])
def test_a_page_with_editions_fits_and_passes_axe(open_page: OpenPage, path: str, width: int, scheme: str) -> None:
    page = open_page(path, width=width, color_scheme=scheme)
    if path == "editions/":
        ask_form(page, CASES[4][0] + "editions/1/#breeze")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []


def test_a_page_of_an_edition_says_so_in_the_header_too(open_page: OpenPage) -> None:
    """A cited address leads to the middle of a page, past the frame at its top."""
    page = open_page("editions/1/#rain", width=1280)
    expect(page.locator(".edition-mark")).to_have_text("Edition 1")
    expect(page.locator(".edition-mark")).to_be_in_viewport()
    expect(open_page("", width=1280).locator(".edition-mark")).to_have_count(0)
