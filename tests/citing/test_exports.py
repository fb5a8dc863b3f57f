"""biblatex, BibTeX, RIS and CSL-JSON come back from independent readers with equal values."""

import json
import re
import unicodedata
from typing import Any

import bibtexparser
import pybtex.database
import pypandoc
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from briefing.citing.exports import format_date, write

AWKWARD = [
    "The treaty: What it promises", 'A “quoted” and "straight" title', "Cats & Dogs: 100% for $5 #1",
    "{Braces} and {{more}", r"back\slash \LaTeX{} _under_ ~tilde^", "Ünïcödé àccénts", "МИД КНР заявил",
    "2023년 북한 대외무역 동향", "中国与朝鲜", "العلاقات بين روسيا", "<script>alert(1)</script> & <i>x</i>",
    "a -- b --- c ’ ‘", "ends in a backslash\\", "x @ y, z = {1}", "}open{"]
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"]), min_size=1).map(
    lambda text: " ".join(unicodedata.normalize("NFC", text).split())).filter(bool)
NAMES = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbraceleft": "{",
         "textbraceright": "}"}
URL = "https://site.example/leverage/?a=1&b=%20_~#kim"


def make_item(title: str, author: str = "Between Moscow and Pyongyang", **more: Any) -> dict[str, Any]:
    return {"id": "leverage--kim", "type": "report", "title": title, "author": [{"literal": author}],
            "container-title": "The Briefing", "issued": {"date-parts": [[2026, 11, 25]]}, "URL": URL,
            "accessed": {"date-parts": [[2026, 11, 26]]}, "language": "en-GB", "abstract": title, "edition": 3, **more}


BOOK = {"id": "gogh2020", "type": "chapter", "title": "Of & 1", "author": [
    {"family": "Gogh", "given": "V.", "non-dropping-particle": "van"}, {"literal": "Kim and Sons"}],
        "editor": [{"family": "Ed"}], "container-title": "Letters", "publisher": "A & B", "edition": 2,
        "volume": 4, "page": "10–12", "issued": {"date-parts": [[2020, 5], [2020, 6]]}, "language": "ko"}
PAGE = {"id": "tass", "type": "webpage", "title": "U", "author": [{"literal": "TASS"}], "publisher": "Y and Z",
        "accessed": {"date-parts": [[2026, 11, 5]]}, "URL": "https://x.example/", "language": "fr-FR"}
ARTICLE = {"id": "a", "type": "article-journal", "title": "V", "container-title": "J", "volume": "4", "issue": "2",
           "page": "7", "issued": {"date-parts": [[2020]]}, "DOI": "10.1/x"}


def unescape(text: str) -> str:
    """Undo LaTeX escapes as LaTeX would read them."""
    return re.sub(r"\\(?:([a-z]+)\{\}|(.))", lambda code: NAMES[code[1]] if code[1] else code[2], text)


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Return the fields of one entry as two parsers find them, without braces and escapes, its type among them."""
    [entry], library = pybtex.database.parse_string(text, "bibtex").entries.values(), bibtexparser.parse_string(text)
    assert not library.failed_blocks
    [block] = library.entries
    people = {role: " and ".join(map(str, names)) for role, names in entry.persons.items()}
    found = [{"kind": entry.type, **entry.fields, **people},
             {"kind": block.entry_type, **{name: field.value for name, field in block.fields_dict.items()}}]
    return [{name: text if name == "url" else unescape(text[1:-1] if text.startswith("{") else text)
             for name, text in one.items()} for one in found]


def check(item: dict[str, Any]) -> None:
    title, author = item["title"], item["author"][0]["literal"]
    shared = {"title": title, "author": author, "institution": author, "url": URL, "urldate": "2026-11-26"}
    for found in read_bibtex(write("biblatex", item)):
        assert found == shared | {"kind": "report", "date": "2026-11-25", "version": "3", "type": "Report",
                                  "note": "In: The Briefing", "langid": "british"}
    for found in read_bibtex(write("bibtex", item)):
        assert found.pop("month") in {"nov", "November"}
        assert found == shared | {"kind": "techreport", "year": "2026", "type": "Edition", "number": "3",
                                  "note": f"In: The Briefing. {URL}, accessed 26 November 2026"}
    assert rispy.loads(write("ris", item)) == [{
        "type_of_reference": "RPRT", "id": "leverage--kim", "title": title, "authors": [f"{author},"], "year": "2026",
        "publisher": author, "date": "2026/11/25/", "access_date": "2026/11/26", "urls": [URL], "edition": "3",
        "language": "en-GB", "abstract": title, "secondary_title": "The Briefing"}]
    assert json.loads(write("csl", item)) == [item]


@given(TEXT, TEXT)
def test_any_title_comes_back_equal(title: str, author: str) -> None:
    check(make_item(title, author))


@pytest.mark.parametrize("title", AWKWARD)
def test_an_awkward_title_comes_back_equal(title: str) -> None:
    check(make_item(title, title))


# pandoc makes dashes of hyphens, as LaTeX does, and drops a brace that is spelt out.
@pytest.mark.parametrize("title", [title for title in AWKWARD if not re.search("--|[{}]", title)])
def test_pandoc_reads_what_was_meant(title: str) -> None:
    [read] = json.loads(pypandoc.convert_text(write("biblatex", make_item(title)), "csljson", format="biblatex"))
    assert read["author"] == [{"literal": "Between Moscow and Pyongyang"}]
    assert read["accessed"] == {"date-parts": [[2026, 11, 26]]}
    assert (read["issued"], read["URL"]) == ({"date-parts": [[2026, 11, 25]]}, URL)
    plain = str.maketrans("“”‘’'", '""' + "'" * 3)
    assert re.sub("</?i>", "", " ".join(read["title"].translate(plain).split())) == (
        re.sub("</?i>", "", title.translate(plain)))
    [read] = json.loads(pypandoc.convert_text(write("ris", make_item(title)), "csljson", format="ris"))
    assert (read["author"], read["container-title"]) == ([{"family": "Between Moscow and Pyongyang"}], "The Briefing")
    assert (read["issued"]["date-parts"][0][0], read["URL"]) == (2026, URL)  # pandoc passes over the day (DA)


@pytest.mark.parametrize(("parts", "text"), [([2024, 10, 4], "2024-10-04"), ([2024, 10], "2024-10"), ([2024], "2024"),
                                             ([], "")])
def test_a_date_is_as_exact_as_it_is_known(parts: list[int], text: str) -> None:
    item = make_item("T", issued={"date-parts": [parts]} if parts else None)
    assert format_date(item) == text
    marks = {"biblatex": "  date ", "ris": "DA  -"} if text else {"bibtex": "{n.d.}", "ris": "N1  - n.d."}
    assert all(mark in write(form, item) for form, mark in marks.items())


def test_each_type_has_the_fields_that_its_readers_know() -> None:
    """biber and BibTeX warn of others; https://ctan.org/pkg/biblatex, chapter 2.1."""
    for found in read_bibtex(write("biblatex", BOOK)):
        assert found == {
            "kind": "inbook", "author": "van Gogh, V. and {Kim and Sons}", "editor": "Ed", "title": "Of & 1",
            "booktitle": "Letters", "publisher": "A & B", "volume": "4", "pages": "10--12", "edition": "2",
            "date": "2020-05/2020-06", "langid": "korean"}
    for found in read_bibtex(write("biblatex", PAGE)):
        assert found == {"kind": "online", "author": "TASS", "title": "U", "organization": "Y and Z",
                         "url": "https://x.example/", "urldate": "2026-11-05"}
    numbers = {"volume": "4", "number": "2", "pages": "7", "doi": "10.1/x"}
    for form, item, fields in [
            ("bibtex", BOOK, {"kind": "incollection", "year": "2020", "booktitle": "Letters"}),
            ("bibtex", PAGE, {"kind": "misc", "howpublished": "Y and Z", "year": "n.d."}),
            ("biblatex", ARTICLE, {"journaltitle": "J", **numbers}), ("bibtex", ARTICLE, {"journal": "J", **numbers})]:
        for found in read_bibtex(write(form, item)):
            assert fields.items() <= found.items()
    records = rispy.loads("\n".join(write("ris", item) for item in (BOOK, PAGE, ARTICLE)))
    assert [(one["type_of_reference"], one.get("start_page"), one.get("end_page")) for one in records] == [
        ("CHAP", "10", "12"), ("ELEC", None, None), ("JOUR", "7", None)]
    assert (records[0]["authors"], records[0]["secondary_authors"]) == (["van Gogh, V.", "Kim and Sons,"], ["Ed"])
    assert (records[2]["volume"], records[2]["number"], records[2]["doi"]) == ("4", "2", "10.1/x")
    assert "KW  -" not in write("ris", {**PAGE, "keyword": "added"})


def test_no_field_begins_another_record() -> None:
    item = make_item("T\nER  - \nTY  - JOUR", URL="https://x.example/\nER  - ", language="en\nER  - ")
    assert len(rispy.loads("\n".join([write("ris", item)] * 2))) == 2
    assert [write(form, make_item("T\n}\n@a{b,")).count("\n}") for form in ("biblatex", "bibtex")] == [1, 1]
