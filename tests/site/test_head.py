"""The head of every built page, as independent programs read it."""

import gzip
import json
import re
from collections.abc import Iterator
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
URLS = CITED
HEAD = re.compile(r'<link rel="schema\.DC".*?</script>\n(?:<meta name="citation_reference"[^>]*>\n)*', re.S)
"""All that the partial writes."""


class Page:
    """One built page."""

    def __init__(self, site: Path, url: str) -> None:
        self.url, self.address, self.kept = url, SITE + url, SITE + VERSION.path + url
        self.html = (site / url / "index.html").read_text(encoding="utf-8")
        self.soup = BeautifulSoup(self.html, "html.parser")
        heading = self.soup.h1
        assert heading
        self.title = "".join(heading.find_all(string=True, recursive=False)).strip()

    def find(self, name: str) -> list[str]:
        """Give the contents of all `<meta>` of a name or property in the head."""
        assert self.soup.head
        return [str(meta["content"]) for meta in self.soup.head.find_all("meta")
                if name in (meta.get("name"), meta.get("property"))]

    def extract(self, syntax: str) -> list[Any]:
        """Give what extruct finds."""
        found: list[Any] = extruct.extract(self.html, base_url=self.address, syntaxes=[syntax])[syntax]
        return found


@pytest.fixture(params=URLS, ids=lambda url: url or "front")
def page(request: pytest.FixtureRequest, real_site: Path) -> Page:
    return Page(real_site, request.param)


@pytest.fixture
def front(real_site: Path) -> Page:
    return Page(real_site, "")


def read_json_ld(page: Page) -> dict[str, Any]:
    """Give the page's only block of JSON-LD."""
    found = page.extract("json-ld")
    assert len(found) == 1
    block: dict[str, Any] = found[0]
    return block


def read_as_zotero(page: Page) -> dict[str, str]:
    """Follow Zotero's translators Embedded Metadata and RDF, and its `cleanAuthor`, as far as our tags reach.

    https://github.com/zotero/translators, https://github.com/zotero/utilities. A type in Dublin Core
    comes before one in Open Graph, and both before the guess from the Highwire tags.
    """
    forced = {"report": "report", "book": "book", "webpage": "webpage"}
    kind = next((forced[kind.lower()] for kind in page.find("DC.type") if kind.lower() in forced), "")
    kind = kind or ("webpage" if page.find("og:type") == ["website"] else "")
    kind = kind or ("report" if page.find("citation_technical_report_institution") else "journalArticle")
    author, = page.find("citation_author")
    family, _, given = author.rstrip(" ,").partition(", ")
    if "," not in author:
        given, _, family = author.rpartition(" ")
    first = {"title": "citation_title", "date": "citation_publication_date", "url": "citation_public_url",
             "institution": "citation_technical_report_institution", "abstract": "DC.description",
             "language": "citation_language"}
    return {"type": kind, "family": family, "given": given,
            **{field: page.find(name)[0] for field, name in first.items()}}


def find_scholar_faults(page: Page) -> Iterator[str]:
    """Check Google Scholar's inclusion guidelines, "Configuring the meta-tags".

    https://scholar.google.com/intl/en/scholar/inclusion.html
    """
    for name in ("citation_title", "citation_publication_date", "citation_technical_report_institution"):
        if len([text for text in page.find(name) if text.strip()]) != 1:
            yield f"{name} must be given once"
    if not page.find("citation_author"):
        yield "at least one author is required"
    for day in page.find("citation_publication_date") + page.find("citation_online_date"):
        if not re.fullmatch(r"\d{4}(/\d{1,2}/\d{1,2})?", day):
            yield f"'{day}' is not a date of the form 2010/5/12"
    for address in page.find("citation_pdf_url"):
        if not address.startswith(page.address):
            yield f"the PDF {address} is not in the folder of its abstract"
    for reference in page.find("citation_reference"):
        if not re.match(r"citation_title=[^;]+(; citation_(author|publication_date)=[^;]+)*$", reference):
            yield f"not fields: {reference}"


def test_a_reference_manager_takes_the_page_for_a_report(page: Page) -> None:
    taken = read_as_zotero(page)
    assert (taken["type"], taken["title"], taken["url"]) == ("report", page.title, page.kept)
    assert (taken["family"], taken["given"], taken["institution"]) == (NAME, "", NAME)
    assert taken["abstract"] == page.find("description")[0]
    assert date.fromisoformat(taken["date"].replace("/", "-")).isoformat() == page.find("DC.date")[0]


def test_nothing_else_is_offered_to_a_reference_manager(page: Page) -> None:
    assert not page.soup.select(".Z3988"), "COinS makes a list of works out of a page"


def test_google_scholar_finds_what_it_asks_for(page: Page) -> None:
    assert list(find_scholar_faults(page)) == []


def test_every_source_of_a_note_is_a_reference(page: Page) -> None:
    """All but those cited outside any claim or box, which rest on no statement of ours."""
    notes = page.soup.select('li[id^="fn:cite-"]')
    assert len(notes) - len(page.find("citation_reference")) in (0, 1)


def test_json_ld_has_what_google_documents_for_an_article(page: Page, real_site: Path) -> None:
    """https://developers.google.com/search/docs/appearance/structured-data/article."""
    data = read_json_ld(page)
    assert data["@context"] == "https://schema.org"
    assert "Article" in data["@type"]
    assert data["headline"] == page.title
    assert len(data["headline"]) <= 110
    assert (real_site / data["image"].removeprefix(SITE)).is_file()
    assert date.fromisoformat(data["datePublished"]) <= date.fromisoformat(data["dateModified"])
    assert data["author"] == data["publisher"] == {"@type": "Organization", "name": NAME, "url": SITE}
    assert data["description"] == page.find("description")[0]
    assert (data["inLanguage"], data["isBasedOn"][:8]) == ("en-GB", "https://")


def test_json_ld_names_parts_and_sources_that_exist(page: Page, real_site: Path) -> None:
    data = read_json_ld(page)
    assert data["@id"] == data["mainEntityOfPage"] == page.address
    assert data.get("isPartOf", {}).get("@id") == (SITE if page.url else None)
    named = [*data.get("hasPart", []), *data.get("citation", [])]
    assert [thing["@id"] for thing in named if not leads_somewhere(real_site, thing["@id"])] == []
    assert len(data.get("citation", [])) == len(page.find("citation_reference"))


def test_the_front_page_is_the_report_and_has_all_pages(front: Page) -> None:
    data = read_json_ld(front)
    assert data["@type"] == ["Article", "Report"]
    assert {SITE + url for url in URLS if url} <= {part["@id"] for part in data["hasPart"]}


def test_dublin_core_is_complete(page: Page) -> None:
    found, = page.extract("dublincore")
    elements = {element["name"]: element["content"] for element in found["elements"] if "name" in element}
    assert elements["DC.title"] == page.title
    assert elements["DC.creator"] == elements["DC.publisher"] == NAME
    assert elements["DC.identifier"] == page.address
    assert elements["DC.rights"].startswith("https://creativecommons.org/licenses/")
    assert {"DC.date", "DC.type", "DC.language", "DC.description"} <= set(elements)


def test_open_graph_has_its_four_and_a_real_image(page: Page, real_site: Path) -> None:
    found, = page.extract("opengraph")
    graph = dict(found["properties"])
    assert (graph["og:type"], graph["og:title"], graph["og:url"]) == ("article", page.title, page.address)
    image = (real_site / graph["og:image"].removeprefix(SITE)).read_bytes()
    assert image.startswith(b"\x89PNG")
    size = int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")
    assert size == (int(graph["og:image:width"]), int(graph["og:image:height"]))
    assert page.find("twitter:card") == ["summary_large_image"]


def test_a_signposting_client_finds_every_link(page: Page, real_site: Path) -> None:
    """https://signposting.org/FAIR/, level 1, and RFC 8574."""
    found = _parse_html(HTML(page.html, "text/html", page.address, page.address))
    assert found.citeAs
    assert found.citeAs.target == page.kept
    assert found.license
    assert found.license.target.startswith("https://creativecommons.org/licenses/")
    assert [author.target for author in found.authors] == [SITE]
    assert {kind.target for kind in found.types} == (
        {"https://schema.org/Article", "https://schema.org/WebPage"} if page.url else
        {"https://schema.org/Report", "https://schema.org/AboutPage"})
    assert {link.type: link.target for link in found.describedBy} == {
        "application/x-bibtex": f"{page.address}page.bib",
        "application/x-research-info-systems": f"{page.address}page.ris",
        "application/vnd.citationstyles.csl+json": f"{page.address}page.json"}
    assert all((real_site / link.target.removeprefix(SITE)).is_file() for link in found.describedBy)
    parts = {SITE + url for url in [*URLS, "briefing.pdf", "briefing.epub"] if url}
    assert {link.target for link in found.items} == (set() if page.url else parts)
    assert (found.collection.target if found.collection else "") == (SITE if page.url else "")


def test_head_and_files_say_the_same(page: Page, real_site: Path) -> None:
    item, = json.loads((real_site / page.url / "page.json").read_text(encoding="utf-8"))
    assert (item["title"], item["URL"]) == (page.find("citation_title")[0], page.kept)
    assert page.find("DC.identifier") == [page.address]
    assert item["author"] == [{"literal": page.find("DC.creator")[0]}]
    assert date(*item["issued"]["date-parts"][0]).isoformat() == page.find("DC.date")[0]


def test_canonical_address_and_feed_are_given_once(page: Page, real_site: Path) -> None:
    assert [link["href"] for link in page.soup.select('link[rel="canonical"]')] == [page.address]
    feeds = page.soup.select('link[type="application/atom+xml"]')
    assert [link["href"] for link in feeds] == [f"{SITE}feed.xml"]
    assert (real_site / "feed.xml").is_file()


def test_an_error_page_is_not_described(real_site: Path) -> None:
    assert "citation_title" not in (real_site / "404.html").read_text(encoding="utf-8")


def test_the_metadata_weighs_little(page: Page) -> None:
    """Head and cite controls together: under 2 KB compressed."""
    assert len(HEAD.findall(page.html)) == 1
    without = re.sub(r'<a [^>]*class="cite"[^>]*></a>', "", HEAD.sub("", page.html))
    assert compress(page.html) - compress(without) < 2000


def compress(html: str) -> int:
    return len(gzip.compress(html.encode(), 9))


def leads_somewhere(site: Path, address: str) -> bool:
    """Whether an address of ours is a page, or an id on a page."""
    path, _, name = address.removeprefix(SITE).partition("#")
    file = site / path / "index.html"
    return file.is_file() and (not name or f' id="{name}"' in file.read_text(encoding="utf-8"))
