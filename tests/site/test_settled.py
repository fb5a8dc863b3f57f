"""A settled site: what readers see of records, figures and sources changes by editions."""

import json
import re
import shutil
from pathlib import Path

import pytest
from support import ROOT, TEMPLATES, Built, Project, make_settings, read_files, write_files

RECORDS = "docs/records/index.yml"
BRIEFING = {"cut_off": "2020-06-30", "date": "2026-11-25", "article": "brun2019", "draft": True}


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of which an edition was made, and nothing has changed since."""
    site = Project(tmp_path_factory.mktemp("settled"))
    own = {
        "mkdocs.yml": make_settings(extra={"briefing": BRIEFING}),
        "theme/main.html": (ROOT / "tests/data/frozen/theme/main.html").read_bytes(),
    }
    write_files(site.root, {**own, **read_files(ROOT / "tests/data/settled"), **TEMPLATES})
    site.hold()
    site.freeze("Begins.")
    return site.root


@pytest.fixture
def site(frozen: Path, tmp_path: Path) -> Project:
    """Return a copy of it."""
    shutil.copytree(frozen, tmp_path / "site")
    return Project(tmp_path / "site")


def list_silent(built: Built) -> list[str]:
    """Return what is said of silent edits, without the hint."""
    silent = [message for message in built.messages if "[silent-edit]" in message]
    return [message.partition("; freeze")[0] for message in silent]


def test_what_is_settled_is_built(site: Project) -> None:
    assert site.build().messages == []
    manifest = json.loads((site.root / "editions/1/manifest.json").read_text(encoding="utf-8"))
    assert manifest["records"][""]["rain"]["sources"]["abel2020"]["bears"] == "part"
    assert manifest["sources"]["abel2020"]["fields"]["organ"] == "ministry of the North"


FLIPS = [
    (RECORDS, "bears: part", "bears: all", "'bears' of 'abel2020' in the record of 'rain'", "part"),
    (RECORDS, "verdict: holds in part", "verdict: open", "'verdict' in", "holds in part"),
    (RECORDS, "because: Two", "because: Some", "'because' in", "Two days were dry."),
    (RECORDS, "gap: It", "gap: She", "'gap' of 'abel2020'", "It counts eight days."),
    (RECORDS, "days: [2020-05]", "days: [2020-06]", "'days' of 'abel2020'", "2020-05"),
    (RECORDS, "words: it rained a lot", "words: it rained and rained", "'words' of", "it rained"),
    (RECORDS, "kind: report", "kind: allegation", "'kind' in the record of 'rain'", "report"),
    ("docs/figures/flows.yml", "more rain", "snow", "'flows.2.words' of the figure", "more rain"),
    ("bibliography.bib", "{ministry", "{army", "'organ' of the source 'abel2020'", "ministry"),
]


@pytest.mark.parametrize(("name", "old", "new", "what", "was"), FLIPS)
def test_a_flip_stops_the_build_at_its_line(
    site: Project, name: str, old: str, new: str, what: str, was: str
) -> None:
    text = (site.root / name).read_text(encoding="utf-8")
    line = text.partition(old)[0].count("\n") + 1
    site.edit(name, old, new)
    built = site.build()
    assert not built.is_published
    [message] = [each for each in list_silent(built) if what in each]
    assert message.startswith(f"{name}:{line}: ")
    assert "is not as in edition 1: " + was in message


def test_that_both_were_held_again_on_another_day_stops_nothing(site: Project) -> None:
    site.edit("docs/records/held.json", '["2026-', '["2027-')
    site.edit("bibliography.bib", "read         = {2026-11-20}", "read         = {2026-11-25}")
    assert site.build().messages == []


def test_a_draft_names_the_section_of_a_record_that_differs(site: Project) -> None:
    site.edit("mkdocs.yml", "    cut_off:", "    draft: true\n    cut_off:")
    site.edit(RECORDS, "gap: It counts eight", "gap: It counts nine")
    built = site.build()
    assert built.messages == []
    words = " ".join(re.sub(r"<[^>]+>", "", built.html()).split())
    assert "Not as in edition 1: Front." in words


def test_what_differs_in_a_record_is_told_to_readers(site: Project) -> None:
    site.edit(RECORDS, "bears: part", "bears: all")
    site.edit(RECORDS, "gap: It counts eight", "gap: It counts nine")
    site.freeze("More of it is borne out.")
    built = site.build()
    assert built.messages == []
    words = " ".join(re.sub(r"<[^>]+>", "", built.html("editions/1-2/index.html")).split())
    told = "Abel, 4 June 2020, what was found in it: bears out a part → bears it out"
    assert told in words
    assert "what it leaves open: It counts eight days. → It counts nine days." in words
    assert "Changed: “" in built.html("feed.xml")
