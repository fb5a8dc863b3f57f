"""What is kept is whole, or is not taken."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from briefing.cache import keep, keep_bytes, read_bytes, read_kept


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    keep(tmp_path / "new" / "a.json", {"é": [1, "two\n"]})
    assert read_kept(tmp_path / "new" / "a.json") == {"é": [1, "two\n"]}
    keep_bytes(tmp_path / "b", b"\x89PNG\n\n")
    assert read_bytes(tmp_path / "b") == b"\x89PNG\n\n"


@given(st.data())
def test_a_cut_or_changed_file_is_not_taken(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "cache.json"
    keep(path, {"notes": ["sound"]})
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.sampled_from([place, place + 1, len(whole)]))
    rubbish = data.draw(st.binary(max_size=3).filter(lambda found: found != whole[place:end]))
    path.write_bytes(whole[:place] + rubbish + whole[end:])
    assert read_kept(path) is None


@pytest.mark.parametrize("text", [b"", b"[[[[" * 50_000, b'{"runs": 1}', b"\xff\xfe"])
def test_a_file_of_another_kind_is_not_taken(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "a.json").write_bytes(text)
    assert read_kept(tmp_path / "a.json") is None


def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    keep(tmp_path / "file" / "a.json", {})
    (tmp_path / "folder.json").mkdir()
    keep(tmp_path / "folder.json", {})
    assert read_kept(tmp_path / "folder.json") is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.json"]


WRITER = """import sys
from pathlib import Path
from briefing.cache import keep
for _ in range(100):
    keep(Path(sys.argv[1]), [int(sys.argv[2])] * 10_000)
"""


def test_two_processes_that_write_at_once_leave_one_whole_result(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    keep(path, [0])
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(value)], cwd=ROOT / "scripts")
               for value in (1, 2)]
    while any(writer.poll() is None for writer in writers):
        assert len(set(read_kept(path))) == 1
    assert [writer.returncode for writer in writers] == [0, 0]
    assert [found.name for found in tmp_path.iterdir()] == ["a.json"]
