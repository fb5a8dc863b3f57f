"""Figures: data beside the text, whose entries take what they show from the claims that they name."""

from pathlib import Path

import pytest

from briefing.claims.evidence import Support
from briefing.claims.figures import fill_figures, load_figures
from briefing.claims.ledger import make_rows
from briefing.claims.records import Box, Claim, PageAddress, PageEvidence, Section

PAGE = PageAddress("a.md", "a/", "A")
CLAIM = Claim("c", "fact", PAGE, (), Section("s", "S", 2), text="Words.", event="2024-10")
BOX = Box("b", "since", PAGE, (), "Later", "c")
[ROW] = ROWS = make_rows([PageEvidence(PAGE, (), (CLAIM,), (BOX,))], {}, Support())


def load(tmp_path: Path, text: bytes) -> tuple[dict[str, object], list[str]]:
    """Return the filled data of a figure, and the messages about it."""
    (tmp_path / "docs/figures").mkdir(parents=True)
    (tmp_path / "docs/figures/f.yml").write_bytes(text)
    figures, unread = load_figures(tmp_path / "docs", tmp_path)
    filled, problems = fill_figures(figures, ROWS, [BOX])
    return filled, [str(problem) for problem in (*unread, *problems)]


def test_an_entry_takes_row_address_and_date_from_what_it_names(tmp_path: Path) -> None:
    text = b"lanes:\n- {claim: c, words: A}\n- {claim: c, date: 2024-10-24}\n- {note: b, points: [{claim: c}]}\n- x\n"
    filled, messages = load(tmp_path, text)
    first, second, third, plain = filled["f"]["lanes"]  # type: ignore[index]
    assert messages == []
    assert [(entry["row"], entry["address"], entry["event"]) for entry in (first, second, third, *third["points"])] == [
        (ROW, "a/#c", "2024-10"), (ROW, "a/#c", "2024-10-24"), (None, "a/#b", ""), (ROW, "a/#c", "2024-10")]
    assert (first["words"], plain) == ("A", "x")


HINT = "; put a text with a colon in it between quotation marks [bad-figure]"


@pytest.mark.parametrize(("text", "message"), [
    (b"a:\n- claim: cc\n", "2: no page has the claim 'cc'; did you mean 'c'? [unknown-claim]"),
    (b"a:\n- {claim: c}\n- {note: [c]}\n", "3: no page has the note '['c']' [unknown-claim]"),
    (b"claim: c\ndate: May\n", "1: 'May' is not a date; write 2024-10-24, 2024-10, 195X or 1991/.. [bad-date]"),
    (b"a: b\nc: d: e\n", "2: this file cannot be read: mapping values are not allowed in this context" + HINT),
    (b"a: 1\nb: &x [*x]\n", "2: this file cannot be read: found unconstructable recursive node" + HINT),
    (b"a: 2024-13-01\n", "1: this file cannot be read: month must be in 1..12" + HINT),
    (b"a: \x01\n", "1: this file cannot be read: control characters are not allowed" + HINT),
    (b"a: \xff\n", "1: this file cannot be read: it is not UTF-8" + HINT)])
def test_what_is_wrong_with_a_figure_is_said_with_its_line(tmp_path: Path, text: bytes, message: str) -> None:
    assert load(tmp_path, text)[1] == [f"docs/figures/f.yml:{message}"]
