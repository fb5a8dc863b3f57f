"""A citation, or a sentence, held against editions by `scripts/verify_citation.py`."""

import io
import json
import shutil
from pathlib import Path

import pytest
from support import Built, read_data, run_python

import verify_citation
from briefing.editions.manifest import load_editions, load_published

from .conftest import Site

Capture = pytest.CaptureFixture[str]
DATA = read_data("sites.yml")


@pytest.mark.parametrize(("citation", "status", "words"), DATA["cited"])
def test_a_citation_leads_from_old_words_to_new(
    second: Built, citation: str, status: int, words: str
) -> None:
    """Old words, new words and the difference, from the old citation alone."""
    run = run_python(second.root / "scripts/verify_citation.py", *citation.split())
    assert run.returncode == status
    assert run.stdout == f"{words}\n"


@pytest.mark.parametrize("way", ["argument", "file", "standard input"])
def test_a_citation_is_looked_up_in_a_copy_of_the_site(
    second: Built, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """From wherever the text comes, and in the words of a program."""
    site = tmp_path / "copy"
    shutil.copytree(second.root / "site", site)
    text = "It is windy, says one."
    (tmp_path / "text").write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    arguments = {
        "argument": text.split(),
        "file": ["--file", str(tmp_path / "text")],
        "standard input": [],
    }
    status = verify_citation.main(["--site", str(site), "--json", *arguments[way]])
    told = json.loads(capsys.readouterr().out)
    assert (status, told["answer"], told["became"]) == (1, "exact in edition", "changed")


def test_where_there_is_no_edition_nothing_can_be_verified(tmp_path: Path, capsys: Capture) -> None:
    assert verify_citation.main(["--site", str(tmp_path), "It rains today."]) == 4
    assert capsys.readouterr().err == "there is no edition yet\n"


def test_a_file_that_is_not_there_cannot_be_verified(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stop:
        verify_citation.main(["--file", "nowhere"])
    assert stop.value.code == 4
    assert "nowhere could not be read" in capsys.readouterr().err


def test_where_an_edition_is_altered_nothing_can_be_verified(site: Site) -> None:
    site.edit("editions/1/manifest.json", "Tiny", "Huge")
    told = verify_citation.answer("https://tiny.example/#a", *load_editions(site.root))
    assert told.startswith("editions/1/manifest.json:1: this manifest is missing, was changed")
    told = verify_citation.answer("https://tiny.example/#a", *load_published(site.root))
    assert told.startswith("editions/1/manifest.json:1: this manifest is missing, was changed")
