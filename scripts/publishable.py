"""Say whether the site may be published: it says what the newest edition says, and has no fault.

Usage: python scripts/publishable.py [--config FILE]

Exit status 0 where it may; 3 where it is a draft, with the files that changed; 1 where something is
wrong with its pages, where its address is none of the web, or where what was built is another site.
It writes nothing, and makes no book: a build does, and comes before.
"""

import json
import sys
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.exceptions import MkDocsException

from briefing.pipeline.plan import make_parser, plan
from briefing.pipeline.site import Site
from briefing.pipeline.telling import print_warnings

DRAFT = 3
_HERE = {None, "localhost", "127.0.0.1", "0.0.0.0", "::1"}  # hosts that are this machine
_BUILD = "SITE_URL=https://… make build publishable"


def _is_built(folder: Path, site: Site) -> bool:
    """Return whether what a build left, if anything, is of this edition and for this address."""
    ledger = folder / "claims.json"
    built = json.loads(ledger.read_bytes()) if ledger.is_file() else None
    expected = (site.publication.site_url, site.publication.version.number)
    return built is None or (built["address"], built["edition"]) == expected


def main(config_file: Path) -> int:
    """Say what differs, and return the exit status. Raise MkDocsException for a fault."""
    site = plan(config_file)
    if not site.is_draft:
        said, address = site.publication.version.name, site.publication.site_url
        if urlsplit(address).hostname in _HERE:
            said = f"this says what {said} says, but its address is '{address}'"
            print(f"{said}, where no citation leads; {_BUILD}")
            return 1
        if not _is_built(config_file.with_name("site"), site):
            print(f"site/ is not {said} at {address}; build it anew: {_BUILD}")
            return 1
        print(f"this may be published at {address}: it says what {said} says")
        return 0
    print("this is a draft, and is not published; not as in the newest edition:")
    for name in site.project.changed:
        print(f"  {name}")
    print('make diff shows what was written since; make edition NOTE="why" freezes it')
    return DRAFT


if __name__ == "__main__":
    parser = make_parser(__doc__)
    print_warnings()
    try:
        sys.exit(main(parser.parse_args().config.resolve()))
    except MkDocsException as error:
        sys.exit(str(error))
