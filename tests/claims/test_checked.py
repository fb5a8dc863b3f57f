"""`make checked`: a reading is noted in the record, and nothing else in the file changes."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support import ABEL, MakeSite, make_settings, read_files
from within import run_within

from briefing.pipeline.judging import judge_site
from briefing.pipeline.plan import plan
from briefing.programs import write_whole

PAGE = """# T { #t }

It rained,[@abel2020][](){ #rain } and it blew.[@abel2020][](){ #wind }
{ #weather }

??? note "How much"
    Much.[@abel2020]
    { #rain-check }
"""
RECORDS = """\ufeff# head
rain:  # of rain
  kind: fact
  sources: {abel2020: {bears: all, words: it has rained,  # seen
    }}

'wind':
    kind: report
    # of the source
    sources:
        abel2020:
            bears: part  # half
            words: it has blown
            gap: >
                Of storms it
                says nothing.

# of the note
rain-check: {kind: check, for: rain, sources: {
  abel2020: {bears: not-seen, sum: 0f, held: "2026-01-01"}}}"""
FILES = {"docs/records/index.yml": RECORDS.replace("\n", "\r\n"), "mkdocs.yml": make_settings()}


@pytest.fixture
def root(make_site: MakeSite) -> Path:
    """Return the folder of a draft with three readings that are owed."""
    site = make_site(PAGE, ABEL, FILES)
    assert site.messages == []
    return site.root


def mark(root: Path, *arguments: str) -> CompletedProcess[str]:
    """Run the command as `make checked` does."""
    return run_within("note_readings.py", "--config", "mkdocs.yml", *arguments, folder=root)


def read(root: Path) -> str:
    return (root / "docs/records/index.yml").read_bytes().decode()


def list_owed(root: Path) -> list[str]:
    """Return what a build says of readings that are owed."""
    _faults, notices = judge_site(plan(root / "mkdocs.yml"))
    return [str(notice) for notice in notices]


def test_readings_are_noted_where_they_stand_and_all_else_stays(root: Path) -> None:
    assert len(list_owed(root)) == 3
    ended = mark(root, "abel2020", "rain", "wind", "#rain-check")
    assert (ended.returncode, ended.stderr) == (0, "")
    [line] = ended.stdout.splitlines()
    assert line == "'rain', 'wind', 'rain-check' held against 'abel2020'"
    assert list_owed(root) == []
    written = read(root)
    signs = iter(written)
    before = RECORDS.replace("\n", "\r\n").replace('0f, held: "2026-01-01"', "")
    assert all(sign in signs for sign in before), "all that was there is there, in its order"
    assert written.count("\n") == written.count("\r\n") == RECORDS.count("\n") + 2
    assert mark(root, "abel2020", "rain").returncode == 0
    assert read(root) == written, "a second time changes nothing"


def test_what_is_said_anew_is_to_be_read_again(root: Path) -> None:
    mark(root, "abel2020", "rain", "wind", "rain-check")
    page = root / "docs/index.md"
    page.write_text(PAGE.replace("it blew", "it blew hard"), encoding="utf-8")
    [message] = list_owed(root)
    assert message.startswith("docs/records/index.yml:11:9: 'wind' was held against 'abel2020' on")
    assert message.endswith("make checked KEY=abel2020 PASSAGE=wind [stale-check]")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["abel", "rain"], "no source has the key 'abel'; did you mean 'abel2020'?"),
        (["brun", "rain"], "no source has the key 'brun'"),
        (
            ["abel2020", "rian"],
            "no claim and no note 'rian' cites 'abel2020'; did you mean 'rain'?",
        ),
        (["abel2020", "weather"], "no claim and no note 'weather' cites 'abel2020'"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(
    root: Path, arguments: list[str], message: str
) -> None:
    before = read_files(root)
    ended = mark(root, *arguments)
    assert (ended.returncode, ended.stderr) == (1, f"{message}\n")
    assert read_files(root) == before


def test_where_one_of_several_is_not_there_nothing_is_noted(root: Path) -> None:
    before = read(root)
    assert mark(root, "abel2020", "rain", "rian").returncode == 1
    assert read(root) == before


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "bibliography.bib",
            "urldate = {2020-05-05},",
            "extent = {none},",
            "bibliography.bib:6: of 'abel2020' nothing was read, says its extent; read it, ",
        ),
        (
            "docs/records/index.yml",
            "words: it has rained, ",
            "",
            "docs/records/index.yml:4: the record of 'rain' gives no words of 'abel2020'; write",
        ),
    ],
)
def test_what_was_not_read_is_not_noted(
    root: Path, name: str, old: str, new: str, message: str
) -> None:
    file = root / name
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())
    before = read_files(root)
    ended = mark(root, "abel2020", "rain")
    assert ended.returncode == 1
    assert ended.stderr.startswith(message)
    assert read_files(root) == before


def test_without_a_key_what_is_owed_is_listed_by_source(root: Path) -> None:
    owed = mark(root).stdout
    assert owed.startswith("bibliography.bib:1: abel2020, Abel, 4\u00a0May\u00a02020: ")
    assert 'make checked KEY=abel2020 PASSAGE="rain wind rain-check"' in owed
    assert owed.splitlines()[-1] == "owed: 3 readings of 1 source"
    assert mark(root, "abel2020").stdout.startswith("'rain', 'wind', 'rain-check' held against")
    assert mark(root).stdout == mark(root, "abel2020").stdout == "no reading is owed\n"


def test_a_write_that_is_ended_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where somebody ends it, so that no half of a file stands beside it either."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    file = tmp_path / "a.yml"
    file.write_text("a: b\n", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", end)
    with pytest.raises(KeyboardInterrupt):
        write_whole(file, b"a: c\n")
    assert read_files(tmp_path) == {"a.yml": b"a: b\n"}
