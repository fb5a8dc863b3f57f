"""No text keeps us busy for long: what reads a text takes a time that grows with its length."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.citing.ris import write_ris
from briefing.dates import format_edtf, join_days, parse_edtf
from briefing.html import parse
from briefing.pages.document import Document, PageTree
from briefing.pages.rules import check_page
from briefing.sources import bibliography as bibliography_module
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.rules import check_sources

LENGTH = 30_000
# Of a processor, however busy it is. What takes the square of the length took over this; what is
# left takes a fifth of it.
SECONDS = 1.0

DATA = read_data("pieces.yml")
PIECES: list[str] = DATA["pieces"]
STARTS: list[str] = DATA["starts"]
RUNS = [(start, character) for start in STARTS for character in " \ta-\n\xa0"]


@contextmanager
def limit_time() -> Iterator[None]:
    """Raise TimeoutError in what takes longer than `SECONDS`."""

    def stop(*_: object) -> None:
        raise TimeoutError("this never ends")

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def read_page(text: str) -> None:
    """Do all that is done to the text of a page and to the HTML of one."""
    document = Document("docs/a.md", "a.md", text)
    check_page(PageTree(document, parse(text), ()))


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


READERS: list[Callable[[str], None]] = [read_bibliography, read_value]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("start", "piece"), [*(("", piece) for piece in PIECES), *RUNS])
def test_a_piece_said_over_and_over(reader: Callable[[str], None], start: str, piece: str) -> None:
    text = f"{start}{piece * (LENGTH // len(piece))}!"
    with limit_time():
        reader(text)


WORDS = ["a", "}", "]", ")", ">", '"', "'", "--", "https://a.b/"]


@pytest.mark.parametrize("reader", READERS)
@given(text=st.lists(st.sampled_from([*PIECES, *STARTS, *WORDS])).map("".join) | st.text())
def test_any_text_gives_faults_and_no_error(reader: Callable[[str], None], text: str) -> None:
    with limit_time():
        reader(text)


@given(text=st.lists(st.sampled_from([*PIECES, *STARTS, *WORDS])).map("".join) | st.text())
def test_any_front_matter_gives_faults_and_no_error(text: str) -> None:
    with limit_time():
        read_page(f"---\n{text}\n---\n")


@pytest.mark.parametrize("piece", ["[", "{a: ", "- ", "&a [*a, ", "9", "? "])
def test_front_matter_as_deep_as_it_gets(piece: str) -> None:
    text = f"---\ntitle: {piece * 10_000}\n---\n"
    faults = check_page(PageTree(Document("docs/a.md", "a.md", text), parse(""), ()))
    assert {fault.code for fault in faults} == {"front-matter"}
