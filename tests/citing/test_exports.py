"""BibTeX, RIS and CSL-JSON come back from independent readers with equal values."""

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

from briefing.citing.exports import format_date, format_name, write_bibtex, write_csl, write_ris

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
    return {"id": "leverage--kim", "type": "webpage", "title": title, "author": [{"literal": author}],
            "container-title": "The Briefing", "issued": {"date-parts": [[2026, 11, 25]]}, "URL": URL,
            "language": "en-GB", "abstract": title, "edition": 3, **more}


def unescape(text: str) -> str:
    """Undo LaTeX escapes as LaTeX would read them."""
    return re.sub(r"\\(?:([a-z]+)\{\}|(.))", lambda code: NAMES[code[1]] if code[1] else code[2], text)


def check(item: dict[str, Any]) -> None:
    text, [record] = write_bibtex(item), rispy.loads(write_ris([item]))
    entry = pybtex.database.parse_string(text, "bibtex").entries["leverage--kim"]
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    parsed = {name: field.value for name, field in library.entries[0].fields_dict.items()}
    author = item["author"][0]["literal"]
    for fields in (entry.fields, parsed):
        assert unescape(fields["title"][1:-1]) == item["title"]
        assert (fields["url"], fields["date"], fields["edition"]) == (URL, "2026-11-25", "3")
        assert (fields["booktitle"], fields["langid"]) == ("The Briefing", "british")
    assert unescape(str(entry.persons["author"][0])[1:-1]) == unescape(parsed["author"][1:-1]) == author
    assert record == {
        "type_of_reference": "ELEC", "id": "leverage--kim", "title": item["title"], "authors": [author], "year": "2026",
        "date": "2026/11/25/", "urls": [URL], "edition": "3", "language": "en-GB", "abstract": item["title"],
        "secondary_title": "The Briefing"}
    assert json.loads(write_csl([item])) == [item]


@pytest.mark.parametrize("title", AWKWARD)
def test_an_awkward_title_comes_back_equal(title: str) -> None:
    check(make_item(title, title))


@given(TEXT, TEXT)
def test_any_title_comes_back_equal(title: str, author: str) -> None:
    check(make_item(title, author))


# pandoc makes dashes of hyphens, as LaTeX does, and drops a brace that is spelt out.
@pytest.mark.parametrize("title", [title for title in AWKWARD if not re.search("--|[{}]", title)])
def test_pandoc_reads_what_was_meant(title: str) -> None:
    [read] = json.loads(pypandoc.convert_text(write_bibtex(make_item(title)), "csljson", format="biblatex"))
    assert read["author"] == [{"literal": "Between Moscow and Pyongyang"}]
    assert (read["issued"], read["URL"]) == ({"date-parts": [[2026, 11, 25]]}, URL)
    plain = str.maketrans("“”‘’'", '""' + "'" * 3)
    assert re.sub("</?i>", "", " ".join(read["title"].translate(plain).split())) == (
        re.sub("</?i>", "", title.translate(plain)))
    [read] = json.loads(pypandoc.convert_text(write_ris([make_item(title)]), "csljson", format="ris"))
    assert (read["issued"]["date-parts"][0][0], read["URL"]) == (2026, URL)  # pandoc passes over the day (DA)


@pytest.mark.parametrize(("name", "text"), [
    ({"family": "Zhang", "given": "Feng"}, "Zhang, Feng"), ({"literal": "TASS"}, "TASS"), ({"family": "Kim"}, "Kim"),
    ({"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, "van Gogh, Vincent")])
def test_a_name_is_written_family_first(name: dict[str, str], text: str) -> None:
    assert format_name(name) == text


@pytest.mark.parametrize(("parts", "text"), [([2024, 10, 4], "2024-10-04"), ([2024, 10], "2024-10"), ([2024], "2024"),
                                             ([], "")])
def test_a_date_is_as_exact_as_it_is_known(parts: list[int], text: str) -> None:
    item = make_item("T", issued={"date-parts": [parts]} if parts else None)
    assert format_date(item) == text
    assert ("date" in write_bibtex(item), "DA  -" in write_ris([item])) == (bool(text), bool(text))


def test_no_field_begins_another_record() -> None:
    item = make_item("T\nER  - \nTY  - JOUR", URL="https://x.example/\nER  - ", language="en\nER  - ")
    assert len(rispy.loads(write_ris([item, item]))) == 2
    assert write_bibtex(make_item("T\n}\n@a{b,")).count("\n}") == 1
