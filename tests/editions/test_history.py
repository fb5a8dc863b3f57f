"""History: an edition that others have stays.

The guard compares with a base commit and with the live site.

Alone it notices the guard, which no build runs.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from served import serve
from support import ROOT, commit, git

GUARD = ROOT / "scripts/mkdocs_briefing/commands/guard.py"
FIRST = ".ci/first-publication"
NO_COMMIT = "0" * 40  # what a platform gives as the base of the first push


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """Run the guard in a repository, as a file by itself and without the packages of the engine.

    Return its exit status and all that it says.
    """
    done = subprocess.run(
        [sys.executable, "-I", "-S", GUARD, "--seconds", "1", *arguments],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "no_proxy": "*"},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a repository with two editions."""
    root = tmp_path / "project"
    files = {
        "editions/1/index.html": "one",
        "editions/1/manifest.json": "1",
        "editions/2/index.html": "two",
        "editions/2/manifest.json": "2",
    }
    commit(root, files)
    return root


def publish(root: Path, folder: Path) -> None:
    """Put the list of files of a live site into a folder."""
    command = "sha256sum editions/*/manifest.json"
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, shell=True)
    (folder / "SHA256SUMS").write_bytes(listed.stdout)


def change_manifest(root: Path) -> None:
    (root / "editions/1/manifest.json").write_text("other")


def delete_edition(root: Path) -> None:
    shutil.rmtree(root / "editions/2")


def rename_edition(root: Path) -> None:
    (root / "editions/2").rename(root / "editions/3")


def change_settings(root: Path) -> None:
    (root / "mkdocs.yml").write_text("other")


def add_edition(root: Path) -> None:
    shutil.copytree(root / "editions/2", root / "editions/3")


CHANGES = [
    (change_manifest, "editions/1/manifest.json"),
    (delete_edition, "editions/2/manifest.json"),
    (rename_edition, "editions/2/manifest.json"),
    (change_settings, ""),
    (add_edition, ""),
]


@pytest.mark.parametrize(("change", "refused"), CHANGES)
def test_an_edition_that_others_have_stays(
    root: Path, tmp_path: Path, change: Callable[[Path], None], refused: str
) -> None:
    """Others are the base commit, and the live site."""
    base = git(root, "rev-parse", "HEAD")
    publish(root, tmp_path)
    change(root)
    commit(root)
    commit(root)  # the base is not always the commit before
    with serve(tmp_path) as site:
        for arguments in ([base], ["HEAD", site]):
            status, words = run(root, *arguments)
            assert status == (1 if refused else 0), words
            assert refused in words


@pytest.mark.parametrize("arguments", [(), ("",), (NO_COMMIT,)])
def test_without_a_base_nothing_is_consented_to(root: Path, arguments: tuple[str, ...]) -> None:
    """A first publication is declared."""
    status, words = run(root, *arguments)
    assert (status, "no base commit is named" in words) == (1, True), words
    commit(root, {FIRST: "Nothing is on the web yet.\n"})
    assert run(root, *arguments) == (0, "")


def test_a_fork_begins_without_the_editions_of_another_while_nothing_of_its_own_is_live(
    root: Path, tmp_path: Path
) -> None:
    base = git(root, "rev-parse", "HEAD")
    publish(root, tmp_path)
    delete_edition(root)
    commit(root, {FIRST: "A fork: nothing of it is on the web yet.\n"})
    assert run(root, base) == (0, "")
    with serve(tmp_path) as site:
        status, words = run(root, base, site)
    assert (status, f"{FIRST} says that nothing was published, and" in words) == (1, True), words


def test_a_base_that_is_not_there_is_no_consent(root: Path) -> None:
    status, words = run(root, "1" * 40)
    assert status == 1
    assert "fetch it" in words


def test_a_site_without_a_list_is_published_first_only_where_a_file_says_so(
    root: Path, tmp_path: Path
) -> None:
    """The file has to go once there is a list: later, a list that is missing is a fault."""
    live = tmp_path / "live"
    live.mkdir()
    with serve(live) as site:
        status, words = run(root, "HEAD", site)
        assert (status, "(status 404)" in words, FIRST in words) == (1, True, True), words
        commit(root, {FIRST: "Nothing is on the web yet.\n"})
        status, words = run(root, "HEAD", site)
        assert (status, "nothing is live" in words) == (0, True), words
        publish(root, live)
        status, words = run(root, "HEAD", site)
        assert (status, "delete it" in words) == (1, True), words


def test_a_site_that_does_not_answer_says_nothing_of_what_is_live(
    root: Path, tmp_path: Path
) -> None:
    """Whether it has a fault, nobody listens there, or somebody does and says nothing."""
    commit(root, {FIRST: "Nothing is on the web yet.\n"})
    with serve(tmp_path, 503) as site:
        status, words = run(root, "HEAD", site)
    assert (status, "answers with status 503" in words) == (1, True), words
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert "does not answer" in run(root, "HEAD", address)[1]
    status, words = run(root, "HEAD", address)
    assert (status, "does not answer" in words) == (1, True), words


@pytest.mark.parametrize(
    ("content", "ended", "said"),
    [
        ("", 1, "is no list of files"),
        ("<!doctype html>\n<title>Parked</title>\n", 1, "is no list of files"),
        (f"{'0' * 64}  index.html\n", 0, "no edition is live"),
    ],
)
def test_another_page_in_the_place_of_the_list_is_none(
    root: Path, tmp_path: Path, content: str, ended: int, said: str
) -> None:
    """And a site without an edition has none to keep."""
    (tmp_path / "SHA256SUMS").write_text(content)
    with serve(tmp_path) as site:
        status, words = run(root, "HEAD", site)
    assert (status, said in words) == (ended, True), words
