"""The metadata of a page, as a browser finds it in its head and at its end."""

import json
from datetime import date
from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup
from support import ROOT, read_data

from briefing.citing.head import Where, describe_works, make_head
from briefing.citing.record import make_citable_page
from briefing.claims.statements import PageAddress, PageEvidence, Publication, Section, Version
from briefing.html import normalise
from briefing.sources.csl import CslItem
from briefing.web.templates import prepare

DATA = read_data("heads.yml")
TITLES = [*DATA["titles"], "a" * 110, "ab " * 37, "a" * 111]
SITE = "https://site.example/"
ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "overrides"))
prepare(ENV, {})
PUBLICATION = Publication(
    "The briefing",
    "The Desk",
    Version(2, date(2026, 11, 5)),
    SITE,
    "All of it.",
    "en-GB",
    basis="https://example.org/article",
)
ITEM: CslItem = {
    "id": "abel2020",
    "type": "webpage",
    "title": "Nato; and the Suwałki Gap",
    "author": [{"family": "Abel", "given": "Anna"}, {"literal": "The Press"}],
    "issued": {"date-parts": [[2020, 5]]},
    "URL": "https://example.org/abel",
}
OTHER_PAGES = [
    PageAddress("index.md", "", "Front"),
    PageAddress("forces.md", "forces/", "The forces"),
]
WRITTEN_ATTRIBUTES = {"rel", "href", "type", "title", "name", "property", "content"}


class Reader:
    """What a browser sees of the metadata of the front page, or of a page about a treaty."""

    def __init__(
        self,
        title: str = "The treaty",
        url: str = "treaty/",
        abstract: str = "What it says.",
        source: str = "A title",
        pdf: str = "",
    ) -> None:
        sections = (Section("top", title, 1), Section("terms", title, 2))
        page = PageEvidence(PageAddress("treaty.md", url, title), sections, (), ())
        citable = make_citable_page(PUBLICATION, page, abstract).citables[0]
        parts = [] if url else OTHER_PAGES
        item: CslItem = {**ITEM, "title": source}
        where = Where(citable.address, PUBLICATION.freeze(citable.address))
        works = describe_works(SITE, [item])
        head = make_head(citable, where, works, parts)
        head |= {"pdf": pdf, "has_twin": True}
        html = ENV.get_template("layout/head.html").render(head=head)
        self.soup = BeautifulSoup(html, "html.parser")
        script = ENV.get_template("layout/schema.html").render(head=head).strip()
        opening = '<script type="application/ld+json">'
        self.json_ld = script.removeprefix(opening).removesuffix("</script>")
        self.data: dict[str, Any] = json.loads(self.json_ld)

    def contents(self, name: str) -> list[str]:
        """Return the contents of all `<meta>` of a name or property."""
        tags = self.soup.select(f'[name="{name}"], [property="{name}"]')
        return [str(tag["content"]) for tag in tags]


def test_a_page_without_a_description_has_that_of_the_briefing() -> None:
    reader = Reader(abstract="")
    assert reader.contents("og:description") == ["All of it."]
    assert reader.data["description"] == "All of it."


@pytest.mark.parametrize("title", TITLES)
def test_an_awkward_title_comes_back_as_it_was(title: str) -> None:
    """Google shows 110 characters of it as a headline."""
    reader = Reader(title, abstract=title, source=title)
    words = normalise(title)
    for name in ("citation_title", "og:title", "og:description"):
        assert reader.contents(name) == [words]
    assert reader.data["citation"][0]["name"] == words
    assert reader.data["description"] == words
    headline = reader.data["headline"]
    assert len(headline) <= 110
    assert headline == words or words.startswith(headline.removesuffix("…"))


@pytest.mark.parametrize("title", TITLES)
def test_an_awkward_title_breaks_out_of_no_place(title: str) -> None:
    reader = Reader(title, abstract=title, source=title)
    assert not set("<>&") & set(reader.json_ld)
    tags = reader.soup.find_all()
    assert {tag.name for tag in tags} == {"link", "meta"}
    for tag in tags:
        assert set(tag.attrs) <= WRITTEN_ATTRIBUTES
