"""Build the site twice, in different folders, time zones, locales and hash seeds, and compare every byte.

Usage: python scripts/verify_build.py [--project FOLDER]
Exit status 1 where a file differs, with the names of all that do.
"""

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
NEEDED = ("mkdocs.yml", "bibliography.bib", "docs", "overrides", "scripts", "editions", "links.jsonl")
WORLDS: Mapping[str, Mapping[str, str]] = {
    "one": {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"},
    "another folder": {"TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
}
"""Name of each folder, and the environment of the build in it. The first lies about the time, so that whatever
asks the clock gives different answers."""


def build(project: Path, folder: Path, environment: Mapping[str, str]) -> Path:
    """Build a copy of the project in `folder` and give the site; raises CalledProcessError where it fails."""
    folder.mkdir()
    for name in NEEDED:
        source = project / name
        if source.is_dir():
            # New times of change, and no cache of compiled code.
            shutil.copytree(source, folder / name, copy_function=shutil.copyfile,
                            ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copyfile(source, folder / name)
    subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=folder, check=True, capture_output=True, text=True,
                   env={**os.environ, **environment, "NO_MKDOCS_2_WARNING": "1"})
    return folder / "site"


def find_differences(one: Path, other: Path) -> Iterator[str]:
    """Yield the name of every file that is not the same in both folders."""
    names = {path.relative_to(site).as_posix() for site in (one, other) for path in site.rglob("*") if path.is_file()}
    for name in sorted(names):
        files = one / name, other / name
        if not all(map(Path.exists, files)) or not filecmp.cmp(*files, shallow=False):
            yield name


def main() -> int:
    """Build and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--project", type=Path, default=ROOT, help="the folder of mkdocs.yml")
    project = parser.parse_args().project
    with tempfile.TemporaryDirectory() as folder:
        try:
            one, other = (build(project, Path(folder, name), world) for name, world in WORLDS.items())
        except subprocess.CalledProcessError as error:
            print(error.stderr, file=sys.stderr)
            return 1
        different = list(find_differences(one, other))
        count = sum(path.is_file() for path in one.rglob("*"))
    print("\n".join([*different, f"{len(different)} of {count} files differ"]))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
