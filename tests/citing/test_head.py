"""The metadata in a page's head: what it says, and that no value can break out of its place."""

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.citing.citable import Publication, list_citables
from briefing.citing.head import Head, make_head, make_reference, shorten, write_json_ld
from briefing.claims.records import PageAddress, PageEvidence, Section

ROOT = Path(__file__).parent.parent.parent
SITE = "https://site.example/"
ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "overrides"))
ENV_ESCAPING = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "overrides"), autoescape=True)

ITEM = {"id": "abel2020", "type": "webpage", "title": "Nato; and the Suwałki Gap",
        "author": [{"family": "Abel", "given": "Anna"}, {"literal": "The Press"}],
        "issued": {"date-parts": [[2020, 5]]}, "URL": "https://example.org/abel"}

AWKWARD = ('A "quoted" title', "it's <b>bold</b>", "</script><script>alert(1)</script>", "<!-- <script>", "{{ 7 * 7 }}",
           "{% raw %}", "a & b &amp; c &lt;", "back\\slash \\u003c", "emoji 🕊️", "مرحبا بالعالم", "Северная Корея",
           "조선민주주의인민공화국", "line\u2028separator", "%s {0} $x")


class Reader(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text; the partial has none but its JSON."""
        self.text += data

    def contents(self, name: str) -> list[str | None]:
        """Give the contents of all `<meta>` of a name or property."""
        return [attributes["content"] for _, attributes in self.tags
                if name in (attributes.get("name"), attributes.get("property"))]

    def hrefs(self, rel: str) -> list[str | None]:
        """Give where all `<link>` of a relation lead."""
        return [attributes["href"] for _, attributes in self.tags if attributes.get("rel") == rel]


def make(title: str = "The treaty", url: str = "treaty/", abstract: str = "What it says.", **more: Any) -> Head:
    address = PageAddress("treaty.md", url, title)
    page = PageEvidence(address, (Section("top", title, 1), Section("terms", title, 2)), (), ())
    publication = Publication("The briefing", "The Desk", date(2026, 11, 5), "draft", SITE,
                              "All of it.", basis="https://example.org/article")
    parts = [PageAddress("index.md", "", "Front"), PageAddress("forces.md", "forces/", "The forces")]
    return make_head(publication, page, list_citables(publication, page, abstract)[0], more.pop("cited", [ITEM]),
                     f"{SITE}assets/card.png", parts, **more)


def read(head: Head) -> tuple[Reader, dict[str, Any]]:
    """Render the partial and give what a browser sees and the JSON-LD."""
    reader = Reader(ENV.get_template("layout/head.html").render(head=head))
    return reader, json.loads(reader.text)


def test_a_page_is_a_report_for_scholar_and_zotero() -> None:
    reader, _ = read(make())
    assert reader.contents("citation_title") == ["The treaty"]
    assert reader.contents("citation_author") == ["The Desk,"]
    assert reader.contents("citation_technical_report_institution") == ["The Desk"]
    assert reader.contents("citation_publication_date") == reader.contents("citation_online_date") == ["2026/11/05"]
    assert reader.contents("citation_public_url") == reader.contents("DC.identifier") == [f"{SITE}treaty/"]
    assert reader.contents("DC.date") == ["2026-11-05"]
    assert reader.contents("DC.type") == ["Report"]
    assert reader.contents("og:type") == ["article"]


def test_a_pdf_is_named_only_when_there_is_one() -> None:
    assert read(make())[0].contents("citation_pdf_url") == []
    assert read(make(pdf=f"{SITE}briefing.pdf"))[0].contents("citation_pdf_url") == [f"{SITE}briefing.pdf"]


def test_a_reference_has_fields_that_no_value_can_split() -> None:
    assert make_reference(ITEM) == ("citation_title=Nato, and the Suwałki Gap; citation_author=Abel, Anna; "
                                    "citation_author=The Press; citation_publication_date=2020/05")
    assert make_reference({"id": "bare", "type": "webpage", "title": "Bare"}) == "citation_title=Bare"


def test_a_page_belongs_to_the_front_page_and_names_its_sections() -> None:
    reader, data = read(make())
    assert data["@type"] == "Article"
    assert data["isPartOf"]["@id"] == reader.hrefs("collection")[0] == SITE
    assert [part["@id"] for part in data["hasPart"]] == [f"{SITE}treaty/#terms"]
    assert data["citation"] == [{"@type": "CreativeWork", "@id": f"{SITE}sources/#abel2020", "name": ITEM["title"]}]
    assert data["isBasedOn"] == "https://example.org/article"
    assert reader.hrefs("item") == []


def test_the_front_page_is_the_report_and_names_its_pages() -> None:
    reader, data = read(make(url=""))
    assert data["@type"] == ["Article", "Report"]
    assert "isPartOf" not in data
    assert data["headline"] == "The briefing"
    assert [part["@id"] for part in data["hasPart"]] == [f"{SITE}#terms", f"{SITE}forces/"]
    assert reader.hrefs("item") == [f"{SITE}forces/"]
    book = [f"{SITE}briefing.pdf", f"{SITE}briefing.epub"]
    assert read(make(url="", pdf=book[0]))[0].hrefs("item")[1:] == book
    assert reader.hrefs("collection") == []


def test_typed_links_lead_to_every_format() -> None:
    reader, _ = read(make())
    assert reader.hrefs("cite-as") == [f"{SITE}treaty/"]
    assert reader.hrefs("describedby") == [f"{SITE}treaty/page.{ending}" for ending in ("bib", "ris", "json")]
    assert reader.hrefs("type") == ["https://schema.org/Article", "https://schema.org/WebPage"]
    assert reader.hrefs("alternate feed") == [f"{SITE}feed.xml"]
    assert reader.hrefs("canonical") == [], "the theme writes it"


def test_the_abstract_of_the_whole_stands_in_for_a_missing_one() -> None:
    assert read(make(abstract=""))[1]["description"] == "All of it."


def test_white_space_is_folded() -> None:
    assert read(make(abstract="two\n  lines"))[0].contents("DC.description") == ["two lines"]


@pytest.mark.parametrize("title", AWKWARD)
def test_an_awkward_title_comes_back_as_it_was(title: str) -> None:
    expected = " ".join(title.split())
    for env in (ENV, ENV_ESCAPING):
        html = env.get_template("layout/head.html").render(
            head=make(title, abstract=title, cited=[{**ITEM, "title": title}]))
        check(Reader(html), expected, title.replace(";", ","))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_no_title_breaks_out_of_its_place(title: str) -> None:
    reader, _ = read(make(title, abstract=title, cited=[]))
    check(reader, " ".join(title.split()))


@given(st.text())
def test_json_ld_holds_nothing_that_html_reads(text: str) -> None:
    written = write_json_ld({"headline": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"headline": text}


def check(reader: Reader, title: str, cited: str = "") -> None:
    """All readers find the title, and no element or attribute is there that the partial does not write."""
    for name in ("citation_title", "DC.title", "og:title", "DC.description", "og:description"):
        assert reader.contents(name) == [title]
    data = json.loads(reader.text)
    assert data["description"] == title
    assert data["headline"] == shorten(title)
    assert {tag for tag, _ in reader.tags} == {"link", "meta", "script"}
    assert [tag for tag, _ in reader.tags].count("script") == 1
    known = {"rel", "href", "type", "title", "name", "property", "content"}
    assert all(set(attributes) <= known for _, attributes in reader.tags)
    if cited:
        assert [text.split("; ")[0] for text in reader.contents("citation_reference") if text] == [
            "citation_title=" + " ".join(cited.split())]


@pytest.mark.parametrize(("title", "length"), [("short", 5), ("word " * 40, 110), ("x" * 200, 110)])
def test_a_headline_is_as_long_as_google_shows(title: str, length: int) -> None:
    assert len(shorten(title)) == length
    assert shorten(title).endswith("…") == (len(title) > 110)
