"""The one stylesheet: how much of it there is, and that a page has what it names."""

import re
from pathlib import Path

from support import ROOT

BUILT = ROOT / "tests/golden/built"
MOST = 650
"""Rules, each with its declarations."""
RARE = {"change-sign", "word-changes"}
"""Of words that an edition changed: the made-up briefing's second changes none."""


def read_styles() -> str:
    """Return all that `mkdocs.yml` names, without comments and strings."""
    names = re.findall(
        r"^  - (assets/css/[\w-]+\.css)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M
    )
    files = sorted((ROOT / "docs/assets/css").glob("*.css"))
    assert sorted(ROOT / "docs" / name for name in names) == files
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    return re.sub(r'/\*.*?\*/|"[^"]*"', "", text, flags=re.S)


def test_there_are_few_rules_and_each_declaration_has_a_line() -> None:
    text = read_styles()
    assert len(re.findall(r"[^{}]+\{[^{}]*\}", text)) <= MOST
    assert not re.search(r";[^\n}]*[^\s}]", text)


def test_a_live_page_has_each_class_or_a_script_gives_it() -> None:
    """The made-up briefing has all that an author can write."""
    selectors = re.sub(r"\{[^{}]*\}", "{}", read_styles())
    scripts = "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "docs/assets/js").glob("*.js")
    )
    used = set[str]()
    for page in list_live_pages():
        for names in re.findall(r'class="([^"]*)"', page.read_text(encoding="utf-8")):
            used.update(names.split())
    named = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
    assert sorted(name for name in named - used - RARE if name not in scripts) == []


def list_live_pages() -> list[Path]:
    """Return the pages of the made-up briefing but those of its editions."""
    pages = BUILT.rglob("*.html")
    return [page for page in pages if not re.search(r"/editions/\d+/", page.as_posix())]
