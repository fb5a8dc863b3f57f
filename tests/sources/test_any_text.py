"""Whatever an author writes gives problems that name it, and no error of Python's."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.citing.ris import write_ris
from mkdocs_briefing.dates import format_edtf, join_days, parse_edtf
from mkdocs_briefing.html import parse
from mkdocs_briefing.pages.document import Document, PageTree
from mkdocs_briefing.pages.page_rules import check_page
from mkdocs_briefing.sources import bibliography as bibliography_module
from mkdocs_briefing.sources.bibliography import parse_bibliography
from mkdocs_briefing.sources.entry_rules import check_sources

PIECES = [
    "@a{b, ",
    "@string{",
    "{",
    "}",
    "(",
    "=",
    ",",
    '"',
    "\\",
    "#",
    "%",
    "\n",
    "a",
    "Checked: ",
]
OTHERS = ["---\n", "[", "]", ": ", "- ", "&a ", "*a", "1 May ", "2020-05", "--", "/", "é", "\0"]
TEXTS = st.lists(st.sampled_from([*PIECES, *OTHERS])).map("".join) | st.text()


def read_bibliography(text: str) -> None:
    """Do all that is done to a bibliography before pandoc reads it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bibliography_module, "_add_records", list)
        bibliography = parse_bibliography(text)
    list(check_sources(bibliography))
    for source in bibliography.sources.values():
        assert isinstance(source.short, str)


def read_value(text: str) -> None:
    """Do all that is done to a title or a date."""
    write_ris({"title": text})
    parse_edtf(text)
    format_edtf(text)
    join_days(text)


def read_front_matter(text: str) -> None:
    """Do all that is done to the head of a page."""
    check_page(PageTree(Document("docs/a.md", "a.md", f"---\n{text}\n---\n"), parse(""), ()))


@pytest.mark.parametrize("reader", [read_bibliography, read_value, read_front_matter])
@given(text=TEXTS)
def test_any_text_gives_problems_and_no_error(reader: Callable[[str], None], text: str) -> None:
    reader(text)
