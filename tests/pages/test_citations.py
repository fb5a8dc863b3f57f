"""What of a page is a citation, and what is said of one that cannot be taken."""

import pytest
from support import read_data

from briefing.pages.citations import check_group, check_stray, read_group
from briefing.pages.document import Document

CASES = read_data("markdown.yml")


@pytest.mark.parametrize(("text", "citations"), CASES["citations"].items())
def test_citations_are_found_and_nothing_else(text: str, citations: list[list[str]]) -> None:
    found = []
    for group in Document("", "", text).groups:
        for _, citation in read_group(group.raw):
            assert citation
            found.append([citation.prefix.strip(), citation.key, citation.suffix])
    assert found == citations


@pytest.mark.parametrize(("text", "line", "code", "words"), CASES["faulty"])
def test_a_faulty_citation_is_reported(text: str, line: int, code: str, words: str) -> None:
    [group] = Document("", "", text).groups
    [fault] = check_group(group, {"abel", "brun"})
    assert (fault.line, fault.code) == (line, code)
    assert words in f"{fault.message}; {fault.hint}"


@pytest.mark.parametrize("text", CASES["stray"])
def test_what_would_cite_where_it_is_none_is_reported(text: str) -> None:
    document = Document("", "", text)
    [group] = document.stray_groups
    assert document.groups == []
    assert [fault.code for fault in check_stray(group, {"abel"})] == ["stray-citation"]
    assert [*check_stray(group, {"brun"})] == []


def test_a_group_knows_where_it_stands() -> None:
    text = "A\n[x] b[see @abel; @brun] c.[@abel]"
    groups = Document("", "", text).groups
    assert [text[group.start : group.end] for group in groups] == ["[see @abel; @brun]", "[@abel]"]
    assert [group.line for group in groups] == [2, 2]
