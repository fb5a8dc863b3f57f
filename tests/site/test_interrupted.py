"""Whatever ends a build or a freeze, the site and the editions are whole.

They run side by side, and have a full disk; `pipeline/test_publish.py` has builds that die.
"""

import hashlib
from pathlib import Path

import pytest
from support import ROOT

from briefing.editions.editions import load_editions

from .conftest import Site
from .test_publishing import BUILD, finish, start

FREEZE = (str(ROOT / "scripts/freeze_edition.py"), "--config", "mkdocs.yml", "--note", "Goes on.")


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
