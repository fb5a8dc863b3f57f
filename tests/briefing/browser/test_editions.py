"""Pages of the editions of this briefing, the oldest of which were made with other engines.

Alone it notices a style that hides a statement of one of them.
"""

from pathlib import Path

import pytest
from looks import look_at_edition, look_at_editions, look_at_statements
from real import BRIEFING
from support import ROOT, OpenPage

from mkdocs_briefing.editions.editions import Edition, load_editions

EDITIONS = load_editions(ROOT)[0]


def test_every_statement_of_an_edition_can_be_seen(open_page: OpenPage) -> None:
    look_at_statements(open_page("404.html"), EDITIONS)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.version.name)
def test_a_page_of_an_edition_says_which_it_is_and_needs_no_script(
    open_page: OpenPage, edition: Edition
) -> None:
    look_at_edition(open_page, edition)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_pages_of_editions_pass_axe_and_fit(
    open_page: OpenPage, real_site: Path, width: int, scheme: str
) -> None:
    """Of each its front page and a theme, what changed in it, and the list of all."""
    folders = [file.parent for file in sorted(real_site.glob("editions/**/index.html"))]
    paths = [f"{folder.relative_to(real_site).as_posix()}/" for folder in folders]
    some = [path for path in paths if path.count("/") < 3 or path.endswith(BRIEFING.themes[-1])]
    look_at_editions(open_page("404.html", width=width), some, scheme)
