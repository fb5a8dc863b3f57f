"""The words of ours and their French, dates, messages; and which characters and addresses may be published."""

import ast
import re
from collections.abc import Iterator
from datetime import date

import pytest
import yaml
from jinja2 import Environment
from jinja2.ext import extract_from_ast
from support import ROOT, read_data

from briefing import words
from briefing.claims import ledger
from briefing.pages import vocabulary
from briefing.problems import Problem, nearest
from briefing.text import HIDDEN, find_hidden, find_scheme, is_safe, is_web
from briefing.words import format_edtf, join_days, parse_edtf

DATA = read_data("words.yml")
CATALOGUES = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in (ROOT / "scripts/briefing/languages").glob("*.yml")
}
FORMATS = Environment(
    variable_start_string="«",
    variable_end_string="»",
    block_start_string="<%",
    block_end_string="%>",
    comment_start_string="<#",
    comment_end_string="#>",
)


def find_words() -> Iterator[str]:
    """Yield what is asked for in Python, templates, scripts and layouts, and what is in tables that are translated."""
    for file in (ROOT / "scripts").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "find"}
            ):
                yield from [node.args[0].value] if isinstance(node.args[0], ast.Constant) else []
    for table in [*vars(vocabulary).values()]:
        yield from table.data.values() if isinstance(table, words.Words) else ()
    yield from (text for texts in vocabulary.EXTENTS.values() for text in texts)
    yield from ledger._LABELS
    for path in [
        *(ROOT / "overrides").rglob("*.*"),
        *(ROOT / "scripts/briefing/claims").glob("*.html"),
        ROOT / "scripts/briefing/citing/exports.txt",
    ]:
        env = FORMATS if path.name == "exports.txt" else Environment()
        for _, _, text in extract_from_ast(env.parse(path.read_text(encoding="utf-8")), ("_",)):
            yield next(filter(None, text)) if isinstance(text, tuple) else text
    for path in [*ROOT.glob("docs/assets/*/**/*.*"), *ROOT.glob("scripts/briefing/*/*.typ")]:
        if path.suffix in {".js", ".css", ".typ"}:
            yield from re.findall(r'\b_\("([^"]*)"', path.read_text(encoding="utf-8"))


def test_every_word_has_its_french_and_no_other_is_listed() -> None:
    asked = {*find_words()} - {"", None}
    assert asked - {*CATALOGUES["fr"]} == set()
    assert [
        text for said in CATALOGUES.values() for text in said if text not in {*asked, "format"}
    ] == []


def test_a_translation_fills_in_what_the_english_does() -> None:
    names = re.compile(r"\{(?!n\})\w*\}|</?[a-z]+")
    for text, said in [
        pair for one in CATALOGUES.values() for pair in one.items() if pair[0] != "format"
    ]:
        for form in said.values() if isinstance(said, dict) else [str(said)]:
            assert sorted(names.findall(text)) == sorted(names.findall(form)), text
            assert '"' not in re.sub("<[^>]*>", "", form), "it may stand in an attribute"


@pytest.mark.parametrize(("language", "edtf", "shown"), DATA["dates"])
def test_a_date_is_said_in_words(language: str, edtf: str, shown: str) -> None:
    words.use(language)
    assert format_edtf(edtf) == shown.replace("_", "\u00a0")


@pytest.mark.parametrize(("language", "shown"), DATA["days"])
def test_a_day_stays_with_its_month(language: str, shown: str) -> None:
    words.use(language)
    assert join_days(shown.replace("_", " ")) == shown.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *((text, tuple(days)) for text, *days in DATA["spans"]),
        *((text, None) for text in DATA["undated"]),
    ],
)
def test_a_date_covers_every_day_it_may_mean_and_other_text_none(
    text: str, days: tuple[date, date] | None
) -> None:
    assert parse_edtf(text) == days


def test_a_text_and_a_script_get_their_words() -> None:
    words.use("fr")
    assert words._("{name}:", name="{Vérifié}") == "{Vérifié}\u00a0:"
    assert (
        words.translate('say(_("Checked") + _("so \\"it\\""), my_("Fact"))')
        == 'say("Vérifié" + "so \\"it\\"", my_("Fact"))'
    )


def test_a_message_says_where_what_and_what_would_be_right() -> None:
    problem = Problem(
        "docs/leverage.md",
        41,
        "citation key 'zhang24' is not in bibliography.bib",
        "unknown-key",
        "did you mean 'zhang2024played'?",
    )
    assert str(problem) == (
        "docs/leverage.md:41: citation key 'zhang24' is not in bibliography.bib; "
        "did you mean 'zhang2024played'? [unknown-key]"
    )


@pytest.mark.parametrize(("word", "hint"), DATA["nearest"])
def test_the_nearest_word_is_offered(word: str, hint: str) -> None:
    assert nearest(word, ["ap2024silent", "zhang2024played"]) == hint


def test_what_nobody_sees_begins_and_ends_where_it_should() -> None:
    assert HIDDEN.issuperset(DATA["unseen"])
    assert HIDDEN.isdisjoint(DATA["seen"])
    assert list(find_hidden("a\nb\u202e")) == [
        (2, "here is a character that nobody sees, U+202E", "hidden-character", "delete it")
    ]


@pytest.mark.parametrize(("address", "scheme", "safe", "web"), DATA["addresses"])
def test_an_address_is_of_the_web_or_at_least_safe(
    address: str, scheme: str, safe: bool, web: bool
) -> None:
    assert (find_scheme(address), is_safe(address), is_web(address)) == (scheme, safe, web)
