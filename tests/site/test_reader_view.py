"""Reader views lose nothing of a page."""

import json
import re
import subprocess
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from support import CITED, ROOT, VERSION, read_data

from briefing.html import parse
from briefing.web.reader_view import suit_readers

READER = ROOT / "tests/reader"
FURNITURE = ("[aria-hidden=true], [hidden], script, button, form, .claim-label, .clause-label, .record, .kicker, "
             ".edition-status, .print-address")
"""What is no part of the words of a page."""
SENTENCES = "p:not(:has(.clause)), .clause, li, td, th, dt, dd, h2, h3, figcaption, summary"
squash = partial(re.sub, r"[\W_]", "")


@pytest.mark.slow
def test_firefox_reader_view_has_every_sentence_and_who_wrote_it(real_site: Path) -> None:
    assert (READER / "node_modules").is_dir(), "no reader view found; make tests/reader/node_modules gets it"
    read = [url for url in CITED if url != "claims/"]  # that is a table with a page around it, for a reader view
    pages = [*read, *([f"{VERSION.path}leverage/"] if VERSION.number else ["editions/2/leverage/"])]
    files = [real_site / url / "index.html" for url in pages]
    run = subprocess.run(["node", READER / "read.js", *files], capture_output=True, text=True, check=True)
    for url, file, found in zip(pages, files, json.loads(run.stdout), strict=True):
        article = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").select_one("main > article")
        assert article
        for part in article.select(FURNITURE):
            part.decompose()
        text = squash(found["textContent"] + found["title"])
        said = [part for part in article.select(SENTENCES) if not part.select(SENTENCES)]
        assert [part.get_text()[:80] for part in said if squash(part.get_text()) not in text] == [], url
        assert found["byline"]


@pytest.mark.parametrize(("html", "suited"), read_data("web.yml")["suited"])
def test_an_id_that_a_reader_view_takes_for_furniture_does_not_cost_its_text(html: str, suited: str) -> None:
    made = suit_readers(html)
    assert made == suited
    assert [node.attributes["id"] for node in parse(made).css("[id]")] == [
        node.attributes["id"] for node in parse(html).css("[id]")]
