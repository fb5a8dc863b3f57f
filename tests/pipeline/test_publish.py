"""The swap of two sites: whole to every build, and never of anything that is not a site.

Alone it notices a build that dies at any step, waits for another, or meets a folder that is no
site.
"""

import errno
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from support import read_data, write_files

from mkdocs_briefing.pipeline import publish
from mkdocs_briefing.problems import Refused


class Killed(BaseException):
    """What stands for SIGKILL: nothing catches it."""


def write_site(folder: Path, text: str) -> None:
    write_files(folder, dict.fromkeys(("index.html", "a/index.html", "b/index.html"), text))


def read_site(folder: Path) -> set[str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != publish.SUMS]
    assert len(files) == 3, files
    return {path.read_text(encoding="utf-8") for path in files}


def build(root: Path, text: str) -> None:
    stage = publish.Stage(root / "site", root / "project")
    write_site(stage.path, text)
    stage.publish()


def list_left(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name != "site")


@pytest.mark.parametrize("place", ["site", "disk/site"])
def test_a_site_takes_the_place_of_the_one_before(tmp_path: Path, place: str) -> None:
    """An empty folder is taken too, and a link stays a link."""
    (tmp_path / place).mkdir(parents=True)
    if place != "site":
        (tmp_path / "site").symlink_to(tmp_path / place)
    for text in ("one", "two", "three"):
        build(tmp_path, text)
        assert read_site(tmp_path / "site") == {text}
        assert list_left((tmp_path / place).parent) == []
    assert (tmp_path / "site").is_symlink() == (place != "site")


@pytest.mark.parametrize("step", range(6))
def test_a_build_that_dies_at_any_step_leaves_a_whole_site_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The steps are those that change the disk."""
    taken = iter(range(100))

    def count(real: Callable[..., object]) -> Callable[..., object]:
        def take(*args: object, **options: object) -> object:
            if next(taken) >= step:
                raise Killed
            return real(*args, **options)

        return take

    build(tmp_path, "one")
    stage = publish.Stage(tmp_path / "site", tmp_path / "project")
    write_site(stage.path, "two")
    with monkeypatch.context() as context, suppress(Killed):
        for owner, name in (
            (Path, "rename"),
            (Path, "write_text"),
            (shutil, "rmtree"),
        ):
            context.setattr(owner, name, count(getattr(owner, name)))
        stage.publish()
    if stage._lock is not None:
        os.close(stage._lock)  # as the system does
    last = publish.Stage(tmp_path / "site", tmp_path / "project")
    assert read_site(tmp_path / "site") in ({"one"}, {"two"})
    last.discard()
    assert list_left(tmp_path) == []


def test_a_second_build_waits_for_the_first_and_leaves_its_stage_alone(tmp_path: Path) -> None:
    """Also one of another site in the same folder: they are not told apart."""
    first = publish.Stage(tmp_path / "site", tmp_path / "project")
    with ThreadPoolExecutor(1) as thread:
        second = thread.submit(build, tmp_path, "two")
        write_site(first.path, "one")
        with pytest.raises(TimeoutError):
            second.result(0.2)
        first.publish()
        second.result(60)
    assert read_site(tmp_path / "site") == {"two"}
    assert list_left(tmp_path) == []


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    child = os.fork()
    if not child:
        publish.Stage(tmp_path / "site", tmp_path / "project")
        os._exit(0)
    os.waitpid(child, 0)
    assert list_left(tmp_path) == [".building-new-site"]
    build(tmp_path, "one")
    assert list_left(tmp_path) == []


@pytest.mark.parametrize(("site", "files", "reason"), read_data("sites.yml")["places"])
def test_nothing_but_a_site_of_ours_is_replaced(
    tmp_path: Path, site: str, files: list[str], reason: str
) -> None:
    write_files(tmp_path, dict.fromkeys(files, "mine"))
    with pytest.raises(Refused, match=reason):
        publish.Stage(tmp_path / site, tmp_path / "project")
    assert sorted(
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    ) == sorted(files)


def test_where_it_cannot_be_moved_the_old_site_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "one")
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name.startswith(".building-new-"):
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="No space left"):
        build(tmp_path, "two")
    assert read_site(tmp_path / "site") == {"one"}
    assert list_left(tmp_path) == []
