"""What can be taken home: a page leads to what is made of it and of the whole, and no further.

Alone it notices a file that pages do not lead to, and a link to one that a briefing has not.
"""

import re

import pytest
from support import ABEL, MakeSite, make_settings, say, write_records

from mkdocs_briefing.html import get, parse

PAGE = "# T { #t }\n\nMarmots are many.[@abel2020][](){ #many }\n{ #p }\n"
FILES = {
    "mkdocs.yml": make_settings(theme={"name": "material", "font": False}),
    "docs/silent.md": "# Silent { #silent }\n\nNothing.\n{ #nothing }\n",
    "docs/records/index.yml": write_records({"many": say("fact", "abel2020")}),
}
CITE = {"docs/cite.md": "# Cite { #cite }\n"}
WHOLE = {"docs/print.md": "<!-- briefing: whole -->\n"}
CLAIMS = {"docs/claims.md": "# Claims { #claims }\n"}
OF_CITATIONS = ["claims.csv", "sources.bib", "feed.xml"]


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ({}, []),
        (WHOLE, ["print/"]),
        (CLAIMS, ["claims.csv"]),
        (CITE, OF_CITATIONS),
        (CITE | WHOLE, ["print/", "briefing.pdf", "briefing.epub", *OF_CITATIONS]),
    ],
    ids=["neither", "whole", "claims", "cite", "both"],
)
def test_the_foot_of_a_page_leads_to_what_is_made_of_the_whole(
    make_site: MakeSite, files: dict[str, str], wanted: list[str]
) -> None:
    site = make_site(PAGE, ABEL, FILES | files)
    folder = site.root / "site/silent"
    links = parse((folder / "index.html").read_text("utf-8")).css(".colophon p a[href^='../']")
    assert [get(link, "href").removeprefix("../") for link in links] == wanted
    assert all((folder / get(link, "href")).exists() for link in links)


def test_a_page_that_cites_has_its_sources_beside_its_citation(make_site: MakeSite) -> None:
    """The front page has those of the whole."""
    cited = PAGE.replace("#t ", "#u ").replace("#many ", "#more ")
    others = {
        "docs/added.md": cited,
        "docs/records/added.yml": write_records({"more": say("fact", "abel2020")}),
    }
    site = make_site(PAGE, ABEL, FILES | CITE | others)
    for name, count in (("added/", 1), ("silent/", 0), ("", 1)):
        page = (site.root / "site" / name / "index.html").read_text("utf-8")
        assert len(re.findall('href="sources.bib">Its sources', page)) == count, name
        assert (site.root / "site" / name / "sources.bib").is_file() == bool(count), name
    assert (site.root / "site/added/sources.bib").read_text("utf-8").startswith("@")
