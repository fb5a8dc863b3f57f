"""The words of ours, in the language of a site: every one has its French, and nothing else is in the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from briefing import words
from briefing.claims import ledger
from briefing.dates import format_edtf, join_days
from briefing.pages import vocabulary

ROOT = Path(__file__).parent.parent
CATALOGUES = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
              for file in (ROOT / "scripts/briefing/languages").glob("*.yml")}
FORMATS = Environment(variable_start_string="«", variable_end_string="»", block_start_string="<%",
                      block_end_string="%>", comment_start_string="<#", comment_end_string="#>")


@pytest.fixture
def french() -> Iterator[None]:
    """Speak French."""
    words.use("fr")
    yield
    words.use("en")


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


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(("edtf", "shown"), [
    ("2024-10-24", "24 octobre 2024"), ("2024-05-01", "1er mai 2024"), ("2024-10", "octobre 2024"),
    ("2024-10-24/..", "depuis le 24 octobre 2024"), ("1991/..", "depuis 1991"), ("195X", "années 1950"),
    ("2024-10-24~", "vers le 24 octobre 2024"),
    ("../2024-08", "jusqu’en août 2024"), ("../2024-10-24", "jusqu’au 24 octobre 2024"), ("2019/2021", "2019 – 2021"),
    ("2024-10-24/2024-11-03", "du 24 octobre 2024 au 3 novembre 2024"), ("soon", "soon")])
def test_dates_are_written_as_in_french(edtf: str, shown: str) -> None:
    assert format_edtf(edtf).replace("\u00a0", " ") == shown


@pytest.mark.usefixtures("french")
def test_what_belongs_together_stays_on_one_line() -> None:
    assert join_days("le 1er mai 2024, le 6 mai") == "le 1er\u00a0mai\u00a02024, le 6\u00a0mai"
    assert words._("{name}:", name="{Vérifié}") == "{Vérifié}\u00a0:"


@pytest.mark.usefixtures("french")
def test_a_script_gets_its_strings() -> None:
    assert words.fill('say(_("Checked") + _("so \\"it\\""), my_("Fact"))') == \
        'say("Vérifié" + "so \\"it\\"", my_("Fact"))'
