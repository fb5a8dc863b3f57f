"""What a page must have and may not hold, as MkDocs renders it with our settings.

Alone it notices elements, attributes and addresses that run or pass for ours.
"""

from collections.abc import Mapping

import markdown
import pytest
from mkdocs.utils.meta import get_data
from support import read_data, read_settings, write_notes

from mkdocs_briefing.html import parse
from mkdocs_briefing.pages.document import Document, PageTree
from mkdocs_briefing.pages.front_matter import keep_known
from mkdocs_briefing.pages.page_rules import bad_address, check_page
from mkdocs_briefing.pipeline.mkdocs_fit import EXTENSIONS as OURS
from mkdocs_briefing.problems import Problem

PAGES = read_data("rules.yml")
CITATIONS = read_data("markdown.yml")
HTML = read_data("hostile/html.yml")
RESERVED = read_data("hostile/reserved.yml")
NOTES = {"abel": "Anna Abel.", "brun": "Bo Brun."}
HEAD = "# T { #t }\n\n"


def read_extensions() -> dict[str, Mapping[str, object]]:
    """Return the Markdown extensions of a briefing, with their options."""
    extensions: dict[str, Mapping[str, object]] = dict(OURS)
    for entry in read_settings()["markdown_extensions"]:
        extensions |= entry if isinstance(entry, dict) else {entry: {}}
    return extensions


EXTENSIONS = read_extensions()


def check(text: str) -> list[Problem]:
    """Return the faults of a page, in the order of its lines."""
    document = Document("docs/a.md", "a.md", text)
    written = write_notes(get_data(text)[0], NOTES)
    html = markdown.markdown(written, extensions=[*EXTENSIONS], extension_configs=EXTENSIONS)
    return sorted(check_page(PageTree(document, parse(html), NOTES)))


def find_faults(text: str) -> str:
    """Return line and code of each fault of a page, parted by commas."""
    problems = check(text)
    return ", ".join(f"{problem.line} {problem.code}" for problem in problems)


def find_codes(text: str) -> list[str]:
    """Return the codes of what is wrong below a heading."""
    return [problem.code for problem in check(HEAD + text)]


@pytest.mark.parametrize("text", [text for texts in PAGES["sound"].values() for text in texts])
def test_a_sound_page_passes(text: str) -> None:
    assert find_faults(text) == ""


FAULTY = [case for pages in PAGES["faulty"].values() for case in pages.items()]


@pytest.mark.parametrize(("text", "faults"), FAULTY)
def test_a_fault_is_found_with_its_line(text: str, faults: str) -> None:
    if faults.endswith("bad-address"):  # which MkDocs does not render
        [problem] = bad_address(Document("docs/a.md", "a.md", text))
        assert f"{problem.line} {problem.code}" == faults
    else:
        assert find_faults(text) == faults


@pytest.mark.parametrize(("text", "line", "code", "words"), CITATIONS["faulty"])
def test_a_citation_that_would_lose_something_is_a_message(
    text: str, line: int, code: str, words: str
) -> None:
    [fault] = check(text)
    assert (fault.line, fault.code) == (line, code)
    assert words in f"{fault.message}; {fault.hint}"


@pytest.mark.parametrize("text", CITATIONS["stray"])
def test_what_would_cite_where_it_is_none_is_a_message(text: str) -> None:
    assert {"stray-citation", "malformed-citation"} & {problem.code for problem in check(text)}
    unknown = {problem.code for problem in check(text.replace("abel", "nobody"))}
    assert "stray-citation" not in unknown


REFUSED = [(html, code) for code, texts in HTML.items() if code != "sound" for html in texts]


@pytest.mark.parametrize(("html", "code"), REFUSED)
def test_elements_attributes_and_addresses_are_taken_or_refused(html: str, code: str) -> None:
    page = PageTree(Document("docs/a.md", "a.md", f"{HEAD}{html}"), parse(html), NOTES)
    codes = {problem.code for problem in check_page(page)}
    assert code in codes if code else not codes


def test_the_line_is_that_of_the_words() -> None:
    problems = check("T\n\n<b onclick=x>\n\n<a href='&#106;avascript:x'>y</a>\n")
    assert [problem.line for problem in problems] == [3, 5]


@pytest.mark.parametrize("text", HTML["sound"])
def test_what_an_author_may_write(text: str) -> None:
    assert find_codes(text) == []


def list_reserved() -> list[tuple[str, str]]:
    """Return what only the engine may write, with the code of what is said of it."""
    cases = []
    for attacks in RESERVED.values():
        for code, texts in attacks.items():
            cases += [(code, text) for text in texts]
    return cases


@pytest.mark.parametrize(("code", "text"), list_reserved())
def test_what_only_the_engine_may_write(code: str, text: str) -> None:
    assert code in find_codes(text)


ABOVE = ["A claim.[](){ #a }\n{ #p }", "![A](a.png)", "- a", "<b>x</b>", '??? note "A"\n    b']


@pytest.mark.parametrize("text", ABOVE)
def test_nothing_but_a_slot_stands_above_the_first_heading(text: str) -> None:
    assert "above-heading" in {problem.code for problem in check(f"{text}\n\n{HEAD}")}
    assert check(f"<!-- briefing: map -->\n\n{HEAD}{text}") == []


@pytest.mark.parametrize(("front", "kept"), PAGES["front"])
def test_templates_see_only_what_is_known_of_front_matter(
    front: str, kept: dict[str, object]
) -> None:
    assert keep_known(f"---\n{front}\n---\n\nT") == kept
