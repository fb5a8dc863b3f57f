"""Build the same site with Zensical, from Markdown in which every citation is resolved.

Usage: python scripts/build_successor.py [--project FOLDER] [--to FOLDER]
Writes the Markdown, that editions freeze too, and the settings to the folder (`.successor` by default), and
the site to `site/` in it. Exit status 1 where either build fails.
"""

import argparse
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from briefing.build.mkdocs import Build, list_facts
from briefing.build.outputs import make_files
from briefing.build.site import Assembly
from briefing.build.successor import start_from_file
from briefing.editions.frozen import list_frozen

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(__file__).parent


def render(project: Path) -> tuple[Assembly, dict[str, Any]]:
    """Give what a build of the project knows, and the facts that the extension needs about each page."""
    with tempfile.TemporaryDirectory() as site:
        config = load_config(str(project / "mkdocs.yml"), site_dir=site)
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
    loaded: Any = config.hooks
    hooks = next(hook for name, hook in loaded.items() if name.endswith("mkdocs_hooks.py"))
    made: Build = hooks.get_build()
    assert made.assembly
    return made.assembly, list_facts(made)


def write_project(assembly: Assembly, facts: dict[str, Any], project: Path, folder: Path) -> None:
    """Write Markdown, files and settings for Zensical."""
    docs = folder / "docs"
    shutil.copytree(project / "docs", docs, ignore=shutil.ignore_patterns("*.md"))
    texts = assembly.resolve()
    texts |= {uri: (page.edition.folder / page.file).read_text(encoding="utf-8")
              for uri, page in list_frozen(assembly.editions).items()}
    files = {uri: start_from_file(text, uri).encode() for uri, text in texts.items()} | make_files(assembly)
    for name, content in files.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_bytes(content)
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(make_settings(project, folder), encoding="utf-8")


def make_settings(project: Path, folder: Path) -> str:
    """Give the settings: ours without plugins and hooks, with the extension that the hook would add."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    ours = yaml.safe_load(text)
    kept = {name: ours[name] for name in ("site_name", "site_description", "nav") if name in ours}
    own = {"briefing.successor": {"facts": str(folder / "facts.json")}}
    return yaml.safe_dump({**kept, "site_url": "http://127.0.0.1:8000/", "theme": {"font": False},
                           "markdown_extensions": [*ours["markdown_extensions"], own]})


def main() -> int:
    """Write and build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--project", type=Path, default=ROOT, help="the folder of mkdocs.yml")
    parser.add_argument("--to", type=Path, default=ROOT / ".successor", help="where to build")
    options = parser.parse_args()
    project, folder = options.project.resolve(), options.to.resolve()
    logging.basicConfig(format="%(message)s")  # what a build warns of
    try:
        assembly, facts = render(project)
    except (Abort, MkDocsException) as error:
        print(f"the pages have faults: {error}", file=sys.stderr)
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_project(assembly, facts, project, folder)
    command = [sys.executable, "-m", "zensical", "build", "--clean"]
    return subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(SCRIPTS)}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
