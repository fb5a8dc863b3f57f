"""The files that a citing reader takes home, and pages as independent programs read them."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import bibtexparser
import extruct
import pytest
import rispy
from bs4 import BeautifulSoup
from support import CITED, THEMES, find_version, find_view, read_data, read_settings

from briefing.html import get, parse, suit_readers

SITE = "https://briefing.example/"
"""Where what is cited stays."""
NAME = read_settings()["site_name"]
LANGUAGE = read_settings()["extra"]["briefing"]["language"]
PRIVATE = {"annote", "keyword", "title-short"}


def read(site: Path, name: str) -> Any:
    return json.loads((site / name).read_text(encoding="utf-8"))


def list_downloads() -> list[str]:
    """Return what can be taken home in three forms: all, the sources, each page and its sources."""
    names = ["briefing", "sources"]
    names += [f"{folder}page" for folder in CITED]
    names += [f"{folder}sources" for folder in THEMES[1:]]
    return names


@pytest.mark.parametrize("name", list_downloads())
def test_the_three_forms_of_a_download_say_the_same(real_site: Path, name: str) -> None:
    items = read(real_site, f"{name}.json")
    records = rispy.loads((real_site / f"{name}.ris").read_text(encoding="utf-8"))
    library = bibtexparser.parse_string((real_site / f"{name}.bib").read_text(encoding="utf-8"))
    assert not library.failed_blocks
    assert len(items) == len(records) == len(library.entries) > 0
    for item, record, entry in zip(items, records, library.entries, strict=True):
        assert item["id"] == record["id"] == entry.key
        field = entry.fields_dict.get("url")  # a DOI is enough
        address = field.value if field else None
        assert item.get("URL") == record.get("urls", [None])[0] == address
        assert len(item["author"]) == len(record["authors"])
        assert PRIVATE.isdisjoint(item), "what is said to us alone"
        assert re.fullmatch("[a-z]{2}(-[A-Z]{2})?", item.get("language", "en"))


@pytest.mark.parametrize("folder", CITED)
def test_a_page_is_cited_as_one_of_its_edition_or_as_a_draft(real_site: Path, folder: str) -> None:
    """In the genre, and in the key."""
    (item,) = read(real_site, f"{folder}page.json")
    version = find_version(real_site)
    wanted = {"type": "webpage", "URL": SITE + version.path + folder, "genre": version.name}
    assert item.items() >= wanted.items()
    stamp = f"-ed{version.number}" if version.number else "-draft-"
    assert stamp in item["id"]
    assert folder.strip("/") in item["id"]


ATOM = "{http://www.w3.org/2005/Atom}"
"""RFC 4287."""


def read_feed(site: Path, name: str) -> ElementTree.Element:
    return ElementTree.parse(site / name).getroot()


def find_page(site: Path, entry: ElementTree.Element) -> tuple[str, str]:
    """Return the address and the id to which an entry leads."""
    link = entry.find(f"{ATOM}link[@rel='alternate']")
    if link is None:
        link = entry.find(f"{ATOM}link")
    assert link is not None
    place, _, name = link.attrib["href"].removeprefix(SITE).partition("#")
    assert (site / place / "index.html").is_file()
    return place, name


def test_the_finished_feed_of_corrections_leads_to_passages_and_last_to_that_of_editions(
    real_site: Path,
) -> None:
    corrections = read_feed(real_site, "corrections.xml").findall(f"{ATOM}entry")
    last, *others = corrections
    assert [link.attrib["href"] for link in last.findall(f"{ATOM}link")] == ["feed.xml"]
    for entry in others:
        place, name = find_page(real_site, entry)
        assert f'id="{name}"' in (real_site / place / "index.html").read_text(encoding="utf-8")
    assert len({entry.findtext(f"{ATOM}id") for entry in corrections}) == len(corrections)


def test_an_error_is_not_cited(real_site: Path) -> None:
    assert "citation_title" not in (real_site / "404.html").read_text(encoding="utf-8")


class Page:
    """One built page."""

    def __init__(self, site: Path, url: str) -> None:
        self.url = url
        self.address = SITE + url
        self.kept = f"{SITE}{find_version(site).path}{url}"
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


@pytest.fixture(scope="module", params=CITED, ids=lambda url: url or "front")
def page(request: pytest.FixtureRequest, real_site: Path) -> Page:
    return Page(real_site, request.param)


def read_png_size(image: bytes) -> tuple[int, int]:
    """Return width and height (https://www.w3.org/TR/png-3/, IHDR)."""
    assert image[:4] == b"\x89PNG"
    return int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")


def test_open_graph_names_the_page_and_has_a_picture_of_it(page: Page, real_site: Path) -> None:
    """https://ogp.me."""
    graph = dict(page.extract("opengraph")["properties"])
    assert graph["og:type"] == "article"
    assert graph["og:title"] == page.title
    assert graph["og:url"] == page.address
    image = (real_site / graph["og:image"].removeprefix(SITE)).read_bytes()
    assert read_png_size(image) == (1200, 630)
    assert (graph["og:image:width"], graph["og:image:height"]) == ("1200", "630")
    assert page.extract("json-ld")["image"] == graph["og:image"]


def test_json_ld_has_what_is_documented_for_an_article(page: Page) -> None:
    """https://developers.google.com/search/docs/appearance/structured-data/article."""
    data = page.extract("json-ld")
    desk = {"@type": "Organization", "name": NAME, "url": SITE}
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Report")
    assert data["headline"] == page.title
    assert data["description"] == page.find("description")[0]
    assert date.fromisoformat(data["datePublished"]) <= date.fromisoformat(data["dateModified"])
    assert data["author"] == data["publisher"] == desk
    assert data["inLanguage"] == LANGUAGE
    assert data["@id"] == data["mainEntityOfPage"] == page.address
    assert data.get("isPartOf", {}).get("@id") == (SITE if page.url else None)


def test_json_ld_names_parts_that_are_there(page: Page, real_site: Path) -> None:
    addresses = [part["@id"] for part in page.extract("json-ld").get("hasPart", [])]
    for address in addresses:
        path, _, name = address.removeprefix(SITE).partition("#")
        mark = f' id="{name}"' if name else "<h1"
        assert mark in (real_site / path / "index.html").read_text(encoding="utf-8")
    if not page.url:
        assert {SITE + url for url in CITED if url} <= set(addresses)


def test_the_page_of_sources_says_what_each_is(real_site: Path) -> None:
    listed = Page(real_site, find_view("sources")).extract("json-ld")["citation"]
    assert all({"name", "author", "url"} & set(work) for work in listed)
    cited = json.loads((real_site / "citations.json").read_text(encoding="utf-8"))["sources"]
    assert cited.keys() <= {work["@id"].partition("#")[2] for work in listed}


def test_the_head_has_what_reference_managers_read(page: Page, real_site: Path) -> None:
    """https://scholar.google.com/intl/en/scholar/inclusion.html; a comma: for Zotero."""
    (item,) = json.loads((real_site / page.url / "page.json").read_text(encoding="utf-8"))
    day = "/".join(f"{part:02}" for part in item["issued"]["date-parts"][0])
    (about,) = page.find("description")
    wanted = {
        "og:description": about,
        "citation_title": page.title,
        "citation_author": f"{NAME},",
        "citation_technical_report_institution": NAME,
        "citation_publication_date": day,
        "citation_online_date": day,
        "citation_language": item["language"],
        "citation_public_url": page.kept,
        "citation_abstract_html_url": page.address,
        "og:site_name": NAME,
    }
    assert {name: page.find(name) for name in wanted} == {
        name: [text] for name, text in wanted.items()
    }
    assert not page.soup.select(".Z3988"), "COinS makes a list of works out of a page"


def find_ids(html: str) -> list[str]:
    return [get(node, "id") for node in parse(html).css("[id]")]


@pytest.mark.parametrize(("html", "suited"), read_data("web.yml")["suited"])
def test_an_id_that_a_reader_view_takes_for_furniture_does_not_cost_its_text(
    html: str, suited: str
) -> None:
    assert suit_readers(html) == suited
    assert find_ids(suited) == find_ids(html)
