"""Build the site twice, in different folders, time zones, locales and hash seeds, and compare every byte.

Usage: python scripts/verify_build.py [--successor] [--project FOLDER]
With `--successor` the second build is that of ProperDocs (https://properdocs.org), which goes on where MkDocs ends.
Exit status 1 where a file differs, with the names of all that do.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
NEEDED = ("mkdocs.yml", "bibliography.bib", "docs", "overrides", "scripts", "editions", "links.json")
WORLDS: Mapping[str, Mapping[str, str]] = {
    "one": {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"},
    "another folder": {"TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}}
"""Name of each folder, and the environment of the build in it. The first lies about the time."""


def build(project: Path, folder: Path, builder: str) -> dict[str, bytes]:
    """Build a copy of the project in `folder`, in the world of its name; return the files of the site by their names.

    Exit with the builder's own words where it fails.
    """
    for path in [path for name in NEEDED for path in (project / name, *(project / name).rglob("*"))]:
        if path.is_file():
            (folder / path.relative_to(project)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / path.relative_to(project))  # with a new time of change
    run = subprocess.run([sys.executable, "-m", builder, "build"], cwd=folder, capture_output=True, text=True,
                         env={**os.environ, **WORLDS[folder.name], "NO_MKDOCS_2_WARNING": "1"}, check=False)
    site = folder / "site" if not run.returncode else sys.exit(run.stderr)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def main() -> int:
    """Build and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--project", type=Path, default=ROOT, help="the folder of mkdocs.yml")
    parser.add_argument("--successor", action="store_true", help="build with ProperDocs the second time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        one, other = (build(options.project, Path(folder, world), builder) for world, builder in zip(
            WORLDS, ("mkdocs", "properdocs" if options.successor else "mkdocs"), strict=True))
    different = sorted(name for name in one | other if one.get(name) != other.get(name))
    print(*different, f"{len(different)} of {len(one)} files differ", sep="\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
