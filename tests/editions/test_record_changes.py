"""What changed in records, as readers are told."""

import copy
from pathlib import Path
from typing import Any

import pytest
from support import read_data

from briefing.editions.differences import list_corrections

from .conftest import add_edition, read_kept

DATA = read_data("outcomes.yml")
KEPT: Any = DATA["kept"]
FRONT = '<h1 id="t">T</h1><p id="p"><span id="a">It is so.</span> <span id="b">It stays.</span></p>'


def list_told(root: Path, then: Any, now: Any, front: str = FRONT) -> list[str]:
    """Return what is said to have changed from one edition to the next."""
    add_edition(root, {"": FRONT}, **read_kept(then))
    old, new = add_edition(root, {"": front}, **read_kept(now))
    told = []
    for correction in list_corrections(old, new):
        for change in correction.changes:
            told.append(f"{correction.words} {change.what}: {change.before} → {change.now}")
    return [words.replace("\u00a0", " ") for words in told]


@pytest.mark.parametrize(("path", "value", "words"), DATA["told"])
def test_a_change_is_told_in_words(tmp_path: Path, path: str, value: Any, words: str) -> None:
    kept = copy.deepcopy(KEPT)
    holder = kept["records"][""]["a"]
    *names, last = path.split("/")
    for name in names:
        holder = holder[name]
    holder[last] = value
    assert list_told(tmp_path, KEPT, kept) == ([words] if words else [])


def test_a_statement_that_is_new_is_told_by_its_section(tmp_path: Path) -> None:
    kept = copy.deepcopy(KEPT)
    kept["records"][""]["c"] = {"kind": "fact"}
    assert list_told(tmp_path, KEPT, kept) == []


def test_a_statement_with_a_newer_id_is_followed(tmp_path: Path) -> None:
    kept = copy.deepcopy(KEPT)
    kept["records"][""]["new"] = {**kept["records"][""].pop("a"), "says": "So it is."}
    front = FRONT.replace('<span id="a">', '<span id="new"><span id="a"></span>')
    told = "So it is. Statement, as it is listed: nothing → So it is."
    assert list_told(tmp_path, KEPT, kept, front) == [told]
