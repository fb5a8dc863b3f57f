"""The table of rules: for every code what is typed, and what is said to that, whole.

`rules.yml` has a row a code, and says how to read it; codes that are in `tests/data/mistakes.yml`,
which has the same form (`test_mistakes.py` runs it), have theirs there.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from rules.codes import list_codes, name_code
from support import (
    ROOT,
    build_site,
    find_options,
    freeze,
    hold_readings,
    make_settings,
    read_data,
    read_files,
    write_files,
)

from mkdocs_briefing.citing import citing_files
from mkdocs_briefing.folders import TEMPLATES
from mkdocs_briefing.vocabulary import KNOWN_VERDICTS, Bears

HERE = Path(__file__).parent
TABLE = yaml.safe_load((HERE / "rules.yml").read_text(encoding="utf-8"))
ROWS: dict[str, list[dict[str, Any]]] = TABLE["rules"]
Files = dict[str, str | bytes]


def make_base() -> Files:
    """Return the files of the sound site, a draft that restates an essay, with a bare theme."""
    settings = yaml.safe_load(make_settings())
    days = {"cut_off": date(2020, 12, 31), "date": date(2022, 6, 1)}
    own_options = {"article": "reed2020", "tell_later": ["since.md"], **days}
    find_options(settings).update(own_options)
    own = {"theme/main.html": "{{ page.content | safe }}", "mkdocs.yml": yaml.safe_dump(settings)}
    own["theme/views/watch.html"] = (TEMPLATES / "views/watch.html").read_text(encoding="utf-8")
    return {**own, **read_files(HERE / "site")}


def make_another() -> Files:
    """Return the files of a sound site that restates nothing, with a bare theme."""
    settings = yaml.safe_load(make_settings())
    days = {"cut_off": date(2020, 12, 31), "date": date(2021, 2, 1)}
    find_options(settings).update(days)
    own = {"theme/main.html": "{{ page.content | safe }}", "mkdocs.yml": yaml.safe_dump(settings)}
    return {**read_files(ROOT / "tests/another/least"), **own}


def settle(root: Path, base: Files) -> Files:
    """Return the files of the sound site once it is edition 1."""
    write_files(root, base)
    hold_readings(root)
    freeze(root / "mkdocs.yml", "The first", date(2022, 6, 2))
    return dict(read_files(root))


def type_row(files: Files, row: Mapping[str, Any]) -> Files:
    """Return the files of a site after what is typed in a row."""
    typed = dict(files)
    if "settings" in row:
        settings = yaml.safe_load(typed["mkdocs.yml"])
        typed["mkdocs.yml"] = yaml.safe_dump(settings | row["settings"])
    name = row.get("in", "")
    if "for" in row:
        content = typed[name]
        text = content if isinstance(content, str) else content.decode()
        assert row["for"] in text, f"{name} has no {row['for']}"
        typed[name] = text.replace(row["for"], row["write"], 1)
    elif "write" in row:
        typed[name] = row["write"]
    elif name:
        del typed[name]
    return type_row(typed, row["also"]) if "also" in row else typed


def write_typed(root: Path, files: Files, typed: Files) -> None:
    """Write of a site, which has some files, those that are typed."""
    for name in files.keys() - typed.keys():
        (root / name).unlink()
    write_files(root, {name: text for name, text in typed.items() if files.get(name) != text})


def find_difference(row: Mapping[str, Any], warnings: list[str], notices: list[str]) -> str:
    """Return what is said to a row in the place of what it expects; nothing where it is that."""
    expected = row["message"] if isinstance(row["message"], list) else [row["message"]]
    said = [*warnings, *notices] if row.get("notice") else warnings
    if row.get("more"):
        is_said = expected[0] in said
    elif row.get("notice"):
        is_said = expected[0] in said and not warnings
    else:
        is_said = said == expected
    return "" if is_said else "\n  ".join([*(said or ["nothing"]), "instead of", *expected])


def find_differences(
    rows: Iterable[Mapping[str, Any]], root: Path, files: Files, caplog: pytest.LogCaptureFixture
) -> list[str]:
    """Type each row into a site, one after another; return what is said otherwise than expected.

    Pages as Markdown, of which nothing is said, are a quarter of a build, and left out.
    """
    caplog.set_level("INFO", "mkdocs.plugins.briefing")
    write_files(root, files)
    told = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(citing_files, "write_twin", lambda *_: "")
        assert build_site(root).messages == []
        for row in rows:
            typed = type_row(files, row)
            write_typed(root, files, typed)
            caplog.clear()
            warnings = build_site(root).messages
            notices = [words.removeprefix("briefing: ") for words in caplog.messages]
            difference = find_difference(row, warnings, notices)
            told += [f"{find_code(row)}: {row.get('write')}\n  {difference}"] if difference else []
            write_typed(root, typed, files)
    return told


@pytest.mark.long
@pytest.mark.parametrize("site", ["draft", "settled", "another"])
def test_each_rule_says_what_the_table_has(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, site: str
) -> None:
    """All rows are tried, so that one run tells of every rule that says something else."""
    files = make_another() if site == "another" else make_base()
    if site == "settled":
        files = settle(tmp_path / "settled", files)
    rows = [row for row in chain.from_iterable(ROWS.values()) if row.get("site", "draft") == site]
    told = find_differences(rows, tmp_path / "site", files, caplog)
    assert not told, f"{len(told)} rows differ:\n" + "\n".join(told)


def find_code(row: Mapping[str, Any]) -> str:
    """Return the code of the first message of a row."""
    return name_code(row["message"][0] if isinstance(row["message"], list) else row["message"])


def list_others() -> list[str]:
    """Return the messages that other tables have whole, of builds too."""
    nasty = chain.from_iterable(read_data("hostile/messages.yml").values())
    return [*read_data("broken/messages.txt").splitlines(), *nasty]


def test_every_code_has_a_row_and_every_row_a_code() -> None:
    modules = (ROOT / "scripts/mkdocs_briefing").rglob("*.py")
    codes = {code for path in modules for code in list_codes(path)}
    rows = {*ROWS, *map(find_code, read_data("mistakes.yml"))}
    assert codes - rows - {*map(name_code, list_others())} == set(), "codes without a row"
    assert rows - codes == set(), "rows without a rule"


def test_a_row_stands_below_its_code() -> None:
    assert [*ROWS] == sorted(ROWS)
    for code, rows in ROWS.items():
        assert {find_code(row) for row in rows} == {code}


NO_WORDS = re.compile(
    r"Traceback|\w+Error\b|NoneType|\bNone\b|<class|\bstr\b|\bint\b|\bbool\b|\bdict\b|\btuple\b"
    r"|\battribute '|unpack|codec"
    rf"|\b(?:verdict|bears): ['\"]?(?:{'|'.join([*KNOWN_VERDICTS, *get_args(Bears)])})\b"
)
"""What no author needs to know, and what nobody is to paste: a verdict that was not found."""


def test_no_message_has_a_word_of_the_program_or_a_verdict_to_paste() -> None:
    rows = [*chain.from_iterable(ROWS.values()), *read_data("mistakes.yml")]
    messages = [*list_others(), *(row["message"] for row in rows)]
    assert [words for words in messages if NO_WORDS.search(str(words))] == []
