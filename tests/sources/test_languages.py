"""Languages by the names of biblatex and by tags."""

import pytest

from briefing.sources.languages import LANGUAGES, NAMES, find_tag, name_language


@pytest.mark.parametrize(
    ("text", "tag", "name"),
    [
        ("english", "en", "english"),
        ("Ukenglish", "en-GB", "ukenglish"),
        ("en-GB", "en-GB", "british"),
        ("EN_us", "en-US", "american"),
        ("de", "de", "german"),
        ("sr-latn-rs", "sr-Latn-RS", "sr-Latn-RS"),
        ("es-419", "es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996", "de-CH-1996"),
        ("sw", "sw", "sw"),
        ("xq", "", "xq"),
        ("en-", "", "en-"),
        ("en-USA-x", "", "en-USA-x"),
        ("English (US)", "", "English (US)"),
        ("", "", ""),
    ],
)
def test_a_language_has_a_tag_and_a_name(text: str, tag: str, name: str) -> None:
    assert (find_tag(text), name_language(text)) == (tag, name)


def test_every_tag_of_a_name_is_one() -> None:
    assert [tag for tag in LANGUAGES.values() if find_tag(tag) != tag] == []
    assert {LANGUAGES[name] for name in NAMES.values()} == set(LANGUAGES.values())
