"""The codes of messages: those that a module words, and that of a message."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

CODE = re.compile(r"[a-z]+(?:-[a-z]+)+|unsourced")
SAYING = re.compile(r"Problem|\w+Fault|Leftover|_?report(_at)?")
"""What messages are made with."""


def list_codes(path: Path) -> Iterator[str]:
    """Yield the codes of the messages that a module words."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            values = [*node.args, *(keyword.value for keyword in node.keywords)]
            yield from find_codes(values if SAYING.fullmatch(name) else [])
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            yield from find_codes(node.value.elts)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            yield from find_codes([node.value])


def find_codes(nodes: list[ast.expr]) -> Iterator[str]:
    """Yield what looks like a code among some expressions; of a choice, both."""
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from find_codes([node.body, node.orelse])
        elif isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value)):
            yield str(node.value)


def name_code(message: str) -> str:
    """Return the code at the end of a message."""
    return message.rpartition("[")[2].rstrip("]")
