"""What a page gains when it is labelled, and what it states by its records.

Alone it notices markup of labels and abbreviations at its edges.
"""

from datetime import date

import markdown
import pytest
from support import read_data

from mkdocs_briefing.claims.addresses import mark_addresses
from mkdocs_briefing.claims.briefing import Briefing
from mkdocs_briefing.claims.claim_rules import records_are_of_statements
from mkdocs_briefing.claims.evidence import Library
from mkdocs_briefing.claims.record_files import PageRecords
from mkdocs_briefing.claims.records import Record
from mkdocs_briefing.claims.statements import PageEvidence, StatementIndex
from mkdocs_briefing.claims.walk import Context, walk_page
from mkdocs_briefing.html import parse, read, write
from mkdocs_briefing.pages.document import Document
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.sources.bibliography import parse_bibliography
from mkdocs_briefing.yamldata import YamlFile

DATA = read_data("claims.yml")
ABBREVIATIONS = DATA["abbreviations"]
SOURCES = parse_bibliography(DATA["noted"]).sources
CONTEXT = Context(Library(SOURCES))
PAGE = PageAddress("a.md", "a/", "A")
NOTES = "\n\n[^cite-abel]: Abel.\n\n[^cite-brun]: Brun.\n"
FACT = Record(kind="fact")
RECORDS = {
    "one": Record(
        kind="forecast",
        restates="6.1",
        event="2024",
        verdict="imprecise",
        because="Only <so> far.",
    ),
    "two": Record(kind="report"),
    "three": Record(kind="forecast", restates="7.1", verdict="judgement"),
    "seen": Record(kind="check"),
    "later": Record(kind="since", about="one"),
}


def label(text: str, context: Context = CONTEXT, **records: Record) -> tuple[str, PageEvidence]:
    """Return the HTML of a page and what it states, by these records and those above."""
    html = markdown.markdown(
        text,
        extensions=[
            "abbr",
            "attr_list",
            "footnotes",
            "admonition",
            "pymdownx.details",
            "tables",
            "toc",
        ],
        extension_configs={"toc": {"permalink": "#", "permalink_title": "Permanent link"}},
    )
    body = parse(html)
    aliases = {"new": ["is", "was"], "one": ["old"]}
    known = PageRecords(YamlFile("r.yml"), {**RECORDS, **records}, aliases)
    evidence = walk_page(body, PAGE, Document("docs/a.md", "a.md", text), context, known)
    return mark_addresses(write(body), known), evidence


@pytest.mark.parametrize(("text", "html"), DATA["labels"])
def test_an_element_is_marked(text: str, html: str) -> None:
    assert html in label(text)[0]


def test_each_paragraph_of_a_voice_says_whose_it_is() -> None:
    text = (
        "# T { #t }\n\n**The article.** One.[](){ #one }\n\nTwo.[](){ #two }\n\n## S\n\nNobody's."
    )
    paragraphs = parse(label(text)[0]).css("p")
    told = [paragraph for paragraph in paragraphs if "of-article" in str(paragraph.html)]
    assert [read(paragraph)[-4:] for paragraph in told] == ["One.", "Two."]


def test_a_paragraph_that_tells_what_came_later_is_a_note_with_the_words_behind_its_name() -> None:
    text = "# T { #t }\n\n**Since then.** It snowed.[^cite-abel]\n{ #later }" + NOTES
    evidence = label(text)[1]
    [note] = evidence.notes
    assert (note.id, note.record.kind, note.title) == ("later", "since", "It snowed.")
    assert note.keys == ("abel",)
    assert evidence.claims == []


@pytest.mark.parametrize(("text", "places"), DATA["misplaced"])
def test_what_is_no_statement_is_said_at_its_place(text: str, places: list[str]) -> None:
    page = label(f"# T {{ #t }}\n\n{text}{NOTES}")[1]
    known = {name: record for name, record in RECORDS.items() if f"#{name} " in text}
    page.records = PageRecords(YamlFile("r.yml"), known)
    problems = records_are_of_statements(
        Briefing([page], StatementIndex(page.statements), date.max)
    )
    assert [f"{each.line}:{each.column} {each.code}" for each in problems] == places


LONG = "\n\n*[UN]: United Nations\n*[KCNA]: Korean Central News Agency\n"


@pytest.mark.parametrize(("text", "parts"), ABBREVIATIONS.values(), ids=ABBREVIATIONS)
def test_a_long_form_stands_at_the_first_use_of_a_page(text: str, parts: list[str]) -> None:
    html = label(text + LONG)[0]
    for part in parts:
        assert part in html
    assert html.count("<abbr") == "".join(parts).count("<abbr")


def test_a_way_back_from_a_note_is_named_by_where_it_leads() -> None:
    text = "# T { #t }\n\nA.[^cite-abel]\n\n## S { #s }\n\nB.[^cite-abel] C.[^cite-abel]"
    ways = parse(label(f"{text}\n\n[^cite-abel]: Abel.")[0]).css("a[role=doc-backlink]")
    assert [link.text() for link in ways] == ["T", "S", "S (2)"]


def test_of_a_footnote_by_hand_which_is_told_nothing_is_made() -> None:
    text = "# T { #t }\n\nA.[^mine][^cite-abel]\n\n[^mine]: Mine.[^cite-abel]"
    html, evidence = label(text + NOTES)
    assert [note.id for note in parse(html).css("li")] == ["fn:cite-abel", "fn:cite-brun"]
    assert [key for key, _spot in evidence.loose] == ["abel"]
