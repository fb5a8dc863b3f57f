"""What GitHub runs: two gates, a summary of what changed; zizmor and actionlint find nothing.

Alone it notices a gate or a summary that GitHub alone would run.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from support import PUSH, ROOT, commit, git, write_files

WORKFLOWS = [*ROOT.glob(".github/workflows/*.yml"), *PUSH.glob(".github/workflows/*.yml")]
ACTION = re.compile(r"uses: (\S+ # \S+)")
CHANGES_CODE = ROOT / ".ci/changes-code"
SUMMARISE = ROOT / ".ci/summarise"


def run_script(script: Path, folder: Path, *arguments: str) -> str:
    """Run a script of `.ci/` in a folder, and return what it prints."""
    done = subprocess.run(
        ["sh", script, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


TEXT = ["docs/a.md", "docs/deep/a.md", "docs/records/a.yml", "docs/figures/a.svg", "docs/watch.yml"]
TEXT += ["bibliography.bib", "editions/1/index.html"]
CODE = ["mkdocs.yml", "docs/assets/a.svg", "scripts/a.py", "README.md"]


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A repository with one commit."""
    commit(tmp_path, {"x": "x"})
    return tmp_path


def test_the_engine_is_tested_where_more_than_text_changes(begun: Path) -> None:
    base = commit(begun, {})
    for name in TEXT:
        commit(begun, {name: "x"})
    assert run_script(CHANGES_CODE, begun, base) == "code=false\n"
    for name in CODE:
        base = git(begun, "rev-parse", "HEAD")
        commit(begun, {name: "x", "docs/a.md": name})
        assert run_script(CHANGES_CODE, begun, base) == "code=true\n", name


@pytest.mark.parametrize("base", ["", "0" * 40, "no-such-commit"])
def test_without_a_base_the_engine_is_tested(begun: Path, base: str) -> None:
    assert run_script(CHANGES_CODE, begun, base) == "code=true\n"


def write_command(root: Path, script: str) -> None:
    """Write what `mkdocs-briefing` is in the environment of a clone."""
    write_files(root, {".venv/bin/mkdocs-briefing": script})
    (root / ".venv/bin/mkdocs-briefing").chmod(0o755)


def test_a_diff_shows_what_was_written_since_the_newest_edition(begun: Path) -> None:
    """The older edition was changed since, and styles are no words."""
    ours = f'#!/bin/sh\nexec {sys.executable} -m mkdocs_briefing.commands.main "$@"\n'
    write_command(begun, ours)
    commit(begun, {"docs/deep/a.md": "It is calm.", "editions/9/manifest.json": "9"})
    commit(begun, {"docs/deep/a.md": "It is windy today.", "editions/10/manifest.json": "10"})
    commit(begun, {"docs/a.css": "a", "editions/9/manifest.json": "other"})
    write_files(begun, {"docs/deep/a.md": "It is calm today."})
    lines = run_script(SUMMARISE, begun).splitlines()
    assert "It is [-windy-]{+calm+} today." in lines
    assert sum(line.startswith("diff --git ") for line in lines) == 1


def test_the_summary_shows_differences_and_no_markup_of_theirs(begun: Path) -> None:
    """A fence in a page ends no block of the summary."""
    write_command(begun, "#!/bin/sh\ncat said\n")
    write_files(begun, {"said": "+ a\n````\n<b>b</b>\n"})
    fence = "`" * 7
    lines = run_script(SUMMARISE, begun).splitlines()
    assert lines[0] == "## What differs from the newest edition"
    assert lines[2:] == [f"{fence}diff", "+ a", "````", "<b>b</b>", fence]


def test_zizmor_finds_nothing() -> None:
    """https://docs.zizmor.sh; what it can tell without asking GitHub."""
    program = Path(sys.executable).parent / "zizmor"
    done = subprocess.run(
        [program, "--offline", "--no-progress", ROOT, PUSH],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "No findings" in done.stdout + done.stderr


def test_a_briefing_that_new_began_has_the_actions_and_the_engine_of_this_commit() -> None:
    """Dependabot proposes newer actions for this repository alone."""
    ours = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    begun = (PUSH / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    assert {*ACTION.findall(begun)} == {*ACTION.findall(ours)}
    tags = ".github/workflows/tag.yml"
    assert (PUSH / tags).read_bytes() == (ROOT / tags).read_bytes()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = (PUSH / "requirements.txt").read_text(encoding="utf-8").splitlines()[1:]
    engine = f"./mkdocs_briefing-{project['project']['version']}-py3-none-any.whl"
    assert names[0] == engine
    assert set(names[1:]) <= {*map(str, project["dependency-groups"]["dev"])}


def test_actionlint_finds_nothing() -> None:
    program = Path(sys.executable).parent / "actionlint"
    done = subprocess.run(
        [program, "-no-color", *WORKFLOWS], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
