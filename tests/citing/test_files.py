"""The files of a page's citations, and what its dialog reads."""

import dataclasses
from concurrent.futures import Future

import pytest
from citing_pages import PUBLICATION, make_page

from briefing.citing import citations
from briefing.citing.citable import make_citable_page
from briefing.citing.citations import Citing, Sources, make_citing
from briefing.citing.schema import make_agent
from briefing.programs import ProgramError
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.csl import CslItem

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
        ),
        {},
    )
    assert "On abel" in str(citing.cite_source("abel")["biblatex"])
    assert "On abel" not in str(citing.cite_item("abel")["biblatex"])


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
    [name] = bibliography.sources["hong"].authors
    assert name == {"family": "Hong", "given": "Gil-dong", "static-ordering": True}
    assert make_agent(name).name == "Hong Gil-dong"
    assert make_agent({"family": "Abel", "given": "Anna"}).name == "Anna Abel"
