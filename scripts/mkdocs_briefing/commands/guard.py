#!/usr/bin/env python3
"""See that what was published stays: an edition of a base commit or of the live site.

A build sees a byte that changed by accident. Whoever makes all sums anew deceives it, since it
knows nothing outside the folder; this compares with what others have: with a commit, and with the
list of files of the live site, since a base that nobody has checked, such as a push whose run was
cancelled, proves nothing by itself.

It fails closed. A base that is not given, a site that does not answer, one that answers with a
fault, and one where no list is found are four things, and each is said. That nothing is there yet
is believed only where the file .ci/first-publication says so: then the editions of a base are
nobody's, or those of the briefing that this one was forked from. Once a list is found, that file
has to go, before anything is published.
"""

# It needs Python and Git alone: a workflow runs this file as the commit before has it, since the
# one that comes with a change could be another.
import re
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

DECLARED = ".ci/first-publication"
_DECLARE = f"if nothing was published before, say so: write why into {DECLARED}, and commit it"
_LINE = re.compile(r"([0-9a-f]{64})  ([^ ].*)")
_MANIFEST = re.compile(r"editions/[0-9]+/manifest\.json")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("base", nargs="?", default="", help="the commit to compare with")
    parser.add_argument("site", nargs="?", default="", help="the address of the live site")
    parser.add_argument("--seconds", type=float, default=20, help="how long the site may take")


def run(arguments: Namespace) -> None:
    """Compare. Raise SystemExit where an edition changed, or where nobody can tell."""
    root = arguments.config.parent
    compare_commit(root, arguments.base)
    if arguments.site:
        compare_site(root, arguments.site, arguments.seconds)


def compare_commit(root: Path, base: str) -> None:
    """Raise SystemExit where a file of an edition is not as a commit has it.

    Where nothing was published, as a file declares, no edition has to stay.
    """
    if Path(root, DECLARED).is_file():
        return
    if not base.strip("0"):
        sys.exit(f"no base commit is named, and nothing can be compared: name one; {_DECLARE}")
    if _run_git(root, "cat-file", "-e", f"{base}^{{commit}}").returncode:
        sys.exit(f"the base commit '{base}' is not here: fetch it, with all that came before")
    differ = ("diff", "--no-renames", "--diff-filter=a", "--name-only", "--relative")
    changed = _read_git(root, *differ, base, "HEAD", "--", "editions/")
    if changed:
        said = [
            f"{name}: this file of an edition is not as it was published [edition-changed]"
            for name in changed.splitlines()
        ]
        hint = (
            f"put it back: git checkout {base} -- editions/; a correction is a new edition. Where "
            "two branches have frozen the same number, keep the one that is published, and freeze "
            'the other text again: mkdocs-briefing edition --note "why"'
        )
        sys.exit("\n".join([*said, hint]))


def compare_site(root: Path, site: str, seconds: float) -> None:
    """Raise SystemExit where an edition is not as it is live, or nobody knows what is."""
    status, text = _ask(f"{site}SHA256SUMS", seconds)
    is_declared = Path(root, DECLARED).is_file()
    if status in (404, 410) and is_declared:
        print(f"nothing is live at {site}, as {DECLARED} says")
        return
    if status in (404, 410):
        said = f"no list of files is at {site} (status {status}): nothing is published"
        sys.exit(f"{said}; {_DECLARE}")
    if status != 200:
        said = f"answers with status {status}" if status else "does not answer"
        sys.exit(f"{site} {said}, and what is live is not known: nothing is published; try later")
    sums = _read_sums(site, text)
    if is_declared:
        said = f"{DECLARED} says that nothing was published, and {site} has a list of files"
        sys.exit(f"{said}: delete it")
    _compare_sums(root, site, sums)


def _read_sums(site: str, text: str) -> dict[str, str]:
    """Return the sum of each file by its name. Another page in its place is no list."""
    lines = [_LINE.fullmatch(line) for line in text.splitlines()]
    if not lines or None in lines:
        sys.exit(f"what {site} has as SHA256SUMS is no list of files: nothing is published")
    return {line[2]: line[1] for line in lines if line}


def _compare_sums(root: Path, site: str, sums: dict[str, str]) -> None:
    """A manifest has the sums of all other files of its edition."""
    manifests = [name for name in sums if _MANIFEST.fullmatch(name)]
    if not manifests:
        print(f"no edition is live at {site}")
    for name in manifests:
        file = Path(root, name)
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != sums[name]:
            sys.exit(f"{name}: what is live at {site} is not as it is here; nothing is published")


def _ask(address: str, seconds: float) -> tuple[int, str]:
    """Return status and text of an answer; status 0 where there is none."""
    try:
        with urlopen(address, timeout=seconds) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except HTTPError as error:
        return error.code, ""
    except (OSError, HTTPException):
        return 0, ""


def _run_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
    )


def _read_git(root: Path, *arguments: str) -> str:
    """Return what Git says. Raise SystemExit with its message where it fails."""
    done = _run_git(root, *arguments)
    if done.returncode:
        sys.exit(done.stderr.strip())
    return done.stdout


def _main() -> None:
    parser = ArgumentParser(description=__doc__)
    add_arguments(parser)
    run(parser.parse_args(namespace=Namespace(config=Path("mkdocs.yml").resolve())))


if __name__ == "__main__":
    _main()
