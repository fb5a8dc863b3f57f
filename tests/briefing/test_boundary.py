"""The engine names nothing that only this briefing has: no figure, no place, no page of ours."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

from mkdocs_briefing.figures.figures import load_forms

ENGINE = ROOT / "scripts/mkdocs_briefing"
FIGURES = load_forms(ROOT / "scripts/figures").keys() - load_forms(Path("no folder")).keys()
PLACES = {"beijing", "china", "korea", "kursk", "moscow", "pyongyang", "russia", "ankasam"}
PAGES = {path.stem for path in (ROOT / "docs").glob("*.md")}
ENGINE_PAGES = {"article", "cite", "claims", "editions", "index", "method", "print", "sources"}
"""Pages of which the engine knows what they are for, or words that it uses for other things."""


def list_strings(file: Path) -> Iterator[str]:
    """Yield what a module writes between quotation marks, but docstrings, and what it imports."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("file", sorted(ENGINE.rglob("*.py")), ids=lambda file: file.stem)
def test_no_module_names_a_figure_a_place_or_a_page_of_this_briefing(file: Path) -> None:
    for text in list_strings(file):
        assert PLACES.isdisjoint(re.findall(r"[a-z]+", text.lower())), text
        assert text not in FIGURES, text
        assert not any(f"{name}.md" in text or f"{name}/" in text for name in PAGES - ENGINE_PAGES)


@pytest.mark.parametrize("file", sorted((ENGINE / "assets").rglob("*.css")), ids=str)
def test_no_stylesheet_names_a_figure_of_this_briefing(file: Path) -> None:
    classes = {*re.findall(r"\.([a-z]+)", file.read_text(encoding="utf-8"))}
    assert classes.isdisjoint(FIGURES)
