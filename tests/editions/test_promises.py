"""Promises: what may differ from the newest edition, what may not, and which lines may stand for a passage."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from support import read_data

from briefing.editions.manifest import Edition
from briefing.editions.promises import check_editions, find_differences, follow

from .conftest import add_edition, finish

DATA = read_data("promises.yml")
PAGE = ('<h1 id="top">Front</h1><p id="a" class="fact">One.</p><p id="b">Two.</p><img src="map.png" alt="A map">'
        '<h2 id="s">S</h2><p>Three.</p>')
NEXT = '<h1 id="other">Other</h1><p id="o">Other words.</p>'


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return add_edition(tmp_path, {"": PAGE, "other/": NEXT})[-1]


def check(edition: Edition | None, front: str, **more: Any) -> list[str]:
    """Return the faults of a site with another front page."""
    faults = check_editions([edition] if edition else [], finish({"": front, "other/": NEXT}, **more),
                            lambda *place: (str(place), 1))
    return [f"{fault.message} [{fault.code}]" for fault in faults]


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


@pytest.mark.parametrize(("more", "differing"), DATA["around"])
def test_what_stands_around_passages_is_compared(edition: Edition, more: dict[str, Any], differing: str) -> None:
    of_page = {name: more[name] for name in more.keys() & {"title", "description", "views"}}
    live = finish({"": PAGE, "other/": NEXT}, **({} if of_page else more))
    live.data.pages[""] = msgspec.structs.replace(live.data.pages[""], **of_page)
    found = [difference.message for difference in find_differences(edition, live)]
    assert len(found) == bool(differing)
    assert all(message.startswith(differing) and " is not as in edition 1" in message for message in found)


def test_what_an_edition_did_not_keep_is_no_difference(edition: Edition) -> None:
    pages = {url: msgspec.structs.replace(page, views=None) for url, page in edition.data.pages.items()}
    kept = msgspec.structs.replace(edition.data, figures=None, settings={}, pages=pages)
    assert list(find_differences(Edition(kept, edition.files), finish({"": PAGE, "other/": NEXT}))) == []


@pytest.mark.parametrize(("line", "reason"), DATA["ends"])
def test_a_line_that_a_passage_has_ended_says_only_that(edition: Edition, line: str, reason: str) -> None:
    found = [fault for fault in check(edition, PAGE.replace('<p id="b">Two.', f'<p id="b" class={line}'))
             if "[false-end]" in fault]
    end = line.partition('"')[2].partition('"')[0].split()[-1]
    assert found == [f"'b' is marked .{end}, but {reason} [false-end]"] * bool(reason)


def test_a_false_end_is_one_before_there_is_an_edition_too() -> None:
    assert check(None, '<h1 id="top">T</h1><p id="b" class="moved">Gone.</p>') == [
        "'b' is marked .moved, but it leads to no passage [false-end]"]


def test_where_a_moved_passage_leads_is_no_free_link(tmp_path: Path) -> None:
    line = '<h1 id="top">T</h1><p id="b" class="moved">Now <a href="other/#{}">there</a>.</p>'
    [edition] = add_edition(tmp_path, {"": line.format("o"), "other/": NEXT})
    assert check(edition, line.format("o")) == []
    assert check(edition, line.format("other")) == [
        "the passage 'b' says something else than /#b in edition 1 [silent-edit]"]


def test_redirects_in_a_circle_end() -> None:
    assert follow("a/", {"a/": "b/", "b/": "a/"}) == "a/"
