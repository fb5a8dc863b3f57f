"""What every entry must have: each rule with an entry that breaks it, and what would be right."""

import pytest

from briefing.sources.bibliography import parse_bibliography
from briefing.sources.rules import check_sources

SOUND = {"author": "{Abel, Anna}", "title": "{{A Title}}", "date": "{2020-05-04}", "url": "{https://example.org/a}",
         "urldate": "{2020-05-05}"}


def find_codes(kind: str = "online", **changes: str | None) -> list[str]:
    fields = {name: value for name, value in {**SOUND, **changes}.items() if value is not None}
    text = f"@{kind}{{abel,\n" + "".join(f"  {name} = {value},\n" for name, value in fields.items()) + "}\n"
    return [problem.code for problem in check_sources(parse_bibliography(text))]


@pytest.mark.parametrize(("changes", "code"), [
    ({"title": None}, "missing-field"), ({"title": "{A Title}"}, "unbraced-title"),
    ({"title": "{{A} and {B}}"}, "unbraced-title"), ({"title": "{{A Rise of 5%}}"}, "latex-character"),
    ({"organization": "{C#}"}, "latex-character"), ({"author": None}, "missing-field"),
    ({"date": None}, "missing-field"), ({"date": None, "note": "{n.d.: }"}, "missing-field"),
    ({"date": "{4 May 2020}"}, "bad-date"), ({"url": None}, "missing-field"), ({"urldate": None}, "missing-field"),
    ({"urldate": "{yesterday}"}, "bad-date"), ({"urldate": "{2020-05-03}"}, "accessed-too-early"),
    ({"author": "{Press, T. A.}"}, "corporate-author"), ({"author": "{The Associated Press}"}, "corporate-author"),
    ({"author": "{Ministry of Foreign Affairs}"}, "corporate-author"),
    ({"url": "{javascript:alert(1)}"}, "unsafe-address"), ({"url": "{file:///etc/passwd}"}, "unsafe-address"),
    ({"url": "{example.org/a}"}, "unsafe-address")])
def test_a_fault_is_found(changes: dict[str, str | None], code: str) -> None:
    assert find_codes(**changes) == [code]
    assert find_codes("article", **changes) == [code], "a kind that can stand in print, and here does not say where"


@pytest.mark.parametrize(("kind", "changes"), [
    ("online", {}), ("online", {"author": None, "organization": "{NPR}"}),
    ("online", {"author": "{{The Associated Press}}"}),
    ("online", {"author": "{Press, William}"}),  # a person of that name
    ("online", {"date": None, "note": "{n.d.: the page shows none}"}),
    ("online", {"title": r"{{A Rise of 5\% for \$1 in C\#}}"}), ("online", {"url": "{https://example.org/%20?a=$1#b}"}),
    ("online", {"date": "{2020-05}"}),
    ("online", {"urldate": "{2020-05-04}"}),  # read on the day
    ("article", {"url": None, "urldate": None, "journaltitle": "{Peking Review}"}),  # in print
])
def test_a_sound_entry_passes(kind: str, changes: dict[str, str | None]) -> None:
    assert find_codes(kind, **changes) == []
