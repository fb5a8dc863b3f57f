"""The three voices: where one begins and ends, and what may stand in it.

Alone it notices mixtures of voices beyond the row of the table.
"""

import markdown
import pytest
from support import read_data

from mkdocs_briefing.claims.paragraphs import check_voices
from mkdocs_briefing.claims.record_files import PageRecords
from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import PageEvidence
from mkdocs_briefing.claims.walk import Context, walk_page
from mkdocs_briefing.html import parse
from mkdocs_briefing.pages.document import Document
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.vocabulary import VOICES
from mkdocs_briefing.yamldata import YamlFile

DATA = read_data("voices.yml")
PAGE = PageAddress("a.md", "a/", "A")
SORTS = {
    "a": Record(kind="report", restates="1.1", verdict="open"),
    "o": Record(kind="assessment"),
    "b": Record(kind="background"),
    "f": Record(kind="forecast"),
}
RECORDS = {f"{sort}{number}": SORTS[sort] for sort in SORTS for number in (1, 2, 3, 4)}


def label(paragraphs: list[str]) -> tuple[str, PageEvidence]:
    """Return the HTML of a page of some paragraphs, and what it states."""
    text = "# Title { #title }"
    for number, paragraph in enumerate(paragraphs, start=1):
        is_heading = paragraph.startswith("#")
        text += f"\n\n{paragraph}" + ("" if is_heading else f"\n{{ #p-{number} }}")
    body = parse(markdown.markdown(text, extensions=["attr_list"]))
    document = Document("docs/a.md", "a.md", text)
    known = PageRecords(YamlFile("r.yml"), RECORDS)
    evidence = walk_page(body, PAGE, document, Context(), known)
    return str(body.html), evidence


@pytest.mark.parametrize("paragraphs", DATA["sound"].values(), ids=DATA["sound"])
def test_a_sound_page_mixes_no_voices(paragraphs: list[str]) -> None:
    _html, evidence = label(paragraphs)
    assert list(check_voices(evidence, "essay")) == []


@pytest.mark.parametrize(("paragraphs", "said"), DATA["faulty"].values(), ids=DATA["faulty"])
def test_a_mixture_is_said_once_at_its_place(paragraphs: list[str], said: dict[str, str]) -> None:
    _html, evidence = label(paragraphs)
    problems = list(check_voices(evidence, "essay"))
    assert {problem.message.split("'")[1]: problem.code for problem in problems} == said
    assert len(problems) == len(said)
    assert all(problem.hint and problem.line for problem in problems)


def test_a_voice_is_no_part_of_the_statement_that_it_begins() -> None:
    html, evidence = label(["**The record.** It is so.[](){ #o1 }"])
    assert [(claim.voice, claim.sentence) for claim in evidence.claims] == [("record", "It is so.")]
    assert 'class="voice"' in html


def test_where_no_article_is_restated_nothing_stands_in_its_voice() -> None:
    _html, evidence = label(["**The article.** A.[](){ #o1 }", "**The record.** B.[](){ #o2 }"])
    [problem] = check_voices(evidence, "")
    assert "'o1' stands under 'The article.', and mkdocs.yml names none" in problem.message


def test_voices_begin_with_the_words_of_the_language() -> None:
    paragraph = f"**{VOICES['record']}** It is so.[](){{ #o1 }}"
    _html, evidence = label([paragraph])
    assert [claim.voice for claim in evidence.claims] == ["record"]


def test_a_paragraph_of_the_record_with_a_head_in_bold_is_an_entry() -> None:
    """Behind the name of the voice or first of all; bold words elsewhere, or of ours, make none."""
    html, evidence = label(
        [
            "## One { #one }",
            "**What we make of it.** **Well.** It is so.[](){ #o1 }",
            "**The record.** **2 May 2025.** It was said.[](){ #b1 }",
            "**Two & more.** It was **not** said.[](){ #b2 }",
            "It is **known**.[](){ #b3 }",
        ]
    )
    told = [(entry.section.id, entry.id, entry.head) for entry in evidence.entries]
    assert told == [("one", "p-3", "2 May 2025"), ("one", "p-4", "Two & more")]
    assert html.count('class="entry-head"') == 2
    assert [claim.text for claim in evidence.claims][2] == "Two & more. It was not said."
