"""biblatex, BibTeX, RIS and CSL-JSON come back from independent readers with equal values; and official styles."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import bibtexparser
import pybtex.database
import pypandoc
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from support import read_data

from briefing.citing import exports
from briefing.citing.exports import format_items, split_runs, write
from briefing.html import parse

WORKS = read_data("works.yml")
TEXT = (
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"]), min_size=1
    )
    .map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
    .filter(bool)
)
NAMES = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
}
URL = "https://site.example/leverage/?a=1&b=%20_~#kim"
PART, NAMED = WORKS["part"], WORKS["named"]
SAME = {**PART, "id": "leverage", "title": "Leverage", "URL": "https://x.example/"}


def make_item(
    title: str, author: str = "Between Moscow and Pyongyang", **more: Any
) -> dict[str, Any]:
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


def unescape(text: str) -> str:
    """Undo LaTeX escapes as LaTeX would read them."""
    return re.sub(
        r"\\(?:([a-z]+)\{\}|(.))", lambda code: NAMES[code[1]] if code[1] else code[2], text
    )


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Return the fields of one entry as two parsers find them, without braces and escapes, its type among them."""
    [entry], library = (
        pybtex.database.parse_string(text, "bibtex").entries.values(),
        bibtexparser.parse_string(text),
    )
    assert not library.failed_blocks
    [block] = library.entries
    people = {role: " and ".join(map(str, names)) for role, names in entry.persons.items()}
    found = [
        {"kind": entry.type, **entry.fields, **people},
        {
            "kind": block.entry_type,
            **{name: field.value for name, field in block.fields_dict.items()},
        },
    ]
    return [
        {
            name: text if name == "url" else unescape(text[1:-1] if text.startswith("{") else text)
            for name, text in one.items()
        }
        for one in found
    ]


def check(item: dict[str, Any]) -> None:
    title, author = item["title"], item["author"][0]["literal"]
    shared = {
        "title": title,
        "author": author,
        "institution": author,
        "url": URL,
        "urldate": "2026-11-26",
    }
    for found in read_bibtex(write("biblatex", item)):
        assert found == shared | {
            "kind": "report",
            "date": "2026-11-25",
            "version": "3",
            "type": "Report",
            "note": "In: The Briefing",
            "langid": "british",
        }
    for found in read_bibtex(write("bibtex", item)):
        assert found.pop("month") in {"nov", "November"}
        assert found == shared | {
            "kind": "techreport",
            "year": "2026",
            "type": "Edition",
            "number": "3",
            "note": f"In: The Briefing. {URL}, accessed 26 November 2026",
        }
    assert rispy.loads(write("ris", item)) == [
        {
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
    ]
    assert json.loads(write("csl", item)) == [item]


@given(TEXT, TEXT)
def test_any_title_comes_back_equal(title: str, author: str) -> None:
    check(make_item(title, author))


@pytest.mark.parametrize("title", WORKS["awkward"])
def test_an_awkward_title_comes_back_equal(title: str) -> None:
    check(make_item(title, title))


# pandoc makes dashes of hyphens, as LaTeX does, and drops a brace that is spelt out.
@pytest.mark.parametrize(
    "title", [title for title in WORKS["awkward"] if not re.search("--|[{}]", title)]
)
def test_pandoc_reads_what_was_meant(title: str) -> None:
    [read] = json.loads(
        pypandoc.convert_text(write("biblatex", make_item(title)), "csljson", format="biblatex")
    )
    assert read["author"] == [{"literal": "Between Moscow and Pyongyang"}]
    assert read["accessed"] == {"date-parts": [[2026, 11, 26]]}
    assert (read["issued"], read["URL"]) == ({"date-parts": [[2026, 11, 25]]}, URL)
    plain = str.maketrans("“”‘’'", '""' + "'" * 3)
    assert re.sub("</?i>", "", " ".join(read["title"].translate(plain).split())) == (
        re.sub("</?i>", "", title.translate(plain))
    )
    [read] = json.loads(
        pypandoc.convert_text(write("ris", make_item(title)), "csljson", format="ris")
    )
    assert (read["author"], read["container-title"]) == (
        [{"family": "Between Moscow and Pyongyang"}],
        "The Briefing",
    )
    assert (read["issued"]["date-parts"][0][0], read["URL"]) == (
        2026,
        URL,
    )  # pandoc passes over the day (DA)


@pytest.mark.parametrize("work", WORKS["works"])
def test_each_type_has_the_fields_that_its_readers_know(work: dict[str, Any]) -> None:
    for form in ("biblatex", "bibtex"):
        for found in read_bibtex(write(form, work["item"])):
            assert {name: text for name, text in found.items() if name != "month"} == work[form]
    assert rispy.loads(write("ris", work["item"])) == [work["ris"]]


def test_no_field_begins_another_record() -> None:
    item = make_item(
        "T\nER  - \nTY  - JOUR", URL="https://x.example/\nER  - ", language="en\nER  - "
    )
    assert len(rispy.loads("\n".join([write("ris", item)] * 2))) == 2
    assert [
        write(form, make_item("T\n}\n@a{b,")).count("\n}") for form in ("biblatex", "bibtex")
    ] == [1, 1]


def test_each_style_gives_its_own_form_whatever_stands_beside_it_and_names_an_edition(
    tmp_path: Path,
) -> None:
    others = [
        {**NAMED, "id": f"other{number}", "author": [{"family": "Zhang", "given": given}]}
        for number, given in enumerate(("Fang", "Feng"))
    ]
    made = format_items(
        [PART, *others, NAMED, SAME, {**PART, "id": "whole", "type": "report", "edition": 3}],
        tmp_path,
    )
    assert ["3rd ed." in "".join(runs) for runs in made["whole"].values()] == [True] * 3
    assert made["zhang"] == WORKS["styled"]
    assert "".join(made["leverage--kim"]["apa"]).startswith(
        "Between. (2026, November 25). Leverage: Kim."
    )
    assert made["leverage"] == format_items([SAME], tmp_path / "alone")["leverage"]


def test_one_run_formats_all_that_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[list[str]] = []
    run = exports.run_pandoc
    monkeypatch.setattr(
        exports,
        "run_pandoc",
        lambda text, *given: (
            runs.append([item["id"] for item in json.loads(Path(given[3]).read_text("utf-8"))])
            or run(text, *given)
        ),
    )
    first = format_items([PART], tmp_path)
    assert format_items([PART], tmp_path) == first
    format_items([PART, SAME], tmp_path)
    assert format_items([], tmp_path) == {}
    assert runs == [["leverage--kim"], ["leverage"]]
    [kept] = tmp_path.iterdir()
    kept.write_text('{"runs": 1}', encoding="utf-8")
    assert format_items([PART], tmp_path) == first


@pytest.mark.parametrize(("html", "runs"), WORKS["runs"])
def test_words_are_split_where_they_turn_italic_or_roman(html: str, runs: list[str]) -> None:
    assert split_runs(parse(html)) == runs
