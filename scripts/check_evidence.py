"""Say what a build would say of pages, claims and sources, and publish nothing.

Usage: python scripts/check_evidence.py [--config FILE] [--publishable]
Exit status 1 when something is wrong that no author has accepted, for editors, pre-commit and CI; with
`--publishable` also for a draft."""

import argparse
import logging
import sys
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from briefing.build.mkdocs import build
from briefing.claims.evidence import OWED


class _Printer(logging.Handler):
    """Prints what a build says of an author's files so that an editor can follow it: path and line first."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        is_notice = record.name.endswith(".briefing") and message.endswith("]")  # its code, as a fault has it
        if record.levelno >= logging.WARNING or is_notice:
            print(message.removeprefix("briefing: "))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=Path(__file__).parent.parent / "mkdocs.yml")
    parser.add_argument("--publishable", action="store_true", help="refuse a draft too")
    options = parser.parse_args()
    logging.getLogger("mkdocs").addHandler(_Printer())
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        site = build(options.config.resolve())
    except MkDocsException as error:
        sys.exit(str(error))
    claims = sum(len(page.evidence.claims) for page in site.pages)
    owed = sum(notice.code in OWED for notice in site.notices)
    print(f"nothing is wrong with {len(site.pages)} pages, {claims} claims and {len(site.project.notes)} sources"
          + f"; before an edition, {owed} readings are owed" * bool(owed))
    if options.publishable and site.project.settings.draft:
        sys.exit(f"{options.config}: this is a draft; freeze it first: make edition NOTE=\"why\"")
