"""What an author is told: by file, causes first, each fault once; on GitHub at its line."""

import io
import logging
from pathlib import Path

import pytest

from briefing.pipeline.foreign import explain_foreign, find_unreadable
from briefing.pipeline.telling import Collector, count, write_annotations, write_report
from briefing.problems import Problem

LINK = Problem("docs/b.md", 9, "the link 'x' leads nowhere", "broken-link", "did you mean 'y'?")
KEY = Problem("docs/b.md", 3, "citation key 'abel' is not known", "unknown-key", column=7)
AGAIN = Problem("docs/b.md", 12, "citation key 'abel' is not known", "unknown-key")
ELSEWHERE = Problem("docs/c.md", 4, "citation key 'abel' is not known", "unknown-key")
FIELD = Problem("docs/records/a.yml", 2, "'verdikt' is no field", "unknown-field")
BIB = Problem("bibliography.bib", 40, "cannot be parsed: 100% wrong", "bib-syntax", "look above")


class Terminal(io.StringIO):
    """What somebody looks at."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def report(*problems: Problem) -> list[str]:
    return list(write_report(problems, is_coloured=False))


def test_faults_stand_by_file_and_those_first_from_which_others_follow() -> None:
    assert report(LINK, FIELD, KEY, BIB) == [str(BIB), "", str(KEY), str(LINK), "", str(FIELD)]


def test_the_same_fault_is_told_once_with_the_other_places() -> None:
    told = report(ELSEWHERE, AGAIN, KEY, KEY)
    assert told == [str(KEY), "  the same: line 12, docs/c.md:4"]
    many = [Problem("docs/b.md", line, "m", "c") for line in range(1, 10)]
    assert report(*many)[1] == "  the same: line 2, line 3, line 4, line 5, line 6, and 3 more"


def test_faults_are_counted() -> None:
    assert count([KEY, AGAIN, FIELD]).startswith("3 faults in 2 files; ")
    assert count([KEY]).startswith("1 fault in 1 file; ")


def test_a_fault_is_one_annotation_at_its_line() -> None:
    [annotation] = write_annotations([KEY, AGAIN])
    assert annotation == (
        "::error file=docs/b.md,line=3,col=7,title=unknown-key"
        "::citation key 'abel' is not known (the same: line 12)"
    )
    [escaped] = write_annotations([BIB], "sub, folder:1/")
    assert escaped.startswith("::error file=sub%2C folder%3A1/bibliography.bib,line=40,")
    assert escaped.endswith("::cannot be parsed: 100%25 wrong; look above")


def collect(*problems: Problem) -> Collector:
    collector = Collector(Path("mkdocs.yml"))
    for problem in problems:
        record = logging.LogRecord("mkdocs", logging.WARNING, "", 1, "%s", (problem,), None)
        collector.emit(record)
    return collector


def test_there_are_colours_on_a_terminal_and_none_in_a_pipe() -> None:
    for stream, environment, is_coloured in (
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (io.StringIO(), {}, False),
    ):
        collect(LINK).tell(stream, environment)
        assert ("\x1b[" in stream.getvalue()) == is_coloured
        assert "docs/b.md:9" in stream.getvalue()


def test_on_github_and_nowhere_else_there_are_annotations() -> None:
    stream = io.StringIO()
    collect(LINK).tell(stream, {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": "."})
    lines = stream.getvalue().splitlines()
    assert lines[0] == str(LINK)
    assert [line for line in lines if line.startswith("::error ")] == lines[-1:]
    elsewhere = io.StringIO()
    collect(LINK).tell(elsewhere, {})
    assert "::" not in elsewhere.getvalue()


SETTINGS = """site_nam: T
plugins:
  - redirect
  - bibtex:
      bib_fil: a.bib
markdown_extensions:
  - abr
"""
SAID = {
    "Config value 'site_nam': Unrecognised configuration name: site_nam": (
        "mkdocs.yml:1:1: 'site_nam' is no setting; did you mean 'site_name'? [unknown-setting]"
    ),
    "Config value 'plugins': The \"redirect\" plugin is not installed": (
        "mkdocs.yml:3:5: there is no plugin 'redirect'; did you mean 'redirects'? [unknown-setting]"
    ),
    "Config value 'plugins': Plugin 'bibtex' option 'bib_fil': Unrecognised configuration name: ": (
        "mkdocs.yml:5:7: 'bib_fil' is no setting; did you mean 'bib_file'? [unknown-setting]"
    ),
    "Config value 'markdown_extensions': Failed to load extension 'abr'.\nModuleNotFoundError: x": (
        "mkdocs.yml:7:5: there is no extension 'abr'; did you mean 'abbr'? [unknown-setting]"
    ),
    "Config value 'plugins': Expected type: <class 'list'> but received: <class 'int'>": (
        "mkdocs.yml:2:1: 'plugins' is not taken: expected a list but received: a number; "
        "write what stands in CONTRIBUTING, or take the line away [bad-setting]"
    ),
}


@pytest.mark.parametrize(("said", "message"), SAID.items())
def test_what_mkdocs_says_of_a_setting_stands_at_its_line(
    tmp_path: Path, said: str, message: str
) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(SETTINGS, encoding="utf-8")
    assert str(explain_foreign(said, settings)) == message


def test_what_mkdocs_says_of_other_things_is_left_as_it_is(tmp_path: Path) -> None:
    assert explain_foreign("A page was not found", tmp_path) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b\nextra: x: y\n", "mkdocs.yml:2:9: this cannot be read: mapping values are not "),
        ("cut_off: 2024-13-45\n", "mkdocs.yml:1:10: 'cut_off' cannot be '2024-13-45': there is "),
    ],
)
def test_settings_that_cannot_be_read_say_where(tmp_path: Path, text: str, message: str) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(text, encoding="utf-8")
    [problem] = find_unreadable(settings)
    assert str(problem).startswith(message)


def test_a_setting_that_is_misspelt_is_not_missing_too() -> None:
    misspelt = Problem("m", 1, "'site_nam' is no setting", "unknown-setting", "'site_name'?")
    missing = Problem("m", 1, "there is no site_name", "missing-setting", "write it")
    stream = io.StringIO()
    collect(misspelt, missing).tell(stream, {})
    assert "there is no" not in stream.getvalue()
