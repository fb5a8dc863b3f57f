"""How frozen pages are served.

Alone it notices forms of the first three editions, of which the golden site has none.
"""

import pytest
from support import read_data

from briefing.editions.published import suit


@pytest.mark.parametrize(("frozen", "suited"), read_data("outcomes.yml")["suited"])
def test_an_old_form_is_mended_where_a_reader_view_or_a_validator_minds_it(
    frozen: str, suited: str
) -> None:
    assert suit(frozen) == suited
