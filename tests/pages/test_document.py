"""How Markdown is read, what mkdocs-bibtex is shown of it, and what every page must have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.pages.document import Document
from briefing.pages.footnotes import SHOW, shield
from briefing.pages.rules import check_documents, check_group, keep_known
from briefing.sources.bibliography import parse_bibliography
from briefing.text import HIDDEN

CASES = read_data("markdown.yml")


@pytest.mark.parametrize("text", [*CASES["code"], *CASES["words"]])
def test_code_is_blanked_and_text_is_kept(text: str) -> None:
    assert ("X" in Document("", "", text).masked) == (text in CASES["words"])


@given(st.text(alphabet="aX `~\\[]@\n-#<>!:{}"))
def test_lines_and_offsets_stay(text: str) -> None:
    masked = Document("", "", text).masked
    assert len(masked) == len(text)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]


@pytest.mark.parametrize(("text", "citations"), CASES["citations"].items())
def test_citations_are_found_and_nothing_else(text: str, citations: list[list[str]]) -> None:
    assert [[*found] for _, parts in Document("", "", text).groups for found in parts] == citations


@pytest.mark.parametrize(("text", "line", "code", "words"), CASES["faulty"])
def test_a_faulty_citation_is_reported_and_left_as_typed(
    text: str, line: int, code: str, words: str
) -> None:
    [group] = Document("", "", text).groups
    [(found, message, name, hint)] = check_group(*group, {"abel", "brun"})
    assert (found, name) == (line, code)
    assert words in f"{message}; {hint}"
    assert "@" not in shield(text, {"abel", "brun"})


@given(
    st.text(st.characters(exclude_characters=HIDDEN))
)  # which every page with one is refused for
def test_hiding_and_showing_again_changes_nothing(text: str) -> None:
    assert shield(text, {"abel"}).translate(SHOW).rstrip("\n") == text.rstrip("\n")


PAGES = read_data("rules.yml")


def find_faults(text: str) -> list[str]:
    documents = [
        Document("docs/a.md", "a.md", text),
        Document("docs/b.md", "b.md", "[@abel]\n{ #b }\n"),
    ]
    problems = check_documents(
        documents,
        parse_bibliography("@online{abel,\n}"),
        {"a.md", "b.md", "p.png"},
        {"b.md": ["made"]},
    )
    return [f"{problem.line} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        *(text for texts in PAGES["sound"].values() for text in texts),
        # just short enough
        "[" * 2000,
        "a\n" + "    " * 99 + "b",
        "---\ntitle: T\ndescription: " + "x" * 500 + "\n---\n",
    ],
)
def test_a_sound_page_passes(text: str) -> None:
    assert find_faults(text) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        *(row for pages in PAGES["faulty"].values() for row in pages.items()),
        # what would take for ever, and what is too long
        ("\n" + "[" * 2001, "2 too-complex"),
        ("a\n\n" + "<" * 2001, "3 too-complex"),
        ("a\n" + "    " * 100 + "b", "2 too-complex"),
        ("---\ntitle: T\ndescription: " + "x" * 501 + "\n---\n", "3 front-matter"),
    ],
)
def test_a_fault_is_found_with_its_line(text: str, faults: str) -> None:
    assert ", ".join(find_faults(text)) == faults


@pytest.mark.parametrize(("meta", "kept"), PAGES["front"])
def test_templates_see_only_what_is_known_of_front_matter(
    meta: dict[str, object], kept: dict[str, object]
) -> None:
    assert keep_known(meta) == kept
