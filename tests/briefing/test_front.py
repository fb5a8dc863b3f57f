"""The drawn map has the lines of its data, and the front page says nothing twice."""

import json
import math
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT

from briefing.html import Node, parse

POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
"""A point in the data of a path."""


class Ledger:
    """What `claims.json` says."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.claims: dict[str, dict[str, Any]] = {claim["id"]: claim for claim in data["claims"]}


@pytest.fixture(scope="module")
def ledger(real_site: Path) -> Ledger:
    return Ledger(json.loads((real_site / "claims.json").read_text(encoding="utf-8")))


def read_front(site: Path) -> Node:
    """Return the article of the front page."""
    article = parse((site / "index.html").read_text(encoding="utf-8")).css_first("article")
    assert article is not None
    return article


def read_words(node: Node) -> str:
    """Return the words below a node, with single spaces."""
    return " ".join(node.text(separator=" ").split())


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
