"""Every number that the front page prints is recounted from `claims.json` and the figures' data."""

import json
import math
import re
from collections import Counter, defaultdict
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

POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
"""A point in the data of a path."""
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
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


def read_front(site: Path) -> Node:
    """Return the article of the front page."""
    article = parse((site / "index.html").read_text(encoding="utf-8")).css_first("article")
    assert article is not None
    return article


def read_words(node: Node) -> str:
    """Return the words below a node, with single spaces."""
    return " ".join(node.text(separator=" ").split())


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


Arcs = dict[tuple[str, frozenset[str]], set[str]]
CAPITALS = {"Moscow": "Russia", "Beijing": "China", "Pyongyang": "North Korea"}
"""The states at which an arc arrives, by its line and the states between which it is."""


def list_ties(flows: dict[str, Any], ledger: Ledger) -> Arcs:
    """Return the arcs that a map of the ties has to have."""
    arcs = defaultdict[tuple[str, frozenset[str]], set[str]](set)
    for tie in flows["flows"]:
        kind = ledger.claims[tie["claim"]]["kind"] if "claim" in tie else "note"
        line = "firm" if kind in {"fact", "report", "background"} else "unsure"
        ends = frozenset({tie["from"], tie["to"]})
        arcs[line, ends] |= ends if tie.get("both") else {tie["to"]}
    return dict(arcs)


def find_nearest(point: tuple[str, str], seats: dict[str, tuple[float, ...]]) -> str:
    """Return the state whose dot is the nearest to a point of a path."""
    return min(seats, key=lambda state: math.dist(seats[state], [*map(float, point)]))


def list_arcs(drawing: Node) -> Arcs:
    """Return the arcs of a map; each of their ends is at the nearest dot of a state."""
    states = dict(CAPITALS)
    seats = dict[str, tuple[float, ...]]()
    for seat in drawing.css(".seat"):
        [dot] = seat.css("circle")
        at = tuple(float(dot.attributes[name] or "") for name in ("cx", "cy"))
        seats[states.pop(seat.text().strip())] = at
    assert not states, "places without a dot"
    arcs: Arcs = {}
    for arc in drawing.css(".firm, .unsure"):
        line, heads = [POINT.findall(path.attributes["d"] or "") for path in arc.css("path")]
        ends = frozenset(find_nearest(end, seats) for end in (line[0], line[-1]))
        drawn = str(arc.attributes["class"]), ends
        assert drawn not in arcs, "an arc that is drawn twice"
        arcs[drawn] = {find_nearest(tip, seats) for tip in heads[::3]}
        assert (arc.css_first("path").attributes.get("stroke-dasharray") is None) == (
            drawn[0] == "firm"
        )
    return arcs


def test_the_map_has_an_arc_for_each_line_of_ties_and_none_besides(ledger: Ledger) -> None:
    folder = ROOT / "docs/figures"
    flows = yaml.safe_load((folder / "flows.yml").read_text(encoding="utf-8"))
    drawing = parse((folder / "flows.svg").read_text(encoding="utf-8"))
    assert list_arcs(drawing) == list_ties(flows, ledger)


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
