"""Promises: what may differ from the newest edition, what may not, and which lines may stand for a passage."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefing.editions.manifest import Edition
from briefing.editions.promises import check_editions, find_differences

from .conftest import add_edition, finish

PAGE = ('<h1 id="top">Front</h1><p id="a" class="fact">One.</p><p id="b">Two.</p><img src="map.png" alt="A map">'
        '<h2 id="s">S</h2><p>Three.</p>')
NEXT = '<h1 id="other">Other</h1><p id="o">Other words.</p>'


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return add_edition(tmp_path, {"": PAGE, "other/": NEXT})[-1]


def check(edition: Edition | None, front: str, **more: Any) -> list[str]:
    """Give the faults of a site with another front page."""
    site = finish({"": front, "other/": NEXT} | more.pop("pages", {}), **more)
    return [f"{fault.message} [{fault.code}]" for fault in check_editions(
        [edition] if edition else [], site, lambda *place: (str(place), 1))]


@pytest.mark.parametrize(("old", "new"), [
    ("fact", "report"), ("map.png", "plan.png"),  # test_passages.py has all that a passage says
    # words of the same section at another address, above the first heading, and in a section more
    ('id="b"', 'id="c" data-was="'), ("<h1", "Above.<h1"), ("<h2", "<h2 id=more>M</h2><h2")])
def test_what_means_something_is_compared(edition: Edition, old: str, new: str) -> None:
    assert check(edition, PAGE) == []
    assert any("[silent-edit]" in fault for fault in check(edition, PAGE.replace(old, new)))


def test_an_address_that_names_other_words_is_an_edit(edition: Edition) -> None:
    """Though the section has the same words: whoever cited `#b` reads others."""
    swapped = PAGE.replace('<p id="b">Two.</p>', '<p>Two.</p><p id="b"></p>')
    assert check(edition, swapped) == ["the passage 'b' says something else than /#b in edition 1 [silent-edit]"]


@pytest.mark.parametrize(("more", "message"), [
    ({"site_name": "Huge"}, "the setting 'site_name' is not as in edition 1: Tiny"),
    ({"cut_off": "2024-11-27"}, "the setting 'cut_off' is not as in edition 1: 2024-11-26"),
    ({"settings": {"language": "en", "kicker": "News"}}, "the setting 'kicker' is not as in edition 1: A briefing"),
    ({"settings": {"language": "en", "kicker": "A briefing", "theme": "dark"}}, ""),  # what it does not list is free
    ({"figures": {"map": {"a": "2"}}}, "the figure 'map' is not as in edition 1"),
    ({"figures": {}}, "the figure 'map' is not as in edition 1")])
def test_what_stands_around_pages_is_compared(edition: Edition, more: dict[str, Any], message: str) -> None:
    assert check(edition, PAGE, **more) == [f"{words} [silent-edit]" for words in filter(None, [message])]


@pytest.mark.parametrize(("name", "value"), [("title", "Back"), ("description", "About."), ("views", [])])
def test_what_a_page_says_beside_its_passages_is_compared(edition: Edition, name: str, value: Any) -> None:
    live = finish({"": PAGE, "other/": NEXT})
    live.data.pages[""] = page = msgspec.structs.replace(live.data.pages[""], **{name: value})
    [found] = find_differences(edition, live)
    assert found.message.startswith(f"the {name} of the page '{page.title}' is not as in edition 1: ")


ENDS = [
    ('<p id="b" class="withdrawn">Withdrawn: it was wrong.</p>', ""),
    ('<p id="b" class="moved">Now <a href="other/#o">there</a>.</p>', ""),
    ('<p id="b" class="moved">Now <a href="other/">there</a>.</p>', ""),
    ('<p id="b" class="moved">Now <a href="https://x.example/">there</a>.</p>', ""),
    ('<p id="b" class="withdrawn">Two.</p>', "its words are still those that an edition has there"),
    ('<p id="b" class="moved">Two. <a href="other/#o"></a></p>', "its words are still those"),
    ('<p id="b" class="moved">Gone.</p>', "it leads to no passage"),
    ('<p id="b" class="moved">Now <a href="other/#x">there</a>.</p>', "it leads to no passage"),
    ('<p id="b" class="moved">Now <a href="nowhere/">there</a>.</p>', "it leads to no passage"),
    ('<p id="b" class="fact withdrawn">Withdrawn.</p>', "it has a kind, as a claim has"),
]


@pytest.mark.parametrize(("line", "reason"), ENDS)
def test_a_line_that_a_passage_has_ended_says_only_that(edition: Edition, line: str, reason: str) -> None:
    found = [fault for fault in check(edition, PAGE.replace('<p id="b">Two.</p>', line)) if "[false-end]" in fault]
    assert [reason in fault for fault in found] == [True] * bool(reason), found


def test_a_false_end_is_one_before_there_is_an_edition_too() -> None:
    assert check(None, '<h1 id="top">T</h1><p id="b" class="moved">Gone.</p>') == [
        "'b' is marked .moved, but it leads to no passage [false-end]"]


def test_where_a_moved_passage_leads_is_no_free_link(tmp_path: Path) -> None:
    line = '<h1 id="top">T</h1><p id="b" class="moved">Now <a href="other/#{}">there</a>.</p>'
    [edition] = add_edition(tmp_path, {"": line.format("o"), "other/": NEXT})
    assert check(edition, line.format("o")) == []
    assert check(edition, line.format("other")) == [
        "the passage 'b' says something else than /#b in edition 1 [silent-edit]"]
