"""Change the engine in one place, and ask whether the nets notice: `python tools/mutations.py 20`.

The nets are the golden site, the table of rules, the typical mistakes, and the quick tests of each
room, of the modules beside them, of whole sites and of the schemas. How many they are to notice
says scripts/README.md. It is done in a clone of the last commit, whose hash is the seed, so that
nobody chooses what is drawn.
Each place has a line, with what noticed the change, or `----`.
"""

import ast
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parent.parent
ROOMS = "another book citing claims editions figures pages pipeline site sources web"
# Those of the modules that stand beside the rooms.
ROOMS += " test_dates.py test_html.py test_problems.py test_programs.py test_schemas.py"
ROOMS += " test_text.py test_tokens.py test_yamldata.py"
NETS = {
    "golden": ["tests/golden"],
    "table": ["tests/rules", "-k", "each_rule"],
    "mistakes": ["tests/rules/test_mistakes.py"],
    "rooms": ["-m", "not slow and not browser", *(f"tests/{room}" for room in ROOMS.split())],
}
TURNED: dict[Any, Any] = {ast.Eq: ast.NotEq, ast.Lt: ast.LtE, ast.Gt: ast.GtE, ast.In: ast.NotIn}
TURNED |= {ast.Is: ast.IsNot, ast.And: ast.Or}
TURNED |= {other: one for one, other in TURNED.items()}


def list_changes(tree: ast.Module) -> Iterator[tuple[Any, str, object]]:
    """Yield what can be changed in the functions of a module: a node, its field, another value."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    nodes = dict.fromkeys(node for function in functions for node in ast.walk(function))
    told = {node.value for node in nodes if isinstance(node, ast.Expr)}  # docstrings
    for node in nodes:
        if isinstance(node, ast.Compare):
            yield node, "ops", [TURNED[type(node.ops[0])](), *node.ops[1:]]
        elif isinstance(node, ast.BoolOp):
            yield node, "op", TURNED[type(node.op)]()
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, "operand", ast.UnaryOp(ast.Not(), node.operand)
        elif isinstance(node, ast.If):
            yield node, "test", ast.Constant(value=False)
        elif isinstance(node, ast.Constant) and node not in told:
            if isinstance(node.value, str):
                yield node, "value", f"{node.value}x"
            elif isinstance(node.value, int | float):
                yield node, "value", type(node.value)(not node.value)


def find_net(root: Path) -> str:
    """Return the first net that notices a change of a repository; `----` where none does."""
    for name, tests in NETS.items():
        command = ["timeout", "600", sys.executable, "-m", "pytest", "-qx", *tests]
        if subprocess.run(command, cwd=root, capture_output=True, check=False).returncode:
            return name
    return "----"


def main(root: Path, number: int) -> None:
    """Change the engine in some places, one after another, in a clone below `root`."""
    subprocess.run(["git", "clone", "-q", ROOT, root], check=True)
    os.environ["PYTHONPATH"] = str(root / "scripts")  # its engine, not the installed one
    seed = subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=root, text=True).strip()
    places = list[tuple[Path, int]]()
    for path in sorted(root.glob("scripts/mkdocs_briefing/**/*.py")):
        changes = list_changes(ast.parse(path.read_text(encoding="utf-8")))
        places += [(path, place) for place, _change in enumerate(changes)]
    print(f"seed {seed}, {len(places)} places", flush=True)
    for path, place in random.Random(seed).sample(places, number):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        node, field, value = [*list_changes(tree)][place]
        setattr(node, field, value)
        path.write_text(ast.unparse(ast.fix_missing_locations(tree)), encoding="utf-8")
        print(f"{find_net(root):9}{path.relative_to(root)}:{node.lineno}", end=" ")
        print(f"{field}: {text.splitlines()[node.lineno - 1].strip()}", flush=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        main(Path(folder), int(sys.argv[1]))
