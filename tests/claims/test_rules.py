"""Dates that make sense, and support that can be seen."""

from datetime import date

import pytest
import yaml
from support import ROOT

from briefing.claims.backing import check_pages
from briefing.claims.records import PageAddress, PageEvidence, Section, Statement
from briefing.claims.rules import BOX_RULES, CLAIM_RULES, Facts, Rule
from briefing.claims.support import Support
from briefing.problems import Problem
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.links import Links

DATA = yaml.load((ROOT / "tests/data/claims.yml").read_text("utf-8"), yaml.BaseLoader)
CASES = [case for cases in DATA["rules"].values() for case in cases]
PAGE, SECTION = PageAddress("a.md", "a/", "A"), Section("s", "S", 2)
SOURCES = parse_bibliography(DATA["bib"]).sources
GONE = date(2024, 11, 1)


def check(*boxes: Statement, claim: Statement) -> list[Problem]:
    links = Links({}, {"https://gone.example/": GONE})
    states = links.find_states(SOURCES)
    facts = Facts(SOURCES, states, links, Support(), date(2024, 11, 26))
    page = PageEvidence(PAGE, (SECTION,), (claim,), boxes)
    return [*check_pages([page], [], facts, lambda uri, name: (f"docs/{uri}", 7))]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_dates_make_sense_and_support_can_be_seen(case: dict[str, str]) -> None:
    claim = Statement(
        "c",
        case.get("kind", "report"),
        PAGE,
        tuple(case.get("cites", "").split()),
        SECTION,
        text="Words.",
        event=case.get("event", ""),
        check=case.get("check", ""),
        accepts=tuple(case.get("accepts", "").split()),
    )
    keys, about = tuple(case.get("boxed", "").split()), case.get("about", "c")
    kinds = case.get("box", "").split()
    boxes = [Statement("b", kind, PAGE, keys, follows=about) for kind in kinds]
    codes = [problem.code for problem in check(*boxes, claim=claim)]
    assert codes == case.get("codes", "").split()


def test_a_message_names_the_place_and_what_would_be_right() -> None:
    claim = Statement("c", "fact", PAGE, ("gone", "retracted"), check="contradict")
    assert [str(problem) for problem in check(claim=claim)] == [
        "docs/a.md:7: data-check 'contradict' is not a verdict; did you mean 'contradicted'? "
        "[unknown-verdict]",
        "docs/a.md:7: 'c' rests on 'gone', which is gone, since 2024-11-01: https://gone.example/; "
        "give its new address, cite another source, or mark it for readers: keywords = {gone} "
        "[gone-source]",
        "docs/a.md:7: 'c' rests on 'retracted', which was retracted; cite another source, or say "
        'so in a check box and add data-accept="retracted-source" [retracted-source]',
    ]


@pytest.mark.parametrize("rule", [*BOX_RULES, *CLAIM_RULES], ids=lambda rule: rule.__name__)
def test_a_rule_says_what_it_asks_for(rule: Rule) -> None:
    assert rule.__doc__
