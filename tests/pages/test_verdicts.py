"""Verdicts that a text has from the engine.

Alone it notices what a verdict says, and where it leads from a page in a folder.
"""

import pytest

from mkdocs_briefing.pages.verdicts import Judged, fill_verdicts

JUDGED = {
    "ships-left": Judged("trade.md", "wrong in part"),
    "salt-falls": Judged("since.md", "in line so far"),
    "salt-is-salt": Judged("trade.md", "judgement"),
    "ours": Judged("trade.md", ""),
}
HALF = "[Wrong in part](trade.md#ships-left){ .verdict .mark .is-wrong-in-part }"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("It is <!-- verdict: ships-left -->.", f"It is {HALF}."),
        (
            "<!-- verdict: salt-falls -->",
            "[In line so far](since.md#salt-falls){ .verdict .mark .is-in-line-so-far }",
        ),
        ("<!-- verdict: salt-is-salt -->", "[Judgement](trade.md#salt-is-salt){ .verdict }"),
        ("<!-- verdict: ours -->, <!-- verdict: ship-left -->", "?, ?"),
        ("`<!-- verdict: ships-left -->`", "`<!-- verdict: ships-left -->`"),
    ],
)
def test_a_verdict_is_a_sign_and_a_word_that_lead_to_the_statement(text: str, filled: str) -> None:
    assert fill_verdicts(text, "index.md", JUDGED) == filled


def test_it_leads_there_from_a_page_in_a_folder() -> None:
    filled = fill_verdicts("<!-- verdict: ships-left -->", "a/b/page.md", JUDGED)
    assert filled == HALF.replace("trade.md", "../../trade.md")
