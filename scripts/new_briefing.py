"""Begin another briefing beside this one: the engine as it is, and two pages to write over.

Usage: python scripts/new_briefing.py FOLDER [LOCALE]   (a folder of `starter/`, by default `en`)
What `starter/engine.txt` names is copied, with tests for any briefing. Exit status 1 where FOLDER is not empty."""

import argparse
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HALF = (
    "# The engine's half"  # the line of `mkdocs.yml` from which on it is the same in every briefing
)

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "locale",
        nargs="?",
        default="en",
        choices=sorted({path.parent.name for path in ROOT.glob("starter/*/*")} - {"all"}),
    )
    folder, locale = vars(parser.parse_args()).values()
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        sys.exit(f"{folder} is not empty; name a new folder: make new DIR=../name")
    named = (ROOT / "starter/engine.txt").read_text(encoding="utf-8").split()
    for path in (
        path
        for name in named
        for path in ROOT.glob(name)
        if path.is_file() and path.suffix != ".pyc"
    ):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    for part in ("all", locale):
        shutil.copytree(ROOT / "starter" / part, folder, dirs_exist_ok=True)
    _, mark, half = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition(HALF)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{mark}{half}")
    print(
        f"A briefing stands in {folder}. Next: cd {folder} && make serve; its README says the rest."
    )
