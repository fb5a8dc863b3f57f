"""What moved from one edition to the next, by two manifests written by hand.

Alone it notices a move that is not told, and what is told that has not moved.
"""

from typing import Any

from mkdocs_briefing.editions.editions import Edition
from mkdocs_briefing.editions.moves import Move, list_moves

FORECAST = {"kind": "forecast", "restates": "1.1", "verdict": "judgement"}
OURS = {"kind": "assessment", "says": "It is so."}
Reasons = dict[str, dict[str, str]]


def make(number: int, records: dict[str, Any], **members: Any) -> Edition:
    """Return an edition whose front page has some records; each is a clause of its id."""
    passages = [{"what": "claim", "id": name, "words": f"{name} is,"} for name in records]
    passages += members.pop("passages", [])
    manifest = {
        "edition": number,
        "date": "2026-12-01",
        "note": "Why.",
        "redirects": {},
        "records": {"": records},
        "pages": {"": {"title": "Front", "passages": passages}},
        "changes": None,
        "readings": {},
    }
    return Edition(manifest | members, {})


def check(old: Edition, new: Edition, reasons: Reasons) -> list[str]:
    """Return in short what moved."""
    return [tell(move) for move in list_moves([old], new, reasons)]


def tell(move: Move) -> str:
    return f"{move.edition} {move.address} {move.says} {move.was} → {move.now}: {move.why}"


def test_a_verdict_that_differs_has_moved() -> None:
    old = make(1, {"a": {"kind": "fact", "verdict": "holds"}})
    new = make(2, {"a": {"kind": "fact", "verdict": "open"}})
    reasons = {"a": {"2": "It was lost.", "1": "Of another."}}
    assert check(old, new, reasons) == ["2 editions/2/#a A is. Holds → Open: It was lost."]
    assert check(old, new, {}) == ["2 editions/2/#a A is. Holds → Open: "]
    assert check(old, old, {}) == []


def test_a_new_name_of_a_verdict_is_no_move_unless_its_author_says_so() -> None:
    old = make(1, {"a": {"kind": "fact", "verdict": "holds in part"}})
    new = make(2, {"a": {"kind": "fact", "verdict": "imprecise"}})
    assert check(old, new, {}) == []
    told = "2 editions/2/#a A is. Holds in part → Imprecise: A new name."
    assert check(old, new, {"a": {"2": "A new name."}}) == [told]


def test_an_outcome_that_differs_has_moved() -> None:
    """Up to edition 8 a manifest has it by the heading above that of the forecast."""
    sections = [("undecided", 3), ("a", 4), ("notes", 2), ("b", 4)]
    passages = [{"what": "section", "id": name, "level": level} for name, level in sections]
    old = make(1, {"a": FORECAST, "b": FORECAST}, passages=passages)
    del old.data["readings"]  # type: ignore[attr-defined]
    readings = {"a": "no test possible as worded", "b": "undecided"}
    new = make(2, {"a": FORECAST, "b": FORECAST}, readings=readings)
    assert check(old, new, {}) == ["2 editions/2/#a A is. Undecided → Too vague to test: "]


def test_a_judgement_of_ours_moves_when_it_is_withdrawn() -> None:
    old = make(1, {"a": OURS, "b": {"kind": "fact"}, "c": FORECAST | {"verdict": "holds"}})
    new = make(2, {"d": OURS})
    assert check(old, new, {"a": {"2": "It had answered."}}) == [
        "2 editions/1/#a It is so. Our judgement → Withdrawn: It had answered.",
        "2 editions/1/#c C is. Holds → Withdrawn: ",
    ]


def test_a_judgement_that_is_worded_otherwise_has_moved_only_where_its_author_says_so() -> None:
    old, new = make(1, {"a": OURS}), make(2, {"a": OURS | {"says": "It was so."}})
    assert check(old, new, {}) == []
    told = "2 editions/2/#a It was so. It is so. → Reworded: It ended."
    assert check(old, new, {"a": {"2": "It ended."}}) == [told]


def test_a_statement_with_a_newer_id_is_followed_unless_its_author_withdraws_it() -> None:
    alias = {"what": "alias", "id": "a", "to": "b"}
    old, new = make(1, {"a": OURS}), make(2, {"b": OURS}, passages=[alias])
    assert check(old, new, {}) == []
    told = "2 editions/1/#a It is so. Our judgement → Withdrawn: It is another."
    assert check(old, new, {"a": {"2": "It is another."}}) == [told]


def test_what_an_edition_moved_and_did_not_tell_is_told_once_by_a_later_one() -> None:
    verdicts = ("holds", "open", "open", "open")
    editions = [
        make(number, {"a": {"kind": "fact", "verdict": verdict}})
        for number, verdict in enumerate(verdicts, 1)
    ]
    reasons = {"a": {"2": "It was lost."}}
    late = list_moves(editions[:2], editions[2], reasons)
    assert [*map(tell, late)] == ["2 editions/2/#a A is. Holds → Open: It was lost."]
    assert list_moves(editions[:2], editions[2], {}) == []
    telling = make(
        3, editions[2].data["records"][""], changes={"moved": [{"edition": 2, "id": "a"}]}
    )
    assert list_moves([*editions[:2], telling], editions[3], reasons) == []
