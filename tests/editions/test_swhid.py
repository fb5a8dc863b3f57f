"""The identifier of a folder is what Git computes of it, whatever is in it.

Alone it notices another order of files than Git's, and a forged manifest with sums that fit.
"""

import subprocess
from pathlib import Path

from support import write_files

from mkdocs_briefing.editions.editions import MANIFEST, load_editions, seal
from mkdocs_briefing.editions.swhid import identify

from .conftest import add_edition

FILES = {
    "empty": b"",
    "no text": bytes(range(256)),
    "lines": b"\r\n",
    "below/a/c": b"1",
    "below/d": b"2",
    # a folder is sorted as if it ended in a slash
    "a/x": b"3",
    "a.b": b"4",
    "a-b": b"5",
    "a0": b"6",
    "ab": b"7",
    # by bytes, not by letters
    "é": b"8",
    "z": b"9",
    "Z": b"10",
    "日/本": b"11",
}


def ask_git(folder: Path, repository: Path) -> str:
    """Return what Git computes of a folder, in a repository of its own."""

    def run(*arguments: str) -> str:
        place = [f"--git-dir={repository}", f"--work-tree={folder}"]
        settings = ["-c", "core.autocrlf=false", "-c", "core.excludesFile="]
        command = ["git", *place, *settings, *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder)
        return done.stdout.strip()

    run("init", "--quiet")
    run("add", "--all", "--force", ".")
    return f"swh:1:dir:{run('write-tree')}"


def test_it_is_that_of_git(tmp_path: Path) -> None:
    write_files(tmp_path / "tree", FILES)
    assert identify(FILES) == ask_git(tmp_path / "tree", tmp_path / "git")


def test_a_page_that_was_changed_with_all_sums_made_anew_is_refused(tmp_path: Path) -> None:
    """Of the last edition the manifest is all that there is; of those before it, the next one."""
    [first] = add_edition(tmp_path, {"": "<h1 id=top>T</h1>"})
    add_edition(tmp_path, {"": "<h1 id=top>U</h1>"}, predecessor_swhid=first.swhid)
    file = tmp_path / "editions/1" / MANIFEST
    file.write_bytes(seal(file.read_bytes().replace(b'"note": "Why."', b'"note": "Not."')))
    [problem, other] = load_editions(tmp_path)[1]
    assert "is not the one that it was made after" in str(problem)
    assert "is not the one with the identifier" in str(other)


def test_what_a_file_system_says_of_all_files_is_no_other_edition(tmp_path: Path) -> None:
    [first] = add_edition(tmp_path, {"": "<h1 id=top>T</h1>"})
    add_edition(tmp_path, {"": "<h1 id=top>U</h1>"}, predecessor_swhid=first.swhid)
    for file in (tmp_path / "editions/1").iterdir():
        file.chmod(0o777)
    assert load_editions(tmp_path)[1] == []
