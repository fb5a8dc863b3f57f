"""BibTeX, RIS and CSL-JSON come back from independent readers with equal values."""

import json
import unicodedata
from typing import Any

import bibtexparser
import pybtex.database
import pypandoc
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from briefing.citing.exports import format_date, format_name, write_bibtex, write_csl, write_ris

AWKWARD = [
    "The treaty: What it promises", 'A “quoted” and "straight" title', "Cats & Dogs: 100% for $5 #1",
    "{Braces} and {{more}", r"back\slash \LaTeX{} _under_ ~tilde^", "Ünïcödé àccénts", "МИД КНР заявил",
    "2023년 북한 대외무역 동향", "中国与朝鲜", "العلاقات بين روسيا", "<script>alert(1)</script> & <i>x</i>",
    "a -- b --- c ’ ‘", "ends in a backslash\\", "x @ y, z = {1}", "}open{",
]
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"]), min_size=1).map(
    lambda text: " ".join(unicodedata.normalize("NFC", text).split())).filter(bool)
_BACK = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
         r"\textbraceleft{}": "{", r"\textbraceright{}": "}", **{f"\\{c}": c for c in "{}&%$#_"}}


def make_item(title: str, author: str = "Between Moscow and Pyongyang") -> dict[str, Any]:
    return {"id": "leverage--kim", "type": "webpage", "title": title, "author": [{"literal": author}],
            "container-title": "The Briefing", "issued": {"date-parts": [[2026, 11, 25]]},
            "URL": "https://site.example/leverage/?a=1&b=%20_~#kim", "language": "en-GB", "abstract": title}


def unescape(text: str) -> str:
    """Undo LaTeX escapes, longest first, one at a time, as LaTeX would read them."""
    out = ""
    while text:
        found = next((code for code in sorted(_BACK, key=len, reverse=True) if text.startswith(code)), text[0])
        out, text = out + _BACK.get(found, found), text[len(found):]
    return out


def check_bibtex(item: dict[str, Any]) -> None:
    text = write_bibtex([item])
    entry = pybtex.database.parse_string(text, "bibtex").entries["leverage--kim"]
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    parsed = library.entries[0].fields_dict
    for title in (entry.fields["title"], parsed["title"].value):
        assert unescape(title[1:-1]) == item["title"]
    assert unescape(str(entry.persons["author"][0])[1:-1]) == item["author"][0]["literal"]
    assert entry.fields["url"] == parsed["url"].value == item["URL"]
    assert entry.fields["date"] == parsed["date"].value == "2026-11-25"


def check_ris(item: dict[str, Any]) -> None:
    [record] = rispy.loads(write_ris([item]))
    assert record.get("edition", "") == str(item.get("edition", ""))
    assert record["title"] == item["title"]
    assert record["authors"] == [item["author"][0]["literal"]]
    assert (record["date"], record["urls"]) == ("2026/11/25/", [item["URL"]])


@pytest.mark.parametrize("title", AWKWARD)
def test_an_awkward_title_comes_back_equal(title: str) -> None:
    item = make_item(title, author=title)
    check_bibtex(item)
    check_ris(item)
    assert json.loads(write_csl([item])) == [item]


@given(TEXT, TEXT)
def test_any_title_comes_back_equal(title: str, author: str) -> None:
    item = make_item(title, author)
    check_bibtex(item)
    check_ris(item)


# pandoc makes dashes of hyphens, as LaTeX does, and drops a brace that is spelt out.
@pytest.mark.parametrize("title", [title for title in AWKWARD if "--" not in title
                                   and "textbrace" not in write_bibtex([make_item(title)])])
def test_pandoc_reads_the_bibtex_as_it_was_meant(title: str) -> None:
    [read] = json.loads(pypandoc.convert_text(write_bibtex([make_item(title)]), "csljson", format="biblatex"))
    assert read["author"] == [{"literal": "Between Moscow and Pyongyang"}]
    assert read["issued"] == {"date-parts": [[2026, 11, 25]]}
    assert read["URL"] == make_item("")["URL"]
    quotes = str.maketrans("“”‘’'", '""' + "'" * 3)
    assert " ".join(read["title"].translate(quotes).split()).replace("<i>", "").replace("</i>", "") == (
        title.translate(quotes).replace("<i>", "").replace("</i>", ""))


def test_pandoc_reads_the_ris_as_it_was_meant() -> None:
    [read] = json.loads(pypandoc.convert_text(write_ris([make_item("Cats & Dogs")]), "csljson", format="ris"))
    assert read["title"] == "Cats & Dogs"
    assert read["issued"]["date-parts"][0][0] == 2026  # pandoc takes the year (PY) and passes over the day (DA)
    assert read["URL"] == make_item("")["URL"]


@pytest.mark.parametrize(("name", "text"), [
    ({"family": "Zhang", "given": "Feng"}, "Zhang, Feng"),
    ({"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, "van Gogh, Vincent"),
    ({"literal": "TASS"}, "TASS"), ({"family": "Plato"}, "Plato"),
])
def test_a_name_is_written_family_first(name: dict[str, str], text: str) -> None:
    assert format_name(name) == text


@pytest.mark.parametrize(("parts", "text"), [
    ([[2024, 10, 4]], "2024-10-04"), ([[2024, 10]], "2024-10"), ([[2024]], "2024"),
])
def test_a_date_is_as_exact_as_it_is_known(parts: list[list[int]], text: str) -> None:
    assert format_date({"issued": {"date-parts": parts}}) == text


def test_an_item_without_a_date_has_none() -> None:
    item = {key: value for key, value in make_item("T").items() if key != "issued"}
    assert "date" not in write_bibtex([item])
    assert "DA  -" not in write_ris([item])


def test_no_field_of_ris_begins_another_record() -> None:
    item = {**make_item("T\nER  - \nTY  - JOUR"), "URL": "https://x.example/\nER  - ", "language": "en\nER  - "}
    assert len(rispy.loads(write_ris([item]))) == 1
