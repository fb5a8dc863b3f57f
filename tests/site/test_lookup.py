"""From a sentence to its address, edition and state, with published files alone.

`look_up` does it in ten steps, with no code of the engine.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from briefing.editions.passages import LEFT_OUT

SITE = "https://briefing.example/"
STATES = {"same", "changed", "moved", "withdrawn"}
EVERY = 9  # of so many passages one is looked up


@cache
def read(site: Path, path: str) -> Any:
    return json.loads((site / path).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Found:
    """What a stranger knows in the end."""

    place: str  # where the words stay, from the root of the site
    edition: int
    state: str
    now: str
    runs: list[Any]
    statement: dict[str, Any] | None  # of claims.json
    passage: dict[str, Any]  # of the manifest
    day: str


@cache
def reduce(text: str) -> str:
    """Line 2."""
    small = unicodedata.normalize("NFKC", text).lower()
    kept = "".join(sign for sign in small if sign.isalnum() or sign.isspace())
    return " ".join(kept.split())


def rank(saying: list[Any]) -> tuple[int, int]:
    """Line 3: fewest words first, then the latest edition."""
    return len(saying[0].split()), -saying[2][-1]


def look_up(site: Path, sentence: str) -> Found | None:
    sayings = read(site, "editions/passages.json")  # 1
    words = reduce(sentence)  # 2
    having = [saying for saying in sayings if words in reduce(saying[0])]  # 2, 3
    if not having:  # 4
        return None
    _words, address, editions = min(having, key=rank)
    edition = editions[-1]  # 5
    outcome = read(site, f"editions/{edition}/outcomes.json")[address]  # 6
    ledger = read(site, "claims.json")  # 9
    named = [claim for claim in ledger["claims"] if claim["address"] == SITE + outcome["now"]]
    manifest = read(site, f"editions/{edition}/manifest.json")  # 10
    url, _, name = address.partition("#")
    [passage] = [one for one in manifest["pages"][url]["passages"] if one["id"] == name]
    return Found(
        place=f"editions/{edition}/{address}",
        edition=edition,
        state=outcome["state"],  # 7
        now=outcome["now"],  # 8
        runs=outcome["runs"],
        statement=named[0] if named else None,
        passage=passage,
        day=manifest["date"],
    )


def list_editions(site: Path) -> list[int]:
    folders = [path.name for path in (site / "editions").iterdir()]
    return sorted(int(name) for name in folders if name.isdecimal())


def list_sentences(site: Path, edition: int) -> list[str]:
    """Return some clauses and paragraphs of an edition as they stand on its pages."""
    manifest = read(site, f"editions/{edition}/manifest.json")
    sentences = []
    for page in manifest["pages"].values():
        for passage in page["passages"]:
            words = re.sub(r"\[[\w-]+\]", "", passage.get("words", ""))
            if passage["what"] in {"claim", "paragraph"} and len(words.split()) > 7:
                sentences.append(words)
    return sentences[::EVERY]


@cache
def read_page(site: Path, url: str) -> BeautifulSoup:
    """Return a page without numbers of notes and what the engine says."""
    soup = BeautifulSoup((site / url / "index.html").read_text("utf-8"), "html.parser")
    for part in soup.select(f"sup, .kind, {LEFT_OUT}"):
        part.decompose()
    return soup


def read_place(site: Path, place: str) -> str:
    """Return the words at an address, without numbers of notes and what the engine says."""
    url, _, name = place.partition("#")
    element = read_page(site, url).find(id=name)
    assert element is not None, place
    while not element.get_text().strip() or element.name in {"h1", "h2", "h3"}:
        element = element.parent
        assert element is not None, place
    return reduce(element.get_text())


@pytest.mark.slow
def test_a_sentence_of_any_edition_leads_to_where_it_stays_and_to_what_became_of_it(
    real_site: Path,
) -> None:
    editions = list_editions(real_site)
    assert editions
    for number in editions:
        sentences = list_sentences(real_site, number)
        assert sentences
        for sentence in sentences:
            found = look_up(real_site, sentence)
            assert found is not None, sentence
            check_found(real_site, found, sentence, number, editions[-1])


def check_found(site: Path, found: Found, sentence: str, number: int, newest: int) -> None:
    """The words stand at the address, in that edition or a later one; so does what is there now."""
    words = reduce(sentence)
    assert found.edition >= number
    assert words in read_place(site, found.place)
    assert words in reduce(re.sub(r"\[[\w-]+\]", "", found.passage["words"]))
    assert len(found.passage["sha256"]) == 64
    assert found.state in STATES
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found.day)
    if found.state == "same":
        assert not found.runs
        assert words in read_place(site, f"editions/{newest}/{found.now}")


def test_words_that_are_in_no_edition_are_not_found(real_site: Path) -> None:
    assert look_up(real_site, "Nobody has ever written these eight words here before.") is None


def test_a_statement_of_today_has_its_verdict_and_its_sources(real_site: Path) -> None:
    """Those of the newest edition that still stand; in a draft, some do not."""
    newest = list_editions(real_site)[-1]
    found = [look_up(real_site, words) for words in list_sentences(real_site, newest)]
    stated = [one.statement for one in found if one and one.statement]
    assert stated
    for statement in stated:
        assert {"verdict", "because", "sources"} <= statement.keys()
