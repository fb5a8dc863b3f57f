"""What stands around the text of a page: its style, tabs, and the ways to its editions."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from briefing.claims.statements import Section, Version
from briefing.web.frame import (
    choose_style,
    count_minutes,
    group_by_edition,
    list_tabs,
    list_version_links,
)

SITE = "https://b.example/"


def make_page(title: str = "Snow", url: str = "snow/", **more: Any) -> Any:
    """Return what templates ask a page of MkDocs for."""
    given = {"children": None, "is_page": True, "active": False, "meta": {}}
    return SimpleNamespace(title=title, url=url, **(given | more))


def make_section(title: str, *children: Any, active: bool = False) -> Any:
    """Return a section of the navigation, which has no address and no front matter."""
    return SimpleNamespace(title=title, children=children, active=active, is_page=False)


def make_edition(records: Any) -> Any:
    """Return an edition that kept some records, or None."""
    return SimpleNamespace(data=SimpleNamespace(records=records))


@pytest.mark.parametrize(
    ("page", "style"),
    [
        (None, ""),
        (make_page(), ""),
        (make_page(meta={"is_apparatus": True}), "apparatus"),
        (make_page(url="editions/1-2/", meta={"is_apparatus": True}), "editions"),
        (make_page(content='<section class="rows wide">'), "board"),
        (make_page(edition=make_edition(None)), "frozen"),
        (make_page(edition=make_edition({})), "kept"),
        (make_page(content='<p class="snow">'), ""),
        (make_page(content='<details class="checks">'), "checked"),
        (
            make_page(content='<details class="checks"></details><figure class="figure chart">'),
            "chart",
        ),
        (make_page(content='<h2 class="answer"></h2><details class="checks">'), "front"),
        (make_page(content='<ul class="argued"></ul><details class="checks">'), "all"),
        (make_page(content='<details class="checks">', meta={"is_apparatus": True}), "all"),
        (make_page(content='<p class="tally">'), "front"),
        (make_page(content='<figure class="figure ties"><div class="no-map">'), "front"),
        (
            make_page(content='<figure class="figure stances"><figure class="figure ties">'),
            "stances",
        ),
        (make_page(content='<figure class="figure courses"><figure class="figure chart">'), "all"),
        (make_page(content='<ul class="argued"></ul><figure class="figure chart">'), "all"),
    ],
)
def test_each_sort_of_page_has_a_style(page: Any, style: str) -> None:
    assert choose_style(page) == style


def test_reading_takes_a_minute_at_least_and_what_is_folded_takes_none() -> None:
    text = f"<p>{'rain ' * 238 * 3}</p>"
    aside = f"<details><summary>snow</summary>{text}</details><div class='footnote'>{text}</div>"
    assert count_minutes(["<p>rain</p>", ""]) == 1
    assert count_minutes([text, text + aside]) == 6


def test_a_tab_leads_to_a_page_to_the_first_of_a_section_or_elsewhere() -> None:
    link = SimpleNamespace(
        title="Out", url="https://x.example/", children=None, active=False, is_page=False
    )
    deep = make_section("Deep", make_section("Deeper", make_page("First", "first/")))
    behind = make_page("Method", "method/", meta={"is_apparatus": True})
    tabs, is_cut = list_tabs([make_page(), deep, link, behind], None, False)
    assert [tab[:3] for tab in tabs] == [
        ("Snow", "snow/", False),
        ("Deep", "first/", False),
        ("Out", "https://x.example/", False),
        ("Method", "method/", True),
    ]
    assert not is_cut


def test_the_tab_of_the_page_or_section_that_is_read_is_marked() -> None:
    page = make_page(active=True)
    tabs, _ = list_tabs([page, make_section("In", page, active=True), make_page()], page, False)
    assert [tab.current for tab in tabs] == ["page", "true", ""]


def test_a_page_of_an_edition_is_below_the_page_of_editions() -> None:
    page = make_page(edition="2")
    tabs, _ = list_tabs([make_page(), make_page(url="editions/")], page, False)
    assert [tab.current for tab in tabs] == ["", "true"]


def make_row() -> list[Any]:
    """Return ten pages, each with its neighbours."""
    pages = [make_page(str(number)) for number in range(10)]
    for number, page in enumerate(pages):
        page.previous_page = pages[number - 1] if number else None
        page.next_page = pages[number + 1] if number < 9 else None
    return pages


@pytest.mark.parametrize(
    ("number", "titles"),
    [
        pytest.param(2, "012345", id="among the first"),
        pytest.param(6, "01234567", id="next to the last of them"),
        pytest.param(8, "012345789", id="behind them"),
        pytest.param(9, "01234589", id="the last"),
    ],
)
def test_of_very_many_pages_the_first_are_shown_and_those_near_the_page_that_is_read(
    number: int, titles: str
) -> None:
    pages = make_row()
    pages[number].active = True
    tabs, is_cut = list_tabs(pages, pages[number], True)
    assert "".join(tab.title for tab in tabs) == titles
    assert [tab.title for tab in tabs if tab.current] == [str(number)]
    assert is_cut


def test_beside_very_many_pages_one_of_an_edition_has_a_tab_too() -> None:
    """What stands for it is no page of MkDocs: it has no neighbours, and is in no section."""
    frozen = SimpleNamespace(title="Then", url="editions/1/", edition="1", meta={})
    tabs, _ = list_tabs(make_row(), frozen, True)
    assert [(tab.title, tab.current) for tab in tabs[6:]] == [("Then", "true")]


def make_version(number: int) -> Version:
    return Version(number, date(2026, 11, number))


def make_edition(number: int, *urls: str) -> Any:
    return SimpleNamespace(version=make_version(number), data=SimpleNamespace(pages=set(urls)))


EDITIONS = [make_edition(1, ""), make_edition(2, "", "snow/"), make_edition(3, "", "snow/")]
LIVE = make_page(
    canonical_url=f"{SITE}snow/", meta={"status": {"version": EDITIONS[-1].version}}, active=True
)
FROZEN = make_page(url="editions/2/snow/", edition=EDITIONS[1], own_url="snow/", current_url="ice/")


@pytest.mark.parametrize(
    ("page", "links"),
    [
        pytest.param(
            LIVE,
            {
                "version-history": "editions/",
                "latest-version": "snow/",
                "predecessor-version": "editions/3/snow/",
            },
            id="as it is now",
        ),
        pytest.param(
            FROZEN,
            {
                "version-history": "editions/",
                "latest-version": "ice/",
                "original": "ice/",
                "successor-version": "editions/3/snow/",
            },
            id="in the first edition that has it",
        ),
    ],
)
def test_versions_of_a_page_lead_to_each_other(page: Any, links: dict[str, str]) -> None:
    found = {link.relation: link.address for link in list_version_links(page, EDITIONS, SITE)}
    assert found == {relation: SITE + address for relation, address in links.items()}


def test_sections_are_grouped_by_edition_the_revised_and_the_newest_first() -> None:
    one, two, three, four = (Section(name, name, 2) for name in "abcd")
    first, second = make_version(1), make_version(2)
    groups = group_by_edition(
        [(one, first, False), (two, second, True), (three, second, False), (four, first, False)]
    )
    assert groups == [
        (second, True, [two]),
        (second, False, [three]),
        (first, False, [one, four]),
    ]
