"""Every feature of every page keeps to the policy: what it forbids is told in the console."""

from pathlib import Path

import pytest
from support import THEMES, OpenPage

from .conftest import ALL
from .features import EVERY, use_all
from .places import find_word

OTHERS = [path for path in ALL if path not in EVERY]


@pytest.mark.parametrize("path", OTHERS)
def test_every_feature_of_another_page_keeps_to_the_policy(
    open_page: OpenPage, real_site: Path, path: str
) -> None:
    page = open_page(path)
    use_all(page, find_word(real_site, THEMES[-1]))
    assert page.context.cookies() == []
