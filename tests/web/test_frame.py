"""What stands around a page where the golden site has no such thing.

Those are the tabs of a navigation with sections and links elsewhere, and the script of a filter
that a page has not.
"""

from types import SimpleNamespace
from typing import Any

from mkdocs_briefing.web.frame import list_scripts, list_tabs


def make_page(title: str = "Snow", url: str = "snow/", **more: Any) -> Any:
    """Return what templates ask a page of MkDocs for."""
    given = {"children": None, "is_page": True, "active": False, "meta": {}}
    return SimpleNamespace(title=title, url=url, **(given | more))


def make_section(title: str, *children: Any, active: bool = False) -> Any:
    """Return a section of the navigation, which has no address and no front matter."""
    return SimpleNamespace(title=title, children=children, active=active, is_page=False)


def test_a_tab_leads_to_a_page_to_the_first_of_a_section_or_elsewhere() -> None:
    link = SimpleNamespace(
        title="Out", url="https://x.example/", children=None, active=False, is_page=False
    )
    deep = make_section("Deep", make_section("Deeper", make_page("First", "first/")))
    behind = make_page("Sources", "sources/", meta={"sort": "apparatus"})
    tabs = list_tabs([make_page(), deep, link, behind])
    assert [tab[:3] for tab in tabs] == [
        ("Snow", "snow/", False),
        ("Deep", "first/", False),
        ("Out", "https://x.example/", False),
        ("Sources", "sources/", True),
    ]


def test_tabs_keep_the_order_of_the_navigation_with_the_article_among_what_is_read() -> None:
    """What follows the first page behind the claims stands there too, as Method, which has some."""
    behind = {"sort": "apparatus"}
    article = make_page("Article", meta=behind, slots=["article"])
    sources = make_page("Sources", meta=behind, slots=["sources index"])
    tabs = list_tabs([article, make_page("Since"), sources, make_page("Method")])
    assert [(tab.title, tab.is_apparatus) for tab in tabs] == [
        ("Article", False),
        ("Since", False),
        ("Sources", True),
        ("Method", True),
    ]


def test_the_tab_of_the_page_or_section_that_is_read_is_marked() -> None:
    page = make_page(active=True)
    tabs = list_tabs([page, make_section("In", page, active=True), make_page()])
    assert [tab.current for tab in tabs] == ["page", "true", ""]


def test_a_page_has_the_script_of_a_filter_where_it_has_the_filter() -> None:
    """The slot with a number is one paragraph of the article, without it."""
    assert list_scripts(["article 3", "sources cited"]) == []
    for slot in ("article", "ledger", "sources index"):
        assert list_scripts(["article 3", slot]) == ["assets/js/ledger.js"]
