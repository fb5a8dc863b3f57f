"""History: what the base commit or the live site has of an edition stays; what nobody else has can be taken back."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, write_files

SETTINGS = "site_name: T\nextra:\n  briefing:\n    cut_off: 2024-11-26\n"


def git(root: Path, *arguments: str) -> str:
    settings = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@x.example",
        "-c",
        "init.defaultBranch=main",
    ]
    return subprocess.run(
        ["git", *settings, *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    write_files(
        root,
        {
            "mkdocs.yml": SETTINGS,
            "editions/1/index.html": "one",
            "editions/1/manifest.json": "1",
            "editions/2/index.html": "two",
            "editions/2/manifest.json": "2",
            **{
                name: (ROOT / name).read_bytes()
                for name in (".ci/guard-editions", "scripts/undo_edition.sh")
            },
        },
    )
    git(root, "init", "-q")
    commit(root)
    return root


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")


def run(root: Path, *command: str) -> tuple[int, str]:
    made = subprocess.run(
        ["sh", *command],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "no_proxy": "*"},
    )
    return made.returncode, made.stdout + made.stderr


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            lambda root: (root / "editions/1/manifest.json").write_text("other"),
            "editions/1/manifest.json",
        ),
        (lambda root: shutil.rmtree(root / "editions/2"), "editions/2/manifest.json"),
        (
            lambda root: (root / "editions/2").rename(root / "editions/3"),
            "editions/2/manifest.json",
        ),
        (lambda root: (root / "mkdocs.yml").write_text("other"), ""),
        (lambda root: shutil.copytree(root / "editions/2", root / "editions/3"), ""),
    ],
)
def test_an_edition_of_the_base_commit_or_of_the_live_site_stays(
    root: Path, tmp_path: Path, change: Callable[[Path], object], named: str
) -> None:
    """A base that is not there is no consent; a site that is not there, or has no list of its files yet, is."""
    base, live = git(root, "rev-parse", "HEAD").strip(), tmp_path / "SHA256SUMS"
    subprocess.run(f"sha256sum editions/*/manifest.json > {live}", cwd=root, check=True, shell=True)
    change(root)
    commit(root)
    commit(root)  # the base is not always the commit before
    for arguments in (
        [base],
        [],
        ["0" * 40],  # without a base: since editions have their present form
        ["HEAD", f"{tmp_path.as_uri()}/"],
    ):
        status, words = run(root, ".ci/guard-editions", *arguments)
        assert (status, named in words) == (1 if named else 0, True), words
    live.unlink()
    for arguments, answer in (
        (["1" * 40], (1, "fetch it")),
        (["HEAD", f"{tmp_path.as_uri()}/"], (0, "is known")),
    ):
        status, words = run(root, ".ci/guard-editions", *arguments)
        assert (status, answer[1] in words) == (answer[0], True), words


def test_the_newest_edition_can_be_taken_back_until_it_is_pushed(
    root: Path, tmp_path: Path
) -> None:
    git(root, "init", "-q", "--bare", str(tmp_path / "remote"))
    git(root, "remote", "add", "origin", str(tmp_path / "remote"))
    git(root, "push", "-q", "origin", "HEAD:main")
    draft = SETTINGS.replace("ing:\n", "ing:\n    draft: true  # why\n")
    for text in (draft, SETTINGS):
        (root / "mkdocs.yml").write_text(text, encoding="utf-8")
        commit(root)
    shutil.copytree(root / "editions/2", root / "editions/10")
    commit(root)
    for answer in (
        (0, "edition 10 is taken back"),
        (1, "edition 2 was pushed to refs/remotes/origin/main"),
    ):
        status, words = run(root, "scripts/undo_edition.sh")
        assert (status, answer[1] in words) == (answer[0], True), words
        assert sorted(os.listdir(root / "editions")) == ["1", "2"]
    assert (root / "mkdocs.yml").read_text(encoding="utf-8") == draft, (
        "with the comment that the line had"
    )


def test_without_git_or_an_edition_nothing_is_taken_back(root: Path) -> None:
    shutil.rmtree(root / ".git")
    assert "nobody can tell" in run(root, "scripts/undo_edition.sh")[1]
    shutil.rmtree(root / "editions")
    assert run(root, "scripts/undo_edition.sh") == (1, "there is no edition to take back\n")
