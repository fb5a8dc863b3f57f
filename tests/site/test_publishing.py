"""What a build makes wherever it is begun, and what one that fails leaves: nothing half done.

Alone it notices a full disk, a closed folder, and runs at once.
"""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from support import (
    ABEL,
    Project,
    read_files,
    run,
    write_site,
)

from mkdocs_briefing.editions.editions import load_editions

BUILD = ("-m", "mkdocs", "build")


def write_version(root: Path, words: str) -> None:
    """Write a project whose pages say some words over and over."""
    files = {
        "docs/index.md": f"# T {{ #t }}\n\n{words * 200}\n\n- A.[@abel2020]\n    {{ #p }}\n",
        "bibliography.bib": ABEL,
    }
    for name in [*"abcdefg", "deep/h"]:
        files[f"docs/{name}.md"] = f"# {name} {{ #{name[-1]} }}\n\n{words * 200}\n"
    write_site(root, files)


def start(
    root: Path,
    *options: str,
    command: Sequence[str] = BUILD,
    prepare: Callable[[], object] | None = None,
) -> subprocess.Popen[str]:
    """Begin a build in a folder, in a process that has been prepared."""
    return subprocess.Popen(
        [sys.executable, *command, *options],
        cwd=root,
        text=True,
        preexec_fn=prepare,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(run: subprocess.Popen[str]) -> tuple[int, str]:
    """Return exit status and messages of a command, which leaves no traceback."""
    _, messages = run.communicate(timeout=120)
    assert "Traceback" not in messages, messages
    return run.returncode, messages


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a good site, which no test changes."""
    root = tmp_path_factory.mktemp("publishing") / "project"
    write_version(root, "one ")
    assert finish(start(root))[0] == 0
    return root


@pytest.fixture
def good(project: Path) -> Iterator[Path]:
    """A copy of the project with a newer text that is not built yet.

    Whatever a build does, it leaves nothing beside the site.
    """
    root = project.parent / "x"
    shutil.copytree(project, root)
    write_version(root, "two ")
    yield root
    assert list(root.glob(".building*")) == []
    shutil.rmtree(root)


def obey_permissions() -> None:
    """Take from root its right to write anywhere (prctl(2), CAP_DAC_OVERRIDE)."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def fill_disk() -> None:
    """A limit on the size of files fails in the middle of a write, as a full disk does."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))


@pytest.mark.parametrize(
    ("prepare", "mode", "message"),
    [
        pytest.param(fill_disk, 0o755, "File too large", id="full disk"),
        pytest.param(obey_permissions, 0o555, "Permission denied", id="closed folder"),
    ],
)
def test_a_place_not_writable_is_a_message(
    good: Path, prepare: Callable[[], None], mode: int, message: str
) -> None:
    before = read_files(good / "site")
    good.chmod(mode)
    status, messages = finish(start(good, prepare=prepare))
    good.chmod(0o755)
    assert status == 1
    assert message in messages
    assert read_files(good / "site") == before


def test_a_site_can_be_read_by_others_whatever_the_umask(good: Path) -> None:
    mask = os.umask(0o077)
    assert finish(start(good))[0] == 0
    os.umask(mask)
    for path in [good / "site", *(good / "site").rglob("*")]:
        mode = 0o755 if path.is_dir() else 0o644
        assert path.stat().st_mode & 0o777 == mode, path


@pytest.mark.parametrize(
    ("folder", "settings"),
    [(".", "mkdocs.yml"), ("../x", "../project/mkdocs.yml"), ("docs", "../mkdocs.yml")],
)
@pytest.mark.parametrize("builder", ["mkdocs", pytest.param("properdocs", marks=pytest.mark.slow)])
def test_the_way_to_the_settings_changes_nothing(
    good: Path, project: Path, tmp_path: Path, builder: str, folder: str, settings: str
) -> None:
    """As from their folder, so from any other; with MkDocs, and with what goes on where it ends."""
    options = ("-f", settings, "-d", tmp_path / "site")
    run("-m", builder, "build", *options, folder=project / folder)
    assert read_files(tmp_path / "site") == read_files(project / "site")


def test_a_fault_stops_the_successor_too(good: Path) -> None:
    before = read_files(good / "site")
    (good / "docs/a.md").write_text("# A { #a }\n\n- B.[@nobody]\n    { #q }\n", encoding="utf-8")
    command = ("-m", "properdocs", "build", "-f", "mkdocs.yml")
    status, messages = finish(start(good, command=command))
    assert status == 1
    assert "[unknown-key]" in messages
    assert read_files(good / "site") == before


FREEZE = ("-m", "mkdocs_briefing.commands.main", "edition", "--note", "Goes on.")


@pytest.mark.slow
def test_two_builds_and_two_freezes_at_once_do_not_mix(site: Project) -> None:
    """Each ends well or says why not; of two freezes of one number, one is kept whole."""
    site.edit("docs/theme.md", "A detail", "Details")
    runs = [start(site.root, command=command) for command in (BUILD, FREEZE, BUILD, FREEZE)]
    ends = [finish(run) for run in runs]
    assert [status for status, _ in ends[::2]] == [0, 0], ends
    assert sorted(status for status, _ in ends[1::2]) == [0, 1], ends
    assert sorted(path.name for path in (site.root / "editions").iterdir()) == ["1", "2"]
    assert load_editions(site.root)[1] == []
    sums = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(sums, cwd=site.root / "site", check=False).returncode == 0
