"""Records of what sources bear out: how they are read, and what checking comes to."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from support import ROOT

from briefing.claims.records import PageAddress, Statement
from briefing.claims.support import Record, Support, load_support
from check_evidence import mark

DATA = yaml.load((ROOT / "tests/data/claims.yml").read_text("utf-8"), yaml.BaseLoader)
TEXT = DATA["support"]
CLAIM = Statement("c", "fact", PageAddress("a.md", "a/", "A"), ("abel",))


def test_without_the_file_nothing_is_recorded(tmp_path: Path) -> None:
    assert load_support(tmp_path, tmp_path, "") == (Support(), [])


def test_records_and_spellings_are_read(tmp_path: Path) -> None:
    (tmp_path / "support.yml").write_text(TEXT, encoding="utf-8")
    support, problems = load_support(tmp_path, tmp_path, "art")
    assert problems == []
    assert (support.article, support.path) == ("art", "support.yml")
    assert support.spellings == {"Seoul": "Seoul", "S": "Seoul", "N": "N"}
    assert [(record.days, record.line) for record in support.records.values()] == [
        (("2024-10",), 3),
        ((), 8),
    ]


def test_a_record_is_marked_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "support.yml"
    file.write_text(TEXT, encoding="utf-8")
    first, second = load_support(tmp_path, tmp_path, "")[0].records.values()
    marked = mark(mark(TEXT, second, "2026-11-26", "0f"), first, "2026-11-26", "1e")
    file.write_text(marked, encoding="utf-8")
    records = load_support(tmp_path, tmp_path, "")[0].records.values()
    assert [(record.passage, record.held, record.sum) for record in records] == [
        ("c", "2026-11-26", "1e"),
        ("d", "2026-11-26", "0f"),
    ]
    assert "\n# below\n" in marked


@pytest.mark.parametrize(("old", "new", "line", "reason"), DATA["records"])
def test_a_faulty_record_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: str, reason: str
) -> None:
    (tmp_path / "support.yml").write_text(TEXT.replace(old, new), encoding="utf-8")
    _, [problem] = load_support(tmp_path, tmp_path, "")
    assert (problem.path, problem.line, problem.code) == ("support.yml", int(line), "bad-record")
    assert reason in problem.message


@pytest.mark.parametrize(
    ("claim", "bears", "outcome"),
    [
        # what is ours is judged by its records
        (CLAIM, "all", "holds"),
        (CLAIM, "part", "in-part"),
        (CLAIM, "not-seen", "not-checked"),
        # a judgement is one whatever they say, and so is what the article says without a verdict
        (replace(CLAIM, kind="forecast"), "all", "judgement"),
        (replace(CLAIM, article=1), "all", "judgement"),
        # a verdict goes before records
        (replace(CLAIM, check="contradicted-in-part"), "all", "in-part"),
        (replace(CLAIM, check="typo"), "all", "judgement"),
    ],
)
def test_what_checking_comes_to(claim: Statement, bears: str, outcome: str) -> None:
    record = Record("c", "abel", bears)  # type: ignore[arg-type]
    assert Support({("c", "abel"): record}).judge(claim) == outcome


def test_a_record_by_address_goes_before_one_by_id() -> None:
    by_id, by_address = Record("c", "abel", "all"), Record("a/#c", "abel", "part")
    records = {("c", "abel"): by_id, ("a/#c", "abel"): by_address}
    assert Support(records).find(CLAIM) == {"abel": by_address}


def test_what_restates_the_article_rests_on_it_too() -> None:
    support = Support(article="art")
    assert support.find(CLAIM) == {"abel": None}
    assert support.find(replace(CLAIM, article=1)) == {"abel": None, "art": None}
