"""Which words of a page have an address, when two passages say the same, and what may differ from an edition."""

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.editions.manifest import Edition
from briefing.editions.passages import Passage, find_passages
from briefing.editions.promises import check_editions, find_differences, follow

from .conftest import add_edition, finish

DATA = read_data("passages.yml")
PAGE = read_data("passages.html")
FOUND = {passage.id: passage for passage in find_passages(PAGE)}


def test_a_page_is_cut_into_passages() -> None:
    assert [
        [*map(passage.__getattribute__, ("what", "id", "title", "words", "to"))]
        for passage in find_passages(PAGE)
    ] == DATA["found"]


def test_what_is_said_beside_words_is_kept() -> None:
    claim = FOUND["a"]
    assert (claim.kind, claim.event, claim.verdict, claim.article) == (
        "fact",
        "2020",
        "imprecise",
        "3",
    )
    assert (FOUND["b"].kind, FOUND["later"].kind, FOUND["c"].kind, FOUND["c"].event) == (
        "check",
        "since",
        "forecast",
        "2021",
    )
    assert FOUND["top"].sources == [["abel", "p. 7"], ["brun", ""]]
    assert FOUND["top"].pictures == [["A map", hashlib.sha256(b"").hexdigest()]]
    assert (FOUND["top"].level, FOUND["next"].level, FOUND["old"].sha256) == (
        1,
        2,
        FOUND["new"].sha256,
    )
    assert len(FOUND["top"].labelled) == 4, "claim, box, paragraph in the box, box"
    assert FOUND["new"].labelled == [FOUND["c"].sha256]
    assert FOUND["next"].labelled == [FOUND[name].sha256 for name in ("c", "gone", "away")]


def test_the_sum_is_that_of_all_that_is_said() -> None:
    """As the schema has it, so that anybody can work it out."""
    said = {
        "article": "3",
        "event": "2020",
        "kind": "fact",
        "sources": [["abel", "p. 7"]],
        "verdict": "imprecise",
        "words": "Two armies[abel] p. 7 met.",
    }
    text = json.dumps(said, separators=(",", ":"))
    assert FOUND["a"].sha256 == hashlib.sha256(text.encode()).hexdigest()
    ended = '{"what":"withdrawn","words":"Withdrawn: it was wrong."}'
    assert FOUND["gone"].sha256 == hashlib.sha256(ended.encode()).hexdigest()


def find_first(html: str) -> Passage:
    return find_passages(f'<h2 id="s">T</h2>{html}', "a/", lambda path: path.encode())[0]


@pytest.mark.parametrize(("html", "same"), DATA["same"])
def test_what_is_free_does_not_count(html: str, same: str) -> None:
    assert (find_first(html).words, find_first(html).sha256) == (
        find_first(same).words,
        find_first(same).sha256,
    )


@pytest.mark.parametrize(("html", "other"), DATA["other"])
def test_all_that_is_said_counts_in_the_section_too(html: str, other: str) -> None:
    assert find_first(html).sha256 != find_first(other).sha256


def test_a_picture_is_looked_for_from_the_root_of_the_site() -> None:
    assert find_first('<img src="../my%20map.png" alt="A">').pictures == [
        ["A", hashlib.sha256(b"my map.png").hexdigest()]
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "<p id=a>",
                "</p>",
                "<h2 id=b>",
                "</h2>",
                "<br>",
                "<svg/>",
                "x",
                "<span id=c>",
                "</span>",
                "</div>",
                "<a href=x>",
                "<",
                "&",
                "<script>",
                "</script>",
                "<details>",
                "<div data-derived>",
                "<a id=d>",
                "<sup>",
                '<div class="footnote"><h2 id=n>',
                '<div class="footnote-ref">',
            ]
        )
    )
)
def test_each_word_of_any_html_stands_in_one_section(pieces: list[str]) -> None:
    html = "".join(pieces)
    divided, whole = (
        " ".join(
            passage.words for passage in find_passages(text) if passage.what in {"section", "page"}
        )
        for text in (html, html.replace("<h2 id=", "<h2 title="))
    )
    assert divided.split() == whole.split()


PROMISES = read_data("promises.yml")
FRONT = PROMISES["front"]
NEXT = '<h1 id="other">Other</h1><p id="o">Other words.</p>'


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return add_edition(tmp_path, {"": FRONT, "other/": NEXT})[-1]


def check(edition: Edition | None, front: str, **more: Any) -> list[str]:
    live, known = finish({"": front, "other/": NEXT}, **more), [edition] if edition else []
    silent = [other for newest in known for other in find_differences(newest, live)]
    faults = check_editions(known, live, lambda *place: (str(place), 1), silent)
    return [f"{fault.message} [{fault.code}]" for fault in faults]


@pytest.mark.parametrize(("old", "new"), PROMISES["compared"])
def test_what_means_something_is_compared(edition: Edition, old: str, new: str) -> None:
    assert check(edition, FRONT) == []
    assert any("[silent-edit]" in fault for fault in check(edition, FRONT.replace(old, new)))


def test_an_address_that_names_other_words_is_an_edit(edition: Edition) -> None:
    """Though the section has the same words: whoever cited `#b` reads others."""
    swapped = FRONT.replace('<p id="b">Two.</p>', '<p>Two.</p><p id="b"></p>')
    assert check(edition, swapped) == [
        "the passage 'b' says something else than /#b in edition 1 [silent-edit]"
    ]


@pytest.mark.parametrize(("more", "differing"), PROMISES["around"])
def test_what_stands_around_passages_is_compared(
    edition: Edition, more: dict[str, Any], differing: str
) -> None:
    of_page = {name: more[name] for name in more.keys() & {"title", "description", "views"}}
    live = finish({"": FRONT, "other/": NEXT}, **({} if of_page else more))
    live.data.pages[""] = msgspec.structs.replace(live.data.pages[""], **of_page)
    found = [difference.message for difference in find_differences(edition, live)]
    assert len(found) == bool(differing)
    assert all(
        message.startswith(differing) and " is not as in edition 1" in message for message in found
    )


def test_what_an_edition_did_not_keep_is_no_difference(edition: Edition) -> None:
    pages = {
        url: msgspec.structs.replace(page, views=None) for url, page in edition.data.pages.items()
    }
    kept = msgspec.structs.replace(edition.data, figures=None, settings={}, pages=pages)
    assert (
        list(find_differences(Edition(kept, edition.files), finish({"": FRONT, "other/": NEXT})))
        == []
    )


@pytest.mark.parametrize(("line", "reason"), PROMISES["ends"])
def test_a_line_that_a_passage_has_ended_says_only_that(
    edition: Edition, line: str, reason: str
) -> None:
    found = [
        fault
        for fault in check(edition, FRONT.replace('<p id="b">Two.', f'<p id="b" class={line}'))
        if "[false-end]" in fault
    ]
    end = line.partition('"')[2].partition('"')[0].split()[-1]
    assert found == [f"'b' is marked .{end}, but {reason} [false-end]"] * bool(reason)


def test_a_false_end_is_one_before_there_is_an_edition_too() -> None:
    assert check(None, '<h1 id="top">T</h1><p id="b" class="moved">Gone.</p>') == [
        "'b' is marked .moved, but it leads to no passage [false-end]"
    ]


def test_where_a_moved_passage_leads_is_no_free_link(tmp_path: Path) -> None:
    line = '<h1 id="top">T</h1><p id="b" class="moved">Now <a href="other/#{}">there</a>.</p>'
    [edition] = add_edition(tmp_path, {"": line.format("o"), "other/": NEXT})
    assert check(edition, line.format("o")) == []
    assert check(edition, line.format("other")) == [
        "the passage 'b' says something else than /#b in edition 1 [silent-edit]"
    ]


def test_redirects_in_a_circle_end() -> None:
    assert follow("a/", {"a/": "b/", "b/": "a/"}) == "a/"
