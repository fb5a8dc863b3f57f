"""No text keeps us busy for long: what is read with a pattern takes a time that grows with the text."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.citing.exports import write
from briefing.html import parse
from briefing.pages.document import Document
from briefing.pages.footnotes import shield
from briefing.pages.rules import check_documents, check_front_matter
from briefing.pages.safety import check_tree
from briefing.sources.bibliography import Bibliography, check_sources, parse_bibliography
from briefing.words import format_edtf, join_days, parse_edtf

LENGTH = 100_000
SECONDS = (
    10  # what took the square of the length took over this; what is left takes less than one second
)
pytestmark = pytest.mark.usefixtures("no_hang")

PIECES, STARTS = read_data("pieces.yml").values()


def read_page(text: str) -> None:
    """Do all that is done to a page before Python-Markdown reads it."""
    list(check_documents([Document("docs/a.md", "a.md", text)], Bibliography({}, ()), {"a.md"}, {}))
    shield(text, {})


def read_bibliography(text: str) -> None:
    list(check_sources(bibliography := parse_bibliography(text)))
    "".join(source.short for source in bibliography.sources.values())


def read_value(text: str) -> None:
    for function in (
        lambda title: write("ris", {"title": title}),
        parse_edtf,
        format_edtf,
        join_days,
    ):
        function(text)  # type: ignore[operator]
    check_tree(Document("docs/a.md", "a.md", text), parse(text))


READERS: list[Callable[[str], None]] = [read_page, read_bibliography, read_value]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("start", "piece"),
    [
        *(("", piece) for piece in PIECES),
        *((start, character) for start in STARTS for character in " \ta-\n\xa0"),
    ],
)
def test_a_piece_said_over_and_over(reader: Callable[[str], None], start: str, piece: str) -> None:
    reader(f"{start}{piece * (LENGTH // len(piece))}!")


@pytest.mark.parametrize("reader", READERS)
@given(
    text=st.lists(
        st.sampled_from([*PIECES, *STARTS, "a", "}", "]", ")", ">", '"', "'", "--", "https://a.b/"])
    ).map("".join)
    | st.text()
)
def test_any_text_gives_faults_and_no_error(reader: Callable[[str], None], text: str) -> None:
    reader(text)
    list(check_front_matter(f"---\n{text}\n---\n"))


@pytest.mark.parametrize("piece", ["[", "{a: ", "- ", "&a [*a, ", "9", "? "])
def test_front_matter_as_deep_as_it_gets(piece: str) -> None:
    faults = list(check_front_matter(f"---\ntitle: {piece * 10_000}\n---\n"))
    assert {code for _, _, code, _ in faults} == {"front-matter"}
