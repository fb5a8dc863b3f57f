"""The files that a citing reader takes home, on the real site; and addresses that last, on tiny ones."""

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import pytest
import rispy
from support import ABEL, CITED, VERSION, Built

MakeSite = Callable[..., Built]
HOST = "https://briefing.example/"
KEPT = HOST + VERSION.path
"""Where what is cited stays."""
FOLDERS = CITED


@pytest.mark.parametrize("name", ["briefing", "sources", *(f"{folder}page" for folder in FOLDERS),
                                  "leverage/sources", "troop-reports/sources"])
def test_the_three_forms_of_a_download_say_the_same(real_site: Path, name: str) -> None:
    items = json.loads((real_site / f"{name}.json").read_text(encoding="utf-8"))
    records = rispy.loads((real_site / f"{name}.ris").read_text(encoding="utf-8"))
    library = bibtexparser.parse_string((real_site / f"{name}.bib").read_text(encoding="utf-8"))
    assert not library.failed_blocks
    assert len(items) == len(records) == len(library.entries) > 0
    for item, record, entry in zip(items, records, library.entries, strict=True):
        assert item["id"] == record["id"] == entry.key
        assert item.get("URL") == record.get("urls", [None])[0] == entry.fields_dict["url"].value
        assert len(item["author"]) == len(record["authors"])


def test_the_page_file_names_the_page(real_site: Path) -> None:
    [item] = json.loads((real_site / "leverage/page.json").read_text(encoding="utf-8"))
    assert (item["title"], item["URL"], item["container-title"]) == (
        "Leverage", f"{KEPT}leverage/", "Between Moscow and Pyongyang")
    [whole] = json.loads((real_site / "briefing.json").read_text(encoding="utf-8"))
    named = {"edition": VERSION.number} if VERSION.number else {"genre": "draft"}
    assert (whole["type"], whole["URL"]) == ("report", KEPT)
    assert whole.items() >= named.items()


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_dialog_has_every_section_claim_and_source_of_its_page(real_site: Path, folder: str) -> None:
    data = json.loads((real_site / folder / "citations.json").read_text(encoding="utf-8"))
    html = (real_site / folder / "index.html").read_text(encoding="utf-8")
    controls = set(re.findall(r'data-cite="([^"]+)"', html))
    assert controls == set(data["items"]) | set(data["paragraphs"])
    for entry in [*data["items"].values(), *data["sources"].values()]:
        assert set(entry["forms"]) == {"chicago", "apa", "mla", "bibtex", "ris", "csl"}
    for name, paragraph in data["paragraphs"].items():
        address = data["items"][paragraph["section"]]["address"]
        assert paragraph["address"] == f"{KEPT}{folder}#{name}"
        for text in data["items"][paragraph["section"]]["forms"].values():
            assert address in "".join(text)
        assert set(paragraph["sources"]) <= set(data["sources"])


def test_every_control_leads_to_a_place_on_the_page_of_citations(real_site: Path) -> None:
    cite = (real_site / "cite/index.html").read_text(encoding="utf-8")
    ids = set(re.findall(r'\sid="([^"]+)"', cite))
    targets = set()
    for folder in FOLDERS:
        html = (real_site / folder / "index.html").read_text(encoding="utf-8")
        targets |= set(re.findall(r'class="cite"[^>]* href="[^"#]*#([^"]+)"', html))
    assert targets
    assert targets <= ids


def test_the_page_of_citations_has_the_dialogs_words(real_site: Path) -> None:
    cite = (real_site / "cite/index.html").read_text(encoding="utf-8")
    data = json.loads((real_site / "leverage/citations.json").read_text(encoding="utf-8"))
    for entry in data["items"].values():
        runs = enumerate(entry["forms"]["chicago"])
        chicago = "".join(f"<em>{run}</em>" if number % 2 else run for number, run in runs)
        assert chicago in cite


def test_the_feed_is_atom(real_site: Path) -> None:
    feed = ElementTree.parse(real_site / "feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    for name in ("id", "title", "updated", f"author/{atom}name", f"entry/{atom}id", f"entry/{atom}updated"):
        assert feed.findtext(f"{atom}{name}"), name


def test_the_card_is_a_picture_of_the_right_size(real_site: Path) -> None:
    data = (real_site / "assets/card.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (1200, 630)


def test_an_alias_keeps_an_old_address(make_site: MakeSite) -> None:
    page = ('# T { #t }\n\n## New words { #old data-aliases="older oldest" }\n\n'
            'A.[@abel2020]\n{ #a .fact data-aliases="b" }\n\n[there](#older) [and](#b)\n')
    site = make_site(page)
    assert site.messages == []
    assert {"old", "older", "oldest", "a", "b"} <= set(re.findall(r'\sid="([^"]+)"', site.html()))


def test_an_alias_that_is_taken_is_reported(make_site: MakeSite) -> None:
    site = make_site('# T { #t }\n\n## A { #a data-aliases="t" }\n\nA.[@abel2020]\n{ #p }\n', ABEL)
    assert site.codes() == {"duplicate-id"}
