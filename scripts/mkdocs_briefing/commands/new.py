"""Begin a briefing: write its first files into a folder.

They are a small made-up briefing, whose words are to be replaced: settings, bibliography, a front
page, a theme with its records, the list of sources. With --article it restates an article, and has
a page with it line by line. Beside it stands what GitHub needs to check a push and to publish.
Nothing that is there already is written over.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..folders import ENGINE, read_folder

_STARTERS = ENGINE / "starter"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("folder", type=Path, nargs="?", default=Path(), help="where: here")
    parser.add_argument("--article", action="store_true", help="one that restates an article")


def run(arguments: Namespace) -> None:
    """Begin it. Raise SystemExit where a file of it is there."""
    briefing = read_folder(_STARTERS / ("article" if arguments.article else "plain"))
    files = {**briefing, **read_folder(_STARTERS / "push")}
    for name in files:
        if Path(arguments.folder, name).exists():
            sys.exit(f"{Path(arguments.folder, name)} is there already, and nothing was written")
    for name, content in files.items():
        file = Path(arguments.folder, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        print(file)
    print("replace its words, and read it: mkdocs serve --no-strict")
    print("for a push to GitHub, commit the wheel that requirements.txt names, too")
