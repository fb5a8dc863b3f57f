"""The headline of a page: Google shows 110 letters, and no title of the golden site has so many."""

import json
from datetime import date

import pytest

from briefing.citing.head import Where, make_head
from briefing.citing.record import make_citable_page
from briefing.claims.statements import PageEvidence
from briefing.pages.passage import Passage
from briefing.pages.publication import PageAddress, Publication, Version


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("a" * 110, "a" * 110),
        ("ab " * 37 + "a", ("ab " * 36).strip() + "…"),
        ("a-b " * 27 + "a-b-c", ("a-b " * 27).strip() + "…"),
        ("a" * 111, "…"),
    ],
)
def test_a_long_title_is_cut_between_words(title: str, headline: str) -> None:
    publication = Publication("T", "Desk", Version(2, date(2026, 11, 5)), "https://x.example/", "")
    page = PageEvidence(
        PageAddress("a.md", "a/", title), (Passage("section", "t", title, 1),), (), ()
    )
    citable = make_citable_page(publication, page, "").citables[0]
    where = Where(citable.address, publication.freeze(citable.address))
    assert json.loads(make_head(citable, where)["schema"])["headline"] == headline
