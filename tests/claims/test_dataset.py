"""The ledger as data: what of a record is in it.

Alone it notices a field of a record that nobody published, and nobody meant to leave out.
"""

from mkdocs_briefing.claims.dataset import LedgerClaim, LedgerSource
from mkdocs_briefing.claims.records import Record, SourceRecord

RENAMED = {"says": "statement", "restates": "article_place", "accept": "accepted"}
"""Fields that a member of another name has."""
LEFT_OUT = {"in_short", "follows", "about", "moved"}
"""Fields that say where words stand on pages, and what an edition tells of its moves."""


def test_what_a_record_says_is_published() -> None:
    members = {*LedgerClaim.__struct_fields__}
    assert {*Record.__struct_fields__} - members == LEFT_OUT | {*RENAMED}
    assert {*RENAMED.values()} <= members


def test_what_was_read_of_a_source_is_published_but_what_only_finds_and_checks_it() -> None:
    lacking = {*SourceRecord.__struct_fields__} - {*LedgerSource.__struct_fields__}
    assert lacking == {"figures"}
