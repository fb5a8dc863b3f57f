"""The files that a citing reader takes home, and pages as independent programs read them: heads, reader views."""

import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import bibtexparser
import extruct
import pytest
import rispy
from bs4 import BeautifulSoup
from signposting.htmllinks import HTML, _parse_html
from support import CITED, ROOT, VERSION, read_data

from briefing.html import get, parse, suit_readers

SITE = "https://briefing.example/"
KEPT = SITE + VERSION.path
"""Where what is cited stays."""


def read(site: Path, name: str) -> Any:
    return json.loads((site / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    [
        "briefing",
        "sources",
        *(f"{folder}page" for folder in CITED),
        "leverage/sources",
        "troop-reports/sources",
    ],
)
def test_the_three_forms_of_a_download_say_the_same(real_site: Path, name: str) -> None:
    items = read(real_site, f"{name}.json")
    records = rispy.loads((real_site / f"{name}.ris").read_text(encoding="utf-8"))
    library = bibtexparser.parse_string((real_site / f"{name}.bib").read_text(encoding="utf-8"))
    assert not library.failed_blocks
    assert len(items) == len(records) == len(library.entries) > 0
    for item, record, entry in zip(items, records, library.entries, strict=True):
        assert item["id"] == record["id"] == entry.key
        address = entry.fields_dict.get("url")  # a DOI is enough
        assert item.get("URL") == record.get("urls", [None])[0] == (address and address.value)
        assert len(item["author"]) == len(record["authors"])
        assert {"annote", "keyword", "title-short"}.isdisjoint(item), "what is said to us alone"
        assert re.fullmatch("[a-z]{2}(-[A-Z]{2})?", item.get("language", "en"))
    if name == "leverage/page":
        named = {"edition": VERSION.number} if VERSION.number else {"genre": "draft"}
        assert items[0].items() >= {"type": "report", "URL": f"{KEPT}leverage/", **named}.items()


@pytest.mark.parametrize("folder", CITED)
def test_the_dialog_has_every_section_claim_and_source_of_its_page(
    real_site: Path, folder: str
) -> None:
    data = read(real_site, f"{folder}citations.json")
    html = (real_site / folder / "index.html").read_text(encoding="utf-8")
    cite = (real_site / "cite/index.html").read_text(encoding="utf-8")
    handles = {get(handle, "href")[1:] for handle in parse(html).css("a[data-cite]:not(.cite)")}
    assert handles == set(data["items"]) | set(data["paragraphs"])
    for name, forms in {"items": {"chicago", "apa", "mla"}, "sources": {"note"}}.items():
        assert all(
            set(entry["forms"]) == forms | {"biblatex", "bibtex", "ris", "csl"}
            for entry in data[name].values()
        )
    for name, paragraph in data["paragraphs"].items():
        assert paragraph["address"] == f"{KEPT}{folder}#{name}"
        assert set(paragraph["sources"]) <= set(data["sources"])
        assert paragraph["item"] in data["items"]
    assert all(
        one["address"] in "".join(text)
        for one in data["items"].values()
        for text in one["forms"].values()
    )
    for entry in (entry for name, entry in data["items"].items() if name not in data["paragraphs"]):
        runs = enumerate(entry["forms"]["chicago"])
        assert "".join(f"<em>{run}</em>" if number % 2 else run for number, run in runs) in cite, (
            "the page has it too"
        )
    targets = {
        get(one, "data-cite").rpartition("cite/#")[2]
        for one in parse(html).css("a[data-cite]:not(.cite)")
    }
    assert {get(part, "id") for part in parse(cite).css("[id]")} >= targets > set(), (
        "each is there without a script"
    )


def test_the_feed_is_atom_and_leads_from_each_edition_to_what_changed(real_site: Path) -> None:
    feed = ElementTree.parse(real_site / "feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    for name in (
        "id",
        "title",
        "updated",
        f"author/{atom}name",
        f"entry/{atom}id",
        f"entry/{atom}updated",
    ):
        assert feed.findtext(f"{atom}{name}"), name
    entries = feed.findall(f"{atom}entry")
    instants = [str(entry.findtext(f"{atom}updated")) for entry in entries]
    assert [feed.findtext(f"{atom}updated"), *instants[1:]] == sorted(set(instants), reverse=True)
    for entry, number in zip(entries, range(len(entries), 0, -1), strict=True):
        place = f"editions/{number - 1}-{number}/" if number > 1 else f"editions/{number}/"
        assert entry.find(f"{atom}link[@rel='alternate']").attrib["href"].endswith(f"/{place}")
        assert (real_site / place / "index.html").is_file()
    corrections = ElementTree.parse(real_site / "corrections.xml").getroot().findall(f"{atom}entry")
    for entry in corrections:
        place, _, name = entry.find(f"{atom}link").attrib["href"].removeprefix(SITE).partition("#")
        assert f'id="{name}"' in (real_site / place / "index.html").read_text(encoding="utf-8")
    assert len({entry.findtext(f"{atom}id") for entry in corrections}) == len(corrections)
    assert "citation_title" not in (real_site / "404.html").read_text(encoding="utf-8"), (
        "an error is not cited"
    )


def test_programs_are_told_of_the_pages_as_markdown_and_of_the_claims(real_site: Path) -> None:
    """https://llmstxt.org: a title, a summary, then lists of links under headings."""
    text = (real_site / "llms.txt").read_text(encoding="utf-8")
    assert re.match(
        r"# \S.*\n\n> \S.*\n\n(\S.*\n)+(\n## \S.*\n\n(- \[.+\]\(\S+\).*\n?)+){2}$", text
    )
    places = [link.removeprefix(SITE) for link in re.findall(r"\]\((\S+)\)", text)]
    assert places == [
        *(f"{url}index.md" for url in CITED),
        "claims.json",
        "claims.csv",
        "sources.json",
        "feed.xml",
    ]
    assert [place for place in places if not (real_site / place).is_file()] == []


NAME = "Between Moscow and Pyongyang"


class Page:
    """One built page."""

    def __init__(self, site: Path, url: str) -> None:
        self.url, self.address, self.kept = url, SITE + url, SITE + VERSION.path + url
        self.html = (site / url / "index.html").read_text(encoding="utf-8")
        self.soup = BeautifulSoup(self.html, "html.parser")
        assert self.soup.h1
        self.title = self.soup.h1.get_text()

    def find(self, name: str) -> list[str]:
        """Return the contents of all `<meta>` of a name or property in the head."""
        assert self.soup.head
        return [
            str(meta["content"])
            for meta in self.soup.head.select(f'[name="{name}"], [property="{name}"]')
        ]

    def extract(self, syntax: str) -> Any:
        """Return the one thing that extruct finds."""
        (found,) = extruct.extract(self.html, base_url=self.address, syntaxes=[syntax])[syntax]
        return found


@pytest.fixture(params=CITED, ids=lambda url: url or "front")
def page(request: pytest.FixtureRequest, real_site: Path) -> Page:
    return Page(real_site, request.param)


def test_json_ld_and_open_graph_have_what_is_documented_for_an_article(
    page: Page, real_site: Path
) -> None:
    """https://developers.google.com/search/docs/appearance/structured-data/article."""
    data = page.extract("json-ld")
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Report")
    assert (data["headline"], data["description"]) == (page.title, page.find("description")[0])
    graph = dict(page.extract("opengraph")["properties"])
    assert (graph["og:type"], graph["og:title"], graph["og:url"]) == (
        "article",
        page.title,
        page.address,
    )
    image = (real_site / graph["og:image"].removeprefix(SITE)).read_bytes()
    size = int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")
    assert (image[:4], size, data["image"]) == (b"\x89PNG", (1200, 630), graph["og:image"])
    assert size == (int(graph["og:image:width"]), int(graph["og:image:height"]))
    assert date.fromisoformat(data["datePublished"]) <= date.fromisoformat(data["dateModified"])
    assert (
        data["author"] == data["publisher"] == {"@type": "Organization", "name": NAME, "url": SITE}
    )
    assert (data["inLanguage"], data["isBasedOn"][:8]) == ("en-GB", "https://")
    assert data["@id"] == data["mainEntityOfPage"] == page.address
    assert data.get("isPartOf", {}).get("@id") == (SITE if page.url else None)
    named = [thing["@id"] for name in ("hasPart", "citation") for thing in data.get(name, [])]
    for path, _, name in (address.removeprefix(SITE).partition("#") for address in named):
        assert (f' id="{name}"' if name else "<h1") in (real_site / path / "index.html").read_text(
            encoding="utf-8"
        )
    cited, notes = len(data.get("citation", [])), len(page.soup.select('li[id^="fn:cite-"]'))
    assert all({"@id", "name", "author", "url"} <= set(work) for work in data.get("citation", []))
    assert notes - cited in (0, 1), (
        "all but one cited outside any claim or box, which rests on no statement of ours"
    )
    assert page.url or {SITE + url for url in CITED if url} <= set(named)


def test_a_signposting_client_finds_every_link(page: Page, real_site: Path) -> None:
    """https://signposting.org/FAIR/, level 1, and RFC 8574; and the links that browsers and feed readers follow."""
    found = _parse_html(HTML(page.html, "text/html", page.address, page.address))
    single = [link.target for link in (found.citeAs, found.license, *found.authors) if link]
    assert single == [page.kept, "https://creativecommons.org/licenses/by/4.0/", SITE]
    assert {link.type: link.target for link in found.describedBy} == {
        "application/json": f"{SITE}claims.json",
        "application/x-bibtex": f"{page.address}page.bib",
        "application/x-research-info-systems": f"{page.address}page.ris",
        "application/vnd.citationstyles.csl+json": f"{page.address}page.json",
    }
    assert all((real_site / link.target.removeprefix(SITE)).is_file() for link in found.describedBy)
    parts = {SITE + url for url in [*CITED, "briefing.pdf", "briefing.epub"] if url}
    assert {link.target for link in found.items} == (set() if page.url else parts)
    assert [link["href"] for link in page.soup.select("[rel=canonical]")] == [page.address]


def test_dublin_core_and_files_say_the_same(page: Page, real_site: Path) -> None:
    (item,) = json.loads((real_site / page.url / "page.json").read_text(encoding="utf-8"))
    said = {
        element["name"]: element["content"]
        for element in page.extract("dublincore")["elements"]
        if "name" in element
    }
    assert (item["title"], item["URL"]) == (said["DC.title"], page.kept) == (page.title, page.kept)
    assert (
        item["author"] == [{"literal": said["DC.creator"]}] == [{"literal": said["DC.publisher"]}]
    )
    assert date(*item["issued"]["date-parts"][0]).isoformat() == said["DC.date"]
    assert (said["DC.identifier"], said["DC.language"]) == (page.address, item["language"])
    day, about = said["DC.date"].replace("-", "/"), said["DC.description"]
    for name, text in {
        "description": about,
        "og:description": about,
        "citation_title": page.title,
        "DC.type": "Report",
        "citation_author": f"{NAME},",
        "citation_technical_report_institution": NAME,  # a comma: for Zotero
        "citation_publication_date": day,
        "citation_online_date": day,
        "citation_language": item["language"],
        "citation_public_url": page.kept,
        "citation_abstract_html_url": page.address,
        "og:site_name": NAME,
    }.items():
        assert page.find(name) == [text], name
    assert page.find("DC.relation.isPartOf") == [SITE] * bool(page.url)
    assert not page.soup.select(".Z3988"), "COinS makes a list of works out of a page"


READER = ROOT / "tests/reader"
FURNITURE = (
    "[aria-hidden=true], [hidden], script, button, form, .claim-label, .clause-label, .record, .kicker, "
    ".edition-status, .print-address"
)
"""What is no part of the words of a page."""
SENTENCES = "p:not(:has(.clause)), .clause, li, td, th, dt, dd, h2, h3, figcaption, summary"
squash = partial(re.sub, r"[\W_]", "")


@pytest.mark.slow
def test_firefox_reader_view_has_every_sentence_and_who_wrote_it(real_site: Path) -> None:
    assert (READER / "node_modules").is_dir(), (
        "no reader view found; make tests/reader/node_modules gets it"
    )
    pages = [
        *CITED,
        *(
            f"{file.parent.relative_to(real_site)}/"
            for file in real_site.glob("editions/?/**/*.html")
        ),
    ]
    files = [real_site / url / "index.html" for url in pages]
    run = subprocess.run(
        ["node", READER / "read.js", *files], capture_output=True, text=True, check=True
    )
    for url, file, found in zip(pages, files, json.loads(run.stdout), strict=True):
        article = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").select_one(
            "main > article"
        )
        assert article
        for part in article.select(FURNITURE):
            part.decompose()
        text = squash(found["textContent"] + found["title"])
        said = [part for part in article.select(SENTENCES) if not part.select(SENTENCES)]
        assert [
            part.get_text()[:80] for part in said if squash(part.get_text()) not in text
        ] == [], url
        assert found["content"].count("<tr") >= len(article.select("tr")), (
            "rows are not run together"
        )
        assert found["byline"]


@pytest.mark.parametrize(("html", "suited"), read_data("web.yml")["suited"])
def test_an_id_that_a_reader_view_takes_for_furniture_does_not_cost_its_text(
    html: str, suited: str
) -> None:
    made = suit_readers(html)
    assert made == suited
    assert [node.attributes["id"] for node in parse(made).css("[id]")] == [
        node.attributes["id"] for node in parse(html).css("[id]")
    ]
