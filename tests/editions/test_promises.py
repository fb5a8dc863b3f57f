"""What may differ from an edition, and what is lost or changed in silence."""

import copy
from pathlib import Path
from typing import Any

import msgspec
import pytest
from support import read_data

from briefing.editions.manifest import Edition
from briefing.editions.promises import check_editions, find_differences, follow

from .conftest import add_edition, finish, read_kept

DATA = read_data("promises.yml")
KEPT: Any = DATA["kept"]
FRONT = DATA["front"]
OTHER = '<h1 id="other">Other</h1><p id="o">Other words.</p>'


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """Return the only edition: a front page and another."""
    return add_edition(tmp_path, {"": FRONT, "other/": OTHER})[-1]


def check(edition: Edition | None, front: str) -> list[str]:
    """Return what is said of a site with another front page, and its codes."""
    live = finish({"": front, "other/": OTHER})
    editions = [edition] if edition else []
    differences = list(find_differences(edition, live)) if edition else []
    problems = check_editions(editions, live, lambda *place: (str(place), 1), differences)
    return [f"{problem.message} [{problem.code}]" for problem in problems]


def test_what_says_the_same_breaks_no_promise(edition: Edition) -> None:
    assert check(edition, FRONT) == []


@pytest.mark.parametrize(("old", "new"), DATA["compared"])
def test_what_means_something_is_compared(edition: Edition, old: str, new: str) -> None:
    assert any("[silent-edit]" in fault for fault in check(edition, FRONT.replace(old, new)))


def test_an_address_that_names_other_words_is_an_edit(edition: Edition) -> None:
    """Though the section has the same words: whoever cited `#b` reads others."""
    swapped = FRONT.replace('<p id="b">Two.</p>', '<p>Two.</p><p id="b"></p>')
    assert check(edition, swapped) == [
        "the passage 'b' says something else than /#b in edition 1 [silent-edit]"
    ]


def test_an_address_that_is_gone_is_lost(edition: Edition) -> None:
    renamed = check(edition, FRONT.replace('id="b"', 'id="c"'))
    assert "the address /#b no longer leads anywhere: 'b' is not on its page [lost-address]" in (
        renamed
    )


def test_a_page_that_is_gone_loses_its_addresses(edition: Edition) -> None:
    problems = check_editions([edition], finish({"": FRONT}), lambda *_: ("", 1), [])
    assert [(problem.path, problem.message) for problem in problems] == [
        (
            "editions/1/manifest.json",
            f"the address /other/#{name} no longer leads anywhere: its page is gone",
        )
        for name in ("other", "o")
    ]


@pytest.mark.parametrize(("members", "differing"), DATA["around"])
def test_what_stands_around_passages_is_compared(
    edition: Edition, members: dict[str, Any], differing: str
) -> None:
    live = finish({"": FRONT, "other/": OTHER}, **members)
    assert_differs(edition, live, differing)


@pytest.mark.parametrize(("members", "differing"), DATA["of_page"])
def test_what_a_page_says_of_itself_is_compared(
    edition: Edition, members: dict[str, Any], differing: str
) -> None:
    live = finish({"": FRONT, "other/": OTHER})
    live.data.pages[""] = msgspec.structs.replace(live.data.pages[""], **members)
    assert_differs(edition, live, differing)


def assert_differs(edition: Edition, live: Edition, what: str) -> None:
    """One thing differs from an edition, or nothing where `what` is empty."""
    messages = [difference.message for difference in find_differences(edition, live)]
    if what:
        [message] = messages
        assert message.startswith(f"{what} is not as in edition 1")
    else:
        assert messages == []


@pytest.mark.parametrize(("path", "value", "message"), DATA["differing"])
def test_what_stands_beside_pages_is_compared(
    tmp_path: Path, path: str, value: Any, message: str
) -> None:
    [edition] = add_edition(tmp_path, {"": FRONT}, **read_kept(KEPT))
    kept = copy.deepcopy(KEPT)
    *names, last = path.split("/")
    holder = kept
    for name in names:
        holder = holder[name]
    holder[last] = value
    if value is None:
        del holder[last]
    differences = find_differences(edition, finish({"": FRONT}, **read_kept(kept)))
    assert [each.message for each in differences] == ([message] if message else [])


def test_the_record_of_a_statement_with_a_newer_id_is_compared(tmp_path: Path) -> None:
    [edition] = add_edition(tmp_path, {"": FRONT}, **read_kept(KEPT))
    front = FRONT.replace(
        '<p id="a" class="fact">', '<p id="new" class="fact"><span id="a"></span>'
    )
    kept = copy.deepcopy(KEPT)
    record = kept["records"][""].pop("a")
    kept["records"][""]["new"] = record
    assert list(find_differences(edition, finish({"": front}, **read_kept(kept)))) == []
    record["kind"] = "forecast"
    live = finish({"": front}, **read_kept(kept))
    [difference] = find_differences(edition, live)
    assert (difference.place, difference.id, difference.field) == ("", "new", ("kind",))


def test_the_record_of_a_statement_that_is_gone_is_told_with_it(tmp_path: Path) -> None:
    [edition] = add_edition(tmp_path, {"": FRONT}, **read_kept(KEPT))
    front = FRONT.replace('<p id="a" class="fact">One.</p>', "")
    live = finish({"": front}, **read_kept({**KEPT, "records": {}}))
    assert [each.message for each in find_differences(edition, live)] == [
        "the section 'Front' differs from edition 1"
    ]


def test_an_edition_without_records_is_held_to_none(tmp_path: Path) -> None:
    none = {"records": None, "names": None, "sources": None}
    [edition] = add_edition(tmp_path, {"": FRONT}, **none)
    assert list(find_differences(edition, finish({"": FRONT}, **read_kept(KEPT)))) == []


def test_what_an_edition_did_not_keep_is_no_difference(edition: Edition) -> None:
    pages = {
        url: msgspec.structs.replace(page, views=None) for url, page in edition.data.pages.items()
    }
    kept = msgspec.structs.replace(edition.data, figures=None, settings={}, pages=pages)
    older = Edition(kept, edition.files)
    assert list(find_differences(older, finish({"": FRONT, "other/": OTHER}))) == []


@pytest.mark.parametrize(("line", "reason"), DATA["ends"])
def test_a_line_that_a_passage_has_ended_says_only_that(
    edition: Edition, line: str, reason: str
) -> None:
    faults = check(edition, FRONT.replace('<p id="b">Two.', f'<p id="b" class={line}'))
    false_ends = [fault for fault in faults if "[false-end]" in fault]
    end = "moved" if "moved" in line else "withdrawn"
    expected = [f"'b' is marked .{end}, but {reason} [false-end]"] if reason else []
    assert false_ends == expected


def test_a_false_end_is_one_before_there_is_an_edition_too() -> None:
    assert check(None, '<h1 id="top">T</h1><p id="b" class="moved">Gone.</p>') == [
        "'b' is marked .moved, but it leads to no passage [false-end]"
    ]


def test_where_a_moved_passage_leads_is_no_free_link(tmp_path: Path) -> None:
    line = '<h1 id="top">T</h1><p id="b" class="moved">Now <a href="other/#{}">there</a>.</p>'
    [edition] = add_edition(tmp_path, {"": line.format("o"), "other/": OTHER})
    assert check(edition, line.format("o")) == []
    assert check(edition, line.format("other")) == [
        "the passage 'b' says something else than /#b in edition 1 [silent-edit]"
    ]


def test_redirects_in_a_circle_end() -> None:
    assert follow("a/", {"a/": "b/", "b/": "a/"}) == "a/"
