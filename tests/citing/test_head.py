"""The metadata in a page's head: what it says, and that no value can break out of its place."""

import json
from datetime import date
from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from briefing.citing.citable import Head, Publication, make_citable_page
from briefing.claims.records import PageAddress, PageEvidence, Section
from briefing.html import normalise
from briefing.web.templates import prepare

SITE = "https://site.example/"
ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "overrides"))
prepare(ENV, {})
ITEM = {"id": "abel2020", "type": "webpage", "title": "Nato; and the Suwałki Gap",
        "author": [{"family": "Abel", "given": "Anna"}, {"literal": "The Press"}],
        "issued": {"date-parts": [[2020, 5]]}, "URL": "https://example.org/abel"}

AWKWARD = ('A "quoted" title', "it's <b>bold</b>", "</script><script>alert(1)</script>", "<!-- <script>", "{{ 7 * 7 }}",
           "{% raw %}", "a & b &amp; c &lt;", "back\\slash \\u003c", "emoji 🕊️", "مرحبا بالعالم", "Северная Корея",
           "조선민주주의인민공화국", "line\u2028separator", "%s {0} $x", "two\n  lines", "a" * 110, "ab " * 37)


def make(title: str = "The treaty", url: str = "treaty/", abstract: str = "What it says.", **more: Any) -> Head:
    sections = Section("top", title, 1), Section("terms", title, 2)
    page = PageEvidence(PageAddress("treaty.md", url, title), sections, (), ())
    publication = Publication("The briefing", "The Desk", date(2026, 11, 5), "draft", SITE,
                              "All of it.", "en-GB", basis="https://example.org/article", path="editions/2/")
    parts = [PageAddress("index.md", "", "Front"), PageAddress("forces.md", "forces/", "The forces")]
    own = make_citable_page(publication, page, abstract).citables[0]
    return Head(publication, own, sections, more.pop("cited", [ITEM]), () if url else parts, **more)


class Reader:
    """What a browser sees of the head."""

    def __init__(self, head: Head) -> None:
        html, script = (ENV.get_template(f"layout/{name}.html").render(head=head) for name in ("head", "schema"))
        self.soup = BeautifulSoup(html, "html.parser")
        self.json_ld = script.strip().removeprefix('<script type="application/ld+json">').removesuffix("</script>")
        self.data = json.loads(self.json_ld)

    def contents(self, name: str) -> list[str]:
        """Return the contents of all `<meta>` of a name or property."""
        return [str(meta["content"]) for meta in self.soup.select(f'[name="{name}"], [property="{name}"]')]

    def hrefs(self, rel: str) -> list[str]:
        """Return where all `<link>` of a relation lead."""
        return [str(link["href"]) for link in self.soup.find_all("link") if " ".join(link["rel"]) == rel]


def test_a_page_is_a_report_for_scholar_and_zotero() -> None:
    reader = Reader(make())
    said = {"citation_title": "The treaty", "citation_author": "The Desk,", "DC.creator": "The Desk",
            "citation_technical_report_institution": "The Desk", "citation_publication_date": "2026/11/05",
            "citation_online_date": "2026/11/05", "citation_language": "en-GB", "DC.date": "2026-11-05",
            "citation_public_url": f"{SITE}editions/2/treaty/", "citation_abstract_html_url": f"{SITE}treaty/",
            "DC.identifier": f"{SITE}treaty/", "DC.type": "Report", "DC.relation.isPartOf": SITE,
            "DC.description": "What it says.", "og:type": "article", "og:url": f"{SITE}treaty/",
            "og:site_name": "The briefing", "og:image": f"{SITE}assets/card.png"}
    assert {name: reader.contents(name) for name in said} == {name: [text] for name, text in said.items()}


def test_a_page_belongs_to_the_front_page_and_names_its_sections_and_sources() -> None:
    reader = Reader(make())
    assert (reader.data["@type"], reader.data["isBasedOn"]) == ("Report", "https://example.org/article")
    assert reader.data["isPartOf"]["@id"] == reader.hrefs("collection")[0] == SITE
    assert [part["@id"] for part in reader.data["hasPart"]] == [f"{SITE}treaty/#terms"]
    assert reader.data["citation"] == [{
        "@type": "CreativeWork", "@id": f"{SITE}sources/#abel2020", "name": ITEM["title"], "datePublished": "2020-05",
        "author": [{"@type": "Person", "name": "Anna Abel"}, {"@type": "Organization", "name": "The Press"}],
        "url": "https://example.org/abel"}]
    assert reader.hrefs("cite-as") == [f"{SITE}editions/2/treaty/"]
    assert reader.hrefs("describedby") == [f"{SITE}treaty/page.{ending}" for ending in ("bib", "ris", "json")] + [
        f"{SITE}claims.json"]
    assert reader.hrefs("type") == ["https://schema.org/Report", "https://schema.org/WebPage"]
    assert (reader.hrefs("alternate feed"), reader.hrefs("item")) == ([f"{SITE}feed.xml", f"{SITE}corrections.xml"], [])
    assert Reader(make(abstract="")).contents("DC.description") == ["All of it."]


def test_the_front_page_is_the_report_and_names_its_pages_and_its_book() -> None:
    reader, pdf = Reader(make(url="")), f"{SITE}briefing.pdf"
    assert ("isPartOf" in reader.data, reader.data["headline"]) == (False, "The briefing")
    assert [part["@id"] for part in reader.data["hasPart"]] == [f"{SITE}#terms", f"{SITE}forces/"]
    assert (reader.hrefs("collection"), reader.contents("DC.relation.isPartOf")) == ([], [])
    assert reader.hrefs("type") == ["https://schema.org/Report", "https://schema.org/AboutPage"]
    assert reader.hrefs("item") == [f"{SITE}forces/"]
    assert Reader(make(url="", pdf=pdf)).hrefs("item")[1:] == [pdf, f"{SITE}briefing.epub"]
    assert (reader.contents("citation_pdf_url"), Reader(make(pdf=pdf)).contents("citation_pdf_url")) == ([], [pdf])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_no_title_breaks_out_of_its_place(title: str) -> None:
    check(title)


@pytest.mark.parametrize("title", AWKWARD)
def test_an_awkward_title_comes_back_as_it_was(title: str) -> None:
    check(title)


def check(title: str) -> None:
    """All readers find the title, and no element or attribute is there that the template does not write."""
    reader = Reader(make(title, abstract=title, cited=[{**ITEM, "title": title}]))
    assert not set("<>&") & set(reader.json_ld)
    assert reader.data["citation"][0]["name"] == normalise(title)
    for name in ("citation_title", "DC.title", "og:title", "DC.description", "og:description"):
        assert reader.contents(name) == [normalise(title)]
    assert reader.data["description"] == normalise(title)
    assert reader.data["headline"] == normalise(title) or len(normalise(title)) > 110 >= len(reader.data["headline"])
    assert {tag.name for tag in reader.soup.find_all()} == {"link", "meta"}
    known = {"rel", "href", "type", "title", "name", "property", "content"}
    assert all(set(tag.attrs) <= known for tag in reader.soup.find_all())
