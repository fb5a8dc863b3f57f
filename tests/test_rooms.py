"""The house: a room imports only from rooms below its line."""

import ast
from pathlib import Path

HOUSE = Path(__file__).parent.parent / "scripts/mkdocs_briefing"
ROOMS = (
    "",
    "sources",
    "pages",
    "claims",
    "figures",
    "citing",
    "editions",
    "book",
    "web",
    "pipeline",
    "plugin",
    "commands",
)
"""From the ground up; the ground itself has no name."""


def find_room(file: Path) -> str:
    """Return the room of a module; the plugin is one by itself."""
    room = file.parent.relative_to(HOUSE).as_posix().removeprefix(".")
    return room or (file.stem if file.stem in ROOMS else "")


def find_imports(file: Path) -> set[str]:
    package = file.parent.relative_to(HOUSE.parent).parts
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found |= {
                (*package[: len(package) + 1 - node.level], *name.split("."))[1] for name in names
            }
    return {name if name in ROOMS else "" for name in found}


def test_imports_point_down() -> None:
    for file in HOUSE.rglob("*.py"):
        above = ROOMS[ROOMS.index(find_room(file)) + 1 :]
        assert find_imports(file).isdisjoint(above), file
