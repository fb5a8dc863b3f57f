"""What is kept is taken only for the same, is whole, and belongs to the user."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support import ROOT

from briefing.store import Store, digest

DAY = 24 * 60 * 60  # seconds


def answer(content: bytes, calls: list[bytes]) -> Callable[[], bytes]:
    """Return what makes a result, and notes in `calls` that it did."""

    def make() -> bytes:
        calls.append(content)
        return content

    return make


def test_a_result_is_made_once_for_the_same_inputs(tmp_path: Path) -> None:
    calls = list[bytes]()
    for _ in range(2):
        store = Store("stamp", tmp_path / "new")
        assert store.get("note", ["é", b"\x89PNG"], answer(b"\0one\n", calls)) == b"\0one\n"
    assert calls == [b"\0one\n"]


OTHERS = {
    "another stamp": ("other", "note", ["a", "b"]),
    "another kind": ("stamp", "card", ["a", "b"]),
    "another input": ("stamp", "note", ["a", "c"]),
    "another order": ("stamp", "note", ["b", "a"]),
    "other bounds": ("stamp", "note", ["ab", ""]),
    "one input more": ("stamp", "note", ["a", "b", ""]),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_was_made_from_anything_else_is_not_taken(tmp_path: Path, name: str) -> None:
    stamp, kind, inputs = OTHERS[name]
    Store("stamp", tmp_path).get("note", ["a", "b"], lambda: b"old")
    assert Store(stamp, tmp_path).get(kind, inputs, lambda: b"new") == b"new"


def test_only_what_is_missing_is_made_and_in_one_call(tmp_path: Path) -> None:
    """A key for which nothing is made has no result, and is asked for again."""
    store, calls = Store("", tmp_path), list[list[str]]()

    def make(missing: list[str]) -> dict[str, bytes]:
        calls.append(missing)
        return {key: key.encode() for key in missing if key != "none"}

    assert store.get_each("k", {"a": ["1"], "b": ["2"]}, make) == {"a": b"a", "b": b"b"}
    more = {"b": ["2"], "c": ["3"], "none": ["4"]}
    for _ in range(2):
        assert store.get_each("k", more, make) == {"b": b"b", "c": b"c"}
    assert calls == [["a", "b"], ["c", "none"], ["none"]]


def test_by_default_it_is_in_the_cache_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never in the checkout, where a stranger's branch could bring results along."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere/cache")
    folder = Store("").folder
    assert not folder.is_relative_to(ROOT)
    if sys.platform == "linux":
        assert folder.is_relative_to("/somewhere/cache")


def test_where_nothing_can_be_kept_a_result_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for content in (b"one", b"two"):
        assert Store("", tmp_path / "file").get("k", [], answer(content, [])) == content


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda data: data[:-1],
    "empty": lambda data: b"",
    "changed": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "longer": lambda data: data + b"x",
    "all of it another": lambda data: b"\xff",
}


@pytest.mark.parametrize("harm", SPOILT)
def test_what_is_not_whole_is_made_again(tmp_path: Path, harm: str) -> None:
    store = Store("", tmp_path)
    store.keep("k", [], b"sound")
    (file,) = tmp_path.iterdir()
    file.write_bytes(SPOILT[harm](file.read_bytes()))
    assert store.get("k", [], lambda: b"again") == b"again"
    assert store.find("k", []) == b"again"


def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert Store("", tmp_path).get("k", [], lambda: b"made") == b"made"
    assert list(tmp_path.iterdir()) == []


def test_threads_that_write_the_same_lose_nothing(tmp_path: Path) -> None:
    """Each has a temporary name of its own; PDF and EPUB once shared one, and lost each other."""
    store = Store("", tmp_path)

    def work(number: int) -> bytes:
        content = str(number % 20).encode() * 10_000
        return store.get("k", [str(number % 20)], lambda: content)

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(work, range(400)))
    assert results == [str(number % 20).encode() * 10_000 for number in range(400)]
    assert len(list(tmp_path.iterdir())) == 20


WRITER = """import sys
from pathlib import Path
from briefing.store import Store
store = Store("", Path(sys.argv[1]))
for _ in range(200):
    store.keep("k", [], sys.argv[2].encode() * 100_000)
"""


def test_processes_that_write_the_same_leave_one_whole_result(tmp_path: Path) -> None:
    store = Store("", tmp_path)
    store.keep("k", [], b"0" * 100_000)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, tmp_path, value], cwd=ROOT / "scripts")
        for value in "12"
    ]
    while any(writer.poll() is None for writer in writers):
        content = store.find("k", [])
        assert content is not None
        assert len(content) == 100_000
        assert len(set(content)) == 1
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(list(tmp_path.iterdir())) == 1


def test_what_no_build_asks_for_in_thirty_days_is_deleted(tmp_path: Path) -> None:
    store = Store("", tmp_path)
    for name, age in (("new", 0), ("used", 40), ("old", 40)):
        store.keep(name, [], name.encode())
        file = tmp_path / digest("", name)
        os.utime(file, (time.time() - age * DAY,) * 2)
    assert store.find("used", []) == b"used"
    store.delete_unused()
    found = [store.find(name, []) for name in ("new", "used", "old")]
    assert found == [b"new", b"used", None]
