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
HOSTILE = yaml.safe_load((ROOT / "tests/data/hostile/reserved.yml").read_text(encoding="utf-8"))


def find_codes(text: str, html: str = "") -> list[str]:
    """Return the codes of the faults of a page, as our settings render it, or of its HTML."""
    html = html or markdown.markdown(text, extensions=EXTENSIONS, extension_configs=OPTIONS)
    return [problem.code for problem in check_tree(Document("docs/a.md", "a.md", text), parse(html))]


@pytest.mark.parametrize(("html", "code"), [
    # what a browser goes on reading where the page ends, in the theme's own markup; and elements
    *((html, "unsafe-html") for html in (
        '<img title="', "<!-- ", "<p title='x", "<script>x</script>", "<SCRIPT/x>", "<svg></svg>", "<plaintext>",
        "<template><script></script></template>", "<noscript><p title='</noscript><script>x</script>'>",
        "<b>" * 200, "<pre>" * 20_000)),
    *((html, "unsafe-attribute") for html in (
        "<p onclick=x>", "<p/onclick=x>", "<p\nONCLICK=x>", "<body onload=x>", '<p style="color: red">',
        "<p id='a\"b'>", "<p data-md-component=x>", "<img srcset=x>", "<a ping=x>")),
    *((f'<a href="{address}">x</a>', "unsafe-address") for address in (
        "javascript:x", "JaVaScRiPt:x", "&#106;avascript:x", " javascript:x", "java\tscript:x", "\x01javascript:x",
        "java&NewLine;script&colon;x", "vbscript:x", "data:text/html,x", "file:///etc/passwd", "blob:x")),
    *((html, "") for html in (
        # the note of a source, with what the engine says in it and what its title has
        "<p>[@abel]<sup><a class='footnote-ref' href='#fn:cite-abel'>1</a></sup></p><div class='footnote'><ol><li "
        "id='fn:cite-abel'>10<sup>th</sup> <i class='note-source' data-derived>x</i></li></ol></div>",
        "<p id='a-b' class='fact' data-event='2024'>x</p>", "<td style='text-align: right;'>x</td>",
        "<!-- briefing: x -->", "<a href='https://x.example/?a=javascript:x'>x</a>", "<a href='a.md#javascript:x'>",
        "<a href='mailto:a@b.example'>", "<pre><code>&lt;script&gt;</code></pre>", "<div><b>unclosed", "<b>" * 195))])
def test_elements_attributes_and_addresses_are_taken_or_refused(html: str, code: str) -> None:
    assert {*find_codes(html, html)} == ({code} if code else set())


def test_the_line_is_that_of_the_words() -> None:
    text = "`<script>`\n\n<b onclick=x>\n\n<a href='&#106;avascript:x'>\n"
    problems = check_tree(Document("docs/a.md", "a.md", text), parse(text.partition("\n")[2]))
    assert [problem.line for problem in problems] == [3, 5]


@pytest.mark.parametrize("text", [
    # notes, claims and clauses, labels, boxes, code, contents, tables, what stays on the screen
    "A.[^a] B.[^a]\n{ #p .fact .added data-event='2024' }\n\n[^a]: Note.[^b]\n[^b]: Other.",
    "A,[](#a){ #a .report } b.\n{ #p .fact }\n\n## S { #s .half }\n\n- *Fact*{ .kind .is-fact } x",
    '??? check "Odd"\n    Text.\n    { #c data-for="p" }\n\n!!! note\n    Text.\n\n```python\nx = [1]\n```',
    "[TOC]\n\n```yaml title='a' linenums='1'\na: 1\n```\n\n| a |\n|--:|\n| b |\n\nTerm\n:   What.",
    "`{ #x .fact`, `{ #x .fact }` and `<!-- briefing:x -->`\n\n"
    "## S { #s .screen-only }\n\n- [a](b.md)\n\nGone.\n{ #x .withdrawn }",
    "Of our own.\n{ #p .x-wide }\n\n<!-- briefing: map big -->\n\n<!-- a remark -->"])
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
