"""Code that breathes, where ruff has no rule: long functions and files, and what is packed.

How much of it a reader has to hold, complexipy counts.
"""

import ast

from support import ROOT

MOST_LINES = 400  # of a file
WIDEST = 120  # columns of a template
LONGEST = 40  # lines of a function
PACKED = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.IfExp)


def is_packed(node: ast.AST) -> bool:
    """Whether a comprehension has another within it, or a conditional expression another."""
    if not isinstance(node, PACKED):
        return False
    kinds = ast.IfExp if isinstance(node, ast.IfExp) else PACKED[:-1]
    return any(isinstance(other, kinds) for other in ast.walk(node) if other is not node)


def test_a_file_can_be_read() -> None:
    for folder in ("scripts", "tests", "tools"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert text.count("\n") <= MOST_LINES, path
            for node in ast.walk(ast.parse(text)):
                assert not is_packed(node), (path, node.lineno)
                if isinstance(node, ast.FunctionDef):
                    assert node.end_lineno - node.lineno < LONGEST, (path, node.name)


def test_a_template_needs_no_scrolling_sideways() -> None:
    for path in (*ROOT.glob("scripts/**/*.html"), *ROOT.glob("scripts/**/*.xml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert max(map(len, lines), default=0) <= WIDEST, path
