"""What every page must have, and what of its front matter is taken."""

import pytest
from support import read_data

from briefing.pages.document import Document
from briefing.pages.front_matter import keep_known
from briefing.pages.rules import check_documents
from briefing.sources.bibliography import parse_bibliography

PAGES = read_data("rules.yml")
BIBLIOGRAPHY = parse_bibliography("@online{abel,\n}")
OTHER = Document("docs/b.md", "b.md", "[@abel]\n{ #b }\n")


def find_faults(text: str) -> str:
    """Return line and code of each fault of a page, parted by commas."""
    documents = [Document("docs/a.md", "a.md", text), OTHER]
    problems = check_documents(documents, BIBLIOGRAPHY)
    return ", ".join(f"{problem.line} {problem.code}" for problem in problems)


@pytest.mark.parametrize("text", [text for texts in PAGES["sound"].values() for text in texts])
def test_a_sound_page_passes(text: str) -> None:
    assert find_faults(text) == ""


FAULTY = [case for pages in PAGES["faulty"].values() for case in pages.items()]


@pytest.mark.parametrize(("text", "faults"), FAULTY)
def test_a_fault_is_found_with_its_line(text: str, faults: str) -> None:
    assert find_faults(text) == faults


FRONT = PAGES["front"]


@pytest.mark.parametrize(("meta", "kept"), FRONT)
def test_templates_see_only_what_is_known_of_front_matter(
    meta: dict[str, object], kept: dict[str, object]
) -> None:
    assert keep_known(meta) == kept
