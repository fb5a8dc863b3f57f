"""Reading the bibliography: its entries as records, and what is wrong with it as a file."""

from datetime import date
from pathlib import Path

from support import read_data

from briefing.sources.bibliography import load_bibliography, parse_bibliography
from briefing.sources.entries import Source

CASES = read_data("sources.yml")
ONE = """\
% first
@online{abel2020,
  title = {{A}},
  author = {{The Associated Press}},
  date = {2020-05},
}
"""


def parse_one(fields: str, kind: str = "online") -> Source:
    [source] = parse_bibliography(f"@{kind}{{a, {fields}}}").sources.values()
    return source


def test_an_entry_knows_the_lines_of_its_fields() -> None:
    source = parse_bibliography(ONE).sources["abel2020"]
    assert (source.path, source.line) == ("bibliography.bib", 2)
    assert (source.line_of("date"), source.line_of("Date")) == (5, 5)
    assert source.line_of("url") == source.line, "which is not there"
    fields = "{a, file = {\n}, title = {{\n A}}, Date = {2020}\n}"
    source = parse_bibliography(f"@misc{fields}").sources["a"]
    assert [source.line_of(name) for name in ("file", "title", "date")] == [1, 2, 3]


def test_an_entry_has_its_record_and_our_own_fields() -> None:
    source = parse_one(
        'author = {Brun, Bo and {The Agency} and von der Leyen, U.}, editor = {M{\\"u}ller, J.}, '
        "title = {{T \\& U}}, date = {2020-05-04T10:11:12Z}, urldate = {2020-06-01}, "
        "langid = {zh-Hans}, keywords = {article, gone, mine}, Party = {X}"
    )
    assert [name.get("literal") for name in source.authors] == [None, "The Agency", None]
    assert source.editors == [{"family": "Müller", "given": "J."}]
    assert (source.type, source.title, source.party, source.organ) == ("online", "T & U", "X", "")
    assert source.date == (date(2020, 5, 4), date(2020, 5, 4))
    assert source.item["accessed"] == {"date-parts": [[2020, 6, 1]]}
    assert source.language == source.item["language"] == "zh-Hans"
    assert source.keywords == {"article", "gone"}
    assert source.state == "gone"
    assert parse_one("keywords = {gone, retracted}").state == "retracted"


def test_names_keep_their_order_where_the_entry_says_so() -> None:
    source = parse_one("author = {Hong, Gil-dong and {Desk}}, nameorder = {family-given}")
    hong = {"family": "Hong", "given": "Gil-dong", "static-ordering": True}
    assert source.authors[0] == hong
    assert source.short == "Hong and Desk, n.d."


def test_a_language_or_a_date_that_is_none_has_no_value() -> None:
    source = parse_one("langid = {klingonese}, date = {May}")
    assert (source.language, source.date) == ("", None)


def test_strings_comments_and_preambles_are_no_entries() -> None:
    bibliography = parse_bibliography(
        '@comment{x}\n@string{npr = "NPR"}\n@preamble{"y"}\n'
        "@misc{a, organization = npr}\n@comment{secret}\n"
    )
    assert bibliography.problems == ()
    [source] = bibliography.sources.values()
    assert source.outlet == "NPR"


def test_what_a_collector_keeps_is_passed_over() -> None:
    """Of a note is taken what it says of the day, of an annotation our remarks."""
    private = "file = {/home/zobel/a.pdf}, abstract = {zobel}, addendum = {zobel}, userd = {zobel}"
    source = parse_one(
        f"title = {{T}}, note = {{see /home/zobel/clip.txt}}, {private}, keywords = {{zobel}}, "
        "annotation = {zobel. Checked: the day.}"
    )
    assert "zobel" not in f"{source.fields} {source.item}"
    assert source.remarks == [("Checked", "the day.")]
    assert parse_one("note = {n.d.: none seen}").item["note"] == "n.d.: none seen"


def test_what_stays_of_an_entry_is_not_how_it_is_written() -> None:
    base = parse_one("title = {T}, kind = {news report}, date = {2020}")
    same = (
        "date = {2020},\n\ntitle={{T}}, kind = {news report}, url = {}, urldate = {2021-01-01}, "
        "file = {x}, read = {2021-01-01}, keywords = {gone, mine}"
    )
    assert parse_one(same).lasting == base.lasting
    others = [
        "title = {U}, kind = {news report}",
        "title = {T}, kind = {opinion}",
        "title = {T}, kind = {news report}, party = {Ruritania}",
        "title = {T}, kind = {news report}, extent = {part}",
        "title = {T}, kind = {news report}, annotation = {Checked: the day.}",
        "title = {T}, kind = {news report}, keywords = {retracted}",
    ]
    for other in others:
        assert parse_one(f"{other}, date = {{2020}}").lasting != base.lasting


def test_a_broken_file_is_reported_by_line() -> None:
    for text, found in [case for cases in CASES["broken"].values() for case in cases]:
        bibliography = parse_bibliography(text)
        assert [f"{problem.line} {problem.code}" for problem in bibliography.problems] == [found]
        assert bibliography.is_readable == (" bib-" not in found)
    for text in CASES["allowed"].values():
        assert parse_bibliography(text).problems == ()


def test_what_pandoc_cannot_read_is_reported_at_its_entry() -> None:
    bibliography = parse_bibliography("@misc{a, title={A}}\n\n@misc{b, title={B}, series={2\\}}\n")
    [problem] = bibliography.problems
    assert (problem.line, problem.code, bibliography.is_readable) == (3, "bib-pandoc", False)


def test_the_first_of_two_entries_with_one_key_is_kept() -> None:
    bibliography = parse_bibliography(ONE + ONE.replace("{{A}}", "{{B}}") + "@misc{c, title={{C}}}")
    assert [source.title for source in bibliography.sources.values()] == ["A", "C"]
    [problem] = bibliography.problems
    assert str(problem) == (
        "bibliography.bib:8: citation key 'abel2020' is used twice; "
        "the first is on line 2; rename or delete one [duplicate-key]"
    )


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "bibliography.bib"
    says = {
        None: "1: the file cannot be read: No such file or directory; ",
        "@misc{ä}".encode("utf-16"): "1: the file is not UTF-8: invalid start byte; ",
        "%\n% é".encode("latin-1"): "2: the file is not UTF-8: unexpected end of data; ",
    }
    for content, said in says.items():
        if content is not None:
            file.write_bytes(content)
        bibliography = load_bibliography(file, "texts/bibliography.bib")
        [problem] = bibliography.problems
        assert bibliography.sources == {}
        assert str(problem).startswith(f"texts/bibliography.bib:{said}")


def test_a_file_of_another_system_is_read(tmp_path: Path) -> None:
    file = tmp_path / "bibliography.bib"
    for content in (ONE.encode("utf-8-sig"), ONE.replace("\n", "\r\n").encode()):
        file.write_bytes(content)
        bibliography = load_bibliography(file)
        assert list(bibliography.sources) == ["abel2020"]
        assert bibliography.problems == ()


def test_a_source_has_a_short_form_and_an_origin_whoever_carried_it() -> None:
    for fields, short in CASES["short"]:
        assert parse_one(fields).short == short
    for fields, origin in CASES["origins"]:
        assert parse_one(fields).origin == origin
