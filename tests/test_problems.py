"""How a fault is said."""

import pytest

from briefing.problems import Problem, nearest


def test_a_message_says_where_what_and_what_would_be_right() -> None:
    problem = Problem("docs/leverage.md", 41, "citation key 'zhang24' is not in bibliography.bib", "unknown-key",
                      "did you mean 'zhang2024played'?")
    assert str(problem) == ("docs/leverage.md:41: citation key 'zhang24' is not in bibliography.bib; "
                            "did you mean 'zhang2024played'? [unknown-key]")


@pytest.mark.parametrize(("word", "hint"), [
    ("zhang2024player", "did you mean 'zhang2024played'?"),  # mistyped
    ("zhang", "did you mean 'zhang2024played'?"),  # cut short
    ("quite-another", "")])
def test_the_nearest_word_is_offered(word: str, hint: str) -> None:
    assert nearest(word, ["ap2024silent", "zhang2024played"]) == hint
