"""A reference says the same in whichever form a reader takes it home, and on its page."""

import json
from pathlib import Path
from typing import Any

import pytest
import zotero
from support import CITED, move_citation

FORMS = {"biblatex": zotero.read_bibtex, "bibtex": zotero.read_bibtex, "ris": zotero.read_ris}
Item = dict[str, Any]


def read_record(forms: Item) -> Item:
    """Return the CSL-JSON of a reference, of which all else is made."""
    [item] = json.loads(forms["csl"])
    return dict(item)


@pytest.fixture(scope="module")
def references(real_site: Path) -> list[Item]:
    """The forms of all references to the site: to pages, frozen pages and statements."""
    references = list[Item]()
    for file in sorted(real_site.rglob("citations.json")):
        dialog = json.loads(file.read_text(encoding="utf-8"))
        references += [item["forms"] for item in dialog["items"].values()]
        for name, paragraph in dialog["paragraphs"].items():
            item = dialog["items"][paragraph["item"]]
            if paragraph["address"] != item["address"]:
                references.append(move_citation(item, name, paragraph["address"]))
    return references


def test_no_two_texts_have_the_same_key(references: list[Item]) -> None:
    addresses = dict[str, set[str]]()
    for reference in references:
        record = read_record(reference)
        addresses.setdefault(record["id"], set()).add(record["URL"])
    assert [key for key, found in addresses.items() if len(found) > 1] == []


def test_zotero_finds_author_day_edition_and_address_in_every_form(
    references: list[Item],
) -> None:
    for reference in references:
        record = read_record(reference)
        for form, read in FORMS.items():
            [item] = read(reference[form])
            assert item.get("url") == record.get("URL")
            assert item.get("date", "").replace("n.d.", "") == format_day(record)
            names = [creator["lastName"] for creator in item["creators"]]
            assert names == [name_family(name) for name in record["author"]]
            kind = item.get("websiteType") or item.get("type", "")
            assert kind.lower() == record["genre"].lower()


def format_day(record: dict[str, dict[str, list[list[int]]]]) -> str:
    parts = record.get("issued", {}).get("date-parts", [[]])[0]
    return "-".join(f"{int(part):02}" for part in parts)


def name_family(name: dict[str, str]) -> str:
    family = name.get("literal") or name["family"]
    return " ".join(filter(None, [name.get("non-dropping-particle"), family]))


LIVE = [pytest.param(url, id=url or "front") for url in CITED]


@pytest.mark.parametrize("url", LIVE)
def test_zotero_finds_author_day_edition_and_address_on_a_page(real_site: Path, url: str) -> None:
    """The tags in its head say what the files beside it do."""
    folder = real_site / url
    item = zotero.read_page((folder / "index.html").read_text(encoding="utf-8"))
    [record] = json.loads((folder / "page.json").read_text(encoding="utf-8"))
    assert item["url"] == record["URL"]
    assert item["date"] == format_day(record)
    assert item["creators"] == [{"lastName": record["author"][0]["literal"], "fieldMode": 1}]
    assert item.get("number", "draft").lower() == record["genre"]
    for name in ("page.bib", "page-bibtex.bib", "page.ris"):
        read = zotero.read_ris if name.endswith(".ris") else zotero.read_bibtex
        [same] = read((folder / name).read_text(encoding="utf-8"))
        assert (same["url"], same["date"]) == (item["url"], item["date"])
