"""What a page must not hold: script, and what only the engine may write so that words vanish or say something else."""

import markdown
import pytest
import yaml
from support import ROOT, read_settings

from briefing.html import parse
from briefing.pages.document import Document
from briefing.pages.safety import check_tree
from briefing.pages.vocabulary import ENGINE_WORDS

SETTINGS = read_settings()["markdown_extensions"]
OPTIONS = {name: options for entry in SETTINGS if isinstance(entry, dict) for name, options in entry.items()}
EXTENSIONS = [name for entry in SETTINGS for name in (entry if isinstance(entry, dict) else [entry])]
HOSTILE, HTML = (yaml.safe_load((ROOT / f"tests/data/hostile/{name}.yml").read_text(encoding="utf-8"))
                 for name in ("reserved", "html"))


def find_codes(text: str, html: str = "") -> list[str]:
    """Return the codes of the faults of a page, as our settings render it, or of its HTML."""
    html = html or markdown.markdown(text, extensions=EXTENSIONS, extension_configs=OPTIONS)
    return [problem.code for problem in check_tree(Document("docs/a.md", "a.md", text), parse(html))]


@pytest.mark.parametrize(("html", "code"), [
    ("<b>" * 200, "unsafe-html"), ("<pre>" * 20_000, "unsafe-html"), ("<b>" * 195, ""),
    *((html, code) for code, texts in HTML.items() for html in texts if code != "sound")])
def test_elements_attributes_and_addresses_are_taken_or_refused(html: str, code: str) -> None:
    assert {*find_codes(html, html)} == ({code} if code else set())


def test_the_line_is_that_of_the_words() -> None:
    text = "`<script>`\n\n<b onclick=x>\n\n<a href='&#106;avascript:x'>\n"
    problems = check_tree(Document("docs/a.md", "a.md", text), parse(text.partition("\n")[2]))
    assert [problem.line for problem in problems] == [3, 5]


@pytest.mark.parametrize("text", HTML["sound"])
def test_what_an_author_may_write(text: str) -> None:
    assert find_codes(f"# T {{ #t }}\n\n{text}") == []


@pytest.mark.parametrize(("code", "text"), [
    *(("unknown-class", f"A <span class='{name}'>not</span> b.") for name in sorted(ENGINE_WORDS)),
    *((code, text) for kinds in HOSTILE.values() for code, texts in kinds.items() for text in texts)])
def test_what_only_the_engine_may_write(code: str, text: str) -> None:
    assert code in find_codes(f"# T {{ #t }}\n\n{text}")


@pytest.mark.parametrize("text", ["A claim.\n{ #a .fact }", "![](a.png)", "- a", "<b>x</b>", '??? check "A"\n    b'])
def test_nothing_stands_above_the_first_heading(text: str) -> None:
    assert "above-heading" in find_codes(f"{text}\n\n# T {{ #t }}")
    assert find_codes(f"<!-- briefing: map -->\n\n# T {{ #t }}\n\n{text}") == []
