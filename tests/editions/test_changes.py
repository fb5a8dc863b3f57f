"""What an edition changed, as its manifest keeps it.

Alone it notices a field of a record that an edition changed, and how it is told.
"""

import copy
from pathlib import Path
from typing import Any

import pytest
from support import read_data

from mkdocs_briefing.claims.records import Record, SourceRecord
from mkdocs_briefing.editions.changes import compare_editions
from mkdocs_briefing.editions.whereabouts import list_outcomes
from mkdocs_briefing.yamldata import list_labels

from .conftest import add_edition, add_editions, finish

DATA = read_data("changes.yml")
KEPT: Any = DATA["kept"]
FRONT = '<h1 id="t">T</h1><p id="p"><span id="a">It is so.</span> <span id="b">It stays.</span></p>'
PAGE = (
    '<h1 id="t">T</h1><p id="p" class="claim fact"><span id="a" class="clause fact">It is so,'
    '<a class="footnote-ref" href="#fn:cite-x">1</a></span> '
    '<span id="b" class="clause report" data-check="open">it stays.</span></p>'
)


JOINED = '<p id="p" class="fact"><span id="a" class="clause fact"><span id="b"></span>{}</span></p>'
STATEMENTS: list[tuple[str, list[list[str]]]] = [
    (PAGE.replace("it stays", "it <em>stays</em>"), []),
    (PAGE.replace("it stays.", "it goes."), [["changed", "it goes."]]),
    (PAGE.replace("report", "allegation"), [["changed", "it stays."]]),
    (PAGE.replace('"open"', '"holds"'), [["changed", "it stays."]]),
    (PAGE.replace('"open"', '"open" data-event="2024"'), [["changed", "it stays."]]),
    (PAGE.replace("cite-x", "cite-y"), [["changed", "It is so,"]]),
    (
        PAGE.replace('id="b"', 'id="c"').replace("it stays.", "it goes."),
        [["new", "it goes."], ["gone", "it stays."]],
    ),
    # A statement that became part of another is told, unless its words are there.
    (JOINED.format("It is so, it stays."), [["changed", "It is so, it stays."]]),
    (JOINED.format("It is so."), [["changed", "It is so."], ["gone", "it stays."]]),
]


@pytest.mark.parametrize(("now", "told"), STATEMENTS)
def test_statements_that_changed_are_told(tmp_path: Path, now: str, told: list[list[str]]) -> None:
    _, new = add_editions(tmp_path, PAGE, now)
    assert new.data["changes"]["statements"] == told


def list_told(root: Path, then: Any, now: Any, front: str = FRONT) -> list[str]:
    """Return what is said to have changed in records from one edition to the next."""
    add_edition(root, {"": FRONT}, **then)
    _, new = add_edition(root, {"": front}, **now)
    return [
        f"{correction['words']} {what}: {before} → {after}".replace("\u00a0", " ")
        for correction in new.data["changes"]["corrections"]
        for what, before, after in correction["changes"]
    ]


@pytest.mark.parametrize(("path", "value", "words"), DATA["told"])
def test_a_change_of_a_record_is_told_in_words(
    tmp_path: Path, path: str, value: Any, words: str
) -> None:
    kept = copy.deepcopy(KEPT)
    holder = kept["records"][""]["a"]
    *names, last = path.split("/")
    for name in names:
        holder = holder[name]
    holder[last] = value
    assert list_told(tmp_path, KEPT, kept) == ([words] if words else [])


def test_a_statement_whose_verdict_was_divided_reads_as_before(tmp_path: Path) -> None:
    then, now = (PAGE.replace("open", verdict) for verdict in ("holds in part", "imprecise"))
    old, new = add_editions(tmp_path, then, now)
    assert new.data["changes"]["statements"] == []
    assert list_outcomes(old, new)["#b"].state == "same"
    assert list_outcomes(new, old)["#b"].state == "changed"


def test_a_statement_with_a_newer_id_is_followed(tmp_path: Path) -> None:
    kept = copy.deepcopy(KEPT)
    kept["records"][""]["new"] = {**kept["records"][""].pop("a"), "says": "So it is."}
    front = FRONT.replace('<span id="a">', '<span id="new"><span id="a"></span>')
    told = "So it is. Statement, as the ledger has it: nothing → So it is."
    assert list_told(tmp_path, KEPT, kept, front) == [told]


def test_between_two_forms_of_manifests_what_both_have_is_compared() -> None:
    """One had sums of passages, days of reading, and fields that nobody knows any more."""
    old = finish({"": PAGE}, **copy.deepcopy(KEPT))
    for passage in old.data["pages"][""]["passages"]:
        passage["sha256"] = "0" * 64
    old.data["records"][""]["a"]["sources"]["abel"]["unknown"] = "of old"
    old.data["records"][""]["a"]["sources"]["abel"]["held"] = "2026-11-21"
    changes = compare_editions(old, finish({"": PAGE}, **KEPT))
    assert (changes["pages"], changes["corrections"], changes["statements"]) == ([], [], [])


def test_each_field_of_a_record_is_told_by_what_it_is() -> None:
    for form, untold in ((Record, {"moved", "sources"}), (SourceRecord, set[str]())):
        assert {*form.__struct_encode_fields__} - list_labels(form).keys() == untold
