"""The form on /editions/, and pages of editions, with three editions in the real theme.

Every page is opened with the headers of the site's own `_headers`: a console error, of which a violation of the
policy is one, or a request to another host fails a test."""

import json
import random
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from support import ROOT, OpenPage, Project, read_data, run_apart

from briefing.editions.manifest import load_editions
from briefing.editions.outcomes import write_passages
from verify_citation import answer

from .conftest import copy_site, find_violations, is_too_wide, serve
from .test_policy import change_colours, find, read_notes

HOME = "https://tiny.example/"
DATA = read_data("browser.yml")
CASES = [(cited, became) for cited, became in DATA["asked"]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three editions: a changed text; a heading renamed, a claim withdrawn, a page and a paragraph moved."""
    project = copy_site(
        "editions", tmp_path_factory.mktemp("editions"), site_name="Tiny", site_url=HOME
    )
    run_apart(lambda: project.freeze("Begins."))
    project.edit("docs/index.md", "windy today", "calm today")
    run_apart(lambda: project.freeze("The wind has dropped."))
    project.edit("docs/index.md", "## Wind { #wind }", '## Gusts { #gusts data-aliases="wind" }')
    project.edit(
        "docs/index.md",
        "Nobody minds.\n{ #calm .assessment }",
        "Withdrawn: somebody does.\n{ #calm .withdrawn }\n\nMore words.\n{ #more .assessment }",
    )
    (project.root / "docs/theme.md").rename(project.root / "docs/detail.md")
    project.edit(
        "mkdocs.yml", "- redirects", "- redirects:\n    redirect_maps: {theme.md: detail.md}"
    )
    project.edit(
        "docs/detail.md",
        "More words.\n{ #more .assessment }",
        "This has moved to [the front](index.md#more).\n{ #more .moved }",
    )
    run_apart(lambda: project.freeze("Tidies up."))
    assert run_apart(project.build).messages == []
    return project


@pytest.fixture(scope="module")
def address(project: Project) -> Iterator[str]:
    """In the place of the real site's address: `open_page` opens this site here."""
    with serve(project.root / "site") as address:
        yield address


def test_pages_of_editions_are_neither_searched_nor_in_the_sitemap(project: Project) -> None:
    for name in ("search-index.js", "sitemap.xml"):
        text = (project.root / "site" / name).read_text(encoding="utf-8")
        assert "detail/" in text
        assert not re.search(r"[\"/]editions/\d+/", text.replace(f"{HOME}editions/3/", ""))
    assert f"{HOME}editions/2-3/" in text


def ask_form(page: Page, citation: str) -> str:
    """Paste a citation into the form, and give the verdict in one word; nothing where it knows none."""
    page.get_by_label("Address, citation or sentence").fill(citation)
    page.locator(".check-result").evaluate("result => result.replaceChildren()")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".check-result")).not_to_be_empty()
    verdict = page.locator(".check-verdict")
    return verdict.inner_text().partition(".")[0].split()[-1].lower() if verdict.count() else ""


def test_form_and_command_tell_the_same(open_page: OpenPage, project: Project) -> None:
    """How a citation is read is in a table, which is that of `tests/editions/test_outcomes.py`."""
    page = open_page("editions/")
    assert [(citation, ask_form(page, citation)) for citation, _ in CASES] == CASES
    assert [(citation, answer(citation, project.root)[0]) for citation, _ in CASES] == CASES
    for citation, said in [
        (CASES[10][0], "There is no edition 9. The newest is edition 3."),
        (CASES[11][0], "Edition 1 has no passage at this address."),
        ("https://news.example/", "The address is of another site, news.example."),
    ]:
        ask_form(page, citation)
        expect(page.locator(".check-result")).to_contain_text(said)
    table = read_data("citations.json")
    read = """([text, pages]) => briefing.readCitation(text, pages.length, async number => pages[number - 1] ?? [])
        .then(found => found ? [found.number, found.address] : [0, ""])"""
    for text, *cited in table["cases"]:
        assert page.evaluate(read, [text, table["pages"]]) == cited, text
    page.get_by_label("Address, citation or sentence").fill("")
    page.get_by_role("button", name="Show an example").click()
    expect(page.locator(".check-verdict")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "name", "key"), [("", "rain", "briefing"), ("theme/", "detail", "theme")]
)
def test_a_passage_of_an_older_edition_is_cited_from_its_page(
    open_page: OpenPage, project: Project, path: str, name: str, key: str
) -> None:
    """As the edition has the page cited, but for the passage's address, and a key of its own."""
    page, own = open_page(f"editions/1/{path}"), f"editions/1/{path}"
    forms = load_editions(project.root)[0][0].data.pages[path].citations
    kept = json.dumps([text for form, text in forms.items() if form != "bibtex"])
    for old, new in (
        (f"{{site_url}}{own}", f"{HOME}{own}#{name}"),
        (f"{{{key},", f"{{{key}--{name},"),
        (f"ID  - {key}", f"ID  - {key}--{name}"),
        (f': \\"{key}\\"', f': \\"{key}--{name}\\"'),
    ):
        kept = kept.replace(old, new)
    page.locator(f"a:is(.claim-label, .heading-link)[href='#{name}']").first.click()
    page.locator(".note-card").get_by_role("link", name="Cite this").click()
    said = page.get_by_role("dialog", name="Cite this").locator(".cite-form :is(p, pre)")
    expect(said).to_have_count(7)
    assert said.all_text_contents() == [f"{HOME}{own}#{name}", *json.loads(kept)]


def test_the_answer_shows_the_words_and_leads_to_both(open_page: OpenPage, address: str) -> None:
    page, other = open_page("editions/"), open_page("404.html")
    for cited, shown, now in DATA["shown"]:
        ask_form(page, f"{HOME}editions/1/{cited}")
        expect(page.locator(".check-result :is(blockquote, .word-changes)")).to_have_text(shown)
        links = page.locator(".check-result a").evaluate_all(
            "links => links.map(link => link.href)"
        )
        assert links == [f"{address}editions/1/{cited}", address + now]
        for link in links:
            other.goto(link)
            expect(other.locator(f"[id='{now[1:]}']")).to_be_in_viewport()


def test_a_sentence_is_found_with_two_slips_where_it_stands(open_page: OpenPage) -> None:
    page = open_page("editions/")
    for text, state, found in DATA["sentences"]:
        assert ask_form(page, text) == state
        expect(page.locator(".check-result")).to_contain_text(found)
        assert ("/#breeze" in page.locator(".check-result").inner_text()) == bool(state)


def spoil(chance: random.Random, sentence: str) -> str:
    """Give a sentence with two slips: a letter, a word less, a word more, another word."""
    words = sentence.split()
    for _ in range(2):
        at = chance.randrange(len(words))
        words[at : at + 1] = chance.choice(
            [
                [words[at][:-1] + "x"],
                [words[at], "indeed"],
                ["other"],
                [] if len(words) > 8 else ["other"],
            ]
        )
    return " ".join(words)


@pytest.mark.slow
def test_two_hundred_sentences_of_real_editions_are_found_and_no_others(
    open_page: OpenPage,
) -> None:
    """At their address and edition, 99 in a hundred of them, without a wait; of others none."""
    chance, editions = random.Random(26112024), load_editions(ROOT)[0]
    words = {
        (edition.version.number, address): re.sub(r"\[[\w-]+\]", "", passage.words)
        for edition in editions
        for address, passage in edition.passages.items()
        if passage.what in {"paragraph", "claim", "note"}
    }
    said = [
        (*place, sentence)
        for place, text in words.items()
        for sentence in re.split(r"(?<=[.?!])\s+", text)
        if len(sentence.split()) >= 8
    ]
    page = open_page("editions/")
    ask_form(page, HOME)
    page.evaluate("said => { window.said = said; }", json.loads(write_passages(editions)))
    ask = """text => { const from = performance.now(), found = briefing.findSentence(text, said).places;
        return [found.map(({ address, numbers }) => [address, numbers]), performance.now() - from]; }"""
    page.evaluate(ask, said[0][2])
    missed, times = [], []
    for number, address, sentence in chance.sample(said, 200):
        found, time = page.evaluate(ask, spoil(chance, sentence))
        times.append(time)
        missed += (
            []
            if any(
                number in numbers
                and (place == address or sentence in words.get((number, place), ""))
                for place, numbers in found
            )
            else [sentence]
        )  # a clause has its own address
    assert len(missed) <= 2, missed
    assert sorted(times)[-10] < 50, (
        "milliseconds, but for a few that other work on the machine delays"
    )
    foreign = [
        text
        for path in sorted(ROOT.glob("*.md"))
        for text in re.split(r"(?<=[.?!])\s+", path.read_text(encoding="utf-8"))
        if len(text.split()) >= 8
    ][:200]
    foreign += [" ".join(chance.sample(one.split(), 8)) for _, _, one in chance.sample(said, 100)]
    assert [text for text in foreign if page.evaluate(ask, text)[0]] == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path", ["editions/", "editions/1/", "editions/2/theme/", "editions/2-3/", ""]
)
def test_a_page_with_editions_fits_and_passes_axe(
    open_page: OpenPage, path: str, width: int
) -> None:
    page = open_page(path, width=width)
    if path == "editions/":
        ask_form(page, f"{HOME}editions/1/#breeze")
    assert not is_too_wide(page)
    assert find_violations(page, "light", "dark") == []


@pytest.mark.parametrize("path", ["editions/1/", "editions/2/theme/", "editions/1-2/"])
def test_a_page_of_an_edition_is_as_comfortable_as_any_and_says_what_it_is(
    open_page: OpenPage, path: str
) -> None:
    """In the header too: a cited address leads to the middle of a page, past the frame at its top."""
    page, mark = open_page(f"{path}#detail"), "Edition 2" if "2/" in path else "Edition 1"
    if "-" not in path:
        expect(page.locator(".edition-mark")).to_have_text(mark)
        expect(page.locator(".edition-mark")).to_be_in_viewport()
    read_notes(page)
    change_colours(page)
    find(page, "stays")
    page.goto(
        "/theme/#detail"
    )  # has moved: the script of the redirect leads on with the fragment, under the policy
    page.wait_for_url("**/detail/#detail")
    expect(page.locator(".edition-mark")).to_have_count(0)
