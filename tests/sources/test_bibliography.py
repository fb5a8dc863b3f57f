"""Reading the bibliography: its entries as records, and what is wrong with it as a file.

Alone it notices broken files at their edges, other ends of lines, and what a digest has of an
entry.
"""

from pathlib import Path

from support import read_data

from mkdocs_briefing.sources.bibliography import load_bibliography, parse_bibliography
from mkdocs_briefing.sources.entries import Source

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


def test_strings_comments_and_preambles_are_no_entries() -> None:
    bibliography = parse_bibliography(
        '@comment{x}\n@string{npr = "NPR"}\n@preamble{"y"}\n'
        "@misc{a, organization = npr}\n@comment{secret}\n"
    )
    assert bibliography.problems == ()
    [source] = bibliography.sources.values()
    assert source.outlet == "NPR"


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
