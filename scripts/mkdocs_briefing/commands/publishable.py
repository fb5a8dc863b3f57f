"""Say whether the site that was built may be published: an edition, without a fault, for the web.

Exit status 0 where it may; 3 where it is a draft, with the files that changed; 1 where there is no
site, where the build gave a warning, and where its address is another than the one that SITE_URL in
the environment names, or none of the web. It reads what the build wrote of itself, nothing else.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..pipeline.report import DRAFT, FAULTY, REPORT, judge_report

_HINTS = {
    FAULTY: (
        "mend what mkdocs build names, if it names anything, and build it anew, with "
        "SITE_URL=https://… in the environment"
    ),
    DRAFT: (
        "mkdocs-briefing diff shows what was written since the newest edition; "
        'edition --note "why" freezes it, and then build it anew'
    ),
}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("site", type=Path, nargs="?", help="its folder: site beside mkdocs.yml")


def run(arguments: Namespace) -> None:
    """Say it. Raise SystemExit with the status."""
    site = arguments.site or arguments.config.with_name("site")
    status, said = FAULTY, f"there is no site in {site}"
    if Path(site, REPORT).is_file():
        address = os.environ.get("SITE_URL", "")
        status, said = judge_report(Path(site, REPORT).read_text(encoding="utf-8"), address)
    print(said)
    print(_HINTS.get(status, ""), end="\n" if status else "")
    sys.exit(status)
