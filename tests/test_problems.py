"""What is wrong with a file, in words for its author."""

import pytest
from jinja2 import Environment, TemplateError

from briefing.problems import Problem, Refused, explain, nearest


def test_a_problem_says_where_what_and_what_would_be_right() -> None:
    problem = Problem(
        "citation key 'abelson24' is not in bibliography.bib",
        "unknown-key",
        "did you mean 'abelson2024played'?",
    ).at("docs/trade.md", 41)
    assert str(problem) == (
        "docs/trade.md:41: citation key 'abelson24' is not in bibliography.bib; "
        "did you mean 'abelson2024played'? [unknown-key]"
    )


def test_a_problem_without_a_hint_ends_with_its_code() -> None:
    assert str(Problem("there is no such file", "bib-missing").at("a.bib", 1)) == (
        "a.bib:1: there is no such file [bib-missing]"
    )


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("abelson2024player", "did you mean 'abelson2024played'?"),  # mistyped
        ("abelson", "did you mean 'abelson2024played'?"),  # cut short
        ("zh", ""),  # too short to say
        ("quite-another", ""),
    ],
)
def test_the_nearest_word_is_offered(word: str, hint: str) -> None:
    assert nearest(word, ["press2024silent", "abelson2024played"]) == hint


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
