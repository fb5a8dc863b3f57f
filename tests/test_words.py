"""The words of ours, and dates in words."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml
from jinja2 import Environment
from jinja2.ext import extract_from_ast
from markupsafe import Markup
from support import ROOT

from briefing import words
from briefing.claims.sources import LABELS
from briefing.pages import vocabulary
from briefing.words import format_edtf, join_days, parse_edtf, show

CATALOGUES: dict[str, dict[str, Any]] = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in (ROOT / "scripts/briefing/languages").glob("*.yml")
}
TEMPLATES = [
    *(ROOT / "overrides").rglob("*.*"),
    *(ROOT / "scripts/briefing/claims").glob("*.html"),
]
SCRIPTS = [
    *(ROOT / "docs/assets").glob("*/**/*.js"),
    *(ROOT / "docs/assets").glob("*/**/*.css"),
    *(ROOT / "scripts/briefing").glob("*/*.typ"),
]


def find_in_python() -> Iterator[str]:
    """Yield each text that a call of `_` or `find` has."""
    for file in (ROOT / "scripts").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and is_translation(node.func):
                yield from find_constant(node.args[0])


def is_translation(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in {"_", "find"}


def find_constant(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant):
        yield str(argument.value)


def find_in_tables() -> Iterator[str]:
    """Yield what stands in tables whose texts are translated where they are shown."""
    for table in vars(vocabulary).values():
        if isinstance(table, words.Words):
            yield from table.data.values()
    for texts in vocabulary.EXTENTS.values():
        yield from texts
    yield from LABELS


def find_in_templates() -> Iterator[str]:
    for path in TEMPLATES:
        yield from find_in_template(path.read_text(encoding="utf-8"))


def find_in_template(source: str) -> Iterator[str]:
    for _, _, texts in extract_from_ast(Environment().parse(source), ("_",)):
        first = texts[0] if isinstance(texts, tuple) else texts
        if first is not None:
            yield first


def find_in_scripts() -> Iterator[str]:
    for path in SCRIPTS:
        yield from re.findall(r'\b_\("([^"]*)"', path.read_text(encoding="utf-8"))


def test_no_word_is_listed_that_nobody_asks_for() -> None:
    asked = {
        *find_in_python(),
        *find_in_tables(),
        *find_in_templates(),
        *find_in_scripts(),
    } - {""}
    for catalogue in CATALOGUES.values():
        assert catalogue.keys() - asked == {"format"}


def list_translations() -> Iterator[tuple[str, str]]:
    """Yield each English text with each of its forms in each catalogue."""
    for catalogue in CATALOGUES.values():
        for english in catalogue.keys() - {"format"}:
            for form in list_forms(catalogue[english]):
                yield english, form


def list_forms(entry: Any) -> list[str]:
    """Return the forms of an entry of a catalogue: one, or one for each number."""
    if isinstance(entry, dict):
        return list(entry.values())
    return [str(entry)]


def test_a_translation_fills_in_what_the_english_does() -> None:
    names = re.compile(r"\{(?!n\})\w*\}|</?[a-z]+")
    for english, form in list_translations():
        assert sorted(names.findall(english)) == sorted(names.findall(form)), english


def test_no_translation_ends_an_attribute_that_it_stands_in() -> None:
    for _, form in list_translations():
        assert '"' not in re.sub("<[^>]*>", "", form)


def test_a_text_is_filled_in() -> None:
    assert words._("{name}:", name="{Checked}") == "{Checked}:"


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [
        ("en", 1, "1 source"),
        ("en", 0, "0 sources"),
    ],
)
def test_a_text_has_a_form_for_one_thing_and_one_for_more(language: str, n: int, text: str) -> None:
    words.use(language)
    assert words._("{n} sources", n) == text


def test_a_language_without_a_catalogue_is_written_in_english() -> None:
    words.use("nn")
    assert (words.get_format("language"), words._("Checked")) == ("en-GB", "Checked")


def test_a_script_gets_its_words_as_strings() -> None:
    script = 'say(_("Checked") + _("so \\"it\\""), my_("Fact"))'
    assert words.translate(script) == 'say("Checked" + "so \\"it\\"", my_("Fact"))'


@pytest.mark.parametrize(
    ("autoescape", "text"), [(True, "<b>&lt;i&gt;</b>"), (False, "<b><i></b>")]
)
def test_a_template_that_escapes_does_so_with_what_is_filled_in(
    autoescape: bool, text: str
) -> None:
    environment = Environment(autoescape=autoescape)
    environment.globals["_"] = show
    template = environment.from_string('{{ _("<b>{name}</b>", name=name) }}')
    assert template.render(name="<i>") == text
    assert template.render(name=Markup("<i>")) == "<b><i></b>"


DATES_IN_WORDS = [
    # a point in time; `_` is a space at which no line ends
    ("en", "2024-10-04", "4_October_2024"),
    ("en", "2024-10", "October 2024"),
    ("nn", "2024-10", "October 2024"),
    ("en", "2024", "2024"),
    ("en", " 2020 ", "2020"),
    ("en", "195X", "1950s"),
    # a span
    ("en", "1991/..", "since 1991"),
    ("en", "../1991-12", "until December 1991"),
    ("en", "2024-11-06/2024-11", "6_November_2024 to November 2024"),
    # in doubt
    ("en", "2013~", "about 2013"),
    ("en", "2013-05?/..", "since about May 2013"),
    # no date
    ("en", "", ""),
    ("en", "soon", "soon"),
]


@pytest.mark.parametrize(("language", "edtf", "text"), DATES_IN_WORDS)
def test_a_date_is_written_in_words(language: str, edtf: str, text: str) -> None:
    words.use(language)
    assert format_edtf(edtf) == text.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on 19_June_2024"),
        ("en", "1_May 24"),
        ("en", "1 and 2_May."),
        ("en", "In May 2024"),
        ("en", "4 Mayors"),
    ],
)
def test_a_day_stays_with_its_month(language: str, text: str) -> None:
    words.use(language)
    assert join_days(text.replace("_", " ")) == text.replace("_", "\u00a0")


SPANS = [
    ("2024-10-24", "2024-10-24", "2024-10-24"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("195X", "1950-01-01", "1959-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    (" 2020-05 ", "2020-05-01", "2020-05-31"),
    # doubt does not move a date
    ("2024-10?", "2024-10-01", "2024-10-31"),
    ("2024~", "2024-01-01", "2024-12-31"),
    ("2020%", "2020-01-01", "2020-12-31"),
    # intervals
    ("2024-10-24/2024-11", "2024-10-24", "2024-11-30"),
    ("1991/..", "1991-01-01", "9999-12-31"),
    ("../1991", "0001-01-01", "1991-12-31"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), SPANS)
def test_a_date_covers_every_day_that_it_may_mean(text: str, earliest: str, latest: str) -> None:
    assert parse_edtf(text) == (date.fromisoformat(earliest), date.fromisoformat(latest))


NO_DATES = [
    # other ways to write a date
    "24 October 2024",
    "1/1/2020",
    "2024-1-2",
    "2020-05-04T10:00:00Z",
    "٢٠٢٠",
    "２０２０",
    # days that there are not
    "2024-13",
    "2023-02-29",
    "2020-00",
    "0000",
    # spans without an end, without a beginning, the wrong way round
    "..",
    "../..",
    "2020/",
    "../",
    "2020/2021/2022",
    "2025/2024",
    "x/..",
    # parts of EDTF that nobody needed yet
    "2020-21",
    "-0044",
    "Y17000",
    "[2020,2021]",
    "2XXX",
    "",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_any_other_text_is_no_date(text: str) -> None:
    assert parse_edtf(text) is None
