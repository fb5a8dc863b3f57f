"""What is wrong with a file, in words for its author.

Alone it notices errors of a kind that no site of the tests raises.
"""

import pytest
from jinja2 import Environment, TemplateError

from briefing.problems import Refused, explain, nearest


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
