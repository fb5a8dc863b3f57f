"""What the code imports is declared in `pyproject.toml`, and not only brought along."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from support import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENGINE = PROJECT["project"]["dependencies"]
DEVELOPMENT = [each for each in PROJECT["dependency-groups"]["dev"] if isinstance(each, str)]
DISTRIBUTIONS = packages_distributions()


def normalise(name: str) -> str:
    """Return the name of a package as PyPI compares it: https://peps.python.org/pep-0503/."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_names(requirements: list[str]) -> set[str]:
    return {normalise(re.split(r"[=<>!~ \[;]", line)[0]) for line in requirements}


def find_modules(file: Path) -> Iterator[str]:
    """Yield the modules that a file imports, by their first names; not those beside it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def find_undeclared(files: set[Path], declared: set[str]) -> set[str]:
    """Return the modules of packages that files import, and none of whose packages is declared."""
    modules = set[str]()
    for file in files:
        modules.update(find_modules(file))
    found = modules & DISTRIBUTIONS.keys() - sys.stdlib_module_names
    return {name for name in found if not declared & set(map(normalise, DISTRIBUTIONS[name]))}


def test_what_the_engine_imports_is_declared() -> None:
    files = set((ROOT / "scripts").rglob("*.py"))
    assert find_undeclared(files, read_names(ENGINE)) == set()


def test_what_tests_import_is_declared() -> None:
    files = set((ROOT / "tests").rglob("*.py"))
    assert find_undeclared(files, read_names([*ENGINE, *DEVELOPMENT])) == set()
