"""No promise is broken in silence: a frozen site that is changed says the same, or is not built."""

import random
import re
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag
from support import Built, read_data

from briefing.claims import backing

from .conftest import Site

LEFT_OUT = (
    "[data-derived], script, .headerlink, .record, .claim-label, .clause-label, .note-source, "
    ".backlinks, .box-name, .bottom-line-name, .cite, .footnote > h2"
)
KINDS = {"fact", "report", "assessment", "withdrawn", "moved"}
SAYING = ("id", "data-event", "data-check", "data-article")
DATA = read_data("mutations.yml")
CHANGING = [
    "docs/index.md",
    "docs/index.md",
    "docs/theme.md",
    "docs/records/index.yml",
    "bibliography.bib",
    "mkdocs.yml",
    "docs/map.png",
]
"""Files that are changed, the front page more often than others."""


class Said(NamedTuple):
    """What a published page says, read by another parser than ours."""

    words: list[str]
    claims: list[Any]
    pictures: list[Any]
    description: list[Any]


def squash(node: Tag) -> str:
    """Return the text of an element without spaces."""
    return "".join(node.get_text().split())


def read_claims(page: BeautifulSoup) -> list[Any]:
    """Return of each passage its id, date, verdict, kind and words."""
    claims = []
    for node in page.select("p[id], span[id], details"):
        kinds = sorted({*node.get("class", [])} & KINDS)
        if squash(node):
            claims.append([*map(node.get, SAYING), kinds, squash(node)])
    return claims


def read(site: Built, url: str) -> Said:
    """Return what a page of a site says."""
    page = BeautifulSoup(site.html(f"{url}index.html"), "html5lib")
    for node in page.select(LEFT_OUT):
        node.decompose()
    pictures = []
    for node in page.select("article img"):
        file = site.root / "docs" / str(node.get("src")).removeprefix("../")
        pictures.append((node.get("alt"), file.read_bytes()))
    return Said(
        [squash(node) for node in page.select("article, title")],
        read_claims(page),
        pictures,
        [node.get("content") for node in page.select("meta[name=description]")],
    )


def read_all(site: Built) -> dict[str, Said]:
    """Return what the two pages of a site say."""
    return {url: read(site, url) for url in ("", "theme/")}


def mutate(chance: random.Random, text: str) -> str:
    """Return a text with one thing changed: letters, words, lines, or what an attacker puts there.

    The text is split into lines or words, at even places, and what stands between them.
    """
    parts = re.split(chance.choice([r"(\n)", r"(\s+)"]), text)
    at = chance.randrange(0, len(parts), 2)
    other = chance.randrange(0, len(parts), 2)
    if not chance.randrange(7):
        parts[at], parts[other] = parts[other], parts[at]
        return "".join(parts)
    part = parts[at]
    place = chance.randrange(len(part) + 1)
    inserted = chance.choice(DATA["inserted"])
    letter = chance.choice("ax1.-[]{}#*")
    changes = [
        "",
        parts[other],
        f"{part} {parts[other]}",
        f"{part} {inserted}",
        f"{part}\n{inserted}",
        part[:place] + part[place + 1 :],
        part[:place] + letter + part[place:],
    ]
    parts[at] = chance.choice(changes)
    return "".join(parts)


def list_seeds() -> list[Any]:
    """Return three seeds for `make test` and 27 more for `make test-slow`."""
    slow = [pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 30)]
    return [0, 1, 2, *slow]


@pytest.mark.parametrize("seed", list_seeds())
def test_a_site_that_was_changed_says_the_same_or_is_not_built(
    site: Site, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten changes a seed, each of a page, a record, a setting, a source or a picture.

    Whoever changes words may say that they were held: the editions alone have to notice.
    """
    chance = random.Random(seed)
    records = site.root / "docs/records/index.yml"
    held = re.sub(r"sum: \w+", "sum: held", records.read_text(encoding="utf-8"))
    site.write("docs/records/index.yml", held)
    monkeypatch.setattr(backing, "make_sum", lambda *_: "held")
    before = site.build()
    assert before.messages == []
    said = read_all(before)
    for _ in range(10):
        name = chance.choice(CHANGING)
        text = (site.root / name).read_text(encoding="utf-8")
        changed = mutate(chance, text)
        site.write(name, changed)
        try:
            built = site.build()
        except (OSError, SystemExit):
            pass  # settings that no builder takes
        else:
            if built.is_published:
                assert read_all(built) == said, (name, changed)
        finally:
            site.write(name, text)


@pytest.mark.parametrize(("name", "old", "new"), DATA["telling"])
def test_what_means_something_counts(site: Site, name: str, old: str, new: str) -> None:
    site.edit(name, old, new)
    built = site.build()
    assert not built.is_published
    assert built.codes() & {"silent-edit", "false-end", "unkept-words"}
    assert all(re.match(r"[\w./-]+:\d+(:\d+)?: ", message) for message in built.messages), (
        built.messages
    )


def test_a_figure_that_no_edition_has_is_named_by_its_file(site: Site) -> None:
    flow = "{from: North, to: West, claim: rain, words: rain}"
    flows = f"title: What flows\nstates: [North, West, East]\nflows:\n- {flow}\n"
    site.write("docs/figures/flows.yml", flows)
    site.write("theme/figures/flows.html", "<p data-derived>Rain</p>")
    edition = "<!-- briefing: edition -->"
    site.edit("docs/index.md", edition, f"{edition}\n\n<!-- briefing: flows -->")
    messages = [message for message in site.build().messages if "figure" in message]
    assert [message.partition(";")[0] for message in messages] == [
        "docs/figures/flows.yml:1: the figure 'flows' is not as in edition 1, which has none"
    ]


def test_a_page_that_no_edition_keeps_claims_nothing(site: Site) -> None:
    site.edit("docs/editions.md", "<!--", "It rains.[](){ #rains }\n{ #raining }\n\n<!--")
    site.write("docs/records/editions.yml", "rains: {kind: assessment}\n")
    assert site.build().codes() == {"unkept-words"}
