"""What CONTRIBUTING tells an author to do can be published.

Its worked example is a site of its own here, and is edited as it says.

Alone it notices an example in CONTRIBUTING that is none.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT, Project, find_options, make_settings, say, write_records, write_site

from mkdocs_briefing.commands.edition import freeze
from mkdocs_briefing.figures.figures import load_forms
from mkdocs_briefing.folders import TEMPLATES
from mkdocs_briefing.pages import publication
from mkdocs_briefing.pipeline.settings import list_settings
from mkdocs_briefing.vocabulary import (
    ACCEPTABLE,
    BEARING,
    BOXES,
    HOW_READ,
    KINDS,
    READINGS,
    VERDICTS,
    VOICES,
)

BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
ESSAY = """
@online{reed2021,
  author   = {Reed, Rita},
  title    = {{What salt costs}},
  date     = {2020-06-01},
  url      = {https://example.org/essay},
  urldate  = {2020-06-30},
  read     = {2020-06-30},
  extent   = {whole},
  keywords = {article},
}
"""
FRONT, TRADE, RECORDS = "docs/index.md", "docs/trade.md", "docs/records/trade.yml"
TOLD = "More is told.\n{ #told }"
LEFT = "This belongs elsewhere.\n{ #left }"
BEGINNING = f"""# Front {{ #front }}

It restates an essay.[@reed2021][](){{ #restated }}
{{ #words }}

{TOLD}

{LEFT}
"""
"""Cites the essay once, for all that restates it."""
PARTS = {"changes", "counts", "filter", "moves", "words"}
"""Templates that no slot asks for."""
EDITS = (
    # A sentence is corrected.
    (TRADE, "in March 2020", "in spring 2020"),
    # A claim and a paragraph get other ids.
    (TRADE, "#tariff-raised", "#salt-taxed"),
    (RECORDS, "\ntariff-raised:\n", "\nsalt-taxed:\n"),
    (TRADE, "#what-the-tariff-did", "#what-the-tax-did"),
    (
        RECORDS,
        "\n\nsalt",
        "\n\naliases:\n  what-the-tax-did: [what-the-tariff-did]"
        "\n  salt-taxed: [tariff-raised]\n\nsalt",
    ),
    # A paragraph is withdrawn, another goes to the page that moves.
    (FRONT, TOLD, "Withdrawn: no source bears it out.\n{ #told .withdrawn }"),
    (FRONT, LEFT, "This has moved to [Trade](trade.md#left-here).\n{ #left .moved }"),
    (TRADE, "??? note", LEFT.replace("#left", "#left-here") + "\n\n??? note"),
    # A page moves.
    (FRONT, "trade.md", "salt.md"),
    ("mkdocs.yml", "- briefing:\n", "- briefing:\n    redirects: {trade.md: salt.md}\n"),
)
"""In a file, some words in the place of others."""


def read_example() -> dict[str, str]:
    """Return the first block of each language: `bibtex`, `markdown`, `yaml`."""
    blocks = dict[str, str]()
    for language, text in BLOCK.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        blocks.setdefault(language, text)
    return blocks


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The example as a site of its own, a draft that restates an essay."""
    example = read_example()
    settings: dict[str, Any] = yaml.safe_load(make_settings())
    find_options(settings).update({"article": "reed2021", "cut_off": date(2020, 12, 31)})
    files = {
        "mkdocs.yml": yaml.safe_dump(settings),
        "bibliography.bib": example["bibtex"] + ESSAY,
        FRONT: BEGINNING,
        "docs/records/index.yml": write_records({"restated": say("fact", "reed2021")}),
        TRADE: example["markdown"],
        RECORDS: example["yaml"],
    }
    write_site(tmp_path, {"theme/redirect.html": "{{ url }} {{ ids | join(' ') }}", **files})
    return Project(tmp_path)


def test_the_worked_example_is_an_edition_once_it_is_held_and_what_is_edited_then_the_next(
    project: Project,
) -> None:
    """Older ids and addresses lead on, or nothing could be frozen."""
    built = project.build()
    assert (built.messages, built.is_published) == ([], True)
    assert 'id="nobody-hurt-check"' in built.html("trade/index.html")
    publish(project, "edition 1")
    for name, old, new in EDITS:
        project.edit(name, old, new)
    (project.root / "docs/trade.md").rename(project.root / "docs/salt.md")
    (project.root / "docs/records/trade.yml").rename(project.root / "docs/records/salt.yml")
    publish(project, "edition 2")
    built = project.build()
    assert 'id="tariff-raised"' in built.html("salt/index.html")
    led_on = built.html("trade/index.html").split()
    assert {"../salt/", "tariff-raised", "nobody-hurt-check"} <= {*led_on}


def publish(project: Project, name: str) -> None:
    """Make an edition, as which the site then builds."""
    project.hold()
    assert freeze(project.root / "mkdocs.yml", "Says why", date(2026, 11, 25)) == name
    assert project.build().messages == []


def test_each_page_slot_and_setting_that_the_engine_knows_is_in_the_table() -> None:
    """But figures, which have a paragraph of their own; some templates are parts of others."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("## Begin another briefing")[2].partition("# For engineers")[0]
    named = set(re.findall(r"`([a-z_]+(?:\.md)?)`", table))
    pages = {value for name, value in vars(publication).items() if name.endswith("_PAGE")}
    views = {path.stem for path in (TEMPLATES / "views").glob("*.html")}
    known = (
        pages | (views - PARTS - load_forms(ROOT / "scripts/figures").keys()) | {*list_settings()}
    )
    assert known - named == set()


def test_each_word_of_the_vocabulary_stands_in_the_table_of_words() -> None:
    """And each figure of this briefing; a voice, which is written in the text, is in bold."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("## The words you choose from")[2].partition("\n## ")[0]
    codes = (KINDS, BOXES, VERDICTS, READINGS, BEARING, HOW_READ, ACCEPTABLE)
    forms = load_forms(ROOT / "scripts/figures").keys() - load_forms(Path("no folder")).keys()
    named = set(re.findall(r"`([^`]+)`", table))
    assert forms.union(*codes) - named == set()
    assert {*VOICES.values()} == {*re.findall(r"\*\*([^*]+)\*\*", table)}


def test_the_whole_small_example_is_there_as_it_is_told() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## A whole small example")[2].partition("\n## ")[0]
    folder, *files = re.findall(r"`((?:tests|docs)/[^`]+)`", section)
    assert len(files) == 2
    assert all((ROOT / folder / file).is_file() for file in files)
