"""What can be cited and whose argument it is, the files that hold it all, and the metadata in a page's head."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup
from support import ROOT, read_data

from briefing.citing import exports
from briefing.citing.exports import (
    Citing,
    make_citable_page,
    make_csl,
    write_files,
    write_page_files,
)
from briefing.claims.records import (
    PageAddress,
    PageEvidence,
    Passage,
    Publication,
    Section,
    Version,
)
from briefing.html import normalise
from briefing.web.templates import prepare

WORKS = read_data("works.yml")
PAGE, SECTION = PageAddress("snow.md", "snow/", "Snow"), Section("snow", "Snow", 1)
PUBLICATION = Publication(
    "The whole",
    "Desk",
    Version(0, date(2026, 11, 25)),
    "https://b.example/",
    "",
    restated="Abel (2020)",
)


def make_claim(article: int | None) -> Passage:
    return Passage(
        "c",
        "fact",
        PAGE,
        (),
        SECTION,
        text="It snowed.",
        event="2020",
        article=article,
        paragraph="c",
    )


def make_page(url: str) -> PageEvidence:
    """Return a page with a claim under its title and two clauses of one paragraph under a section, and a box."""
    page, section = PageAddress("p.md", url, "Snow"), Section("deep", "How deep", 2)
    one, two, three = (
        replace(make_claim(None), id=name, page=page, paragraph=paragraph, keys=keys)
        for name, paragraph, keys in (
            ("a", "a", ("abel",)),
            ("b", "b", ("brun", "abel")),
            ("c", "b", ("brun", "gone")),
        )
    )
    claims = one, replace(two, section=section), replace(three, section=section)
    return PageEvidence(
        page, (SECTION, section), claims, (Passage("x", "check", page, ("cole", "abel")),)
    )


def test_a_page_and_its_sections_can_be_cited() -> None:
    found = {
        url: [
            (
                one.key,
                one.id,
                one.title,
                one.address.removeprefix("https://b.example/"),
                [claim.id for claim in one.claims],
                one.abstract,
                one.is_whole,
            )
            for one in make_citable_page(PUBLICATION, make_page(url), " Of\nsnow. ").citables
        ]
        for url in ("", "snow/")
    }
    assert found == {
        "": [
            ("briefing", "snow", "The whole", "", ["a"], "Of snow.", True),
            ("briefing--deep", "deep", "How deep", "#deep", ["b", "c"], "", False),
        ],
        "snow/": [
            ("snow", "snow", "Snow", "snow/", ["a"], "Of snow.", False),
            ("snow--deep", "deep", "Snow: How deep", "snow/#deep", ["b", "c"], "", False),
        ],
    }


@pytest.mark.parametrize(("url", "said", "wanted"), WORKS["whose"])
def test_a_citation_says_whose_argument_it_is(
    url: str, said: list[Any], wanted: dict[str, list[str]]
) -> None:
    """Its own claims decide; paragraphs of one mind are cited as the first of them is, but for address and key, and not
    as their page is, whose address has no id."""
    claims = [
        replace(
            make_claim(article),
            section=Section(place, place, 1 + (place != "top")),
            paragraph=f"p{n}",
        )
        for n, (place, articles) in enumerate(said)
        for article in articles
    ]
    sections = tuple(
        dict.fromkeys([Section("top", "top", 1), *(claim.section for claim in claims)])
    )
    evidence = PageEvidence(PageAddress("p.md", url, "Snow"), sections, tuple(claims), ())
    page = make_citable_page(PUBLICATION, evidence, "")
    assert {
        one.id: [like.key, make_csl(PUBLICATION, like)["title"]] for one, like in page.paragraphs
    } == wanted
    kept = make_csl(replace(PUBLICATION, version=Version(2, date(2026, 11, 25))), page.citables[0])
    assert [make_csl(PUBLICATION, page.citables[0])["genre"], kept["edition"], "genre" in kept] == [
        "draft",
        2,
        False,
    ]


def test_files_and_dialog_hold_each_page_and_the_sources_that_it_cites() -> None:
    pages = tuple(make_citable_page(PUBLICATION, make_page(url), "") for url in ("", "snow/"))
    sources = {key: {"id": key, "type": "webpage"} for key in ("abel", "brun", "cole", "dahl")}
    forms = {"biblatex": "@x{}\n", "bibtex": "@y{}\n", "ris": "TY  - GEN\n", "csl": ""}
    citing = Citing(
        PUBLICATION, pages, sources, lambda _: forms, {key: key.title() for key in sources}
    )
    made = write_files("sources", sources.values(), citing)
    for page in pages:
        made |= write_page_files(citing, page)
    assert set(made) <= set(exports.list_export_files(["", "snow/"]))
    ids = {
        name: [item["id"] for item in json.loads(text)]
        for name, text in made.items()
        if name.endswith(".json") and "citations" not in name
    }
    assert ids == {
        "sources.json": ["abel", "brun", "cole", "dahl"],
        "snow/sources.json": ["abel", "brun", "cole"],
        "page.json": ["briefing"],
        "briefing.json": ["briefing"],
        "snow/page.json": ["snow"],
    }
    assert (made["snow/sources.bib"], made["snow/page-bibtex.bib"]) == (
        "@x{}\n\n@x{}\n\n@x{}\n",
        "@y{}\n",
    )
    data = json.loads(made["snow/citations.json"])
    assert {name: one["address"] for name, one in data["items"].items()} == {
        "snow": "https://b.example/snow/",
        "deep": "https://b.example/snow/#deep",
        "a": "https://b.example/snow/#a",
    }
    assert data["paragraphs"] == {
        "a": {"item": "a", "address": "https://b.example/snow/#a", "sources": ["abel"]},
        "b": {"item": "deep", "address": "https://b.example/snow/#b", "sources": ["brun", "abel"]},
    }
    assert [one["title"] for one in data["sources"].values()] == ["Abel", "Brun", "Cole"]


SITE = "https://site.example/"
ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "overrides"))
prepare(ENV, {})
ITEM = {
    "id": "abel2020",
    "type": "webpage",
    "title": "Nato; and the Suwałki Gap",
    "author": [{"family": "Abel", "given": "Anna"}, {"literal": "The Press"}],
    "issued": {"date-parts": [[2020, 5]]},
    "URL": "https://example.org/abel",
}


class Reader:
    """What a browser sees of the head of a page: of the front page, or of one about a treaty."""

    def __init__(
        self,
        title: str = "The treaty",
        url: str = "treaty/",
        abstract: str = "What it says.",
        source: str = ITEM["title"],
        pdf: str = "",
    ) -> None:
        sections = Section("top", title, 1), Section("terms", title, 2)
        page = PageEvidence(PageAddress("treaty.md", url, title), sections, (), ())
        publication = Publication(
            "The briefing",
            "The Desk",
            Version(2, date(2026, 11, 5)),
            SITE,
            "All of it.",
            "en-GB",
            basis="https://example.org/article",
        )
        parts = [
            PageAddress("index.md", "", "Front"),
            PageAddress("forces.md", "forces/", "The forces"),
        ]
        head = {
            "publication": publication,
            "citable": make_citable_page(publication, page, abstract).citables[0],
            "sections": sections,
            "cited": [{**ITEM, "title": source}],
            "parts": [] if url else parts,
            "pdf": pdf,
        }
        html, script = (
            ENV.get_template(f"layout/{name}.html").render(head=head) for name in ("head", "schema")
        )
        self.soup = BeautifulSoup(html, "html.parser")
        self.json_ld = (
            script.strip()
            .removeprefix('<script type="application/ld+json">')
            .removesuffix("</script>")
        )
        self.data: dict[str, Any] = json.loads(self.json_ld)

    def contents(self, name: str) -> list[str]:
        """Return the contents of all `<meta>` of a name or property."""
        return [
            str(meta["content"])
            for meta in self.soup.select(f'[name="{name}"], [property="{name}"]')
        ]

    def hrefs(self, rel: str) -> list[str]:
        """Return where all `<link>` of a relation lead, from the address of the site where they are of it."""
        return [
            str(link["href"]).removeprefix(SITE)
            for link in self.soup.find_all("link")
            if " ".join(link["rel"]) == rel
        ]


@pytest.mark.parametrize(("given", "type_", "items", "parts", "pdf"), WORKS["pages"])
def test_a_page_names_its_parts_and_its_files_and_the_front_page_the_other_pages(
    given: dict[str, str], type_: str, items: list[str], parts: list[str], pdf: list[str]
) -> None:
    reader, url = Reader(**given), given.get("url", "treaty/")
    assert reader.hrefs("type") == ["https://schema.org/Report", f"https://schema.org/{type_}"]
    assert (reader.hrefs("item"), reader.contents("citation_pdf_url")) == (items, pdf)
    assert [part["@id"].removeprefix(SITE) for part in reader.data["hasPart"]] == parts
    assert Reader(abstract="").contents("DC.description") == ["All of it."]
    assert (
        reader.hrefs("collection")
        == ["" for part in [reader.data.get("isPartOf")] if part]
        == [""] * bool(url)
    )
    assert reader.hrefs("describedby") == [f"{url}page.{end}" for end in ("bib", "ris", "json")] + [
        "claims.json"
    ]
    assert (reader.hrefs("cite-as"), reader.hrefs("alternate feed")) == (
        [f"editions/2/{url}"],
        ["feed.xml", "corrections.xml"],
    )
    assert (reader.data["@type"], reader.data["isBasedOn"]) == (
        "Report",
        "https://example.org/article",
    )
    assert reader.data["citation"] == [
        {
            "@type": "CreativeWork",
            "@id": f"{SITE}sources/#abel2020",
            "name": ITEM["title"],
            "datePublished": "2020-05",
            "author": [
                {"@type": "Person", "name": "Anna Abel"},
                {"@type": "Organization", "name": "The Press"},
            ],
            "url": "https://example.org/abel",
        }
    ]


@pytest.mark.parametrize("title", WORKS["heads"])
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
