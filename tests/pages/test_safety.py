"""What a page may hold: no script, and nothing that only the engine may write."""

import markdown
import pytest
from support import read_data, read_settings

from briefing.html import parse
from briefing.pages.document import Document
from briefing.pages.safety import check_tree
from briefing.problems import Problem

HTML = read_data("hostile/html.yml")
RESERVED = read_data("hostile/reserved.yml")


def read_extensions() -> dict[str, dict[str, object]]:
    """Return the Markdown extensions of our settings, with their options."""
    extensions: dict[str, dict[str, object]] = {}
    for entry in read_settings()["markdown_extensions"]:
        extensions |= entry if isinstance(entry, dict) else {entry: {}}
    return extensions


EXTENSIONS = read_extensions()


def check(text: str, html: str) -> list[Problem]:
    """Return the faults of a page and the HTML that it became."""
    return check_tree(Document("docs/a.md", "a.md", text), parse(html))


def check_html(html: str) -> set[str]:
    """Return the codes of the faults of a page that is HTML alone."""
    return {problem.code for problem in check(html, html)}


def check_markdown(text: str) -> list[str]:
    """Return the codes of the faults of a page, as our settings render it."""
    html = markdown.markdown(text, extensions=[*EXTENSIONS], extension_configs=EXTENSIONS)
    return [problem.code for problem in check(text, html)]


REFUSED = [(html, code) for code, texts in HTML.items() if code != "sound" for html in texts]


@pytest.mark.parametrize(("html", "code"), REFUSED)
def test_elements_attributes_and_addresses_are_taken_or_refused(html: str, code: str) -> None:
    assert check_html(html) == ({code} if code else set())


def test_the_line_is_that_of_the_words() -> None:
    text = "`onclick`\n\n<b onclick=x>\n\n<a href='&#106;avascript:x'>\n"
    problems = check(text, text.partition("\n")[2])
    assert [problem.line for problem in problems] == [3, 5]


@pytest.mark.parametrize("text", HTML["sound"])
def test_what_an_author_may_write(text: str) -> None:
    assert check_markdown(f"# T {{ #t }}\n\n{text}") == []


def list_reserved() -> list[tuple[str, str]]:
    """Return what only the engine may write, with the code of what is said of it."""
    cases = []
    for attacks in RESERVED.values():
        for code, texts in attacks.items():
            cases += [(code, text) for text in texts]
    return cases


@pytest.mark.parametrize(("code", "text"), list_reserved())
def test_what_only_the_engine_may_write(code: str, text: str) -> None:
    assert code in check_markdown(f"# T {{ #t }}\n\n{text}")


ABOVE = ["A claim.[](){ #a }\n{ #p }", "![](a.png)", "- a", "<b>x</b>", '??? note "A"\n    b']


@pytest.mark.parametrize("text", ABOVE)
def test_nothing_but_a_slot_stands_above_the_first_heading(text: str) -> None:
    assert "above-heading" in check_markdown(f"{text}\n\n# T {{ #t }}")
    assert check_markdown(f"<!-- briefing: map -->\n\n# T {{ #t }}\n\n{text}") == []
