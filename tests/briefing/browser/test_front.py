"""The front page of this text: its answer is in the first screen of a phone."""

import pytest
from support import OpenPage

WIDTH, HEIGHT = 390, 844


@pytest.mark.smoke
def test_the_answer_is_in_the_first_screen_of_a_phone(open_page: OpenPage) -> None:
    page = open_page(width=WIDTH)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    box = page.locator(".front > .answer > .bottom-line").bounding_box()
    assert box
    assert box["y"] + box["height"] <= HEIGHT
