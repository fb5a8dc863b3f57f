"""What a build says of itself, in `build.json` at the root of the site it made.

    address    where the site is meant to stand, with a slash at its end
    edition    the number of the edition that it is, or null for a draft
    state      `published` or `draft`, as the claims and the Markdown of pages have it
    changed    the files that do not say what they said for the newest edition; of that, none
    warnings   how many there were, of anybody: a strict build with any leaves no site
    contact    where readers report an error, or null, which its pages say

It is written last, when all this is known, by every build. Whoever is about to publish a site reads
it, and whoever has a copy of one learns from it which edition that is.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..pages.publication import Publication
from ..text import count_things, is_published
from ..yamldata import format_json

REPORT = "build.json"
FAULTY = 1  # exit status for a site that is not to be published
DRAFT = 3  # and for one that is not to be published yet
_NO_CONTACT = "note: its readers have no address to report an error to; set contact in mkdocs.yml"


def write_report(
    publication: Publication, changed: Sequence[str], warnings: int, contact: str
) -> str:
    """Return the text of the file."""
    version = publication.version
    report = {
        "address": publication.site_url,
        "edition": version.number or None,
        "state": version.state,
        "changed": [*changed],
        "warnings": warnings,
        "contact": contact or None,
    }
    return format_json(report)


def judge_report(text: str, expected: str = "") -> tuple[int, str]:
    """Return the exit status for a site with such a file, and what is said of it.

    `expected` is the address for which it was to be built.
    """
    report: Mapping[str, Any] = json.loads(text)
    address, number = report["address"], report["edition"]
    if report["warnings"]:
        return FAULTY, f"the build gave {count_things(report['warnings'], 'warning')}"
    if number is None:
        files = "".join(f"\n  {name}" for name in report["changed"])
        why = (
            f"changed since the newest edition:{files}"
            if files
            else "it was built without an edition"
        )
        return DRAFT, f"this is a draft, and is not published; {why}"
    if not is_published(address):
        return (
            FAULTY,
            f"edition {number} was built for '{address}', which can be no address of a site",
        )
    if expected.rstrip("/") not in ("", address.rstrip("/")):
        return FAULTY, f"edition {number} was built for {address}, and not for {expected}"
    said = f"this may be published at {address}: it says what edition {number} says"
    return 0, said if report.get("contact") else f"{said}\n{_NO_CONTACT}"
