"""The note of each source, from pandoc to HTML for one line."""

import re
from pathlib import Path
from typing import Any

import pytest
from support import read_data

from briefing.html import parse, read
from briefing.problems import Problem
from briefing.sources import notes
from briefing.sources.bibliography import load_bibliography, parse_bibliography
from briefing.sources.notes import load_notes

DATA = read_data("sources.yml")
KINDS: dict[str, tuple[str, str]] = DATA["notes"]
ENTRIES = read_data("notes.bib")
Notes = dict[str, str]


def write_kind(kind: str) -> str:
    """Return an entry of a type with some of its fields."""
    fields, _ = KINDS[kind]
    return f"@{kind}{{{kind}, author={{Abel, Anna}}, title={{{{Of Cats}}}}, {fields}}}\n"


BIB = ENTRIES + "".join(map(write_kind, KINDS))


class Loader:
    """What loads notes, of a `.bib` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "a.bib"

    def load(
        self, old: str = "", new: str = "", keys: str = "abel brun cole"
    ) -> tuple[Notes, list[Problem]]:
        """Return the notes of some keys once a text was put in the place of another.

        A key that no entry has is one that pandoc does not find.
        """
        text = BIB.replace(old, new) if old else BIB
        self.file.write_text(text, encoding="utf-8")
        bibliography = load_bibliography(self.file, "a.bib")
        asked = {}
        for key in keys.split():
            asked[key] = bibliography.sources.get(key, bibliography.sources["abel"])
        return load_notes("a.bib", bibliography._replace(sources=asked, problems=()))


@pytest.fixture
def loader(tmp_path: Path) -> Loader:
    return Loader(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Notes:
    """The notes of all entries."""
    loader = Loader(tmp_path_factory.mktemp("notes"))
    made, problems = loader.load(keys=" ".join(["abel", "brun", "cole", *KINDS]))
    assert problems == []
    return made


def test_a_note_has_name_title_outlet_and_days(made: Notes) -> None:
    assert read(parse(made["abel"])) == (
        "Anna Abel, “Of Cats & <b>Dogs_and*Mice</b> [sic] 100% $5 #1 a^b”, News, 4 May 2020, "
        "https://example.org/a?x=1&y=~b#c%20d_e_f."
    )
    assert '<a href="https://example.org/a?x=1&amp;y=~b#c%20d_e_f">' in made["abel"]


def test_a_supplied_title_has_no_quotation_marks(made: Notes) -> None:
    assert made["brun"] == (
        'The Associated Press, [A supplied title], May 2020, <a href="https://example.org/ü/주소">'
        "https://example.org/ü/주소</a>."
    )


DETAILS = {
    "an outlet is in italics": (
        "organization={News}, entrysubtype={news report}, date={2020}",
        "“T”, <em>News</em>, 2020.",
    ),
    "a body is not": ("organization={Bureau}, date={2020}", "“T”, Bureau, 2020."),
    "nor is a site": (
        "organization={Mirror}, origin={Bureau}, date={2020}",
        "“T”, Mirror, 2020.",
    ),
    "only what has no day has one of access": (
        "organization={Bureau}, urldate={2020-05-05}, note={n.d.: none seen}",
        "“T”, Bureau, n.d., accessed 5 May 2020.",
    ),
}


@pytest.mark.parametrize(("fields", "note"), DETAILS.values(), ids=DETAILS.keys())
def test_a_note_is_right_in_the_details(fields: str, note: str) -> None:
    bibliography = parse_bibliography(f"@online{{a, title={{T}}, author={{{{Abel}}}}, {fields}}}")
    made, problems = load_notes("a.bib", bibliography)
    assert problems == []
    assert made["a"] == f"Abel, {note}"


def test_a_supplied_end_of_a_title_stands_behind_it(made: Notes) -> None:
    assert made["cole"] == (
        'Cy Cole and Di Dahl, “<span lang="ko">한국 &amp; 무역</span>” [Korean trade], n.d.'
    )


def test_a_family_name_stays_first_where_the_entry_says_so(loader: Loader) -> None:
    """Of an organisation nothing is turned in any case."""
    order = "nameorder={family-given}, title"
    made, problems = loader.load("and Dahl, Di}, title", f"and Dahl, Di and {{Desk}}}}, {order}")
    assert problems == []
    assert made["cole"].startswith("Cole Cy, Dahl Di and Desk, “")


def test_names_that_keep_their_order_stay_names(loader: Loader) -> None:
    """Lists and exports go by their family name as ever."""
    loader.load("and Dahl, Di}, title", "and Dahl, Di}, nameorder={family-given}, title")
    source = load_bibliography(loader.file, "a.bib").sources["cole"]
    assert source.short == "Cole and Dahl, n.d."
    assert [name.written for name in source.authors] == ["Cole, Cy", "Dahl, Di"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_source_has_its_note(made: Notes, kind: str) -> None:
    _, note = KINDS[kind]
    assert read(parse(made[kind])) == f"Anna Abel, {note}"


def test_a_doi_is_a_link(made: Notes) -> None:
    assert '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>' in made["article"]


@pytest.mark.parametrize("case", DATA["changed"].values(), ids=DATA["changed"])
def test_a_note_has_no_markup_but_that_of_its_entry(loader: Loader, case: dict[str, Any]) -> None:
    made, _ = loader.load(case["old"], case["new"])
    note = made[case["key"]]
    assert case["note"] in note
    assert set(re.findall(r"<(\w+)[ >]", note)) <= {"em", "sub", "sup", "a", "span", "strong"}
    is_linked = case["key"] == "abel" and not case["old"].startswith("https:")
    assert ("<a" in note) == is_linked


@pytest.mark.parametrize("case", DATA["lacking"].values(), ids=DATA["lacking"])
def test_a_lack_is_reported(loader: Loader, case: dict[str, Any]) -> None:
    made, [problem] = loader.load(case.get("old", ""), case.get("new", ""), case["keys"])
    assert str(problem).startswith(f"a.bib:{case['says']}")
    assert list(made) == case["made"]


def test_of_two_entries_with_one_key_pandoc_takes_the_other_and_no_word_is_missed(
    loader: Loader,
) -> None:
    _, problems = loader.load("@online{brun", "@online{abel, title={{Of Mice}}}\n@online{brun")
    assert problems == []


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that pandoc is given in a test, one for each run."""
    texts = list[str]()
    run = notes._run_citeproc

    def count(name: str, text: str) -> str:
        texts.append(text)
        return run(name, text)

    monkeypatch.setattr(notes, "_run_citeproc", count)
    return texts


def test_an_entry_that_is_given_to_pandoc_stays_on_its_line(
    loader: Loader, runs: list[str]
) -> None:
    """Otherwise its messages would name others."""
    gap = "\n" * 20  # for what is written in more lines above it
    loader.load("@online{brun", f"{gap}@online{{brun")
    line = BIB[: BIB.index("@online{brun")].count("\n") + len(gap)
    assert runs[-1].split("\n")[line] == "@online{brun,"


CAPITALS = [
    "title={The {{NATO}} Summit of {Big} States}, booktitle={Of {{EU}} Things}, subtitle={A Sub}",
    "title={{The NATO Summit of Big States}}, booktitle={{Of EU Things}}, subtitle={{A Sub}}",
    "title={The NATO Summit of Big States}, booktitle={Of EU Things}, subtitle={A Sub}",
]


@pytest.mark.parametrize("kind", ["incollection", "inproceedings"])
def test_a_title_is_printed_as_it_is_written_in_whichever_braces(kind: str) -> None:
    entries = [f"@{kind}{{k{n}, {fields}}}\n" for n, fields in enumerate(CAPITALS)]
    bibliography = parse_bibliography("".join(entries))
    made, problems = load_notes("a.bib", bibliography)
    note = "“The NATO Summit of Big States: A Sub”, <em>Of EU Things</em>, n.d."
    assert problems == []
    assert list(made.values()) == [note] * len(CAPITALS)


@pytest.mark.parametrize("title", ["{{한국}} & 무역", r"한국 \& {무역}", r"{한국 \& 무역}"])
def test_a_foreign_title_is_marked_in_whichever_braces(title: str) -> None:
    bibliography = parse_bibliography(f"@online{{a, title={{{title}}}, language={{ko-KR}}}}")
    made, _ = load_notes("a.bib", bibliography)
    assert made["a"] == '“<span lang="ko-KR">한국 &amp; 무역</span>”, n.d.'


def test_a_foreign_title_with_a_quotation_in_it_is_marked() -> None:
    """Between the marks of a title those within it are the other ones."""
    bibliography = parse_bibliography("@online{a, title={{한국 “무역” 한국}}, language={ko}}")
    made, _ = load_notes("a.bib", bibliography)
    assert made["a"] == '“<span lang="ko">한국 ‘무역’ 한국</span>”, n.d.'


def test_a_month_of_bibtex_is_in_the_note() -> None:
    bibliography = parse_bibliography("@online{a, title={A}, year = 2024, month = dec}")
    made, _ = load_notes("a.bib", bibliography)
    assert made["a"] == "“A”, December 2024."
