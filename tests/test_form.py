"""Code that breathes: each line can be read once, and a reader never has to hold much."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

MOST_LINES = 400  # of a file
LONGEST = 40  # lines of a function
FILES = [path for folder in ("scripts", "tests") for path in sorted((ROOT / folder).rglob("*.py"))]
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def find_within(node: ast.AST, kinds: type[ast.AST] | tuple[type[ast.AST], ...]) -> list[ast.AST]:
    """Return the nodes of some kinds below a node, itself left out."""
    return [other for other in ast.walk(node) if other is not node and isinstance(other, kinds)]


def list_packed(tree: ast.AST) -> Iterator[str]:
    """Yield what packs several steps into one expression, each with its line."""
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, COMPREHENSIONS):
            if find_within(node, COMPREHENSIONS):
                yield f"{line}: a comprehension inside a comprehension"
            if any(is_one_value(generator.iter) for generator in node.generators):
                yield f"{line}: a comprehension over one value"
        if isinstance(node, ast.IfExp) and find_within(node, ast.IfExp):
            yield f"{line}: a conditional expression inside another"


def is_one_value(node: ast.expr) -> bool:
    """Whether it is written only to give a name to a value: `for x in [y]`."""
    return isinstance(node, ast.List | ast.Tuple) and len(node.elts) == 1


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_can_be_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= MOST_LINES
    assert list(list_packed(tree)) == []
    for node in find_within(tree, FUNCTIONS):
        assert node.end_lineno - node.lineno < LONGEST, node.name


@pytest.mark.parametrize(
    "code",
    [
        "[[a for a in b] for b in c]",
        "{a: b for a in c for b in [d(a)]}",
        "a if b else c if d else e",
    ],
)
def test_what_is_packed_is_noticed(code: str) -> None:
    assert list(list_packed(ast.parse(code)))
