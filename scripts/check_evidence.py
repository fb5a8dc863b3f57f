"""Say whether a site may be published: nothing is wrong with it, and with `--publishable` no draft.

Usage: python scripts/check_evidence.py [--config FILE] [--publishable]

Exit status 1 where it may not. It writes nothing; `make check` looks at what is built too.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from briefing.pipeline.plan import plan
from briefing.pipeline.telling import print_warnings

SETTINGS = Path(__file__).parent.parent / "mkdocs.yml"


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return what the command was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--config", type=Path, default=SETTINGS)
    parser.add_argument("--publishable", action="store_true", help="refuse a draft too")
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> None:
    """Check, and print what was found. Raise SystemExit where something is wrong."""
    arguments = read_arguments(argv)
    print_warnings()
    try:
        site = plan(arguments.config.resolve())
    except MkDocsException as error:
        sys.exit(str(error))
    if arguments.publishable and site.project.settings.draft:
        sys.exit(f'{arguments.config}: this is a draft; freeze it first: make edition NOTE="why"')


if __name__ == "__main__":
    main(sys.argv[1:])
