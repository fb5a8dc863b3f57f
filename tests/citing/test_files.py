"""The files of a page's citations, and what its dialog reads."""

import dataclasses
from concurrent.futures import Future

import pytest
from citing_pages import PUBLICATION, make_page

from briefing.citing import citations
from briefing.citing.citable import make_citable_page
from briefing.citing.citations import Citing, Sources, make_citing
from briefing.citing.csl import CslItem, publish_source, read_items
from briefing.citing.schema import make_agent
from briefing.programs import ProgramError
from briefing.sources.bibliography import parse_bibliography

KEYS = ("abel", "brun", "cole", "dahl")
BIB = "".join(
    f"@online{{{key}, title = {{{{On {key}}}}}, author = {{{key.title()}, A}}, date = {{2020}}}}\n"
    for key in KEYS
)
URLS = ("", "snow/")
KEPT: CslItem = {
    "id": "the-whole-ed1-snow",
    "type": "webpage",
    "title": "Snow_1",
    "author": [{"literal": "Desk"}],
    "URL": "https://b.example/editions/1/snow/",
}


@pytest.fixture(scope="module")
def citing() -> Citing:
    """The citations of a front page and a page, and of four sources, of which they cite three."""
    return make_citing(
        PUBLICATION,
        [make_citable_page(PUBLICATION, make_page(url), "") for url in URLS],
        Sources(
            parse_bibliography(BIB).sources,
            {key: f"A <em>note</em> on {key}." for key in KEYS},
            {key: {"id": key, "type": "webpage", "title": f"On {key}"} for key in KEYS},
        ),
        {"editions/1/snow/": KEPT},
    )


def test_a_source_with_the_key_of_a_page_is_another_thing() -> None:
    """No rule forbids it: keys of sources are an author's, those of pages follow from addresses."""
    citing = make_citing(
        PUBLICATION,
        [make_citable_page(PUBLICATION, make_page("abel/"), "")],
        Sources(
            parse_bibliography(BIB).sources,
            {"abel": "A note."},
            {"abel": {"id": "abel", "type": "webpage", "title": "On abel"}},
        ),
        {},
    )
    assert "On abel" in str(citing.cite_source("abel")["biblatex"])
    assert "On abel" not in str(citing.cite_item("abel")["biblatex"])


OUTLETS = """
@online{news, title = {{A}}, author = {Abel, A}, organization = {News}, entrysubtype = {KIND}}
@online{body, title = {{B}}, author = {Abel, A}, organization = {U.S. Bureau}, origin = {US Bureau}}
@online{site, title = {{C}}, author = {Abel, A}, organization = {Mirror}, origin = {Bureau}}
@report{paper, title = {{D}}, author = {Abel, A}, institution = {Bureau}}
"""


@pytest.mark.parametrize("kind", ["news report", "dépêche"])
def test_an_outlet_is_a_container_and_a_body_a_publisher(kind: str) -> None:
    """So is a site that carries what another body has made."""
    bibliography = parse_bibliography(OUTLETS.replace("KIND", kind))
    items = read_items(bibliography)
    found = {}
    for key, item in items.items():
        record = publish_source(item, bibliography.sources[key])
        found[key] = [record["type"], record.get("container-title"), record.get("publisher")]
    assert found == {
        "news": ["article-newspaper", "News", None],
        "body": ["webpage", None, "U.S. Bureau"],
        "site": ["webpage", "Mirror", None],
        "paper": ["report", None, "Bureau"],
    }


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("title = {{Tide}}, titleaddon = {[Ebb]}", "Tide [Ebb]"),
        ("title = {Tide?}, titleaddon = {{[Ebb]}}", "Tide? [Ebb]"),
        ("title = {Tide}, subtitle = {Two}, titleaddon = {[Ebb]}", "Tide: Two [Ebb]"),
        ("title = {Tide}, titleaddon = {Ebb}", "Tide. Ebb"),
    ],
)
def test_supplied_words_stand_behind_a_title_without_a_full_stop(fields: str, title: str) -> None:
    bibliography = parse_bibliography(f"@online{{a, author = {{Abel, A}}, {fields}}}")
    assert read_items(bibliography)["a"]["title"] == title


def test_a_page_of_an_edition_is_cited_in_the_styles(citing: Citing) -> None:
    styled = citing.cite_kept("editions/1/snow/")
    assert list(styled) == ["chicago", "apa", "mla"]
    assert KEPT["URL"] in "".join(styled["chicago"])
    assert citing.cite_kept("editions/1/rain/") == {}


def test_a_citation_waits_no_longer_than_a_program_may_take(
    citing: Citing, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = dataclasses.replace(citing, styled=Future())
    monkeypatch.setattr(citations, "SECONDS", 0)
    with pytest.raises(ProgramError, match="took more than 0 seconds"):
        stuck.cite_item("snow")


def test_names_with_the_family_name_first_are_handed_on_as_such() -> None:
    """CSL-JSON says `static-ordering` for them; `schema.org` has the name as it is said."""
    bibliography = parse_bibliography(
        "@online{hong, title = {{On}}, author = {Hong, Gil-dong}, nameorder = {family-given}}"
    )
    item = read_items(bibliography)["hong"]
    [name] = publish_source(item, bibliography.sources["hong"])["author"]
    assert name == {"family": "Hong", "given": "Gil-dong", "static-ordering": True}
    assert make_agent(name).name == "Hong Gil-dong"
    assert make_agent({"family": "Abel", "given": "Anna"}).name == "Anna Abel"


def test_a_source_is_published_without_what_is_said_to_us_alone() -> None:
    bibliography = parse_bibliography(
        "@online{abel, title = {{On}}, annotation = {Checked: a.}, keywords = {gone}, "
        "langid = {korean}}"
    )
    sources = bibliography.sources
    item = read_items(bibliography)["abel"]
    assert {"annote", "keyword"} <= item.keys()
    assert publish_source(item, sources["abel"]) == {
        "id": "abel",
        "type": "webpage",
        "title": "On",
        "language": "ko",
    }
