"""A reference says the same in whichever form a reader takes it home."""

import json
from pathlib import Path

import pytest
import zotero
from references import EQUAL, FORMS, REASONS, Reference, list_references, tabulate
from support import CITED

KINDS = ("page", "statement", "frozen page", "source")


@pytest.fixture(scope="module")
def references(real_site: Path) -> list[Reference]:
    return list(list_references(real_site))


@pytest.mark.slow
def test_a_reference_is_the_same_by_every_way_or_has_a_reason(references: list[Reference]) -> None:
    """In the styles of APA, Chicago and MLA, of the dialog and of each form."""
    table = tabulate(references)
    assert {kind for kind, _, _ in table} == set(KINDS)
    unexplained = [text for cell in table.values() for text in cell if text not in _KNOWN]
    assert unexplained == []
    for kind in KINDS:
        for style in ("apa", "chicago", "mla"):
            assert set(table[kind, "csl", style]) <= {EQUAL, "brackets", "order"}
            if kind != "source":
                assert set(table[kind, "biblatex", style]) <= {EQUAL, "brackets"}
                assert set(table[kind, "ris", style]) <= {EQUAL, "brackets"}


_KNOWN = {EQUAL, *REASONS}


def test_no_two_texts_have_the_same_key(references: list[Reference]) -> None:
    addresses = dict[str, set[str]]()
    for reference in references:
        record = reference.record
        if reference.kind != "source":
            # A dialog of an edition puts the id of a passage behind the sign.
            addresses.setdefault(record["id"], set()).add(record["URL"].removesuffix("#"))
    assert [key for key, found in addresses.items() if len(found) > 1] == []


def test_no_form_has_an_outlet_for_a_publisher(references: list[Reference]) -> None:
    for reference in references:
        record = reference.record
        if record["type"] == "article-newspaper":
            assert "publisher" not in record
            assert record["container-title"]
            assert "\nT2  - " in reference.forms["ris"]
            assert "\nPB  - " not in reference.forms["ris"]


def test_zotero_finds_author_day_edition_and_address_in_every_form(
    references: list[Reference],
) -> None:
    """Of what is ours; of a source, author, day and address, as far as it has them."""
    for reference in references:
        record = reference.record
        for form in FORMS:
            if form == "csl":
                continue
            read = zotero.read_ris if form == "ris" else zotero.read_bibtex
            [item] = read(reference.forms[form])
            assert item.get("url") == record.get("URL")
            assert item.get("date", "").replace("n.d.", "") == format_day(record)
            names = [creator["lastName"] for creator in item["creators"]]
            assert names == [name_family(name) for name in record["author"]]
            if reference.kind != "source":
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
    check_page(real_site / url)


@pytest.mark.slow
def test_zotero_finds_the_same_on_each_page_of_an_edition(real_site: Path) -> None:
    folders = [file.parent for file in real_site.glob("editions/*/**/page.json")]
    assert folders
    for folder in folders:
        check_page(folder)


def check_page(folder: Path) -> None:
    """Hold the tags in the head of a page against the files beside it."""
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
