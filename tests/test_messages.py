"""All that the engine can say to an author: each code stands with a whole message in some table.

The tables are `tests/data/*/messages.txt` (sites that break every rule) and the YAML beside them,
of which each case is tried by the test of its room; `messages.yml` has what none of these can show.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT, MakeSite, make_settings, read_data

SAYING = {"Problem", "Finding", "Fault", "FormFault", "Slip", "report", "report_at", "_report"}
"""What messages are made with."""
CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
MODULES = sorted((ROOT / "scripts/briefing").rglob("*.py"))
DATA = ROOT / "tests/data"
TABLES = [*DATA.glob("*/messages.*"), *DATA.glob("*.yml"), *(ROOT / "tests").rglob("test_*.py")]
SOUND = "# T { #t }\n\n- A.[@abel2020]\n    { #p }\n"
# Their words stand in `site/test_editions.py`, `site/test_mutations.py` and `site/test_hostile.py`
# by parts, where they follow from an edition, from a link on a disk, or from a list of settings.
IN_PARTS = {"false-end", "lost-address", "unkept-words"}
RARE = read_data("messages.yml")
WHOLE = re.compile(r"(?:[^:]*:)?\d+(?::\d+)?: (?P<said>.+) \[(?P<code>[a-z-]+)\]")
"""A message as an author meets it: place, words, code."""
NO_WORDS = re.compile(
    r"Traceback|\w+Error\b|NoneType|\bNone\b|<class|\bstr\b|\bint\b|\bbool\b|\bdict\b|\btuple\b"
    r"|\battribute '|unpack|codec"
)
"""What no author needs to know."""


def list_codes(path: Path) -> Iterator[str]:
    """Yield the codes of the messages that a module words."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        for value in values if name in SAYING else ():
            is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
            if is_text and CODE.fullmatch(value.value):
                yield value.value


@cache
def list_told() -> list[tuple[str, str]]:
    """Return code and words of all messages in tables."""
    told = []
    for path in TABLES:
        text = path.read_text(encoding="utf-8")
        for line in READERS[path.suffix](text):
            match = WHOLE.fullmatch(" ".join(line.split()))
            if match:
                told.append((match["code"], match["said"]))
    return told


def list_texts(value: Any) -> Iterator[str]:
    """Yield all texts in some data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from list_texts(part)


def list_constants(text: str) -> Iterator[str]:
    """Yield all texts in a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant):
            yield str(node.value)


READERS: dict[str, Callable[[str], Iterable[str]]] = {
    ".txt": str.splitlines,
    ".yml": lambda text: list_texts(yaml.safe_load(text)),
    ".py": list_constants,
}
"""What gives the texts of a table, by the ending of its file."""


@cache
def list_named() -> set[str]:
    """Return the codes that tables and tests expect."""
    texts = [path.read_text(encoding="utf-8") for path in TABLES]
    return set(re.findall(r"[a-z]+(?:-[a-z]+)+", " ".join(texts)))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_what_a_module_says_is_expected_somewhere(path: Path) -> None:
    assert {*list_codes(path)} - list_named() == set()


def test_no_message_has_a_word_of_the_program() -> None:
    told = list_told()
    assert len(told) > 300
    assert [words for _, words in told if NO_WORDS.search(words)] == []


def test_the_tables_have_a_whole_message_of_every_code() -> None:
    codes = {code for path in MODULES for code in list_codes(path)}
    assert codes - {code for code, _ in list_told()} == IN_PARTS


@pytest.mark.parametrize("code", RARE)
def test_what_ends_a_build_says_what_would_be_right(make_site: MakeSite, code: str) -> None:
    case = RARE[code]
    settings = make_settings(**case.get("settings", {}))
    site = make_site(SOUND, files={"mkdocs.yml": settings, **case.get("files", {})})
    assert site.messages == case["says"]
