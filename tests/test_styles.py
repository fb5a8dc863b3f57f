"""The stylesheets: how much of them there is, and that a page has what it names."""

import re
from pathlib import Path

from support import ROOT

from mkdocs_briefing.folders import ASSETS, TEMPLATES
from mkdocs_briefing.pipeline.mkdocs_fit import STYLES as JOINED
from mkdocs_briefing.vocabulary import FINDINGS, READINGS, VERDICTS
from mkdocs_briefing.web.assets import name_signs

STYLES = ASSETS / "css"
SCRIPTS = ASSETS / "js"
BUILT = ROOT / "tests/golden/built"
MOST = 650
"""Rules, each with its declarations."""
RARE = {"change-sign", "word-changes", "is-assessment", "is-background", "is-forecast"}
RARE |= {"moves", "moves__name", "page-fold"}
"""Of what an edition changed or moved, and of kinds of ties, which the made-up briefing has not."""


def read_style(file: Path) -> str:
    """Return a stylesheet without comments and strings, with the classes that pages have."""
    text = re.sub(r'/\*.*?\*/|"[^"]*"', "", file.read_text(encoding="utf-8"), flags=re.S)
    return name_signs(text)


def read_styles() -> str:
    """Return all of them."""
    return "".join(read_style(file) for file in sorted(STYLES.glob("*.css")))


def find_named(text: str) -> set[str]:
    """Return the classes that a stylesheet has rules for."""
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", text)))


def find_used(page: str) -> set[str]:
    """Return the classes of a page."""
    return {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}


def test_there_are_few_rules_and_each_declaration_has_a_line() -> None:
    text = read_styles()
    assert len(re.findall(r"[^{}]+\{[^{}]*\}", text)) <= MOST
    assert not re.search(r";[^\n}]*[^\s}]", text)


def test_a_live_page_has_each_class_or_a_script_gives_it() -> None:
    """The made-up briefing has all that an author can write."""
    scripts = "".join(file.read_text(encoding="utf-8") for file in SCRIPTS.glob("*.js"))
    used = set[str]()
    for page in list_live_pages():
        used |= find_used(page.read_text(encoding="utf-8"))
    unused = find_named(read_styles()) - used - RARE
    assert sorted(name for name in unused if name not in scripts) == []


def test_a_page_has_the_stylesheet_of_what_stands_on_it() -> None:
    """One is joined of those of all pages, in their order; scripts fetch some."""
    common = [Path(name).stem for name in JOINED]
    styles = {file.stem: find_named(read_style(file)) for file in STYLES.glob("*.css")}
    assert {*common} <= {*styles}
    shared = set[str]().union(*(styles.pop(name) for name in common))
    for script in SCRIPTS.glob("*.js"):
        for name in re.findall(r"/css/([\w-]+)\.css", script.read_text(encoding="utf-8")):
            styles.pop(name)
    for file in list_live_pages():
        page = file.read_text(encoding="utf-8")
        for name, classes in styles.items():
            if find_used(page) & classes - shared:
                assert f"assets/css/{name}." in page, (file, name)


def list_live_pages() -> list[Path]:
    """Return the pages of the made-up briefing but those of its editions."""
    pages = BUILT.rglob("*.html")
    return [page for page in pages if not re.search(r"/editions/\d+/", page.as_posix())]


def test_each_filling_of_a_sign_is_drawn_and_has_its_letter() -> None:
    """What is empty is an edge alone, which all signs have."""
    drawn = set(re.findall(r"\.sign--([a-z]+)", "".join(map(Path.read_text, STYLES.glob("*.css")))))
    for term in FINDINGS.values():
        assert term.looks - {"empty"} <= drawn, term.name
        assert bool(term.filling) == bool(term.letter), term.name
    assert drawn <= set[str]().union(*(term.looks for term in FINDINGS.values()))


def test_what_was_found_is_named_in_its_table_alone() -> None:
    """Rules, templates, styles and scripts ask what a term is: a new verdict is one term more."""
    codes = "|".join([*VERDICTS, *READINGS])
    named = re.compile(rf"([\"'])(?:{codes})\1|\bis-(?:{codes.replace(' ', '-')})\b")
    files = [*ASSETS.rglob("*.*"), *TEMPLATES.rglob("*.html")]
    files += (ROOT / "scripts").rglob("*.*")
    texts = [file for file in files if file.suffix in {".py", ".html", ".css", ".js"}]
    texts = [file for file in texts if "frozen" not in file.parts]  # words of their day
    told = {file.name for file in texts if named.search(file.read_text(encoding="utf-8"))}
    assert told == {"vocabulary.py"}
