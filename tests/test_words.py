"""The words of ours, in the language of a site: every one has its French, and nothing else is in the catalogue."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from briefing import words
from briefing.claims import ledger
from briefing.pages import vocabulary
from briefing.problems import Problem, nearest
from briefing.words import format_edtf, join_days, parse_edtf

ROOT = Path(__file__).parent.parent
CATALOGUES = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
              for file in (ROOT / "scripts/briefing/languages").glob("*.yml")}
FORMATS = Environment(variable_start_string="«", variable_end_string="»", block_start_string="<%",
                      block_end_string="%>", comment_start_string="<#", comment_end_string="#>")


def find_words() -> Iterator[str]:
    """Yield what is asked for in Python, templates, scripts and layouts, and what is in tables that are translated."""
    for file in (ROOT / "scripts").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "find"}:
                yield from [node.args[0].value] if isinstance(node.args[0], ast.Constant) else []
    for table in [*vars(vocabulary).values()]:
        yield from table.data.values() if isinstance(table, words.Words) else ()
    yield from (text for texts in vocabulary.EXTENTS.values() for text in texts)
    yield from ledger._LABELS
    for path in [*(ROOT / "overrides").rglob("*.*"), *(ROOT / "scripts/briefing/claims").glob("*.html"),
                 ROOT / "scripts/briefing/citing/exports.txt"]:
        env = FORMATS if path.name == "exports.txt" else Environment()
        for _, _, text in extract_from_ast(env.parse(path.read_text(encoding="utf-8")), ("_",)):
            yield next(filter(None, text)) if isinstance(text, tuple) else text
    for path in [*ROOT.glob("docs/assets/*/**/*.*"), *ROOT.glob("scripts/briefing/*/*.typ")]:
        if path.suffix in {".js", ".css", ".typ"}:
            yield from re.findall(r'\b_\("([^"]*)"', path.read_text(encoding="utf-8"))


def test_every_word_has_its_french_and_no_other_is_listed() -> None:
    asked = {*find_words()} - {"", None}
    assert asked - {*CATALOGUES["fr"]} == set()
    assert [text for said in CATALOGUES.values() for text in said if text not in {*asked, "format"}] == []


def test_a_translation_fills_in_what_the_english_does() -> None:
    names = re.compile(r"\{(?!n\})\w*\}|</?[a-z]+")
    for text, said in [pair for one in CATALOGUES.values() for pair in one.items() if pair[0] != "format"]:
        for form in said.values() if isinstance(said, dict) else [str(said)]:
            assert sorted(names.findall(text)) == sorted(names.findall(form)), text
            assert '"' not in re.sub("<[^>]*>", "", form), "it may stand in an attribute"


@pytest.mark.parametrize(("language", "edtf", "shown"), [
    ("en", "2024-10-04", "4_October_2024"), ("en", "2024-10", "October 2024"), ("en", "2024", "2024"),
    ("en", "195X", "1950s"), ("en", "1991/..", "since 1991"), ("en", "../1991-12", "until December 1991"),
    ("en", "2024-11-06/2024-11", "6_November_2024 to November 2024"), ("en", "2013~", "about 2013"),
    ("en", "2013-05?/..", "since about May 2013"), ("en", "", ""), ("en", "soon", "soon"), ("en", " 2020 ", "2020"),
    ("fr", "2024-10-24", "24_octobre_2024"), ("fr", "2024-05-01", "1er_mai_2024"), ("fr", "2024-10", "octobre 2024"),
    ("fr", "2024-10-24/..", "depuis le 24_octobre_2024"), ("fr", "1991/..", "depuis 1991"),
    ("fr", "195X", "années 1950"), ("fr", "2024-10-24~", "vers le 24_octobre_2024"),
    ("fr", "../2024-08", "jusqu’en août 2024"), ("fr", "../2024-10-24", "jusqu’au 24_octobre_2024"),
    ("fr", "2019/2021", "2019 – 2021"), ("fr", "soon", "soon"),
    ("fr", "2024-10-24/2024-11-03", "du 24_octobre_2024 au 3_novembre_2024")])
def test_a_date_is_said_in_words(language: str, edtf: str, shown: str) -> None:
    words.use(language)
    assert format_edtf(edtf) == shown.replace("_", "\u00a0")


@pytest.mark.parametrize(("language", "shown"), [
    ("en", "on 19_June_2024"), ("en", "1_May 24"), ("en", "1 and 2_May."), ("en", "In May 2024"), ("en", "4 Mayors"),
    ("fr", "le 1er_mai_2024, le 6_mai")])
def test_a_day_stays_with_its_month(language: str, shown: str) -> None:
    words.use(language)
    assert join_days(shown.replace("_", " ")) == shown.replace("_", "\u00a0")


@pytest.mark.parametrize(("text", "earliest", "latest"), [
    # points
    ("2024-10-24", date(2024, 10, 24), date(2024, 10, 24)), ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2024", date(2024, 1, 1), date(2024, 12, 31)), ("195X", date(1950, 1, 1), date(1959, 12, 31)),
    ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
    # doubt does not move a date
    ("2024-10?", date(2024, 10, 1), date(2024, 10, 31)), ("2024~", date(2024, 1, 1), date(2024, 12, 31)),
    # intervals
    ("2024-10-24/2024-11", date(2024, 10, 24), date(2024, 11, 30)), ("1991/..", date(1991, 1, 1), date.max),
    ("../1991", date.min, date(1991, 12, 31)), ("2020%", date(2020, 1, 1), date(2020, 12, 31)),
    (" 2020-05 ", date(2020, 5, 1), date(2020, 5, 31))])
def test_a_date_covers_every_day_it_may_mean(text: str, earliest: date, latest: date) -> None:
    span = parse_edtf(text)
    assert span is not None
    assert (span.earliest, span.latest) == (earliest, latest)


@pytest.mark.parametrize("text", [
    "", "24 October 2024", "2024-13", "2023-02-29", "2024-1-2", "2025/2024", "x/..", "0000", "..", "../..", "2020/",
    "2020/2021/2022", "2020-21", "-0044", "Y17000", "2020-05-04T10:00:00Z", "[2020,2021]", "1/1/2020", "2020-00",
    "2XXX", "٢٠٢٠", "２０２０"])
def test_what_is_not_a_date_is_none(text: str) -> None:
    assert parse_edtf(text) is None


def test_a_text_and_a_script_get_their_words() -> None:
    words.use("fr")
    assert words._("{name}:", name="{Vérifié}") == "{Vérifié}\u00a0:"
    assert words.fill('say(_("Checked") + _("so \\"it\\""), my_("Fact"))') == \
        'say("Vérifié" + "so \\"it\\"", my_("Fact"))'


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
