"""A reference says the same in whichever form a reader takes it home, and on its page."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import zotero
from support import CITED, move_citation

FORMS = {"biblatex": zotero.read_bibtex, "bibtex": zotero.read_bibtex, "ris": zotero.read_ris}
Item = dict[str, Any]


@dataclass
class Reference:
    """A thing, as the dialog shows it and as files have it."""

    kind: str  # page, statement, frozen page
    forms: dict[str, Any]

    @property
    def record(self) -> Item:
        """Its CSL-JSON, of which all else is made."""
        [item] = json.loads(self.forms["csl"])
        return dict(item)


def list_references(site: Path) -> Iterator[Reference]:
    """Yield all references to a built site."""
    for file in sorted(site.rglob("citations.json")):
        dialog = json.loads(file.read_text(encoding="utf-8"))
        is_frozen = "" in dialog["items"]
        for name, item in dialog["items"].items():
            kind = "statement" if name in dialog["paragraphs"] else "page"
            yield Reference("frozen page" if is_frozen else kind, item["forms"])
        for name, paragraph in dialog["paragraphs"].items():
            item = dialog["items"][paragraph["item"]]
            if paragraph["address"] != item["address"]:
                forms = move_citation(item, name, paragraph["address"])
                yield Reference("statement", forms)


@pytest.fixture(scope="module")
def references(real_site: Path) -> list[Reference]:
    return list(list_references(real_site))


def test_no_two_texts_have_the_same_key(references: list[Reference]) -> None:
    addresses = dict[str, set[str]]()
    for reference in references:
        record = reference.record
        addresses.setdefault(record["id"], set()).add(record["URL"])
    assert [key for key, found in addresses.items() if len(found) > 1] == []


def test_zotero_finds_author_day_edition_and_address_in_every_form(
    references: list[Reference],
) -> None:
    for reference in references:
        record = reference.record
        for form, read in FORMS.items():
            [item] = read(reference.forms[form])
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
