"""What is wrong with a file, in words for its author.

Alone it notices a word that is offered for one that is nothing like it.
"""

import pytest

from mkdocs_briefing.problems import nearest


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
