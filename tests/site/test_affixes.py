"""What an author writes beside a source reaches whoever takes the statement from the data."""

import csv
import json

from support import MakeSite

PAGE = """# Snow { #snow }

It snowed,[not @abel2020][](){ #a } and it rained.[@abel2020, which denies it][](){ #b }
{ #p }
"""
RECORDS = {
    name: {"kind": "assessment", "sources": {"abel2020": {"bears": "not-seen", "unseen": "Lost."}}}
    for name in ("a", "b")
}
FILES = {"docs/claims.md": "# Claims { #claims }\n\n<!-- briefing: ledger -->\n"}


def test_no_export_of_a_statement_loses_what_is_said_of_its_source(make_site: MakeSite) -> None:
    site = make_site(PAGE, files=FILES, records=RECORDS, strict=False)
    ledger = json.loads(site.html("claims.json"))
    short = ledger["sources"]["abel2020"]["reference"]
    statements = [claim["statement"] for claim in ledger["claims"]]
    assert statements == [
        f"It snowed (not {short}).",
        f"And it rained ({short}, which denies it).",
    ]
    rows = csv.DictReader(site.html("claims.csv").splitlines())
    assert [row["statement"] for row in rows] == statements
    twin = site.html("index.md")
    assert "It snowed, not [^cite-abel2020]" in twin
    assert "[^cite-abel2020] which denies it" in twin
    assert [claim["sources"][0]["words_beside"] for claim in ledger["claims"]] == [
        "not",
        "which denies it",
    ]
