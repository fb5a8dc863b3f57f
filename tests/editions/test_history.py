"""History: an edition that others have stays; what nobody else has can be taken back.

The guard compares with a base commit and with the live site.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, write_files

SETTINGS = "site_name: T\nextra:\n  briefing:\n    cut_off: 2024-11-26\n"
IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@x.example", "-c", "init.defaultBranch=main")
GUARD = ".ci/guard-editions"
UNDO = "scripts/undo_edition.sh"
NO_COMMIT = "0" * 40  # what a platform gives as the base of the first push


def git(root: Path, *arguments: str) -> str:
    """Run git in a repository and return what it says."""
    command = ["git", *IDENTITY, *arguments]
    return subprocess.run(
        command, cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()


def commit(root: Path) -> None:
    """Commit all that is there, also where nothing has changed."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")


def run(root: Path, *command: str) -> tuple[int, str]:
    """Run a script in a repository; return its exit status and all that it says."""
    done = subprocess.run(
        ["sh", *command],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "no_proxy": "*"},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a repository with two editions, and the scripts that know of them."""
    root = tmp_path / "project"
    files = {
        "mkdocs.yml": SETTINGS,
        "editions/1/index.html": "one",
        "editions/1/manifest.json": "1",
        "editions/2/index.html": "two",
        "editions/2/manifest.json": "2",
        GUARD: (ROOT / GUARD).read_bytes(),
        UNDO: (ROOT / UNDO).read_bytes(),
    }
    write_files(root, files)
    git(root, "init", "-q")
    commit(root)
    return root


def publish(root: Path, folder: Path) -> str:
    """Put the list of files of a live site into a folder; return the address of the site."""
    command = "sha256sum editions/*/manifest.json"
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, shell=True)
    (folder / "SHA256SUMS").write_bytes(listed.stdout)
    return f"{folder.as_uri()}/"


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
    """Others are the base commit; without one, the commit that made editions; the live site."""
    base = git(root, "rev-parse", "HEAD")
    site = publish(root, tmp_path)
    change(root)
    commit(root)
    commit(root)  # the base is not always the commit before
    for arguments in ([base], [], [NO_COMMIT], ["HEAD", site]):
        status, words = run(root, GUARD, *arguments)
        assert status == (1 if refused else 0), words
        assert refused in words


def test_a_base_that_is_not_there_is_no_consent(root: Path) -> None:
    status, words = run(root, GUARD, "1" * 40)
    assert status == 1
    assert "fetch it" in words


def test_a_site_that_has_no_list_of_its_files_yet_has_no_editions(
    root: Path, tmp_path: Path
) -> None:
    status, words = run(root, GUARD, "HEAD", f"{tmp_path.as_uri()}/")
    assert status == 0
    assert "no edition is known to be live" in words


def test_the_newest_edition_can_be_taken_back_until_it_is_pushed(
    root: Path, tmp_path: Path
) -> None:
    """The line that made the site a draft comes back, with the comment that it had."""
    git(root, "init", "-q", "--bare", str(tmp_path / "remote"))
    git(root, "remote", "add", "origin", str(tmp_path / "remote"))
    git(root, "push", "-q", "origin", "HEAD:main")
    draft = SETTINGS.replace("ing:\n", "ing:\n    draft: true  # why\n")
    for text in (draft, SETTINGS):
        (root / "mkdocs.yml").write_text(text, encoding="utf-8")
        commit(root)
    shutil.copytree(root / "editions/2", root / "editions/10")
    commit(root)
    status, words = run(root, UNDO)
    assert (status, "edition 10 is taken back" in words) == (0, True), words
    assert sorted(path.name for path in (root / "editions").iterdir()) == ["1", "2"]
    assert (root / "mkdocs.yml").read_text(encoding="utf-8") == draft
    status, words = run(root, UNDO)
    assert status == 1
    assert "edition 2 was pushed to refs/remotes/origin/main" in words
    assert sorted(path.name for path in (root / "editions").iterdir()) == ["1", "2"]


def test_without_git_nothing_is_taken_back(root: Path) -> None:
    shutil.rmtree(root / ".git")
    assert "nobody can tell" in run(root, UNDO)[1]


def test_without_an_edition_nothing_is_taken_back(root: Path) -> None:
    shutil.rmtree(root / "editions")
    assert run(root, UNDO) == (1, "there is no edition to take back\n")
