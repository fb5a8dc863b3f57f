"""Freeze what is in docs/ as the next edition: numbered, dated, and never changed again.

Usage: python scripts/freeze_edition.py --note "Corrects the date of the ratification" [--date 2026-11-25]
Writes editions/<n>/ whole or not at all. Refuses where a check fails, where no word has changed since the
newest edition, and without a note. Exit status 1 when it refuses.
"""

import argparse
import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from briefing.build.mkdocs import Build
from briefing.editions.manifest import FOLDER, Edition, Version, load_editions, make_edition

ROOT = Path(__file__).parent.parent


def freeze(config_file: Path, note: str, day: date) -> str:
    """Freeze the project of a `mkdocs.yml` and give the name of the edition; raises Abort where it refuses."""
    root = config_file.parent
    editions, problems = load_editions(root)
    if problems:
        raise Abort("\n".join(map(str, problems)))
    if editions and day < editions[-1].version.date:
        raise Abort(f"{editions[-1].version.name} has a later date, {editions[-1].version.date}")
    version = Version(len(editions) + 1, day, note)
    files = make_edition(version, *_render(config_file, version), editions[-1] if editions else None)
    if editions and _has_same_words(files, editions[-1]):
        raise Abort(f"nothing has changed since {editions[-1].version.name}")
    _write(root / FOLDER / str(version.number), files)
    return version.name


def _render(config_file: Path, version: Version) -> tuple[Any, Any]:
    """Give the pages as they would be published, and the redirects by address, after a build that checks all."""
    with tempfile.TemporaryDirectory() as site:
        config = load_config(str(config_file), site_dir=site, strict=True)
        loaded: Any = config.hooks
        hooks = next(hook for name, hook in loaded.items() if name.endswith("mkdocs_hooks.py"))
        hooks.freezing = version
        try:
            config.plugins.on_startup(command="serve", dirty=False)  # a server's build publishes nothing
            build(config)
            made: Build = hooks.get_build()
            assert made.assembly
            return made.assembly.freeze(), made.redirects
        finally:
            hooks.freezing = None


def _has_same_words(files: dict[str, str], edition: Edition) -> bool:
    """Compare titles and passages: the Markdown differs by what it derives, such as the number of the edition."""
    def list_words(data: Mapping[str, Any]) -> dict[str, Any]:
        return {url: (page["title"], page["passages"]) for url, page in data["pages"].items()}
    return list_words(json.loads(files["manifest.json"])) == list_words(edition.data)


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write all files beside their place, and move them there in one step."""
    folder.parent.mkdir(exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".freezing-", dir=folder.parent))
    try:
        for name, text in files.items():
            path = stage / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        stage.chmod(0o755)
        os.rename(stage, folder)  # fails where somebody else has just frozen the same number
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def main() -> int:
    """Freeze the project of the given `mkdocs.yml`, by default the one that this file belongs to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--note", required=True, help="why, in one sentence for readers")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="by default today")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", help="the mkdocs.yml of the project")
    options = parser.parse_args()
    if not options.note.strip():
        parser.error("say why, in one sentence for readers: --note \"…\"")
    logging.basicConfig(format="%(message)s")  # what a build warns of
    try:
        name = freeze(options.config.resolve(), " ".join(options.note.split()), options.date)
    except (Abort, MkDocsException, OSError) as error:
        print(f"nothing was frozen: {error}", file=sys.stderr)
        return 1
    print(f"froze {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
