"""All citations of a site, and what is said of a page beside it."""

import json

import pytest
from citing_pages import PUBLICATION, make_page

from briefing.citing.files import Citing, make_citing, write_page_files
from briefing.citing.head import make_agent
from briefing.citing.record import make_citable_page
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.csl import CslItem

KEYS = ("abel", "brun", "cole", "dahl")
BIB = "".join(
    f"@online{{{key}, title = {{{{On {key}}}}}, author = {{{key.title()}, A}}, date = {{2020}}}}\n"
    for key in KEYS
)
KEPT: CslItem = {
    "id": "the-whole-ed1-snow",
    "type": "webpage",
    "title": "Snow_1",
    "author": [{"literal": "Desk"}],
    "issued": {"date-parts": [[2026, 11, 25]]},
    "URL": "https://b.example/editions/1/snow/",
}


@pytest.fixture(scope="module")
def citing() -> Citing:
    """The citations of a front page and a page, and of four sources, of which they cite three."""
    return make_citing(
        PUBLICATION,
        [make_citable_page(PUBLICATION, make_page(url), "") for url in ("", "snow/")],
        parse_bibliography(BIB).sources,
        {key: f"A <em>note</em> on {key}." for key in KEYS},
        {"editions/1/snow/": KEPT},
    )


def test_a_page_of_an_edition_is_cited_by_the_manuals(citing: Citing) -> None:
    cited = citing.cite_kept("editions/1/snow/")
    assert KEPT["URL"] in "".join(cited["chicago"])
    assert citing.cite_kept("editions/1/rain/") == {}


def test_beside_a_page_stand_its_citations_and_those_of_its_sources(citing: Citing) -> None:
    files = write_page_files(citing, citing.pages[1])
    endings = [".json", ".bib", "-bibtex.bib", ".ris"]
    names = {f"snow/{name}{ending}" for name in ("page", "sources") for ending in endings}
    assert files.keys() == names | {"snow/citations.json"}
    assert [item["id"] for item in json.loads(files["snow/sources.json"])] == [
        "abel",
        "brun",
        "cole",
    ]
    dialog = json.loads(files["snow/citations.json"])
    assert dialog["paragraphs"]["b"] == {
        "item": "deep",
        "address": "https://b.example/snow/#b",
        "sources": ["brun", "abel"],
    }
    assert dialog["sources"]["abel"]["forms"].keys() == {"note", "biblatex"}
    assert dialog["sources"]["abel"]["forms"]["note"] == ["A ", "note", " on abel."]
    assert dialog["items"]["deep"]["forms"].keys() == {
        *("chicago", "apa", "mla", "biblatex", "bibtex", "ris", "csl")
    }


def test_names_with_the_family_name_first_are_handed_on_as_such() -> None:
    """`schema.org` has the name as it is said."""
    name = {"family": "Hong", "given": "Gil-dong", "static-ordering": True}
    assert make_agent(name)["name"] == "Hong Gil-dong"
    assert make_agent({"family": "Abel", "given": "Anna"})["name"] == "Anna Abel"
