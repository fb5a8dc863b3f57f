"""Every number that the front page prints is recounted from `claims.json` and the figures' data."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT, find_version

from briefing.dates import format_edtf
from briefing.editions.editions import load_editions
from briefing.html import Node, parse
from briefing.sources.bibliography import parse_bibliography

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
RESERVED = {"holds in part", "contradicted", "open"}
"""The verdicts with a reservation."""
SMALL = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
SMALL += ["eleven", "twelve"]
TOLD = {
    "holds": ("holds", "hold"),
    "holds in part": ("holds in part", "hold in part"),
    "contradicted": ("is contradicted", "are contradicted"),
    "open": ("is open", "are open"),
    "judgement": ("is a judgement", "are judgements"),
}
"""How the front page says of one statement, and of more, what was found."""
READINGS = {
    "in line so far": "are in line with what happened",
    "condition not known to have arisen": "wait for a condition",
    "undecided": "are undecided",
    "no test possible as worded": "cannot be tested",
}
"""How it says of several forecasts what became of them."""
COUNTED_ELSEWHERE = ".footnote, .footnote-ref, .status, time"


class Ledger:
    """What `claims.json` says."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.claims: dict[str, dict[str, Any]] = {claim["id"]: claim for claim in data["claims"]}

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


def spell(number: int) -> str:
    """Return a number as it stands in a sentence."""
    return SMALL[number] if number < len(SMALL) else str(number)


def count_claims(site: Path, ledger: Ledger, article_keys: set[str]) -> Iterator[str]:
    """Yield what the front page says of the statements of the article, and of editions."""
    restated = [claim for claim in ledger.claims.values() if claim["article_paragraph"]]
    verdicts = Counter(claim["verdict"] for claim in restated)
    tested = len(restated) - verdicts["judgement"] - verdicts["open"]
    noted = 0
    for claim in restated:
        noted += any(source["key"] in article_keys for source in ledger.list_cited(claim["id"]))
    yield f"We count {len(restated)} statements in the article; for {noted} it names a source."
    yield f"of the {tested} that can be checked"
    for verdict, number in verdicts.items():
        yield say(number, *TOLD[verdict])
    version = find_version(site)
    newest = load_editions(ROOT)[0][-1].version
    yield f"Edition {version.number}," if version.number else f"edition {newest.number + 1}:"


def count_forecasts() -> Iterator[str]:
    """Yield what the front page says of the forecasts."""
    text = (ROOT / "docs/forecasts.yml").read_text(encoding="utf-8")
    board = yaml.safe_load(text)
    readings = Counter(forecast["reading"] for forecast in board["forecasts"].values())
    failed = spell(readings["not in line"])
    yield f"So far {failed} of its {len(board['forecasts'])} forecasts"
    for reading, words in READINGS.items():
        if readings[reading]:
            yield f"{spell(readings[reading])} {words}"
    yield f"Our evidence reaches to {format_edtf(str(board['reaches']))}."


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


def test_every_judgement_leads_to_what_speaks_for_and_against_it(real_site: Path) -> None:
    rows = read_front(real_site).css(".argued .basis")
    judgements = read_judgements()
    assert len(rows) == len(judgements), "the test has lost its subject"
    for row, judgement in zip(rows, judgements, strict=True):
        ends = [str(link.attributes["href"]).partition("#")[2] for link in row.css("a")]
        remarks = [*judgement.get("for", []), *judgement.get("against", [])]
        assert ends[: len(remarks)] == [remark["claim"] for remark in remarks]
        assert not set(judgement["claims"]) & set(ends)


def test_every_number_is_the_ledgers(real_site: Path, ledger: Ledger) -> None:
    """What is counted is counted anew; any other number stands in a statement, or the cut-off."""
    article = read_front(real_site)
    for node in article.css(COUNTED_ELSEWHERE):
        node.decompose()
    text = read_words(article).replace(" ;", ";").replace(" .", ".")
    sources = parse_bibliography((ROOT / "bibliography.bib").read_text(encoding="utf-8")).sources
    keys = {key for key, source in sources.items() if "article" in source.keywords}
    minutes = re.search(r"about (\d+) minutes", text)
    assert minutes, "the test has lost its subject"
    for phrase in [*count_claims(real_site, ledger, keys), *count_forecasts(), minutes[0]]:
        told = phrase.replace("\u00a0", " ")
        assert told in text
        text = text.replace(told, "", 1)
    known = {number for words in ledger.list_words() for number in NUMBER.findall(words)}
    assert set(NUMBER.findall(text)) - known == set()


def test_every_difference_is_one_with_a_reservation(real_site: Path, ledger: Ledger) -> None:
    rows = read_front(real_site).css("table.compared tbody tr")
    data = yaml.safe_load((ROOT / "docs/figures/differences.yml").read_text(encoding="utf-8"))
    assert len(rows) == len(data["differences"]), "the test has lost its subject"
    for entry in data["differences"]:
        assert ledger.claims[entry["claim"]]["verdict"] in RESERVED


def test_no_sentence_stands_twice(real_site: Path) -> None:
    article = read_front(real_site)
    for node in article.css(".footnote, .status, .to-page, details"):
        node.decompose()
    sentences = Counter[str]()
    for block in article.css("p, li, td, h2, figcaption"):
        if block.css_first("p, li") is None:
            sentences.update(re.split(r"(?<=[.?!])\s+", read_words(block).lower()))
    assert sentences, "the test has lost its subject"
    assert [each for each in sentences if sentences[each] > 1 and " " in each] == []
