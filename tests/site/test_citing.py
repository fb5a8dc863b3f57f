"""The files that a citing reader takes home, as independent programs read them.

Alone it notices a real title that no program reads back, a key that two texts have, and a file that
is gone from beside a page or from where an edition leads.
"""

import json
import re
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from support import CITED, ROOT, find_view

find_view("cite")  # without such a page nothing can be cited
ENDINGS = {".bib", ".ris", ".json"}
PRIVATE = {"annote", "keyword", "title-short"}


def read(site: Path, name: str) -> Any:
    return json.loads((site / name).read_text(encoding="utf-8"))


def list_downloads() -> list[str]:
    """Return what can be taken home in three forms: all, the sources, each page."""
    return ["briefing", "sources", *(f"{folder}page" for folder in CITED)]


@pytest.mark.parametrize("name", list_downloads())
def test_the_three_forms_of_a_download_say_the_same(real_site: Path, name: str) -> None:
    items = read(real_site, f"{name}.json")
    records = rispy.loads((real_site / f"{name}.ris").read_text(encoding="utf-8"))
    library = bibtexparser.parse_string((real_site / f"{name}.bib").read_text(encoding="utf-8"))
    assert not library.failed_blocks
    assert len(items) == len(records) == len(library.entries) > 0
    for item, record, entry in zip(items, records, library.entries, strict=True):
        assert item["id"] == record["id"] == entry.key
        field = entry.fields_dict.get("url")  # a DOI is enough
        address = field.value if field else None
        assert item.get("URL") == record.get("urls", [None])[0] == address
        assert len(item["author"]) == len(record["authors"])
        assert PRIVATE.isdisjoint(item), "what is said to us alone"
        assert re.fullmatch("[a-z]{2}(-[A-Z]{2})?", item.get("language", "en"))


def test_no_two_texts_have_the_same_key(real_site: Path) -> None:
    """Pages, frozen pages, sections and statements, in whichever dialog they are offered."""
    addresses = dict[str, set[str]]()
    for file in sorted(real_site.rglob("citations.json")):
        for item in json.loads(file.read_text(encoding="utf-8"))["items"].values():
            [record] = json.loads(item["forms"]["csl"])
            addresses.setdefault(record["id"], set()).add(record["URL"])
    assert len(addresses) > len(CITED)
    assert [key for key, found in addresses.items() if len(found) > 1] == []


def test_beside_a_page_its_own_citation_is_kept_and_all_else_for_the_whole(real_site: Path) -> None:
    """Each page leads to what is beside it."""
    for folder in CITED:
        files = {file.name for file in (real_site / folder).iterdir() if file.suffix in ENDINGS}
        if folder:
            own = {"citations.json", "page.bib", "page.json", "page.ris"}
            assert files - {"sources.bib"} == own, folder
        page = (real_site / folder / "index.html").read_text(encoding="utf-8")
        assert set(re.findall(r'href="(page\.\w+)"', page)) == {"page.bib", "page.json", "page.ris"}
    for name in ("briefing", "sources"):
        assert (real_site / f"{name}-bibtex.bib").is_file()


def test_what_editions_lead_to_is_there(real_site: Path) -> None:
    for file in (ROOT / "editions").rglob("*.html"):
        folder = real_site / file.parent.relative_to(ROOT)
        links = re.findall(r'href="([^":#]+\.(?:bib|ris|json|csv))["#]', file.read_text("utf-8"))
        for link in links:
            assert (folder / link).resolve().is_file(), (file, link)
