"""What every entry must have: what breaks a rule, and what breaks none.

Alone it notices each form of a field that is wrong; the table has one a code.
"""

from support import read_data

from mkdocs_briefing.sources.bibliography import parse_bibliography
from mkdocs_briefing.sources.entry_rules import check_sources

Fields = dict[str, str | None]
CASES = read_data("sources.yml")
SOUND: Fields = {
    "author": "{Abel, Anna}",
    "title": "{{A Title}}",
    "date": "{2020-05-04}",
    "url": "{https://example.org/a}",
    "urldate": "{2020-05-05}",
}


def check(changes: Fields) -> list[str]:
    """Return what is said of a sound entry with some fields changed or, being None, left out."""
    fields = {**SOUND, **changes}
    kind, key = fields.pop("type", None) or "online", fields.pop("key", None) or "abel"
    lines = [f"  {name} = {value}," for name, value in fields.items() if value is not None]
    text = "\n".join([f"@{kind}{{{key},", *lines, "}\n"])
    return [str(problem) for problem in check_sources(parse_bibliography(text, "a.bib"))]


def test_what_breaks_a_rule_is_said() -> None:
    for case in CASES["faults"]:
        assert check(case["fields"]) == [f"a.bib:{case['says']}"], case


def test_a_sound_entry_breaks_no_rule() -> None:
    for fields in CASES["sound"]:
        assert check(fields) == [], fields


def test_what_is_printed_needs_no_address() -> None:
    for fields in CASES["printed"]:
        assert check({"url": None, "urldate": None, **fields}) == [], fields


def test_entries_of_a_file_that_cannot_be_read_to_its_end_are_not_checked() -> None:
    text = "@online{a}\n@online{b, title = {{B}\n"
    assert [problem.code for problem in check_sources(parse_bibliography(text))] == ["bib-syntax"]
