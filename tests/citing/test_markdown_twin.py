"""The page as plain Markdown: other readers find in it what a browser finds in the page."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from citing_pages import PUBLICATION
from support import read_data

from briefing.citing.markdown_twin import TwinPage, write_twin
from briefing.claims.records import Record
from briefing.claims.statements import PageAddress, Publication, Statement, Version
from briefing.pages.vocabulary import VERDICTS
from briefing.programs import run_pandoc

CASES = read_data("twins.yml")
HOST = "https://briefing.example/"
ABOUT = replace(PUBLICATION, site_url="https://a.example/", version=Version(0, date(2026, 11, 25)))
FENCED = re.compile(r"^( *)(`{3,}).*?^\1\2$|`[^`\n]+`", re.M | re.S)
# What is for those who act, or see; and what the statements below a paragraph say.
NOT_READ = (
    "script, style, form, [aria-hidden=true], svg, .footnote-ref, .footnote-backref, .doubt, "
    ".edition-status, .print-address, .kicker, .contents, .checks a[href*='fn:'], "
    ".checks__plain:not(:has(a)), sup:not([id]), noscript, "
    ".ledger th:first-child"
)


def write(page: TwinPage, about: Publication = ABOUT) -> tuple[dict[str, Any], str]:
    """Return the front matter and the text of a twin."""
    _, head, text = write_twin(page, about, restates=True).split("---\n", 2)
    return yaml.safe_load(head), text.strip("\n")


@pytest.mark.parametrize("case", CASES)
def test_what_a_page_has_becomes_what_others_read(case: list[str]) -> None:
    html, expected = case
    _front, text = write(TwinPage("deep/page/", "T", "D", html))
    assert text == expected


def test_it_says_what_it_is() -> None:
    page = TwinPage("deep/page/", 'A: "b" # c', "[D]", "<p>E</p>")
    front, _text = write(page)
    assert (front["title"], front["description"]) == ('A: "b" # c', "[D]")
    assert front["address"] == "https://a.example/deep/page/"
    assert (front["edition"], front["state"], front["frozen"]) == (None, "draft", None)
    assert (front["date"], front["licence"]) == (date(2026, 11, 25), ABOUT.licence)
    published = replace(ABOUT, version=Version(4, date(2026, 11, 28)))
    kept = "https://a.example/editions/4/deep/page/"
    front, _text = write(replace(page, frozen=kept), published)
    assert (front["edition"], front["state"]) == (4, "published")
    assert front["frozen"] == kept


def test_below_a_paragraph_stand_its_statements_with_what_was_found() -> None:
    place = PageAddress("deep/page.md", "deep/page/", "T")
    record = Record(
        kind="report",
        restates=2,
        event="2024-10",
        says="It *rained*.",
        verdict="holds in part",
        because="Only <there>.",
    )
    ours = Record(kind="fact")
    claims = {
        "a": Statement("a", place, record, (), text="it rained,"),
        "b": Statement("b", place, ours, (), text="it snowed"),
    }
    html = '<p><span class="clause" id="a">It rained,</span> <span class="clause" id="b">and</span>'
    _front, text = write(TwinPage("deep/page/", "T", "D", html, claims=claims))
    assert text.split("\n\n") == [
        "It rained, and",
        "**Statements**",
        "- [It \\*rained\\*.](https://a.example/deep/page/#a) · Reported · October 2024 · "
        "paragraph 2 of the article · **Holds in part**: Only &lt;there>.\n"
        "- [It snowed.](https://a.example/deep/page/#b) · Fact · added",
    ]


def read_as_commonmark(text: str) -> str:
    return run_pandoc(text, "--from=commonmark_x-smart", "--to=html", "--wrap=none").decode()


def read_with_python(text: str) -> str:
    return markdown.markdown(text, extensions=["footnotes", "tables", "fenced_code"])


@dataclass(frozen=True)
class Twins:
    """All twins of the real site, as another program reads them."""

    site: Path
    files: list[Path]
    pages: dict[Path, BeautifulSoup]  # by their files; not those that quote others
    links: dict[Path, defaultdict[str, list[Tag]]]  # of each of these, by their addresses
    ledger: dict[str, Any]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(read_as_commonmark, id="commonmark", marks=pytest.mark.slow),
        pytest.param(read_with_python, id="python", marks=pytest.mark.slow),
    ],
)
def twins(real_site: Path, request: pytest.FixtureRequest) -> Twins:
    read: Callable[[str], str] = request.param
    files = sorted(real_site.rglob("index.md"))
    pages = {}
    links = {}
    for file in files:
        text = file.read_text("utf-8").split("---\n", 2)[2]
        pages[file] = BeautifulSoup(read(text), "html.parser")
        links[file] = sort_links(pages[file])
    ledger = json.loads((real_site / "claims.json").read_text("utf-8"))
    return Twins(real_site, files, pages, links, ledger)


def sort_links(page: BeautifulSoup) -> defaultdict[str, list[Tag]]:
    """Return the links of a page by their addresses."""
    links = defaultdict[str, list[Tag]](list)
    for link in page.select("[href]"):
        links[str(link["href"])].append(link)
    return links


def list_pages(site: Path) -> Iterator[Path]:
    """Yield every page that has a title of its own, but for those of editions."""
    for page in site.rglob("index.html"):
        path = page.relative_to(site)
        is_kept = path.parts[0] == "editions" and len(path.parts) > 2
        if not is_kept and 'http-equiv="refresh"' not in page.read_text("utf-8"):
            yield page


def test_every_page_has_a_twin_and_leads_to_it(twins: Twins) -> None:
    assert sorted(page.with_suffix(".md") for page in list_pages(twins.site)) == twins.files
    for file in twins.files:
        address = HOST + file.relative_to(twins.site).as_posix()
        links = read_html(file).select('link[rel=alternate][type="text/markdown"]')
        assert [link["href"] for link in links] == [address]


def test_every_statement_verdict_and_source_of_the_data_is_in_the_twin_of_its_page(
    twins: Twins,
) -> None:
    for claim in twins.ledger["claims"]:
        file = twins.site / claim["address"].removeprefix(HOST).partition("#")[0] / "index.md"
        for page in (file, twins.site / "claims/index.md"):
            [item] = find_items(twins.links[page][claim["address"]], claim["statement"])
            if claim["verdict"]:
                assert VERDICTS[claim["verdict"]] in item
            assert not claim["because"] or claim["because"] in item
        for source in claim["sources"]:
            assert not source["cited"] or twins.links[file][source["address"]]


def test_every_source_of_the_data_is_in_the_twin_of_the_sources(twins: Twins) -> None:
    links = twins.links[twins.site / "sources/index.md"]
    for key, source in twins.ledger["sources"].items():
        assert links[source["url"]], key


def find_items(links: list[Tag], statement: str) -> list[str]:
    """Return the items of lists that begin with one of some links, of some words."""
    items = []
    for link in links:
        if statement not in (link.string or ""):
            continue
        item = link.find_parent("li")
        is_statement = (item is not None and " · " in item.get_text()) or "Kind:" in str(item)
        if is_statement and item.find("a") is link:
            items.append(" ".join(item.get_text().split()))
    return items[:1]


def test_no_attribute_list_and_no_html_is_left(twins: Twins) -> None:
    for file in twins.files:
        text = FENCED.sub("", file.read_text("utf-8").split("---\n", 2)[2])
        assert re.findall(r"(?<!\\)[{}]", text) == [], file
        assert re.findall(r"(?<!\\)<(?!https?:|mailto:)\S*", text) == [], file
        assert "<!--" not in text


def test_nothing_that_a_page_says_is_lost(twins: Twins) -> None:
    """Word for word, as often as the page has it; numbers of notes are made by who shows it."""
    for file, soup in twins.pages.items():
        article = read_html(file).select_one("article")
        assert article is not None
        for part in article.select(NOT_READ):
            part.decompose()
        lost = count_words(article) - count_words(soup)
        assert lost == Counter(), file
        for part in soup.select("pre, code"):
            part.decompose()
        signs = re.findall(r"[\\]|\*\*|&#?\w+;", soup.get_text())
        assert signs == [], "no sign of Markdown is left for readers"


def count_words(node: Any) -> Counter[str]:
    text = node.get_text(" ").translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return Counter(re.findall(r"\w+", text))


def read_html(page: Path) -> BeautifulSoup:
    """Return the page beside a twin, as browsers get it."""
    return BeautifulSoup(page.with_suffix(".html").read_text(encoding="utf-8"), "html.parser")


def test_every_way_within_the_site_leads_somewhere(twins: Twins) -> None:
    """To a file, and where that is a page, to an id on it."""
    ids = dict[Path, set[str]]()
    for page, soup in twins.pages.items():
        for link in soup.select(f'a[href^="{HOST}"]'):
            path, _sign, name = str(link["href"]).removeprefix(HOST).partition("#")
            target = twins.site / path.partition("?")[0]
            file = target / "index.html" if target.is_dir() else target
            assert file.is_file(), (page, link)
            if name and file.suffix == ".html":
                if file not in ids:
                    ids[file] = {str(each["id"]) for each in read_html(file).select("[id]")}
                assert name in ids[file], (page, link)


def test_every_marker_has_its_note(twins: Twins) -> None:
    for page, soup in twins.pages.items():
        assert "[^" not in soup.get_text(), page
