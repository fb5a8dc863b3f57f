"""Say what a build would say of pages, claims and sources, and publish nothing.

Usage: python scripts/check_evidence.py [--config FILE] [--publishable]

Exit status 1 when something is wrong that no author has accepted; with `--publishable` also for a
draft.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from briefing.claims.backing import OWED
from briefing.pipeline.plan import plan
from briefing.pipeline.site import Site
from briefing.pipeline.telling import collect
from briefing.text import count_things

SETTINGS = Path(__file__).parent.parent / "mkdocs.yml"


def sum_up(site: Site) -> str:
    """Return in a line what was checked, and what has to be read before an edition is made."""
    claims = sum(len(page.evidence.claims) for page in site.pages)
    sources = len(site.project.notes)
    words = f"nothing is wrong with {len(site.pages)} pages, {claims} claims and {sources} sources"
    owed = sum(notice.code in OWED for notice in site.notices)
    if owed:
        words += f"; before an edition, {count_things(owed, 'reading')} owed: make checked"
    return words


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
    collector = collect(arguments.config.resolve())
    try:
        site = plan(arguments.config.resolve())
    except MkDocsException as error:
        is_told = bool(collector.faults)
        collector.tell(sys.stdout)
        sys.exit(1 if is_told else str(error))
    collector.tell(sys.stdout)
    print(sum_up(site))
    if arguments.publishable and site.project.settings.draft:
        sys.exit(f'{arguments.config}: this is a draft; freeze it first: make edition NOTE="why"')


if __name__ == "__main__":
    main(sys.argv[1:])
