"""What of a page is a citation, and what is said of one that cannot be taken."""

import pytest
from support import read_data

from briefing.pages.citations import check_group
from briefing.pages.document import Document

CASES = read_data("markdown.yml")


@pytest.mark.parametrize(("text", "citations"), CASES["citations"].items())
def test_citations_are_found_and_nothing_else(text: str, citations: list[list[str]]) -> None:
    found = []
    for group in Document("", "", text).groups:
        for citation in group.citations:
            found.append([citation.prefix, citation.key, citation.locator])
    assert found == citations


@pytest.mark.parametrize(("text", "line", "code", "words"), CASES["faulty"])
def test_a_faulty_citation_is_reported(text: str, line: int, code: str, words: str) -> None:
    [group] = Document("", "", text).groups
    [fault] = check_group(group, {"abel", "brun"})
    assert (fault.line, fault.code) == (line, code)
    assert words in f"{fault.message}; {fault.hint}"


def test_a_group_knows_where_it_stands() -> None:
    text = "A\n[\\[x\\]] b[see @abel;\n@brun] `[@abel]` c.[@abel]"
    groups = Document("", "", text).groups
    assert [text[group.start : group.end] for group in groups] == [
        "[see @abel;\n@brun]",
        "[@abel]",
    ]
    assert [group.line for group in groups] == [2, 3]
