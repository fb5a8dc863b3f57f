"""The whole briefing on one page, as a PDF and as an EPUB, with a page that is added too.

Alone it notices a link of the book to nowhere on the site, and a freeze that sets none.
"""

import re
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from mkdocs.exceptions import Abort
from pypdf import PdfReader
from support import ABEL, TEMPLATES, Built, MakeSite, say, write_records

from briefing.claims.statements import Version
from briefing.pipeline.plan import plan

HOST = "https://briefing.example/"


@pytest.fixture(scope="session")
def pdf(real_site: Path) -> PdfReader:
    return PdfReader(real_site / "briefing.pdf")


@pytest.fixture(scope="session")
def chapters(real_site: Path) -> list[BeautifulSoup]:
    return read_chapters(real_site)


def read_chapters(site: Path) -> list[BeautifulSoup]:
    with zipfile.ZipFile(site / "briefing.epub") as archive:
        names = sorted(name for name in archive.namelist() if "/ch0" in name)
        return [BeautifulSoup(archive.read(name), "html.parser") for name in names]


def list_targets(pdf: PdfReader) -> set[str]:
    """Return where the links of the PDF lead that leave it."""
    targets = set()
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A", {})
            if "/URI" in action:
                targets.add(action["/URI"])
    return targets


def test_links_lead_somewhere(
    real_site: Path, pdf: PdfReader, chapters: list[BeautifulSoup]
) -> None:
    """EPUBCheck follows links in the EPUB, Typst those in the PDF: here are those to the site."""
    targets = list_targets(pdf)
    for chapter in chapters:
        targets |= {link["href"] for link in chapter.select("a[href^=http]")}
    assert {urlsplit(target).scheme for target in targets} <= {"http", "https"}
    ours = [urlsplit(target) for target in targets if target.startswith(HOST)]
    assert ours
    for target in ours:
        file = real_site / target.path[1:]
        if target.path.endswith("/"):
            file = file / "index.html"
        assert file.is_file(), target
        if target.fragment:
            assert f' id="{target.fragment}"' in file.read_text(encoding="utf-8"), target


def make_claims(make_site: MakeSite, word: str) -> Built:
    """Make a site of two pages that claim something, one of them with a word."""
    claim = "# {0} {{ #{1} }}\n\n{0} are many.[@abel2020][](){{ #many-{1} }}\n{{ #m }}\n"
    files = {
        "docs/print.md": "<!-- briefing: whole -->\n",
        "docs/cite.md": "# Cite { #cite }\n",
        "docs/added.md": claim.format("Marmots", "marmots"),
        "docs/records/added.yml": write_records({"many-marmots": say("fact", "abel2020")}),
    }
    records = {"many-t": say("fact", "abel2020", event="2020")}
    return make_site(claim.format(word, "t"), ABEL, TEMPLATES | files, records=records)


def test_a_sign_that_no_font_has_is_named_and_stops_a_freeze_too(make_site: MakeSite) -> None:
    """So that no edition is frozen of which no book can be made."""
    site = make_claims(make_site, "\U0001f600")
    assert not site.is_published
    wanted = re.compile("docs/print\\.md:1: .*\U0001f600.* \\[book\\]")
    assert [message for message in site.messages if wanted.fullmatch(message)]
    with pytest.raises(Abort):
        plan(site.root / "mkdocs.yml", Version(1, date(2026, 11, 26), "With a sign"))
