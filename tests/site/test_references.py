"""A reference says the same in whichever form a reader takes it home."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import zotero
from references import EQUAL, FORMS, REASONS, Reference, list_references, tabulate
from served import find_tool
from support import CITED, ROOT

from briefing.editions.manifest import load_editions

KINDS = ("page", "statement", "source")


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
            addresses.setdefault(record["id"], set()).add(record["URL"])
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


@pytest.mark.slow
def test_zotero_finds_the_same_on_each_page_of_an_edition(real_site: Path) -> None:
    """With the address and the day of the edition."""
    for edition in load_editions(ROOT)[0]:
        for url in edition.data.pages:
            path = edition.version.path + url
            item = zotero.read_page((real_site / path / "index.html").read_text(encoding="utf-8"))
            assert item["url"] == f"https://briefing.example/{path}"
            assert item["date"] == edition.version.date.isoformat()
            assert item["number"] == edition.version.name.capitalize()
            assert [creator["fieldMode"] for creator in item["creators"]] == [1]


def once(references: list[Reference]) -> list[Reference]:
    """Return references without a second one of a key.

    Where nothing has changed since an edition, a page of now is cited as the edition's page is.
    """
    by_key = {reference.record["id"]: reference for reference in references}
    return list(by_key.values())


@pytest.mark.slow
def test_biber_takes_every_reference_without_a_warning(
    references: list[Reference], tmp_path: Path
) -> None:
    """Where it holds them against the data model of biblatex, it warns of two things alone.

    Some sources have no date; and a page of the web has no `type` there, which only other readers
    take, to find the edition.
    """
    biber = find_tool("biber")
    assert biber, "no biber found; make biber gets one"
    taken = once(references)
    file = tmp_path / "all.bib"
    file.write_text("\n".join(reference.forms["biblatex"] for reference in taken), "utf-8")
    options = ["--tool", f"--output-file={tmp_path / 'out.bib'}", f"--output-directory={tmp_path}"]
    for more in ([], ["--validate-datamodel"]):
        command = [biber, *options, *more, str(file)]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        warnings = re.findall("^(?:WARN|ERROR) - (.*)", output, re.M)
        if not more:
            assert warnings == []
    undated = [line for line in warnings if "one of 'date, year'" in line]
    editions = [line for line in warnings if "Invalid field 'type' for entrytype 'online'" in line]
    assert len(undated) == sum("issued" not in reference.record for reference in taken)
    assert len(editions) == sum(reference.kind != "source" for reference in taken)
    assert len(warnings) == len(undated) + len(editions)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["plain", "abbrv", "unsrt", "alpha"])
def test_bibtex_takes_every_reference_without_a_warning(
    references: list[Reference], tmp_path: Path, style: str
) -> None:
    """`alpha` has 26 letters for works of one author and year, so it gets the sources alone."""
    bibtex = find_tool("bibtex")
    assert bibtex, "no BibTeX found; make bibtex gets one"
    taken = [ref for ref in once(references) if style != "alpha" or ref.kind == "source"]
    text = "\n".join(reference.forms["bibtex"] for reference in taken)
    (tmp_path / "all.bib").write_text(text, "utf-8")
    aux = f"\\citation{{*}}\n\\bibdata{{all}}\n\\bibstyle{{{style}}}\n"
    (tmp_path / "all.aux").write_text(aux, "utf-8")
    run = subprocess.run([bibtex, "all"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert "arning" not in run.stdout
    assert (tmp_path / "all.bbl").read_text("utf-8").count("\\bibitem") == len(taken)
