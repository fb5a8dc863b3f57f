"""Slots that are not filled, names that no template uses, what a build keeps of the one before."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, nodes
from support import ROOT

from mkdocs_briefing import answers
from mkdocs_briefing.folders import TEMPLATES
from mkdocs_briefing.pipeline import for_templates
from mkdocs_briefing.pipeline.for_templates import KNOWN, prepare
from mkdocs_briefing.web.templates import fill

FIGURES = ROOT / "scripts/figures"
ENV = Environment(
    loader=DictLoader(
        {
            "views/sources.html": '<b class="{{ part }}">&nbsp;{{ x }}</b>',
        }
    )
)
SLOT = "<!-- briefing: sources index -->"
FILLED = '<b class="index">&nbsp;y</b>'


def test_what_an_earlier_build_compiled_knows_the_new_one() -> None:
    for name in ("a.1.js", "a.2.js"):
        env = Environment(loader=DictLoader({"a.html": '{{ "a.js" | asset }}'}))
        prepare(env, {"a.js": name}, FIGURES)
        assert env.get_template("a.html").render() == name


def test_what_an_earlier_build_compiled_says_what_the_template_says_now(tmp_path: Path) -> None:
    for words in ("one", "two", "one"):
        (tmp_path / "a.html").write_text(words, encoding="utf-8")
        env = Environment(loader=FileSystemLoader(tmp_path))
        prepare(env, {}, FIGURES)
        assert env.get_template("a.html").render() == words


def test_what_an_earlier_build_compiled_calls_the_function_of_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Jinja works out a filter of a constant when it compiles."""
    for words in ("one", "two"):
        monkeypatch.setattr(answers, "_sum_engine", lambda words=words: words)
        monkeypatch.setattr(for_templates, "KNOWN", {"shorten": lambda words=words: words})
        monkeypatch.setattr(
            for_templates, "FILTERS", {"in_words": lambda text, words=words: text + words}
        )
        env = Environment(loader=DictLoader({"a.html": "{{ shorten() }} {{ '' | in_words }}"}))
        prepare(env, {}, FIGURES)
        assert env.get_template("a.html").render() == f"{words} {words}"


@pytest.mark.parametrize(
    "html",
    [
        f'<p title="{SLOT}">x</p>',
        f"<p>{SLOT}</p>",
        f'<a aria-label="Cite: {SLOT}">x</a>',
        "<!-- briefing:sources -->",
        f"<div>{SLOT}</div>",
        "<p>&lt;!-- briefing: sources --&gt;</p>",
    ],
)
def test_a_slot_is_filled_nowhere_else(html: str) -> None:
    assert "<b" not in fill(html, ENV, {"x": "y"})[0]


def test_what_fills_a_slot_is_not_filled_again() -> None:
    assert fill(SLOT, ENV, {"x": SLOT})[0] == FILLED.replace("y", SLOT)


def test_a_template_uses_each_name_that_all_know() -> None:
    """One that calls another name fails, and the golden site calls all."""
    used = set[str]()
    for path in (*TEMPLATES.rglob("*.html"), *FIGURES.glob("*.html")):
        tree = ENV.parse(path.read_text(encoding="utf-8"))
        used |= {node.name for node in tree.find_all(nodes.Name)}
    assert KNOWN.keys() - used == set()
