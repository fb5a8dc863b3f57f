"""Every number that the front page prints is recounted from `claims.json` and the figures' data."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT, VERSION

from briefing.editions.manifest import load_editions
from briefing.html import Node, parse
from briefing.words import format_edtf

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
RESERVED = {"holds in part", "contradicted", "open"}
"""The verdicts with a reservation."""
TOLD = {
    "holds": ("holds", "hold"),
    "holds in part": ("holds in part", "hold in part"),
    "contradicted": ("contradicted", "contradicted"),
    "open": ("open", "open"),
    "judgement": ("is a judgement", "are judgements"),
}
"""How the front page says of one statement, and of more, what was found."""
COUNTED_ELSEWHERE = ".footnote, .footnote-ref, .status, time"


class Ledger:
    """What `claims.json` says."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.claims: dict[str, dict[str, Any]] = {claim["id"]: claim for claim in data["claims"]}

    def list_speakers(self, names: Iterable[str]) -> set[tuple[str, str, str | None]]:
        """Return each source that some claims cite, with who speaks in it and for which party."""
        speakers = set()
        for name in names:
            for source in self.list_cited(name):
                speakers.add((source["key"], source["speaker"], source["party"]))
        return speakers

    def list_cited(self, name: str) -> list[dict[str, Any]]:
        """Return the sources that a claim cites."""
        return [source for source in self.claims[name]["sources"] if source["cited"]]

    def list_words(self) -> Iterator[str]:
        """Yield all words that statements have, their notes, and days; and those of editions."""
        yield format_edtf(self.data["cut_off"])
        for edition in load_editions(ROOT)[0]:
            yield f"{edition.version.number} {format_edtf(edition.version.date.isoformat())}"
        for claim in self.claims.values():
            yield f"{claim['statement']} {claim['clause']} {format_edtf(claim['event'] or '')}"
            yield from (check["words"] for check in claim["checks"])
            for source in claim["sources"]:
                yield from map(format_edtf, source["days"])


@pytest.fixture(scope="module")
def ledger(real_site: Path) -> Ledger:
    return Ledger(json.loads((real_site / "claims.json").read_text(encoding="utf-8")))


def say(number: int, one: str, many: str) -> str:
    """Return a number of things."""
    return f"{number} {one if number == 1 else many}"


def count_claims(ledger: Ledger) -> Iterator[str]:
    """Yield what the front page says of all claims."""
    claims = ledger.claims.values()
    restated = [claim for claim in claims if claim["article_paragraph"]]
    verdicts = Counter(claim["verdict"] for claim in restated)
    others = len(restated) - verdicts["judgement"]
    sourced = sum(bool(ledger.list_cited(claim["id"])) for claim in restated)
    yield f"makes {len(restated)} statements; for {sourced} a source is cited here."
    yield f"{verdicts['judgement']} are judgements; of the other {others} statements"
    for verdict, number in verdicts.items():
        yield say(number, *TOLD[verdict])
    ours = say(len(claims) - len(restated), "statement more is ours", "statements more are ours")
    if len(claims) > len(restated):
        yield ours
    words = sum(len(claim["clause"].split()) for claim in claims)
    yield f"about {max(words // 220, 1)} minutes"
    if VERSION.number:
        yield f"Edition {VERSION.number},"
    else:
        yield f"edition {len(load_editions(ROOT)[0]) + 1}:"


def weigh(ledger: Ledger, judgement: dict[str, Any]) -> Iterator[str]:
    """Yield what the front page counts for a judgement."""
    pro, against = judgement.get("for", []), judgement.get("against", [])
    speakers = ledger.list_speakers([*judgement["claims"], *pro, *against])
    if not (speakers or pro or against):
        yield "Rests on nothing but itself."
        return
    sources = {key for key, _name, _party in speakers}
    parties = {key for key, _name, party in speakers if party}
    if sources:
        origins = say(len({name for _key, name, _party in speakers}), "origin", "origins")
        yield f"{say(len(sources), 'source', 'sources')} of {origins}"
    if parties:
        yield f"{len(parties)} from a party to the matter"
    yield f"{len(pro)} statements for it, {len(against)} against."


def read_judgements() -> list[dict[str, Any]]:
    """Return the judgements of the figure."""
    text = (ROOT / "docs/figures/judgements.yml").read_text(encoding="utf-8")
    judgements: list[dict[str, Any]] = yaml.safe_load(text)["judgements"]
    return judgements


def read_front(site: Path) -> Node:
    """Return the article of the front page."""
    article = parse((site / "index.html").read_text(encoding="utf-8")).css_first("article")
    assert article is not None
    return article


def read_words(node: Node) -> str:
    """Return the words below a node, with single spaces."""
    return " ".join(node.text(separator=" ").split())


def test_no_judgement_is_evidence_for_itself_or_counted_otherwise(
    real_site: Path, ledger: Ledger
) -> None:
    rows = read_front(real_site).css("details.basis > summary")
    judgements = read_judgements()
    assert len(rows) == len(judgements)
    for row, judgement in zip(rows, judgements, strict=True):
        own = set(judgement["claims"])
        assert not own & {*judgement.get("for", []), *judgement.get("against", [])}
        for phrase in weigh(ledger, judgement):
            assert phrase in read_words(row).replace(" .", ".").replace(" ,", ",")


def test_every_number_is_the_ledgers(real_site: Path, ledger: Ledger) -> None:
    """What is counted is counted anew; any other number stands in a statement, or the cut-off."""
    article = read_front(real_site)
    for node in article.css(COUNTED_ELSEWHERE):
        node.decompose()
    text = read_words(article)
    for phrase in count_claims(ledger):
        assert phrase in text
        text = text.replace(phrase, "", 1)
    for judgement in read_judgements():
        for phrase in weigh(ledger, judgement):
            text = text.replace(phrase, "", 1)
    known = {number for words in ledger.list_words() for number in NUMBER.findall(words)}
    assert set(NUMBER.findall(text)) - known == set()


def test_every_difference_bears_the_verdict_of_the_ledger(real_site: Path, ledger: Ledger) -> None:
    rows = read_front(real_site).css("table.differences tbody tr")
    assert rows, "the test has lost its subject"
    for row in rows:
        link, verdict = row.css_first("a"), row.css_first(".verdict")
        assert link is not None
        assert verdict is not None
        claim = ledger.claims[(link.attributes["href"] or "").partition("#")[2]]
        assert verdict.text() == ledger.data["verdicts"][claim["verdict"]]
        assert claim["verdict"] in RESERVED
