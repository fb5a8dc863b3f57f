"""Whatever ends a build or a freeze, the site and the editions are whole.

They run side by side, and have a full disk; `pipeline/test_publish.py` has builds that die.
"""

import errno
import hashlib
import shutil
from pathlib import Path

import pytest
from support import ROOT, read_files

from briefing.editions.editions import load_editions

from .conftest import Site
from .test_publishing import BUILD, finish, start

FREEZE = (str(ROOT / "scripts/freeze_edition.py"), "--config", "mkdocs.yml", "--note", "Goes on.")
FAULTY = f"""import builtins, errno, os, pathlib, sys
left, code = [int(sys.argv.pop(1))], int(sys.argv.pop(1))
def spoil(call):
    def write(self, *arguments, **named):
        left[0] -= "mkdocs-briefing/programs" not in str(self)
        if left[0] == 0:
            raise OSError(code, os.strerror(code), str(self))
        return call(self, *arguments, **named)
    return write
for name in ("write_bytes", "write_text", "mkdir", "rename"):
    setattr(pathlib.Path, name, spoil(getattr(pathlib.Path, name)))
os.link = spoil(os.link)
opened, spoilt = open, spoil(open)
def choose(file, mode="r", *arguments, **named):
    return (spoilt if "w" in mode else opened)(file, mode, *arguments, **named)
builtins.open = choose
sys.path[:0] = [{str(ROOT / "scripts")!r}]
"""
"""Lets the write of the given number fail, whatever it is, and then runs a command."""


def say(site: Site, words: object) -> None:
    """Change what the site says, so that there is something to build and to freeze."""
    text = (site.root / "docs/theme.md").read_text(encoding="utf-8")
    site.write(
        "docs/theme.md", text.partition("Round")[0].rstrip() + f"\n\nRound {words}.\n{{ #round }}\n"
    )


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def count_whole(site: Site) -> int:
    editions, problems = load_editions(site.root)
    assert problems == []
    return len(editions)


def check_whole(site: Path) -> None:
    """See that each file of a site is there as its list has it."""
    sums = (site / "SHA256SUMS").read_text(encoding="utf-8")
    for line in sums.splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((site / name).read_bytes()).hexdigest() == digest, name
    assert "  index.html\n" in sums


@pytest.fixture
def draft(site: Site) -> Site:
    say(site, "begins")
    assert finish(start(site.root))[0] == 0
    return site


@pytest.mark.slow
def test_two_builds_and_two_freezes_at_once_do_not_mix(draft: Site) -> None:
    """Each ends well or says why not; of two freezes of one number, one is kept whole."""
    say(draft, "more")
    runs = [start(draft.root, command=command) for command in (BUILD, FREEZE, BUILD, FREEZE)]
    ends = [finish(run) for run in runs]
    for status, words in ends[::2]:
        assert status == 0, words
    assert sorted(status for status, _ in ends[1::2]) == [0, 1], ends
    assert count_whole(draft) == 2
    assert list_names(draft.root / "editions") == ["1", "2"]
    check_whole(draft.root / "site")


@pytest.mark.slow
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
@pytest.mark.parametrize(
    ("run", "options"),
    [
        ("import runpy; runpy.run_module('freeze_edition', run_name='__main__')", FREEZE[1:]),
        ("from mkdocs.__main__ import cli; cli()", BUILD[2:]),
    ],
    ids=["freeze", "build"],
)
def test_a_failing_disk_leaves_all_whole(
    draft: Site, run: str, options: tuple[str, ...], code: int
) -> None:
    """Of twenty writes every second one fails, with the other error those between them."""
    failed = 0
    site = read_files(draft.root / "site")
    editions = read_files(draft.root / "editions")
    for number in range(1 + (code == errno.EIO), 21, 2):
        say(draft, number)
        status, _ = finish(
            start(draft.root, str(number), str(code), *options, command=("-c", FAULTY + run))
        )
        failed += status != 0
        if status:
            assert read_files(draft.root / "site") == site, number
            assert read_files(draft.root / "editions") == editions, number
        count_whole(draft)
        check_whole(draft.root / "site")
        assert all(name.isdecimal() for name in list_names(draft.root / "editions")), number
        shutil.rmtree(draft.root / "editions/2", ignore_errors=True)
        site = read_files(draft.root / "site")
    assert failed > 4
