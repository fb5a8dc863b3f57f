"""The metadata in a page's head: what it says, and that no value can break out of its place."""

import json
from datetime import date
from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup
from support import ROOT, read_data

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


class Reader:
    """What a browser sees of the head of a page: of the front page, or of one about a treaty."""

    def __init__(self, title: str = "The treaty", url: str = "treaty/", abstract: str = "What it says.",
                 source: str = ITEM["title"], pdf: str = "") -> None:
        sections = Section("top", title, 1), Section("terms", title, 2)
        page = PageEvidence(PageAddress("treaty.md", url, title), sections, (), ())
        publication = Publication("The briefing", "The Desk", date(2026, 11, 5), "draft", SITE, "All of it.", "en-GB",
                                  basis="https://example.org/article", path="editions/2/")
        parts = [PageAddress("index.md", "", "Front"), PageAddress("forces.md", "forces/", "The forces")]
        head = Head(publication, make_citable_page(publication, page, abstract).citables[0], sections,
                    [{**ITEM, "title": source}], () if url else parts, pdf)
        html, script = (ENV.get_template(f"layout/{name}.html").render(head=head) for name in ("head", "schema"))
        self.soup = BeautifulSoup(html, "html.parser")
        self.json_ld = script.strip().removeprefix('<script type="application/ld+json">').removesuffix("</script>")
        self.data: dict[str, Any] = json.loads(self.json_ld)

    def contents(self, name: str) -> list[str]:
        """Return the contents of all `<meta>` of a name or property."""
        return [str(meta["content"]) for meta in self.soup.select(f'[name="{name}"], [property="{name}"]')]

    def hrefs(self, rel: str) -> list[str]:
        """Return where all `<link>` of a relation lead, from the address of the site where they are of it."""
        return [str(link["href"]).removeprefix(SITE) for link in self.soup.find_all("link")
                if " ".join(link["rel"]) == rel]


@pytest.mark.parametrize(("given", "type_", "items", "parts", "pdf"), [
    ({}, "WebPage", [], ["treaty/#terms"], []), ({"pdf": "a.pdf"}, "WebPage", [], ["treaty/#terms"], ["a.pdf"]),
    ({"url": ""}, "AboutPage", ["forces/"], ["#terms", "forces/"], []),
    ({"url": "", "pdf": "a.pdf"}, "AboutPage", ["forces/", "a.pdf", "a.epub"], ["#terms", "forces/"], ["a.pdf"])])
def test_a_page_names_its_parts_and_its_files_and_the_front_page_the_other_pages(
        given: dict[str, str], type_: str, items: list[str], parts: list[str], pdf: list[str]) -> None:
    reader, url = Reader(**given), given.get("url", "treaty/")
    assert reader.hrefs("type") == ["https://schema.org/Report", f"https://schema.org/{type_}"]
    assert (reader.hrefs("item"), reader.contents("citation_pdf_url")) == (items, pdf)
    assert [part["@id"].removeprefix(SITE) for part in reader.data["hasPart"]] == parts
    assert Reader(abstract="").contents("DC.description") == ["All of it."]
    assert reader.hrefs("collection") == ["" for part in [reader.data.get("isPartOf")] if part] == [""] * bool(url)
    assert reader.hrefs("describedby") == [f"{url}page.{end}" for end in ("bib", "ris", "json")] + ["claims.json"]
    assert (reader.hrefs("cite-as"), reader.hrefs("alternate feed")) == ([f"editions/2/{url}"],
                                                                         ["feed.xml", "corrections.xml"])
    assert (reader.data["@type"], reader.data["isBasedOn"]) == ("Report", "https://example.org/article")
    assert reader.data["citation"] == [{
        "@type": "CreativeWork", "@id": f"{SITE}sources/#abel2020", "name": ITEM["title"], "datePublished": "2020-05",
        "author": [{"@type": "Person", "name": "Anna Abel"}, {"@type": "Organization", "name": "The Press"}],
        "url": "https://example.org/abel"}]


@pytest.mark.parametrize("title", read_data("works.yml")["heads"])
def test_an_awkward_title_comes_back_as_it_was_and_breaks_out_of_no_place(title: str) -> None:
    reader, words = Reader(title, abstract=title, source=title), normalise(title)
    assert not set("<>&") & set(reader.json_ld)
    assert (reader.data["citation"][0]["name"], reader.data["description"]) == (words, words)
    assert reader.data["headline"] == words or len(words) > 110 >= len(reader.data["headline"])
    for name in ("citation_title", "DC.title", "og:title", "DC.description", "og:description"):
        assert reader.contents(name) == [words]
    assert {tag.name for tag in reader.soup.find_all()} == {"link", "meta"}
    known = {"rel", "href", "type", "title", "name", "property", "content"}
    assert all(set(tag.attrs) <= known for tag in reader.soup.find_all())
