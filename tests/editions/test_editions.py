"""Editions as files: what is written, and that no byte of it can change unseen. And what became of a passage."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.editions.changes import compare_editions, compare_words, find_fate, find_since
from briefing.editions.fates import Reference, read_reference
from briefing.editions.frozen import FrozenAddress, check_rendering
from briefing.editions.manifest import Edition, FrozenPage, Version, load_editions, make_edition
from briefing.editions.passages import Passage, find_passages
from briefing.editions.promises import follow

ROOT = Path(__file__).parent.parent.parent
TEXTS: list[dict[str, str]] = [
    {"": '<h1 id="top">Front</h1><p id="a">One two three.</p><p id="b">It will pass.</p>'
         '<p id="c">Old claim.</p>',
     "theme/": '<h1 id="theme">Theme</h1><p id="d">Stays.</p>'},
    {"": '<h1 id="top">Front</h1><p id="a">One 2 three.</p>'
         '<p id="b" class="moved">Now <a href="theme/#b2">there</a>.</p>'
         '<p id="c" class="withdrawn">Withdrawn: it was wrong.</p>',
     "theme/": '<h1 id="theme">Theme</h1><p id="d">Stays.</p><p id="b2">It will pass.</p>'},
    {"": '<h1 id="top">Front</h1><p id="a2"><span id="a"></span>One 2 three.</p>'
         '<p id="b" class="moved">Now <a href="new/#b2">there</a>.</p>',
     "new/": '<h1 id="theme">Theme</h1><p id="d">Stays.</p><p id="b2">It will pass.</p>'},
]


def write_editions(root: Path, texts: Sequence[dict[str, str]] = TEXTS) -> list[Edition]:
    editions: list[Edition] = []
    for number, pages in enumerate(texts, 1):
        folder = root / "editions" / str(number)
        folder.mkdir(parents=True)
        frozen = [FrozenPage((url.strip("/") or "index") + ".md", url, url or "Front", html, find_passages(html))
                  for url, html in pages.items()]
        redirects = {"theme/": "new/"} if "new/" in pages else {}
        version = Version(number, date(2026, 11, number), f"Why {number}.")
        for name, text in make_edition(version, frozen, redirects, editions[-1] if editions else None).items():
            (folder / name).write_text(text, encoding="utf-8")
        editions, problems = load_editions(root)
        assert not problems
    return editions


@pytest.fixture
def editions(tmp_path: Path) -> list[Edition]:
    return write_editions(tmp_path)


def test_what_was_written_is_read_again(editions: list[Edition]) -> None:
    assert [edition.version.name for edition in editions] == ["edition 1", "edition 2", "edition 3"]
    assert editions[0].passages["#a"] == Passage("a", "paragraph", "Front", "One two three.")
    assert editions[0].urls == {"": "Front", "theme/": "theme/"}


def test_the_manifest_follows_its_published_schema(editions: list[Edition]) -> None:
    schema = json.loads((ROOT / "docs/schemas/edition.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for edition in editions:
        jsonschema.validate(edition.data, schema, cls=jsonschema.Draft202012Validator)


def list_bytes(folder: Path) -> Iterator[tuple[Path, int]]:
    for path in sorted(folder.rglob("*.*")):
        yield from ((path, place) for place in range(0, path.stat().st_size, 37))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_one_changed_byte_anywhere_is_seen(tmp_path: Path, number: int) -> None:
    write_editions(tmp_path)
    for path, place in list_bytes(tmp_path / "editions" / str(number)):
        whole = path.read_bytes()
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])
        _, problems = load_editions(tmp_path)
        path.write_bytes(whole)
        assert [problem.code for problem in problems] == ["edition-altered"], (path.name, place)
        assert problems[0].path == f"editions/{number}/{path.name}"


def test_a_missing_a_foreign_and_a_rewritten_file_are_seen(tmp_path: Path) -> None:
    write_editions(tmp_path)
    folder = tmp_path / "editions/2"
    page = (folder / "theme.md").read_bytes()
    (folder / "theme.md").unlink()
    (folder / "more.md").write_text("x", encoding="utf-8")
    assert [str(problem).partition(";")[0] for problem in load_editions(tmp_path)[1]] == [
        "editions/2/more.md:1: this file is no part of the edition", "editions/2/theme.md:1: this page is missing"]
    (folder / "more.md").unlink()
    (folder / "theme.md").write_bytes(page)
    # an edition written anew, with sums that fit, breaks the chain
    first = write_editions(tmp_path / "other", [{"": "<h1 id='top'>Forged</h1>"}])[0]
    for path in (tmp_path / "editions/1").iterdir():
        path.unlink()
    for path in first.folder.iterdir():
        (tmp_path / "editions/1" / path.name).write_bytes(path.read_bytes())
    assert "not the one that it was made after" in str(load_editions(tmp_path)[1][0])


def test_a_missing_edition_is_seen(tmp_path: Path) -> None:
    write_editions(tmp_path)
    (tmp_path / "editions/3").rename(tmp_path / "editions/4")
    assert "edition 3 is missing" in str(load_editions(tmp_path)[1][0])


def test_a_manifest_written_in_another_way_is_seen(tmp_path: Path) -> None:
    manifest = write_editions(tmp_path)[0].folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8"))), encoding="utf-8")
    assert [problem.code for problem in load_editions(tmp_path)[1]] == ["edition-altered"]


def test_an_edition_with_another_number_than_its_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "editions/1").mkdir(parents=True)
    for name, text in make_edition(Version(5, date(2026, 11, 1)), [], {}, None).items():
        (tmp_path / "editions/1" / name).write_text(text, encoding="utf-8")
    assert "edition 1 is missing" in str(load_editions(tmp_path)[1][0])


@pytest.mark.parametrize("html", [
    '<h1 id="theme">Theme</h1><p id="d">Stays no more.</p>',
    '<h1 id="theme">Theme</h1><p id="d">Stays.</p><p id="new"></p>',
    '<h1 id="theme">Theme</h1><p>Stays.</p>',
])
def test_a_page_of_an_edition_that_shows_other_passages_is_seen(editions: list[Edition], html: str) -> None:
    page = FrozenAddress(editions[0], "theme.md", "theme/")
    assert not list(check_rendering(page, TEXTS[0]["theme/"]))
    assert {problem.code for problem in check_rendering(page, html)} == {"edition-rendering"}


def test_redirects_in_a_circle_end() -> None:
    assert follow("a/", {"a/": "b/", "b/": "a/"}) == "a/"


@pytest.mark.parametrize(("number", "address", "state", "now"), [
    (1, "#a", "moved", "#a"),  # its id is an alias of another passage
    (2, "theme/#d", "moved", "new/#d"),  # its page has a new address
    (3, "theme/#d", "moved", "new/#d"),  # and is known by the old one
    (1, "#b", "moved", "new/#b2"),  # a line says where it went
    (1, "#c", "withdrawn", "#c"),
    (1, "#top", "changed", "#top"),
    (3, "new/#d", "same", "new/#d"),
])
def test_the_fate_of_a_passage(editions: list[Edition], number: int, address: str, state: str, now: str) -> None:
    fate = find_fate(editions, number, address)
    assert fate
    assert (fate.state, fate.address) == (state, now)


def test_old_words_new_words_and_the_difference(editions: list[Edition]) -> None:
    fate = find_fate(editions[:2], 1, "#a")
    assert fate
    assert fate.new
    assert (fate.state, fate.old.text, fate.new.text) == ("changed", "One two three.", "One 2 three.")
    assert fate.runs == [("same", "One"), ("removed", "two"), ("added", "2"), ("same", "three.")]


def test_a_withdrawn_passage_leads_to_the_line_that_says_why(editions: list[Edition]) -> None:
    fate = find_fate(editions[:2], 1, "#c")
    assert fate
    assert fate.new
    assert (fate.state, fate.new.text) == ("withdrawn", "Withdrawn: it was wrong.")


def test_a_passage_that_never_was_has_no_fate(editions: list[Edition]) -> None:
    assert find_fate(editions, 1, "#x") is None
    assert find_fate(editions, 9, "#a") is None


def test_since_when_a_passage_has_had_its_words(editions: list[Edition]) -> None:
    def since(address: str, count: int) -> tuple[int, bool] | None:
        found = find_since(editions[:count], address)
        return (found[0].number, found[1]) if found else None
    assert since("theme/#d", 2) == (1, False)
    assert since("#a", 2) == (2, True)
    assert since("theme/#b2", 2) == (2, False)
    assert since("#c", 3) is None


def test_sections_are_compared_page_by_page(editions: list[Edition]) -> None:
    pages = compare_editions(editions[1], editions[2])
    assert [(page.url, [(change.title, change.state) for change in page.changes]) for page in pages] == [
        ("", [("Front", "revised")]), ("new/", [("Theme", "new")]), ("theme/", [("Theme", "gone")])]
    assert compare_editions(editions[0], editions[0])[0].is_unchanged


@pytest.mark.parametrize(("old", "new", "shown"), [
    ("a b c d", "a X c Y", "a -b c d +X c Y"),  # at either end a word may stand alone
    ("one two three four five six", "one X three four five Y", "one -two +X three four five -six +Y"),
    ("one two three four six", "one X three four Y", "one -two three four six +X three four Y"),
    ("a b", "", "-a b"), ("", "a b", "+a b"), ("a b", "a b", "a b"), ("", "", ""),
])
def test_few_words_between_two_changes_count_as_changed(old: str, new: str, shown: str) -> None:
    signs = {"removed": "-", "added": "+", "same": ""}
    assert " ".join(signs[kind] + words for kind, words in compare_words(old, new)) == shown


@given(*[st.lists(st.sampled_from("abc")).map(" ".join)] * 2)
def test_runs_of_words_make_up_both_texts(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert " ".join(words for kind, words in runs if kind != "added") == old
    assert " ".join(words for kind, words in runs if kind != "removed") == new


def test_a_heading_that_stayed_is_not_among_the_words(editions: list[Edition]) -> None:
    pages = compare_editions(editions[1], editions[2])
    runs = {change.address: change.runs for page in pages for change in page.changes}
    assert runs["new/#theme"] == [("added", "Stays. It will pass.")]
    assert runs["theme/#theme"] == [("removed", "Stays. It will pass.")]


@pytest.mark.parametrize(("text", "number", "address"), [
    # an address alone: of an edition, of the current page, with a passage, with a host in a folder
    ("https://x.example/editions/1/theme/#d", 1, "theme/#d"),
    ("https://x.example/briefing/new/#d", 3, "new/#d"),
    ("https://x.example/new/#d:~:text=Stays", 3, "new/#d"),
    ("editions/2/#a", 2, "#a"),
    # a page without an id is its first section
    ("https://x.example/editions/2/theme/", 2, "theme/#theme"),
    # citations as our own page and reference managers give them
    ("The Desk, “Theme”, version edition 1 (2026), https://x.example/theme/#d.", 1, "theme/#d"),
    ("@online{theme, url = {https://x.example/editions/1/theme/#d}, version = {edition 1}}", 1, "theme/#d"),
    ("(Edition 2, https://x.example/theme/#d)", 2, "theme/#d"),
    ('{"URL":"https://x.example/theme/#d","version":"edition 1"}', 1, "theme/#d"),
    # with a query, the name of the file, without the slash, at an address that the page had before
    ("https://x.example/new/index.html?a=1#d", 3, "new/#d"),
    ("https://x.example/new#d", 3, "new/#d"),
    ("https://x.example/theme/", 3, "theme/#theme"),
    # a front page stands at most one folder below its host; what is no page is not taken for it
    ("https://x.example/briefing/#a", 3, "#a"),
    ("https://x.example/wiki/Korea", 3, "wiki/Korea/#"),
])
def test_a_pasted_citation_is_understood(editions: list[Edition], text: str, number: int, address: str) -> None:
    assert read_reference(text, editions) == Reference(number, address)


@pytest.mark.parametrize("text", ["", "One two three.", "It is so, and/or not.", "theme"])
def test_words_without_an_address_are_no_reference(editions: list[Edition], text: str) -> None:
    assert read_reference(text, editions) is None
