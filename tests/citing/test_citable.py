"""What can be cited, and whose argument it is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from citing_pages import PUBLICATION, make_claim, make_page
from support import read_data

from briefing.citing.citable import Citable, make_citable_page, make_csl, make_key
from briefing.claims.statements import PageAddress, PageEvidence, Section, Statement, Version

RESTATING = [pytest.param(case, id=case["name"]) for case in read_data("restating.yml")]
TITLE = Section("top", "top", 1)


def describe(citable: Citable) -> list[object]:
    claims = [claim.id for claim in citable.claims]
    address = citable.address.removeprefix(PUBLICATION.site_url)
    return [citable.key, citable.id, citable.title, address, claims]


def test_the_front_page_stands_for_the_briefing() -> None:
    page = make_citable_page(PUBLICATION, make_page(""), " Of\nsnow. ")
    assert list(map(describe, page.citables)) == [
        ["briefing", "snow", "The whole", "", ["a"]],
        ["briefing--deep", "deep", "How deep", "#deep", ["b", "c"]],
    ]
    assert [citable.is_whole for citable in page.citables] == [True, False]
    assert [citable.abstract for citable in page.citables] == ["Of snow.", ""]


def test_a_page_and_its_sections_can_be_cited() -> None:
    page = make_citable_page(PUBLICATION, make_page("snow/"), " Of\nsnow. ")
    assert list(map(describe, page.citables)) == [
        ["snow", "snow", "Snow", "snow/", ["a"]],
        ["snow--deep", "deep", "Snow: How deep", "snow/#deep", ["b", "c"]],
    ]
    assert [citable.is_whole for citable in page.citables] == [False, False]
    assert [citable.abstract for citable in page.citables] == ["Of snow.", ""]


def make_claims(paragraphs: list[Any]) -> tuple[Statement, ...]:
    """Return the clauses of some paragraphs, of each the heading and what its clauses restate."""
    claims = []
    for number, (heading, articles) in enumerate(paragraphs):
        section = Section(heading, heading, 1 if heading == "top" else 2)
        for article in articles:
            claim = make_claim(article)
            claims.append(replace(claim, section=section, paragraph=f"p{number}"))
    return tuple(claims)


@pytest.mark.parametrize("case", RESTATING)
def test_a_citation_says_whose_argument_it_is(case: dict[str, Any]) -> None:
    """Its own claims decide.

    Paragraphs of one mind are cited as the first of them is, but for address and key; and not as
    their page is, whose address has no id.
    """
    claims = make_claims(case["paragraphs"])
    sections = tuple(dict.fromkeys([TITLE, *(claim.section for claim in claims)]))
    evidence = PageEvidence(PageAddress("p.md", case["url"], "Snow"), sections, claims, ())
    page = make_citable_page(PUBLICATION, evidence, "")
    cited = {}
    for paragraph in page.paragraphs:
        item = make_csl(PUBLICATION, paragraph.cited_as)
        cited[paragraph.own.id] = [item["id"], item["title"]]
    assert cited == case["cited"]


def test_a_citation_says_which_edition_it_is_of() -> None:
    """Its key says so too, so that no two texts have the same."""
    own = make_citable_page(PUBLICATION, make_page("snow/"), "").citables[0]
    draft = make_csl(PUBLICATION, own)
    edition = make_csl(replace(PUBLICATION, version=Version(2, date(2026, 11, 25))), own)
    assert (draft["genre"], draft["id"]) == ("draft", "the-whole-draft-20261125-snow")
    assert (edition["genre"], edition["id"]) == ("edition 2", "the-whole-ed2-snow")


def test_each_thing_has_a_key_of_its_own() -> None:
    """Whatever the briefing is called."""
    pages = [make_citable_page(PUBLICATION, make_page(url), "") for url in ("", "snow/")]
    foreign = replace(PUBLICATION, title="中国与朝鲜")
    keys = []
    for publication in (PUBLICATION, foreign):
        for page in pages:
            keys += [make_key(publication, citable) for citable in page.list_citations()]
    assert keys[:2] == ["the-whole-draft-20261125", "the-whole-draft-20261125--deep"]
    assert "briefing-draft-20261125-snow--deep" in keys
    assert len(set(keys)) == len(keys)


def test_a_whole_that_is_called_as_its_author_is_named_once() -> None:
    """APA and MLA name nobody twice."""
    part = make_citable_page(PUBLICATION, make_page("snow/"), "").citables[0]
    assert make_csl(PUBLICATION, part)["container-title"] == "The whole"
    named_alike = replace(PUBLICATION, organisation="The whole")
    assert not {"container-title", "publisher"} & make_csl(named_alike, part).keys()
