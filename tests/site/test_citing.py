"""The files that a citing reader takes home, on the real site."""

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from support import CITED, VERSION

from briefing.html import get, parse

KEPT = "https://briefing.example/" + VERSION.path
"""Where what is cited stays."""


def read(site: Path, name: str) -> Any:
    return json.loads((site / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["briefing", "sources", *(f"{folder}page" for folder in CITED),
                                  "leverage/sources", "troop-reports/sources"])
def test_the_three_forms_of_a_download_say_the_same(real_site: Path, name: str) -> None:
    items = read(real_site, f"{name}.json")
    records = rispy.loads((real_site / f"{name}.ris").read_text(encoding="utf-8"))
    library = bibtexparser.parse_string((real_site / f"{name}.bib").read_text(encoding="utf-8"))
    assert not library.failed_blocks
    assert len(items) == len(records) == len(library.entries) > 0
    for item, record, entry in zip(items, records, library.entries, strict=True):
        assert item["id"] == record["id"] == entry.key
        address = entry.fields_dict.get("url")  # a DOI is enough
        assert item.get("URL") == record.get("urls", [None])[0] == (address and address.value)
        assert len(item["author"]) == len(record["authors"])
        assert {"annote", "keyword", "title-short"}.isdisjoint(item), "what is said to us alone"
        assert re.fullmatch("[a-z]{2}(-[A-Z]{2})?", item.get("language", "en"))
    if name == "leverage/page":
        named = {"edition": VERSION.number} if VERSION.number else {"genre": "draft"}
        assert items[0].items() >= {"type": "report", "URL": f"{KEPT}leverage/", **named}.items()


@pytest.mark.parametrize("folder", CITED)
def test_the_dialog_has_every_section_claim_and_source_of_its_page(real_site: Path, folder: str) -> None:
    data = read(real_site, f"{folder}citations.json")
    html = (real_site / folder / "index.html").read_text(encoding="utf-8")
    cite = (real_site / "cite/index.html").read_text(encoding="utf-8")
    handles = {get(handle, "href")[1:] for handle in parse(html).css("a[data-cite]")}
    assert handles == set(data["items"]) | set(data["paragraphs"])
    for name, forms in {"items": {"chicago", "apa", "mla"}, "sources": {"note"}}.items():
        assert all(set(entry["forms"]) == forms | {"biblatex", "bibtex", "ris", "csl"} for entry in data[name].values())
    for name, paragraph in data["paragraphs"].items():
        section = data["items"][paragraph["section"]]
        assert paragraph["address"] == f"{KEPT}{folder}#{name}"
        assert all(section["address"] in "".join(text) for text in section["forms"].values())
        assert set(paragraph["sources"]) <= set(data["sources"])
    for entry in data["items"].values():  # the page of citations has the same words
        runs = enumerate(entry["forms"]["chicago"])
        assert "".join(f"<em>{run}</em>" if number % 2 else run for number, run in runs) in cite
    targets = {get(handle, "data-cite").rpartition("cite/#")[2] for handle in parse(html).css("a[data-cite]")}
    assert {get(part, "id") for part in parse(cite).css("[id]")} >= targets > set(), "each is there without a script"


def test_the_feed_is_atom_and_leads_from_each_edition_to_what_changed(real_site: Path) -> None:
    feed = ElementTree.parse(real_site / "feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    for name in ("id", "title", "updated", f"author/{atom}name", f"entry/{atom}id", f"entry/{atom}updated"):
        assert feed.findtext(f"{atom}{name}"), name
    entries = feed.findall(f"{atom}entry")
    instants = [str(entry.findtext(f"{atom}updated")) for entry in entries]
    assert [feed.findtext(f"{atom}updated"), *instants[1:]] == sorted(set(instants), reverse=True)
    for entry, number in zip(entries, range(len(entries), 0, -1), strict=True):
        place = f"editions/{number - 1}-{number}/" if number > 1 else f"editions/{number}/"
        assert entry.find(f"{atom}link[@rel='alternate']").attrib["href"].endswith(f"/{place}")
        assert (real_site / place / "index.html").is_file()
    corrections = ElementTree.parse(real_site / "corrections.xml").getroot().findall(f"{atom}entry")
    for entry in corrections:
        place, _, name = entry.find(f"{atom}link").attrib["href"].removeprefix("https://briefing.example/").partition("#")
        assert f'id="{name}"' in (real_site / place / "index.html").read_text(encoding="utf-8")
    assert len({entry.findtext(f"{atom}id") for entry in corrections}) == len(corrections)
    assert "citation_title" not in (real_site / "404.html").read_text(encoding="utf-8"), "an error is not cited"


def test_programs_are_told_of_the_pages_as_markdown_and_of_the_claims(real_site: Path) -> None:
    """https://llmstxt.org: a title, a summary, then lists of links under headings."""
    text = (real_site / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# \S.*\n\n> \S.*\n\n(\S.*\n)+(\n## \S.*\n\n(- \[.+\]\(\S+\).*\n?)+){2}$", text)
    places = [link.removeprefix("https://briefing.example/") for link in re.findall(r"\]\((\S+)\)", text)]
    assert places == [*(f"{url}index.md" for url in CITED), "claims.json", "claims.csv", "sources.json", "feed.xml"]
    assert [place for place in places if not (real_site / place).is_file()] == []
