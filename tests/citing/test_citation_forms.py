"""Citations by the manuals, and records that come back equal from those who read our exports.

Alone it notices an export that pandoc, pybtex, bibtexparser or rispy read otherwise.
"""

import json
import re
from typing import Any

import bibtexparser
import pybtex.database
import pypandoc
import pytest
import rispy
from support import read_data

from mkdocs_briefing.citing.citation_forms import cite, make_headline, write_forms
from mkdocs_briefing.citing.ris import write_ris
from mkdocs_briefing.programs import run_pandoc

DATA = read_data("works.yml")
WORKS = {work["item"]["id"]: work for work in DATA["works"]}
URL = "https://site.example/leverage/?a=1&b=%20_~#kim"
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def make_item(title: str, **more: Any) -> dict[str, Any]:
    return {
        "id": "salt-ed3-kim",
        "type": "webpage",
        "title": title,
        "author": [{"literal": "Desk Inc."}],
        "issued": {"date-parts": [[2026, 9, 5]]},
        "URL": URL,
        "language": "en-GB",
        "genre": "edition 3",
        **more,
    }


def mark_up(runs: list[str]) -> str:
    return "".join(f"*{run}*" if number % 2 else run for number, run in enumerate(runs))


def test_what_is_ours_is_cited_as_the_manuals_have_it() -> None:
    for title, whole, *expected in DATA["manuals"]:
        cited = cite(make_item(title, **({"container-title": whole} if whole else {})))
        assert list(cited) == ["chicago", "apa", "mla"]
        assert [mark_up(runs).replace(URL, "URL") for runs in cited.values()] == expected


@pytest.mark.parametrize("mark", ["", ":", "?", "!", "."])
def test_a_headline_has_a_small_word_large_where_it_begins_or_ends(mark: str) -> None:
    small = "Of" if mark else "of"
    assert (
        make_headline(f"of salt{mark} of what it is of") == f"Of Salt{mark} {small} What It Is Of"
    )


@pytest.fixture(scope="module")
def awkward() -> dict[str, str]:
    """Titles by the id of a record that has them."""
    return {f"t{number}": title for number, title in enumerate(DATA["awkward"])}


@pytest.fixture(scope="module")
def forms(awkward: dict[str, str]) -> dict[str, dict[str, str]]:
    """The forms of all records of the tests, from one run."""
    titled = [make_item(title, id=key) for key, title in awkward.items()]
    return write_forms([*titled, *(work["item"] for work in WORKS.values())])


def read_back(text: str, dialect: str) -> dict[str, Any]:
    items = json.loads(run_pandoc(text, f"--from={dialect}", "--to=csljson"))
    return {item["id"]: item for item in items}


def test_pandoc_reads_the_same_records(forms: dict[str, dict[str, str]]) -> None:
    found = read_back("\n".join(form["biblatex"] for form in forms.values()), "biblatex")
    for key, work in WORKS.items():
        for name in ("type", "title", "issued", "accessed", "URL", "DOI"):
            assert found[key].get(name) == work["item"].get(name), (key, name)


def test_an_awkward_title_is_read_by_all(
    forms: dict[str, dict[str, str]], awkward: dict[str, str]
) -> None:
    found = read_back("\n".join(forms[key]["biblatex"] for key in awkward), "biblatex")
    for key, title in awkward.items():
        words = re.sub("</?i>", "", title.translate(STRAIGHT))
        back = re.sub("</?(i|span[^>]*)>", "", found[key]["title"].translate(STRAIGHT))
        if not re.search("[{}]", title):  # pandoc drops a brace that is spelt out
            assert " ".join(back.replace("—", "---").replace("–", "--").split()) == words
        assert found[key]["URL"] == URL
        for form in ("biblatex", "bibtex"):
            text = forms[key][form]
            assert len(pybtex.database.parse_string(text, "bibtex").entries) == 1
            library = bibtexparser.parse_string(text)
            assert (len(library.entries), library.failed_blocks) == (1, [])
        [record] = rispy.loads(forms[key]["ris"])
        assert (record["title"], record["urls"]) == (title, [URL])
        assert json.loads(forms[key]["csl"])[0]["title"] == title


def test_a_brace_in_a_title_is_spelt_out_for_latex(
    forms: dict[str, dict[str, str]], awkward: dict[str, str]
) -> None:
    [key] = [key for key, title in awkward.items() if title == "{Braces} and {{more}"]
    for form in ("biblatex", "bibtex"):
        spelt = (
            forms[key][form].replace(r"\textbraceleft{}", "(").replace(r"\textbraceright{}", ")")
        )
        assert "{(Braces) and ((more)}" in spelt


def test_each_type_has_the_fields_that_its_readers_know(forms: dict[str, dict[str, str]]) -> None:
    for key, work in WORKS.items():
        for form in ("biblatex", "bibtex"):
            [entry] = bibtexparser.parse_string(forms[key][form]).entries
            fields = {name: str(field.value) for name, field in entry.fields_dict.items()}
            assert {"kind": entry.entry_type, **fields} == work[form], (key, form)
        assert rispy.loads(forms[key]["ris"]) == [work["ris"]]


def test_pandoc_reads_ris_as_it_was_meant() -> None:
    item = make_item("The toll", **{"container-title": "Salt"})
    [back] = json.loads(pypandoc.convert_text(write_ris(item), "csljson", format="ris"))
    assert (back["title"], back["container-title"], back["URL"]) == ("The toll", "Salt", URL)
    assert back["issued"]["date-parts"][0][0] == 2026, "pandoc passes over the day (DA)"


def test_no_field_of_ris_begins_another_record() -> None:
    item = make_item("T\nER  - \nTY  - JOUR", URL="https://x.example/\nER  - ")
    assert len(rispy.loads("\n".join([write_ris(item), write_ris(item)]))) == 2
