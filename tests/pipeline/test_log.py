"""What an author is told: in order, each fault once; on GitHub at its line.

Alone it notices faults of other programs, a quiet log, annotations on GitHub, and errors of a kind
that no site of the tests raises.
"""

import logging

import pytest
from jinja2 import Environment, TemplateError
from mkdocs.plugins import get_plugin_logger

from mkdocs_briefing.pipeline.log import ProblemLog, explain
from mkdocs_briefing.problems import Problem, Refused

LINK = Problem("the link 'x' leads nowhere", "broken-link", "did you mean 'y'?").at("docs/b.md", 9)
KEY = Problem("citation key 'abel' is not known", "unknown-key").at("docs/b.md", 3, 7)
FIELD = Problem("'verdikt' is no field", "unknown-field").at("docs/records/a.yml", 2)
BIB = Problem("cannot be parsed: 100% wrong", "bib-syntax", "look above").at(
    "sub, folder:1/b.bib", 40
)


@pytest.fixture
def log() -> ProblemLog:
    made = ProblemLog(get_plugin_logger("briefing"))
    made.begin()
    return made


def test_faults_stand_in_order_each_once_and_are_counted(
    log: ProblemLog, caplog: pytest.LogCaptureFixture
) -> None:
    log.warn([LINK, FIELD, KEY, KEY])
    log.warn([KEY])
    assert [record.args for record in caplog.records] == [(KEY,), (LINK,), (FIELD,)]
    logging.getLogger("mkdocs.plugins.other").warning("it is wrong")
    assert log.count() == 4
    log.begin()
    assert log.count() == 0


def test_a_quiet_log_is_heard_and_prints_nothing(
    log: ProblemLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `mkdocs build -q` has it."""
    logger, printer = logging.getLogger("mkdocs"), logging.StreamHandler()
    monkeypatch.setattr(logger, "handlers", [printer])  # of other builds in this process, none
    monkeypatch.setattr(logger, "level", logging.ERROR)
    log.begin()
    logging.getLogger("mkdocs.structure.pages").warning("a link leads nowhere")
    logging.getLogger("mkdocs.plugins.other").warning("it is wrong")
    assert log.count() == 2
    assert printer.level == logging.ERROR


def test_on_github_and_nowhere_else_a_fault_is_one_annotation_at_its_line(
    log: ProblemLog, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    log.warn([KEY, BIB])
    log.inform([LINK])
    monkeypatch.delenv("GITHUB_ACTIONS")
    log.warn([FIELD])
    assert capsys.readouterr().out.splitlines() == [
        "::error file=docs/b.md,line=3,title=unknown-key::citation key 'abel' is not known",
        "::error file=sub%2C folder%3A1/b.bib,line=40,title=bib-syntax"
        "::cannot be parsed: 100%25 wrong; look above",
        "::notice file=docs/b.md,line=9,title=broken-link"
        "::the link 'x' leads nowhere; did you mean 'y'?",
    ]


def find_syntax_error() -> Exception:
    """Return what Jinja says of a template that it cannot read."""
    try:
        Environment().from_string("one\n{% if %}")
    except TemplateError as error:
        return error
    raise AssertionError("this is no template")


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (PermissionError(13, "Permission denied", "site"), "site: Permission denied"),
        (OSError("no file is named"), "OSError: no file is named"),
        (Refused("the site is another's"), "the site is another's"),
        (ValueError("two\n  lines"), "ValueError: two lines"),
        (KeyError("x" * 400), "KeyError: '" + "x" * 299),
    ],
)
def test_what_stops_a_build_is_explained_in_one_line(error: Exception, text: str) -> None:
    assert explain(error) == text


def test_a_template_that_cannot_be_read_is_named_with_its_line() -> None:
    assert explain(find_syntax_error()).startswith("None:2: Expected an expression")
