"""Everyday work by commands: what each changes and says, and that nothing is lost on the way.

Each is run on a tiny site with a file of every kind; what is stopped and piped is a process.
"""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support import ROOT, MakeSite, read_files, read_text, run_python, write_files
from within import run_within

from briefing.problems import Refused
from briefing.rewriting import Rewrite, put_in_place

SITE = {
    "docs/index.md": read_text("sites/commands/index.md"),
    "docs/sources.md": "# Sources { #sources }\n\n<!-- briefing: sources -->\n",
    "docs/records/index.yml": read_text("sites/commands/records.yml"),
    "docs/figures/dates.yml": read_text("sites/commands/dates.yml"),
    "bibliography.bib": read_text("sites/commands/bibliography.bib"),
}
COMMANDS = {
    "checked": ["note_readings.py", "abel2020"],
}


@pytest.fixture
def root(make_site: MakeSite) -> Path:
    """Return the folder of a draft with something to do for every command."""
    site = make_site(files={**SITE, **read_views()}, draft=True)
    assert site.messages == []
    return site.root


def read_views() -> dict[str, str]:
    """Return the templates of what the pages show."""
    names = ("views/sources.html", "figures/dates.html", "figures/evidence.html")
    return {f"theme/{name}": (ROOT / "overrides" / name).read_text("utf-8") for name in names}


def call(root: Path, script: str, *arguments: str) -> CompletedProcess[str]:
    """Run a command with what `make` hands to it."""
    return run_within(script, "--config", "mkdocs.yml", *arguments, folder=root)


def read_sources(root: Path) -> dict[str, bytes]:
    """Return the author's files."""
    files = read_files(root)
    return {name: text for name, text in files.items() if not name.startswith("site/")}


def list_changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return sorted(name for name in after if before.get(name) != after[name])


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_dry_run_shows_what_would_be_and_writes_nothing(root: Path, command: list[str]) -> None:
    before = read_sources(root)
    dry = call(root, *command, "--dry-run")
    assert dry.returncode == 0, dry.stdout + dry.stderr
    assert read_sources(root) == before
    assert "--- " in dry.stdout
    assert "dry run, nothing was written" in dry.stdout.splitlines()[-1]
    done = call(root, *command)
    assert done.returncode == 0, done.stdout + done.stderr
    changed = list_changed(before, read_sources(root))
    assert changed
    named = " ".join(line for line in done.stdout.splitlines() if line.endswith(")"))
    assert [name for name in changed if name not in named] == [], "it says what it changed"
    told = {line.split()[1] for line in dry.stdout.splitlines() if line.startswith("+++ ")}
    assert sorted(told) == changed, "as the dry run said"


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_file_that_is_read_only_stays_and_so_do_all_others(
    root: Path, command: list[str]
) -> None:
    before = read_sources(root)
    changed = call(root, *command, "--dry-run").stdout.splitlines()
    names = [line.split()[1] for line in changed if line.startswith("+++ ")]
    existing = [name for name in names if name in before]
    (root / existing[-1]).chmod(stat.S_IRUSR)
    ended = call(root, *command)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"{existing[-1]}: this file is read-only; nothing was changed")
    assert read_sources(root) == before


@pytest.mark.parametrize("script", sorted({command[0] for command in COMMANDS.values()}))
def test_help_says_what_a_command_does(script: str) -> None:
    ended = run_python(ROOT / "scripts" / script, "--help")
    assert ended.returncode == 0
    assert "Usage: python scripts/" in ended.stdout
    assert "--dry-run" in ended.stdout


STOPPED = """
import os, signal, sys
from pathlib import Path

# As a terminal starts a command: what runs in the background may have been told to pass over it.
signal.signal(signal.SIGINT, signal.default_int_handler)

replace = Path.replace
count = 0

def stop(path, target):
    global count
    count += 1
    if count == {number}:
        os.kill(os.getpid(), signal.{sign})
    return replace(path, target)

Path.replace = stop
sys.path.insert(0, {scripts!r})
sys.argv = {arguments!r}
exec(compile(open(sys.argv[0]).read(), sys.argv[0], "exec"), {{"__name__": "__main__"}})
"""


def stop(root: Path, command: list[str], number: int, sign: str) -> CompletedProcess[str]:
    """Run a command that is stopped when it is about to put its nth file in its place."""
    scripts = str(ROOT / "scripts")
    arguments = [f"{scripts}/{command[0]}", "--config", "mkdocs.yml", *command[1:]]
    code = STOPPED.format(number=number, sign=sign, scripts=scripts, arguments=arguments)
    return subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_that_is_stopped_has_changed_nothing(
    root: Path, command: list[str], sign: str
) -> None:
    before = read_sources(root)
    for number in (1, 2, 3):
        ended = stop(root, command, number, sign)
        if ended.returncode == 0:
            break  # it has no more files
        assert ended.stderr == "nothing was changed: it was stopped\n"
        assert read_sources(root) == before
    assert number > 1


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_that_is_killed_is_finished_by_the_same_again(
    root: Path, tmp_path_factory: pytest.TempPathFactory, command: list[str]
) -> None:
    """No file is half of one, whenever it is killed."""
    before = read_sources(root)
    whole = tmp_path_factory.mktemp("whole")
    write_files(whole, before)
    call(whole, *command)
    after = read_sources(whole)
    for number in range(1, len(list_changed(before, after)) + 1):
        for name in after.keys() - before.keys():
            (root / name).unlink(missing_ok=True)
        write_files(root, before)
        assert stop(root, command, number, "SIGKILL").returncode == -signal.SIGKILL
        left = {name: text for name, text in read_sources(root).items() if ".changing-" not in name}
        assert all(text in {before.get(name), after.get(name)} for name, text in left.items())
        call(root, *command)
        found = {
            name: text for name, text in read_sources(root).items() if ".changing-" not in name
        }
        assert found == after, f"killed at file {number}"


def test_a_file_that_was_saved_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("Theirs.", encoding="utf-8")
    with pytest.raises(Refused, match="somebody has just written this file"):
        put_in_place(tmp_path, [Rewrite("a.md", file, "Before.", "After.")])
    assert file.read_text(encoding="utf-8") == "Theirs."


def test_a_disk_that_takes_nothing_leaves_all_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_sources(root)
    rewrites = [
        Rewrite(name, root / name, before[name].decode(), "other\n")
        for name in ("docs/index.md", "docs/records/index.yml", "bibliography.bib")
    ]
    replace = Path.replace
    replaced = list[str]()

    def fail(path: Path, target: Path) -> Path:
        replaced.append(str(target))
        if len(replaced) == 3:
            raise OSError(28, "No space left on device", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        put_in_place(root, rewrites)
    assert read_sources(root) == before


def test_readings_that_are_owed_are_listed_by_source_and_noted_at_once(root: Path) -> None:
    owed = call(root, "note_readings.py", "--owed").stdout
    assert "abel2020, Abel, 4\u00a0May\u00a02020: https://example.org/abel" in owed
    assert 'make checked KEY=abel2020 PASSAGE="rain rain-check"' in owed
    assert owed.splitlines()[-1] == "owed: 3 readings of 2 sources"
    done = call(root, "note_readings.py", "abel2020")
    assert done.stdout.startswith("'rain', 'rain-check' held against 'abel2020' on ")
    left = call(root, "note_readings.py", "--owed").stdout
    assert left.splitlines()[-1] == "owed: 1 reading of 1 source"
    assert call(root, "note_readings.py", "abel2020").stdout == "nothing to change\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "bibliography.bib",
            "extent = {whole}",
            "extent = {none}",
            "bibliography.bib:9: of 'abel2020' nothing was read, says its extent; read it, ",
        ),
        (
            "docs/records/index.yml",
            "words: it has rained, ",
            "",
            "docs/records/index.yml:11: the record of 'rain' gives no words of 'abel2020'; write",
        ),
    ],
)
def test_what_was_not_read_is_not_noted(
    root: Path, name: str, old: str, new: str, message: str
) -> None:
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    before = read_sources(root)
    ended = call(root, "note_readings.py", "abel2020", "rain")
    assert ended.returncode == 1
    assert ended.stderr.startswith(message)
    assert read_sources(root) == before


def test_make_hands_each_command_what_it_is_told(root: Path) -> None:
    """The recipes, with the interpreter of these tests in the place of that of the project."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("checked", "owed"):
        assert f"\n{target}: .venv/ready" in lines
    dry = subprocess.run(
        ["make", "-n", "checked", "KEY=a", "PASSAGE=b c", "DRY=1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "MAKEFLAGS": ""},
    )
    assert 'scripts/note_readings.py --dry-run -- "a" b c' in dry.stdout
