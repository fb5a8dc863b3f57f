"""Begin another briefing beside this one: the engine as it is, and two pages to write over.

Usage: python scripts/new_briefing.py FOLDER [LOCALE]   (a folder of `starter/`, by default `en`)
Exit status 1 where the folder is not empty, or there is no such starter.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENGINE = ("scripts", "overrides", "starter", "docs/assets/css", "docs/assets/js", "docs/schemas", ".github/workflows",
          ".github/dependabot.yml", ".ci/guard-editions", ".gitignore", ".pre-commit-config.yaml", "Makefile",
          "pyproject.toml", "requirements*.txt", "CONTRIBUTING.md", "HOSTING.md", "SECURITY.md", "LICENSE",
          "tests/[!t]*.py", "tests/edits.yml", "tests/site/test_real_site.py", "tests/site/test_documented_edits.py",
          "tests/site/test_reproducible.py", "tests/browser/conftest.py", "tests/browser/test_site.py")
"""What is copied byte for byte. Of the tests, those that read the pages of a briefing, whatever they say; those of
the engine stay where it is made."""
HALF = "# The engine's half"
"""The line of `mkdocs.yml` from which on it is the same in every briefing."""


def make_briefing(folder: Path, locale: str) -> None:
    """Write a briefing of the starter `locale` into an empty folder."""
    for path in [path for pattern in ENGINE for path in ROOT.glob(pattern)]:
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(path, target)
    for part in ("all", locale):
        shutil.copytree(ROOT / "starter" / part, folder, dirs_exist_ok=True)
    _, mark, half = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition(HALF)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{mark}{half}")


def main(folder: str, locale: str = "en") -> int:
    """Begin a briefing, and say what to do next."""
    locales = sorted(path.name for path in (ROOT / "starter").iterdir() if path.name != "all")
    target = Path(folder)
    if locale not in locales:
        print(f"there is no starter '{locale}'; there are: {', '.join(locales)}", file=sys.stderr)
    elif target.is_file() or (target.is_dir() and any(target.iterdir())):
        print(f"{target} is not empty; name a new folder: make new DIR=../name", file=sys.stderr)
    else:
        make_briefing(target, locale)
        print(f"A briefing stands in {target}. Next: cd {target} && make serve; its README says the rest.")
        return 0
    return 1


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3} or sys.argv[1][:1] in {"", "-"}:
        sys.exit("name a folder: make new DIR=../name LOCALE=en")
    sys.exit(main(*sys.argv[1:]))
