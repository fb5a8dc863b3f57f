"""What can be cited, and whose argument its citation says it is; and the files that hold it all."""

import json
from dataclasses import replace
from datetime import date

import pytest

from briefing.citing.citable import Citable, Publication, make_citable_page, make_csl
from briefing.citing.exports import Citing, list_files, write_files, write_page_files
from briefing.claims.records import Box, Claim, PageAddress, PageEvidence, Section

PAGE, SECTION = PageAddress("snow.md", "snow/", "Snow"), Section("snow", "Snow", 1)
PUBLICATION = Publication("The whole", "Desk", date(2026, 11, 25), "draft", "https://b.example/", "",
                          restated="Abel (2020)")


def make_claim(article: int | None) -> Claim:
    """Return a claim that restates a paragraph of the article, or none."""
    return Claim("c", "fact", PAGE, (), SECTION, text="It snowed.", event="2020", article=article, paragraph="c")


@pytest.mark.parametrize(("articles", "is_whole", "title"), [
    ([1, 2], False, "Snow, restating Abel (2020)"), ([1, None], False, "Snow, in part restating Abel (2020)"),
    ([None], False, "Snow"), ([], False, "Snow"), ([1], True, "Snow")])
def test_a_citation_says_whose_argument_it_is(articles: list[int | None], is_whole: bool, title: str) -> None:
    citable = Citable("k", "snow", "Snow", "https://b.example/snow/", tuple(map(make_claim, articles)), "", is_whole)
    assert make_csl(PUBLICATION, citable).items() >= {"title": title, "genre": "draft"}.items()
    frozen = make_csl(replace(PUBLICATION, number=2, version="edition 2"), citable)
    assert (frozen["edition"], frozen.get("genre")) == (2, None)


def make_page(url: str) -> PageEvidence:
    """Return a page with a claim under its title and two clauses of one paragraph under a section, and a box."""
    page, section = PageAddress("p.md", url, "Snow"), Section("deep", "How deep", 2)
    one, two, three = (replace(make_claim(None), id=name, page=page, paragraph=paragraph, keys=keys)
                       for name, paragraph, keys in (("a", "a", ("abel",)), ("b", "b", ("brun", "abel")),
                                                     ("c", "b", ("brun", "gone"))))
    claims = one, replace(two, section=section), replace(three, section=section)
    return PageEvidence(page, (SECTION, section), claims, (Box("x", "check", page, ("cole", "abel"), "X", "c"),))


def test_a_page_and_its_sections_can_be_cited() -> None:
    found = {url: [(one.key, one.section, one.title, one.address.removeprefix("https://b.example/"),
                    [claim.id for claim in one.claims], one.abstract, one.is_whole)
                   for one in make_citable_page(PUBLICATION, make_page(url), " Of\nsnow. ").citables]
             for url in ("", "snow/")}
    assert found == {
        "": [("briefing", "snow", "The whole", "", ["a"], "Of snow.", True),
             ("briefing--deep", "deep", "How deep", "#deep", ["b", "c"], "", False)],
        "snow/": [("snow", "snow", "Snow", "snow/", ["a"], "Of snow.", False),
                  ("snow--deep", "deep", "Snow: How deep", "snow/#deep", ["b", "c"], "", False)]}


def test_files_and_dialog_hold_each_page_and_the_sources_that_it_cites() -> None:
    pages = tuple(make_citable_page(PUBLICATION, make_page(url), "") for url in ("", "snow/"))
    items = {one.key: make_csl(PUBLICATION, one) for page in pages for one in page.citables}
    sources = {key: {"id": key, "type": "webpage"} for key in ("abel", "brun", "cole", "dahl")}
    forms = {"biblatex": "@x{}\n", "bibtex": "@y{}\n", "ris": "TY  - GEN\n", "csl": ""}
    citing = Citing(PUBLICATION, pages, items, sources, lambda _: forms, {key: key.title() for key in sources})
    made = write_files("sources", sources.values(), citing)
    for page in pages:
        made |= write_page_files(citing, page)
    assert set(made) <= set(list_files(["", "snow/"]))
    ids = {name: [item["id"] for item in json.loads(text)] for name, text in made.items()
           if name.endswith(".json") and "citations" not in name}
    assert ids == {"sources.json": ["abel", "brun", "cole", "dahl"], "snow/sources.json": ["abel", "brun", "cole"],
                   "page.json": ["briefing"], "briefing.json": ["briefing"], "snow/page.json": ["snow"]}
    assert (made["snow/sources.bib"], made["snow/page-bibtex.bib"]) == ("@x{}\n\n@x{}\n\n@x{}\n", "@y{}\n")
    data = json.loads(made["snow/citations.json"])
    assert {name: one["address"] for name, one in data["items"].items()} == {
        "snow": "https://b.example/snow/", "deep": "https://b.example/snow/#deep"}
    assert data["paragraphs"] == {
        "a": {"section": "snow", "address": "https://b.example/snow/#a", "sources": ["abel"]},
        "b": {"section": "deep", "address": "https://b.example/snow/#b", "sources": ["brun", "abel"]}}
    assert [one["title"] for one in data["sources"].values()] == ["Abel", "Brun", "Cole"]
