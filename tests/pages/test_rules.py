"""What every page must have, where the broken site of `tests/site/test_checks.py` does not say enough."""

import pytest
import yaml
from support import ROOT

from briefing.cache import Memory
from briefing.pages.document import Document
from briefing.pages.files import keep_known
from briefing.pages.rules import check_documents
from briefing.sources.bibliography import parse_bibliography

PAGES = yaml.safe_load((ROOT / "tests/data/rules.yml").read_text(encoding="utf-8"))


def find_faults(text: str) -> list[str]:
    """Return line and code of each fault of a page that cites `abel` somewhere."""
    documents = [Document("docs/a.md", "a.md", text), Document("docs/b.md", "b.md", "[@abel]\n{ #b }\n")]
    problems = check_documents(documents, parse_bibliography("@online{abel,\n}"), {"a.md", "b.md", "p.png"},
                               {"b.md": ["made"]}, Memory())
    return [f"{problem.line} {problem.code}" for problem in problems]


@pytest.mark.parametrize("text", [
    *(text for texts in PAGES["sound"].values() for text in texts),
    # just short enough
    "[" * 2000, "a\n" + "    " * 99 + "b", "---\ntitle: T\ndescription: " + "x" * 500 + "\n---\n"])
def test_a_sound_page_passes(text: str) -> None:
    assert find_faults(text) == []


@pytest.mark.parametrize(("text", "faults"), [
    *(row for pages in PAGES["faulty"].values() for row in pages.items()),
    # what would take for ever, and what is too long
    ("[" * 2001, "1 too-complex"), ("\n\n" + "<" * 2001, "3 too-complex"),
    ("a\n" + "    " * 100 + "b", "2 too-complex"),
    ("---\ntitle: T\ndescription: " + "x" * 501 + "\n---\n", "3 front-matter")])
def test_a_fault_is_found_with_its_line(text: str, faults: str) -> None:
    assert ", ".join(find_faults(text)) == faults


@pytest.mark.parametrize(("meta", "kept"), [
    ({"title": "T", "description": 2024, "robots": "x"}, {"title": "T", "description": "2024", "robots": "x"}),
    ({"title": ["T"], "template": "x.html", "hide": True}, {}), ({"title": "x" * 501}, {"title": "x" * 500}),
    ({"search": {"exclude": True}}, {"search": {"exclude": True}}), ({"search": {"exclude": False}}, {}), ({}, {})])
def test_templates_see_only_what_is_known_of_front_matter(meta: dict[str, object], kept: dict[str, object]) -> None:
    assert keep_known(meta) == kept
