"""What only the engine may write: what an author could put in its place so that words vanish or say something else."""

import markdown
import pytest
import yaml
from support import ROOT

from briefing.html import parse
from briefing.pages.document import Document
from briefing.pages.safety import check_tree
from briefing.pages.vocabulary import ENGINE_WORDS

SETTINGS = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "#"))["markdown_extensions"]
OPTIONS = {name: options for entry in SETTINGS if isinstance(entry, dict) for name, options in entry.items()}
EXTENSIONS = [name for entry in SETTINGS for name in (entry if isinstance(entry, dict) else [entry])]
HOSTILE = yaml.safe_load((ROOT / "tests/data/hostile/reserved.yml").read_text(encoding="utf-8"))


def find_codes(text: str) -> list[str]:
    """Return the codes of the faults of a page, as our settings render it."""
    html = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=OPTIONS)
    return [problem.code for problem in check_tree(Document("docs/a.md", "a.md", text), parse(html))]


@pytest.mark.parametrize("text", [
    # notes, claims and clauses, labels, boxes, code, contents, tables, what stays on the screen
    "A.[^a] B.[^a]\n{ #p .fact .added data-event='2024' }\n\n[^a]: Note.[^b]\n[^b]: Other.",
    "A,[](#a){ #a .report } b.\n{ #p .fact }\n\n## S { #s .half }\n\n- *Fact*{ .kind .is-fact } x",
    '??? check "Odd"\n    Text.\n    { #c data-for="p" }\n\n!!! note\n    Text.\n\n```python\nx = [1]\n```',
    "[TOC]\n\n```yaml title='a' linenums='1'\na: 1\n```\n\n| a |\n|--:|\n| b |\n\nTerm\n:   What.",
    "`{ #x .fact` and `<!-- briefing:x -->`\n\n## S { #s .screen-only }\n\n- [a](b.md)\n\nGone.\n{ #x .withdrawn }",
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
