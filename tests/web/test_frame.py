"""What stands around the text of a page: its tabs, and the ways to its editions."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from briefing.claims.statements import Section, Version
from briefing.html import parse, write
from briefing.web.frame import (
    count_minutes,
    group_by_edition,
    link_paragraphs,
    list_tabs,
)


def make_page(title: str = "Snow", url: str = "snow/", **more: Any) -> Any:
    """Return what templates ask a page of MkDocs for."""
    given = {"children": None, "is_page": True, "active": False, "meta": {}}
    return SimpleNamespace(title=title, url=url, **(given | more))


def make_section(title: str, *children: Any, active: bool = False) -> Any:
    """Return a section of the navigation, which has no address and no front matter."""
    return SimpleNamespace(title=title, children=children, active=active, is_page=False)


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
    tabs = list_tabs([make_page(), deep, link, behind])
    assert [tab[:3] for tab in tabs] == [
        ("Snow", "snow/", False),
        ("Deep", "first/", False),
        ("Out", "https://x.example/", False),
        ("Method", "method/", True),
    ]


def test_the_tab_of_the_page_or_section_that_is_read_is_marked() -> None:
    page = make_page(active=True)
    tabs = list_tabs([page, make_section("In", page, active=True), make_page()])
    assert [tab.current for tab in tabs] == ["page", "true", ""]


def make_version(number: int) -> Version:
    return Version(number, date(2026, 11, number))


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


def test_each_paragraph_with_an_id_leads_to_itself_without_a_word_more() -> None:
    html = '<p id="a">One.</p><div><p>Two.</p><p id="b" class="c">Three <b>four</b></p></div>'
    link = '<a class="para-link" href="#{}" aria-label="Link to this paragraph"></a></p>'
    first, second, third, end = html.split("</p>")
    linked = [first, link.format("a"), second, "</p>", third, link.format("b"), end]
    body = parse(html)
    link_paragraphs(body)
    assert write(body) == "".join(linked)
