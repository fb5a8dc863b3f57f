"""The head of every built page, as independent programs read it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import extruct
import pytest
from bs4 import BeautifulSoup
from signposting.htmllinks import HTML, _parse_html
from support import CITED, VERSION

SITE = "https://briefing.example/"
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
        return [str(meta["content"]) for meta in self.soup.head.select(f'[name="{name}"], [property="{name}"]')]

    def extract(self, syntax: str) -> Any:
        """Return the one thing that extruct finds."""
        found, = extruct.extract(self.html, base_url=self.address, syntaxes=[syntax])[syntax]
        return found


@pytest.fixture(params=CITED, ids=lambda url: url or "front")
def page(request: pytest.FixtureRequest, real_site: Path) -> Page:
    return Page(real_site, request.param)


def test_json_ld_and_open_graph_have_what_is_documented_for_an_article(page: Page, real_site: Path) -> None:
    """https://developers.google.com/search/docs/appearance/structured-data/article."""
    data = page.extract("json-ld")
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Report")
    assert (data["headline"], data["description"]) == (page.title, page.find("description")[0])
    graph = dict(page.extract("opengraph")["properties"])
    assert (graph["og:type"], graph["og:title"], graph["og:url"]) == ("article", page.title, page.address)
    image = (real_site / graph["og:image"].removeprefix(SITE)).read_bytes()
    size = int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")
    assert (image[:4], size, data["image"]) == (b"\x89PNG", (1200, 630), graph["og:image"])
    assert size == (int(graph["og:image:width"]), int(graph["og:image:height"]))
    assert date.fromisoformat(data["datePublished"]) <= date.fromisoformat(data["dateModified"])
    assert data["author"] == data["publisher"] == {"@type": "Organization", "name": NAME, "url": SITE}
    assert (data["inLanguage"], data["isBasedOn"][:8]) == ("en-GB", "https://")
    assert data["@id"] == data["mainEntityOfPage"] == page.address
    assert data.get("isPartOf", {}).get("@id") == (SITE if page.url else None)
    named = [thing["@id"] for name in ("hasPart", "citation") for thing in data.get(name, [])]
    for path, _, name in (address.removeprefix(SITE).partition("#") for address in named):
        assert (f' id="{name}"' if name else "<h1") in (real_site / path / "index.html").read_text(encoding="utf-8")
    cited, notes = len(data.get("citation", [])), len(page.soup.select('li[id^="fn:cite-"]'))
    assert all({"@id", "name", "author", "url"} <= set(work) for work in data.get("citation", []))
    assert notes - cited in (0, 1), "all but one cited outside any claim or box, which rests on no statement of ours"
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
        "application/vnd.citationstyles.csl+json": f"{page.address}page.json"}
    assert all((real_site / link.target.removeprefix(SITE)).is_file() for link in found.describedBy)
    parts = {SITE + url for url in [*CITED, "briefing.pdf", "briefing.epub"] if url}
    assert {link.target for link in found.items} == (set() if page.url else parts)
    assert [link["href"] for link in page.soup.select("[rel=canonical]")] == [page.address]


def test_dublin_core_and_files_say_the_same(page: Page, real_site: Path) -> None:
    item, = json.loads((real_site / page.url / "page.json").read_text(encoding="utf-8"))
    said = {element["name"]: element["content"] for element in page.extract("dublincore")["elements"]
            if "name" in element}
    assert (item["title"], item["URL"]) == (said["DC.title"], page.kept) == (page.title, page.kept)
    assert item["author"] == [{"literal": said["DC.creator"]}] == [{"literal": said["DC.publisher"]}]
    assert date(*item["issued"]["date-parts"][0]).isoformat() == said["DC.date"]
    assert (said["DC.identifier"], said["DC.language"]) == (page.address, item["language"])
    day, about = said["DC.date"].replace("-", "/"), said["DC.description"]
    for name, text in {
            "description": about, "og:description": about, "citation_title": page.title, "DC.type": "Report",
            "citation_author": f"{NAME},", "citation_technical_report_institution": NAME,  # a comma: for Zotero
            "citation_publication_date": day, "citation_online_date": day, "citation_language": item["language"],
            "citation_public_url": page.kept, "citation_abstract_html_url": page.address, "og:site_name": NAME}.items():
        assert page.find(name) == [text], name
    assert page.find("DC.relation.isPartOf") == [SITE] * bool(page.url)
    assert not page.soup.select(".Z3988"), "COinS makes a list of works out of a page"
