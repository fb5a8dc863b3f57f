"""biblatex, BibTeX, RIS and CSL-JSON come back from independent readers with equal values."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import bibtexparser
import pybtex.database
import pypandoc
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.citing.bibtex import write_biblatex, write_bibtex
from briefing.citing.csl import write_csl
from briefing.citing.ris import write_ris

DATA = read_data("works.yml")
WORKS = [pytest.param(work, id=work["name"]) for work in DATA["works"]]
PRINTABLE = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"])
NAMES_OF_SIGNS = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
}
URL = "https://site.example/leverage/?a=1&b=%20_~#kim"
ORGANISATION = "Between Salt and Snow"


def fold(text: str) -> str:
    """Return a text in the form in which a field keeps it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


TEXT = st.text(PRINTABLE, min_size=1).map(fold).filter(bool)


def make_item(title: str, author: str = ORGANISATION, **more: Any) -> dict[str, Any]:
    return {
        "id": "leverage--kim",
        "type": "report",
        "title": title,
        "author": [{"literal": author}],
        "container-title": "The Briefing",
        "issued": {"date-parts": [[2026, 11, 25]]},
        "URL": URL,
        "accessed": {"date-parts": [[2026, 11, 26]]},
        "language": "en-GB",
        "abstract": title,
        "edition": 3,
        **more,
    }


def read_sign(code: re.Match[str]) -> str:
    return NAMES_OF_SIGNS[code[1]] if code[1] else code[2]


def read_latex(name: str, text: str) -> str:
    """Return what a field says, as LaTeX would read it; an address stands as it is."""
    if name == "url":
        return text
    inner = text[1:-1] if text.startswith("{") else text
    return re.sub(r"\\(?:([a-z]+)\{\}|(.))", read_sign, inner)


def read_with_pybtex(text: str) -> dict[str, str]:
    [entry] = pybtex.database.parse_string(text, "bibtex").entries.values()
    people = {role: " and ".join(map(str, names)) for role, names in entry.persons.items()}
    return {"kind": entry.type, **entry.fields, **people}


def read_with_bibtexparser(text: str) -> dict[str, str]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    [entry] = library.entries
    fields = {name: str(field.value) for name, field in entry.fields_dict.items()}
    return {"kind": entry.entry_type, **fields}


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Return the type and the fields of one entry, as two parsers find them."""
    return [read_fields(read_with_pybtex(text)), read_fields(read_with_bibtexparser(text))]


def read_fields(entry: Mapping[str, str]) -> dict[str, str]:
    return {name: read_latex(name, value) for name, value in entry.items()}


def list_shared_fields(title: str, author: str) -> dict[str, str]:
    """Return what both dialects say of the report."""
    return {
        "title": title,
        "author": author,
        "institution": author,
        "url": URL,
        "urldate": "2026-11-26",
    }


def check_biblatex(title: str, author: str) -> None:
    for fields in read_bibtex(write_biblatex(make_item(title, author))):
        assert fields == {
            **list_shared_fields(title, author),
            "kind": "report",
            "date": "2026-11-25",
            "version": "3",
            "type": "Report",
            "note": "In: The Briefing",
            "langid": "en-GB",
        }


def check_bibtex(title: str, author: str) -> None:
    for fields in read_bibtex(write_bibtex(make_item(title, author))):
        assert fields.pop("month") in {"nov", "November"}
        assert fields == {
            **list_shared_fields(title, author),
            "kind": "techreport",
            "year": "2026",
            "day": "25",
            "type": "Edition",
            "number": "3",
            "langid": "en-GB",
            "note": f"In: The Briefing. {URL}, accessed 26 November 2026",
        }


def check_ris(title: str, author: str) -> None:
    [record] = rispy.loads(write_ris(make_item(title, author)))
    assert record == {
        "type_of_reference": "RPRT",
        "id": "leverage--kim",
        "title": title,
        "authors": [f"{author},"],
        "year": "2026",
        "publisher": author,
        "date": "2026/11/25/",
        "access_date": "2026/11/26",
        "urls": [URL],
        "edition": "3",
        "language": "en-GB",
        "abstract": title,
        "secondary_title": "The Briefing",
    }


def check_csl(title: str, author: str) -> None:
    item = make_item(title, author)
    assert json.loads(write_csl([item])) == [item]


CHECKS = [check_biblatex, check_bibtex, check_ris, check_csl]


@pytest.mark.parametrize("check", CHECKS)
@given(title=TEXT, author=TEXT)
def test_any_title_comes_back_equal(
    check: Callable[[str, str], None], title: str, author: str
) -> None:
    check(title, author)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("title", DATA["awkward"])
def test_an_awkward_title_comes_back_equal(check: Callable[[str, str], None], title: str) -> None:
    check(title, title)


@pytest.mark.parametrize("work", WORKS)
def test_each_type_has_the_fields_that_its_readers_know(work: dict[str, Any]) -> None:
    for write, form in ((write_biblatex, "biblatex"), (write_bibtex, "bibtex")):
        for fields in read_bibtex(write(work["item"])):
            fields.pop("month", None)  # each reader has a form of its own
            assert fields == work[form]
    assert rispy.loads(write_ris(work["item"])) == [work["ris"]]


# pandoc makes dashes of hyphens, as LaTeX does, and drops a brace that is spelt out.
PLAIN_TITLES = [title for title in DATA["awkward"] if not re.search("--|[{}]", title)]
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@pytest.mark.parametrize("title", PLAIN_TITLES)
def test_pandoc_reads_biblatex_as_it_was_meant(title: str) -> None:
    biblatex = write_biblatex(make_item(title))
    [item] = json.loads(pypandoc.convert_text(biblatex, "csljson", format="biblatex"))
    assert item["author"] == [{"literal": ORGANISATION}]
    assert item["accessed"] == {"date-parts": [[2026, 11, 26]]}
    assert item["issued"] == {"date-parts": [[2026, 11, 25]]}
    assert item["URL"] == URL
    read = fold(item["title"].translate(STRAIGHT))
    assert re.sub("</?i>", "", read) == re.sub("</?i>", "", title.translate(STRAIGHT))


@pytest.mark.parametrize("title", PLAIN_TITLES)
def test_pandoc_reads_ris_as_it_was_meant(title: str) -> None:
    ris = write_ris(make_item(title))
    [item] = json.loads(pypandoc.convert_text(ris, "csljson", format="ris"))
    assert item["author"] == [{"family": ORGANISATION}]
    assert item["container-title"] == "The Briefing"
    assert item["issued"]["date-parts"][0][0] == 2026, "pandoc passes over the day (DA)"
    assert item["URL"] == URL


def test_no_field_of_ris_begins_another_record() -> None:
    item = make_item(
        "T\nER  - \nTY  - JOUR", URL="https://x.example/\nER  - ", language="en\nER  - "
    )
    assert len(rispy.loads("\n".join([write_ris(item), write_ris(item)]))) == 2


@pytest.mark.parametrize("write", [write_biblatex, write_bibtex])
def test_no_field_ends_its_entry(write: Callable[[Any], str]) -> None:
    assert write(make_item("T\n}\n@a{b,")).count("\n}") == 1
