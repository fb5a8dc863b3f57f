"""The book of a site: a sign that it cannot have stops a build, and a freeze.

What it says, and where its links lead, the golden site shows.
"""

import re
from datetime import date

import pytest
from mkdocs.exceptions import Abort
from support import ABEL, Built, MakeSite, say, write_records

from mkdocs_briefing.pages.publication import Version
from mkdocs_briefing.pipeline.dry_run import dry_run


def make_claims(make_site: MakeSite, word: str) -> Built:
    """Make a site of two pages that claim something, one of them with a word."""
    claim = "# {0} {{ #{1} }}\n\n{0} are many.[@abel2020][](){{ #many-{1} }}\n{{ #m }}\n"
    files = {
        "docs/print.md": "<!-- briefing: whole -->\n",
        "docs/cite.md": "# Cite { #cite }\n",
        "docs/added.md": claim.format("Marmots", "marmots"),
        "docs/records/added.yml": write_records({"many-marmots": say("fact", "abel2020")}),
    }
    records = {"many-t": say("fact", "abel2020", event="2020")}
    return make_site(claim.format(word, "t"), ABEL, files, records=records)


def test_a_sign_that_no_font_has_is_named_and_stops_a_freeze_too(make_site: MakeSite) -> None:
    """So that no edition is frozen of which no book can be made."""
    site = make_claims(make_site, "\U0001f600")
    assert not site.is_published
    wanted = re.compile("docs/print\\.md:1: .*\U0001f600.* \\[book\\]")
    assert [message for message in site.messages if wanted.fullmatch(message)]
    with pytest.raises(Abort):
        dry_run(site.root / "mkdocs.yml", Version(1, date(2026, 11, 26), "With a sign"))
