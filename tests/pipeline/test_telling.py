"""What an author is told: by file, causes first, each fault once; on GitHub at its line."""

import io
import logging
from pathlib import Path

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
