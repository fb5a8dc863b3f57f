"""`checked`: a reading is noted in a file of its own, and no file of an author changes.

Alone it notices the command, what it refuses, and a file that it spoils.
"""

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support import ABEL, MakeSite, make_settings, read_files
from within import run_within

from mkdocs_briefing.pipeline.dry_run import dry_run
from mkdocs_briefing.pipeline.judging import judge_site

PAGE = """# T { #t }

It rained,[@abel2020][](){ #rain } and it blew.[@abel2020][](){ #wind }
{ #weather }

??? note "How much"
    Much.[@abel2020]
    { #rain-check }
"""
RECORDS = """rain: {kind: fact, sources: {abel2020: {bears: all, words: it has rained}}}
wind: {kind: report, sources: {abel2020: {bears: not-seen}}}
rain-check: {kind: check, for: rain, sources: {abel2020: {bears: not-seen}}}
"""
FILES = {"docs/records/index.yml": RECORDS, "mkdocs.yml": make_settings()}
HELD = "docs/records/held.json"


@pytest.fixture
def root(make_site: MakeSite) -> Path:
    """Return the folder of a draft with three readings that are owed."""
    site = make_site(PAGE, ABEL, FILES)
    assert site.messages == []
    return site.root


def mark(root: Path, *arguments: str) -> CompletedProcess[str]:
    """Run the command as `make checked` does."""
    return run_within("checked", *arguments, folder=root)


def list_owed(root: Path) -> list[str]:
    """Return what a build says of readings that are owed."""
    build = dry_run(root / "mkdocs.yml")
    _faults, notices = judge_site(build.site, build.assets.classes)
    return [str(notice) for notice in notices if notice.code == "stale-check"]


def test_readings_are_noted_a_pair_a_line_and_all_else_stays(root: Path) -> None:
    [all_owed] = list_owed(root)
    assert all_owed.startswith("bibliography.bib:1: 3 readings of 1 source are owed; before an")
    before = read_files(root / "docs")
    ended = mark(root, "abel2020", "wind", "#rain-check", "rain")
    assert (ended.returncode, ended.stderr) == (0, "")
    [line] = ended.stdout.splitlines()
    assert line == "'wind', 'rain-check', 'rain' held against 'abel2020'"
    assert list_owed(root) == []
    written = (root / HELD).read_text(encoding="utf-8")
    assert [*json.loads(written)] == ["rain abel2020", "rain-check abel2020", "wind abel2020"]
    assert len(written.splitlines()) == 5
    (root / HELD).unlink()
    assert read_files(root / "docs") == before


def test_what_is_said_anew_is_to_be_read_again_and_what_is_gone_is_left_out(root: Path) -> None:
    mark(root, "abel2020", "rain", "wind", "rain-check")
    page = root / "docs/index.md"
    page.write_text(PAGE.replace("it blew", "it blew hard"), encoding="utf-8")
    [message] = list_owed(root)
    assert message.startswith("docs/records/index.yml:2:32: 'wind' was held against 'abel2020' on")
    assert message.endswith("mkdocs-briefing checked abel2020 wind [stale-check]")
    page.write_text(PAGE.partition("??? note")[0], encoding="utf-8")
    records = "".join(RECORDS.splitlines(keepends=True)[:2])
    (root / "docs/records/index.yml").write_text(records, encoding="utf-8")
    assert mark(root, "abel2020").returncode == 0
    assert [*json.loads((root / HELD).read_text())] == ["rain abel2020", "wind abel2020"]


def test_several_readings_of_a_source_are_owed_in_one_line(root: Path) -> None:
    mark(root, "abel2020", "rain-check")
    [message] = list_owed(root)
    assert message == (
        "bibliography.bib:1: 2 statements have to be held against 'abel2020'; "
        "read it, then: mkdocs-briefing checked abel2020 [stale-check]"
    )


def test_of_many_sources_ten_have_a_line_and_the_rest_one(make_site: MakeSite) -> None:
    keys = [f"abel{number:02}" for number in range(12)]
    clauses = "".join(f"It rained,[@{key}][](){{ #of-{key} }} " for key in keys)
    seen = "{bears: all, words: it has rained}"
    records = [f"of-{key}: {{kind: fact, sources: {{{key}: {seen}}}}}\n" for key in keys]
    bibliography = "\n".join(ABEL.replace("abel2020", key) for key in keys)
    files = {**FILES, "docs/records/index.yml": "".join(records)}
    root = make_site(f"# T {{ #t }}\n\n{clauses}\n{{ #weather }}\n", bibliography, files).root
    mark(root, "abel00")
    *lines, last = sorted(list_owed(root), key=lambda line: "more" in line)
    assert [line.rpartition(" ")[0].rpartition(" ")[2] for line in lines] == [
        f"of-{key}" for key in keys[1:11]
    ]
    assert ": 1 more reading of 1 source is owed; " in last


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["abel", "rain"], "no source has the key 'abel'; did you mean 'abel2020'?"),
        (
            ["abel2020", "rain", "rian"],
            "no claim and no note 'rian' cites 'abel2020'; did you mean 'rain'?",
        ),
        (["", "rain"], "a passage is named and no source; write the key of its entry before it"),
        (
            ["abel2020", "weather"],
            "no claim and no note 'weather' cites 'abel2020'; name one that does, by its id or "
            "address",
        ),
    ],
)
def test_what_is_not_there_is_said_in_one_line_and_nothing_noted(
    root: Path, arguments: list[str], message: str
) -> None:
    before = read_files(root)
    ended = mark(root, *arguments)
    assert ended.returncode == 1
    assert ended.stderr == f"{message}\n"
    assert read_files(root) == before


def test_what_was_not_read_is_not_noted(root: Path) -> None:
    file = root / "bibliography.bib"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("urldate = {2020-05-05},", "extent = {none},"), encoding="utf-8")
    ended = mark(root, "abel2020", "wind")
    assert ended.returncode == 1
    assert ended.stderr == (
        "bibliography.bib:6: of 'abel2020' nothing was read, says its extent; read it, and write "
        "there how far it was read, and read with the day\n"
    )
    assert not (root / HELD).exists()


def test_without_a_key_what_is_owed_is_listed_by_source(root: Path) -> None:
    owed = mark(root).stdout
    assert owed.startswith("bibliography.bib:1: abel2020, Abel, 4\u00a0May\u00a02020: ")
    assert "then: mkdocs-briefing checked abel2020 rain wind rain-check\n" in owed
    assert owed.splitlines()[-1] == "owed: 3 readings of 1 source"
    assert mark(root, "abel2020").stdout.startswith("'rain', 'wind', 'rain-check' held against")
    assert mark(root).stdout == mark(root, "abel2020").stdout == "no reading is owed\n"
