"""Say whether the site that was built may be published: an edition, without a fault, for the web.

Usage: SITE_URL=https://… python scripts/publishable.py [SITE]

Exit status 0 where it may; 3 where it is a draft, with the files that changed; 1 where there is no
site, where the build gave a warning, and where its address is another than SITE_URL, or none of the
web. It reads what the build wrote of itself, and nothing else.
"""

import os
import sys
from pathlib import Path

from briefing.pipeline.report import DRAFT, FAULTY, REPORT, judge_report

SITE = Path(__file__).parent.parent / "site"
HINTS = {
    FAULTY: "build it anew: SITE_URL=https://… make build publishable",
    DRAFT: 'make diff shows what was written since; make edition NOTE="why" freezes it',
}

if __name__ == "__main__":
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    status, said = FAULTY, f"there is no site in {site}"
    if Path(site, REPORT).is_file():
        address = os.environ.get("SITE_URL", "")
        status, said = judge_report(Path(site, REPORT).read_text(encoding="utf-8"), address)
    print(said)
    print(HINTS.get(status, ""), end="\n" if status else "")
    sys.exit(status)
