"""The swap of two sites: whole at every moment, and never of anything that is not a site."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from support import read_data, write_files

from briefing.pipeline import publish
from briefing.problems import Refused


class Killed(BaseException):
    """What stands for SIGKILL: nothing catches it."""


def write_site(folder: Path, text: str) -> None:
    write_files(folder, dict.fromkeys(("index.html", "a/index.html", "b/index.html"), text))


def read_site(folder: Path) -> set[str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != publish.MARK]
    assert len(files) == 3, files
    return {path.read_text(encoding="utf-8") for path in files}


def build(root: Path, text: str) -> None:
    stage = publish.make_stage(root / "site", root / "project")
    write_site(stage.path, text)
    publish.publish(stage)


def list_left(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name != "site")


@pytest.fixture(params=["one step", "two steps"])
def swap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two steps":
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    return str(request.param)


@pytest.mark.parametrize("place", ["site", "disk/site"])
def test_a_site_takes_the_place_of_the_one_before(tmp_path: Path, swap: str, place: str) -> None:
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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: str, step: int
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
    stage = publish.make_stage(tmp_path / "site", tmp_path / "project")
    write_site(stage.path, "two")
    with monkeypatch.context() as context, suppress(Killed):
        for owner, name in (
            (Path, "rename"),
            (Path, "write_text"),
            (shutil, "rmtree"),
            (publish, "_exchange"),
        ):
            context.setattr(owner, name, count(getattr(owner, name)))
        publish.publish(stage)
    if stage.lock is not None:
        os.close(stage.lock)  # as the system does
    if swap == "one step":
        assert read_site(tmp_path / "site") in ({"one"}, {"two"}), "never missing"
    last = publish.make_stage(tmp_path / "site", tmp_path / "project")
    assert read_site(tmp_path / "site") in ({"one"}, {"two"})
    publish.discard(last)
    assert list_left(tmp_path) == []


def test_linux_swaps_in_one_step(tmp_path: Path) -> None:
    """Not by names: between two renames there would be no site."""
    write_site(tmp_path / "one", "one")
    write_site(tmp_path / "two", "two")
    assert publish._exchange(tmp_path / "one", tmp_path / "two")
    assert read_site(tmp_path / "one") == {"two"}
    assert not publish._exchange(tmp_path / "one", tmp_path / "nowhere")


def test_a_second_build_says_that_another_is_running_and_leaves_its_stage_as_that_of_any_other(
    tmp_path: Path,
) -> None:
    first = publish.make_stage(tmp_path / "site", tmp_path / "project")
    other = publish.make_stage(
        tmp_path / "site-abcdefgh", tmp_path / "project"
    )  # begins like the first
    write_site(first.path, "one")
    write_site(other.path, "other")
    with pytest.raises(Refused, match="another build is writing"):
        build(tmp_path, "two")
    publish.publish(first)
    assert (read_site(tmp_path / "site"), read_site(other.path)) == ({"one"}, {"other"})
    publish.discard(other)
    build(tmp_path, "two")
    assert list_left(tmp_path) == []


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    child = os.fork()
    if not child:
        publish.make_stage(tmp_path / "site", tmp_path / "project")
        os._exit(0)
    os.waitpid(child, 0)
    assert len(list_left(tmp_path)) == 2, "its lock and its stage are there"
    build(tmp_path, "one")
    assert list_left(tmp_path) == []


def test_a_deleted_lock_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that ends deletes the lock which the next may just have opened."""
    real, opened = os.open, []

    def open_and_delete(path: Path, *options: int) -> int:
        opened.append(real(path, *options))
        if len(opened) == 1:
            path.unlink()
        return opened[-1]

    monkeypatch.setattr(os, "open", open_and_delete)
    stage = publish.make_stage(tmp_path / "site", tmp_path / "project")
    assert stage.lock == opened[-1]
    assert len(opened) == 2
    publish.discard(stage)


@pytest.mark.parametrize(("site", "files", "reason"), read_data("sites.yml")["places"])
def test_nothing_but_a_site_of_ours_is_replaced(
    tmp_path: Path, site: str, files: list[str], reason: str
) -> None:
    write_files(tmp_path, dict.fromkeys(files, "mine"))
    with pytest.raises(Refused, match=reason):
        publish.make_stage(tmp_path / site, tmp_path / "project")
    assert sorted(
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    ) == sorted(files)


def test_where_it_cannot_be_moved_the_old_site_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "one")
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
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


def test_each_file_is_listed_with_its_sum(tmp_path: Path) -> None:
    """As `sha256sum --check` reads it."""
    stage = publish.make_stage(tmp_path / "site", tmp_path / "project")
    write_site(stage.path, "one")
    sums = stage.write_sums()
    publish.publish(stage)
    pages = {"a/index.html", "b/index.html", "index.html"}
    assert sums.keys() == pages | {"SHA256SUMS"}
    check = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path / "site", check=False
    )
    assert check.returncode == 0
    assert publish.sum_site(tmp_path / "site") == sums


def test_a_link_in_a_site_is_no_file_of_it(tmp_path: Path) -> None:
    write_site(tmp_path, "one")
    before = publish.sum_site(tmp_path)
    (tmp_path / "index.html").unlink()
    (tmp_path / "index.html").symlink_to(tmp_path / "a/index.html")
    assert publish.sum_site(tmp_path) != before
