"""What every entry must have: each rule with what breaks it, and what breaks none."""

import pytest
from support import read_data

from briefing.pages import vocabulary
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.entries import EXTENTS
from briefing.sources.field_rules import RULES as FIELD_RULES
from briefing.sources.rules import RULES, check_sources

Fields = dict[str, str | None]
CASES = read_data("sources.yml")
SOUND: Fields = {
    "author": "{Abel, Anna}",
    "title": "{{A Title}}",
    "date": "{2020-05-04}",
    "url": "{https://example.org/a}",
    "urldate": "{2020-05-05}",
}


def write_entry(kind: str, key: str, changes: Fields) -> str:
    """Return a sound entry with some fields changed or, where they are None, left out."""
    lines = [f"@{kind}{{{key},"]
    for name, value in {**SOUND, **changes}.items():
        if value is not None:
            lines.append(f"  {name} = {value},")
    return "\n".join([*lines, "}\n"])


FAULTY: list[tuple[str, Fields, str]] = [
    (rule, case["fields"], case["says"]) for rule, cases in CASES["rules"].items() for case in cases
]


def test_every_extent_has_its_words() -> None:
    assert tuple(vocabulary.EXTENTS) == EXTENTS


def test_each_rule_has_its_cases() -> None:
    assert list(CASES["rules"]) == [rule.__name__ for rule in (*FIELD_RULES, *RULES)]


@pytest.mark.parametrize(("rule", "fields", "says"), FAULTY)
def test_what_breaks_a_rule_is_said(rule: str, fields: Fields, says: str) -> None:
    kind = fields.get("type") or "online"
    key = fields.get("key") or "abel"
    changes = {name: value for name, value in fields.items() if name not in {"type", "key"}}
    problems = check_sources(parse_bibliography(write_entry(kind, key, changes), "a.bib"))
    assert [str(problem) for problem in problems] == [f"a.bib:{says}"]


@pytest.mark.parametrize("kind", ["online", "article"])
@pytest.mark.parametrize("fields", CASES["sound"])
def test_a_sound_entry_breaks_no_rule(kind: str, fields: Fields) -> None:
    assert list(check_sources(parse_bibliography(write_entry(kind, "abel", fields)))) == []


@pytest.mark.parametrize("fields", CASES["printed"])
def test_what_is_printed_needs_no_address(fields: Fields) -> None:
    changes = {"url": None, "urldate": None, **fields}
    kind = changes.pop("type") or ""
    assert list(check_sources(parse_bibliography(write_entry(kind, "abel", changes)))) == []


def test_entries_of_a_file_that_cannot_be_read_to_its_end_are_not_checked() -> None:
    text = "@online{a}\n@online{b, title = {{B}\n"
    assert [problem.code for problem in check_sources(parse_bibliography(text))] == ["bib-syntax"]
