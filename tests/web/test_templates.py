"""What a template can count on: it escapes, it names assets as they are published, and it has Material's words."""

import pytest
from jinja2 import DictLoader, Environment

from briefing.web.templates import prepare


def render(text: str, language: str = "en", **values: str) -> str:
    env = Environment(loader=DictLoader({"a.html": text}))
    prepare(env, {"a.js": "a.1.js"}, language)
    return env.get_template("a.html").render(**values)


@pytest.mark.parametrize(("text", "shown"), [
    # escaped but for what is marked as safe
    ("{{ x }} {{ x | safe }} {{ x | striptags }}", "&amp;lt;b&amp;gt;&lt;b&gt; &lt;b&gt;<b> &lt;b&gt;"),
    # what is published, and what is not ours
    ("{{ 'a.js' | asset }} {{ 'b.js' | asset }}", "a.1.js b.js"),
    # statements leave no lines behind
    ("{% if true %}\n  {% set y = 1 %}\n{{ y }}\n{% endif %}\n", "1\n")])
def test_what_a_template_shows(text: str, shown: str) -> None:
    assert render(text, x="&lt;b&gt;<b>") == shown


@pytest.mark.parametrize(("language", "words"), [
    ("en", "Search en"), ("fr", "Rechercher fr"),
    ("cy", "Chwilio en"),  # where a language lacks something, it is that of English
])
def test_words_are_in_the_language_of_the_site(language: str, words: str) -> None:
    assert render('{{ lang.t("search.placeholder") }} {{ lang.t("search.config.lang") }}', language) == words


def test_an_icon_of_material_s_is_drawn() -> None:
    assert render('{% include ".icons/material/magnify.svg" %}').startswith("<svg ")
