"""What texts state, and whether what sources state bears it out.

Alone it notices figures and days that bear each other out or not, at their edges.
"""

import pytest
import yaml
from support import ROOT

from mkdocs_briefing.tokens import find_unsupported, read_tokens

# Every value is a text, since a number in it may be a token.
DATA = yaml.load((ROOT / "tests/data/claims.yml").read_text("utf-8"), yaml.BaseLoader)
CASES = [case for cases in DATA["tokens"].values() for case in cases]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_sources_state_bears_out_what_a_text_says(case: list[str]) -> None:
    text, stated, *unsupported = case
    tokens = find_unsupported(read_tokens(text), read_tokens(f"said {stated}"))
    assert [token.text for token in tokens] == unsupported
