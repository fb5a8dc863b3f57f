"""Pages of editions, as they are shown with the finished styles.

Alone it notices a style that hides a frozen statement, and the mark of an edition out of sight.
"""

from pathlib import Path

import pytest
from looks import look_at_edition, look_at_statements
from support import GOLDEN, OpenPage, read_settings

from mkdocs_briefing.editions.editions import Edition, load_editions

EDITIONS = load_editions(GOLDEN)[0]


def test_every_statement_of_an_edition_can_be_seen(open_page: OpenPage) -> None:
    look_at_statements(open_page("404.html"), EDITIONS)


def test_the_finished_styles_have_the_name_of_the_site_for_the_foot_of_paper(
    golden_site: Path,
) -> None:
    name = f'"{read_settings()["site_name"]}"'
    styles = [path.read_text(encoding="utf-8") for path in golden_site.glob("frozen/*.css")]
    assert styles
    assert all(name in style for style in styles)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.version.name)
def test_a_page_of_an_edition_says_which_it_is_and_needs_no_script(
    open_page: OpenPage, edition: Edition
) -> None:
    look_at_edition(open_page, edition)
