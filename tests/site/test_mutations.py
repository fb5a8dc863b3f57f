"""No promise can be broken in silence: whatever is changed in a frozen site, it says the same, or the build stops."""

import random
import re

import pytest
from bs4 import BeautifulSoup
from support import Built, read_data

from .conftest import Site

LEFT_OUT = (
    "[data-derived], script, .headerlink, .record, .claim-label, .clause-label, .note-source, .backlinks, "
    ".box-name, .bottom-line-name, .cite, .footnote > h2"
)
DATA = read_data("mutations.yml")


def read(built: Built, url: str) -> tuple[object, ...]:
    """Return what a published page says, read by another parser: words, kinds, dates, verdicts, pictures, its name."""
    page = BeautifulSoup(built.html(f"{url}index.html"), "html5lib")
    for node in page.select(LEFT_OUT):
        node.decompose()
    claims = [
        (
            *map(node.get, ("id", "data-event", "data-check", "data-article")),
            sorted(
                {*node.get("class", [])} & {"fact", "report", "assessment", "withdrawn", "moved"}
            ),
            "".join(node.get_text().split()),
        )
        for node in page.select("p[id], span[id], details")
    ]
    pictures = [
        (
            node.get("alt"),
            (built.root / "docs" / str(node.get("src")).removeprefix("../")).read_bytes(),
        )
        for node in page.select("article img")
    ]
    words = ["".join(node.get_text().split()) for node in page.select("article, title")]
    named = [node.get("content") for node in page.select("meta[name=description]")]
    return words, [claim for claim in claims if claim[-1]], pictures, named


def mutate(chance: random.Random, text: str) -> str:
    """Return a text with one thing changed in it: letters, words, lines, or what an attacker would put there."""
    parts = re.split(
        chance.choice([r"(\n)", r"(\s+)"]), text
    )  # lines or words, and what stands between them
    at, other = (chance.randrange(0, len(parts), 2) for _ in range(2))
    if not chance.randrange(7):
        parts[at], parts[other] = parts[other], parts[at]
        return "".join(parts)
    place = chance.randrange(len(parts[at]) + 1)
    changes = [
        [],
        [parts[other]],
        [*parts[at : at + 1], " ", parts[other]],
        [parts[at], " ", chance.choice(DATA["inserted"])],
        [parts[at], "\n", chance.choice(DATA["inserted"])],
        [parts[at][:place] + parts[at][place + 1 :]],
        [parts[at][:place] + chance.choice("ax1.-[]{}#*") + parts[at][place:]],
    ]
    return "".join([*parts[:at], *chance.choice(changes), *parts[at + 1 :]])


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 30))]
)
def test_a_site_that_was_changed_says_the_same_or_is_not_built(site: Site, seed: int) -> None:
    """Ten changes a seed, each of a page, a setting, a source, a figure or a picture of a frozen site."""
    chance, before = random.Random(seed), site.build()
    assert before.messages == []
    said = {url: read(before, url) for url in ("", "theme/")}
    for _ in range(10):
        name = chance.choice(
            [
                "docs/index.md",
                "docs/index.md",
                "docs/theme.md",
                "bibliography.bib",
                "mkdocs.yml",
                "docs/map.png",
            ]
        )
        text = (site.root / name).read_text(encoding="utf-8")
        changed = mutate(chance, text)
        site.write(name, changed)
        try:
            built = site.build()
            if built.is_published:
                assert {url: read(built, url) for url in said} == said, (name, changed)
        except (OSError, SystemExit):
            pass  # settings that no builder takes
        finally:
            site.write(name, text)


@pytest.mark.parametrize(("name", "old", "new"), DATA["telling"])
def test_what_means_something_counts(site: Site, name: str, old: str, new: str) -> None:
    site.edit(name, old, new)
    built = site.build()
    assert not built.is_published
    assert built.codes() & {"silent-edit", "false-end", "unkept-words"}
    assert all(re.match(r"[\w./-]+:\d+: ", message) for message in built.messages), built.messages


def test_a_figure_that_no_edition_has_is_named_by_its_file(site: Site) -> None:
    site.write("docs/figures/weather.yml", "- text: Rain\n")
    site.write("theme/figures/weather.html", "<p data-derived>Rain</p>")
    site.edit(
        "docs/index.md",
        "<!-- briefing: edition -->",
        "<!-- briefing: edition -->\n\n<!-- briefing: weather -->",
    )
    said = [message for message in site.build().messages if "figure" in message]
    assert [message.partition(";")[0] for message in said] == [
        "docs/figures/weather.yml:1: the figure 'weather' is not as in edition 1"
    ]
