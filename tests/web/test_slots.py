"""Where a slot is filled, and that nothing of a page becomes markup by it."""

import pytest
from jinja2 import DictLoader, Environment

from briefing.web.slots import ViewError, fill

VIEWS = {"views/map.html": '<b class="{{ part }}">&nbsp;{{ x }}</b>', "figures/odd.html": "{% include x %}"}
ENV = Environment(loader=DictLoader(VIEWS))
SLOT, MADE = "<!-- briefing: map big -->", '<b class="big">&nbsp;y</b>'


@pytest.mark.parametrize(("html", "filled"), [
    (f"<h1>T</h1>\n{SLOT}\n<p>\u00a0</p>", f"<h1>T</h1>\n{MADE}\n<p>\u00a0</p>"),
    (f'<div class="half"><h2>H</h2>{SLOT}</div>{SLOT}', f'<div class="half"><h2>H</h2>{MADE}</div>{MADE}')])
def test_a_slot_is_filled_where_it_stands_by_itself(html: str, filled: str) -> None:
    assert fill(html, ENV, {"x": "y"}) == filled


@pytest.mark.parametrize("html", [
    f'<p title="{SLOT}">x</p>', f"<p>{SLOT}</p>", f'<a aria-label="Cite: {SLOT}">x</a>', "<!-- briefing:map -->",
    f"<div>{SLOT}</div>", "<p>&lt;!-- briefing: map --&gt;</p>"])
def test_a_slot_is_filled_nowhere_else(html: str) -> None:
    assert "<b" not in fill(html, ENV, {"x": "y"})


def test_what_fills_a_slot_is_not_filled_again() -> None:
    assert fill(SLOT, ENV, {"x": SLOT}) == MADE.replace("y", SLOT)


@pytest.mark.parametrize(("view", "reason"), [("nosuch", "there is no such view"), ("odd", "is undefined")])
def test_a_view_that_cannot_be_filled_says_why(view: str, reason: str) -> None:
    with pytest.raises(ViewError, match=reason):
        fill(f"<!-- briefing: {view} -->", ENV, {})
