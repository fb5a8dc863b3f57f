"""No promise can be broken in silence: whatever is changed in a frozen site, it says the same, or the build stops."""

import random
import re

import pytest
from bs4 import BeautifulSoup
from support import Built

from .conftest import Site

LEFT_OUT = ("[data-derived], script, .headerlink, .record, .claim-label, .clause-label, .note-source, .backlinks, "
            ".box-name, .bottom-line-name, .cite, .footnote > h2")
INSERTED = ["not", "{ .withdrawn }", "{ .fact }", "<del>not</del>", "<bdo dir=rtl>it</bdo>", "10<sup>6</sup>",
            "[@abel2020]", "[@abel2020, p. 9]", "![A map](map.png)", "# More { #more }", "<!-- briefing: editions -->",
            "<span data-derived>not</span>", "<a class=\"cite\">not</a>", "<b hidden>not</b>", "| a | |", "\n\n", "*",
            "&#8203;"]


def read(built: Built, url: str) -> tuple[object, ...]:
    """Give what a published page says, read by another parser: words, kinds, dates, verdicts, pictures, its name."""
    page = BeautifulSoup(built.html(f"{url}index.html"), "html5lib")
    for node in page.select(LEFT_OUT):
        node.decompose()
    claims = [(node.get("id"), node.get("data-event"), node.get("data-check"), node.get("data-article"),
               sorted({*node.get("class", [])} & {"fact", "report", "assessment", "withdrawn", "moved"}),
               "".join(node.get_text().split())) for node in page.select("p[id], span[id], details")]
    pictures = [(node.get("alt"), (built.root / "docs" / str(node.get("src")).removeprefix("../")).read_bytes())
                for node in page.select("article img")]
    words = ["".join(node.get_text().split()) for node in page.select("article, title")]
    named = [node.get("content") for node in page.select("meta[name=description]")]
    return words, [claim for claim in claims if claim[-1]], pictures, named


def mutate(chance: random.Random, text: str) -> str:
    """Give a text with one thing changed in it: letters, words, lines, or what an attacker would put there."""
    lines, words = text.split("\n"), re.split(r"(\s+)", text)
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    word = chance.randrange(0, len(words), 2)
    kind = chance.randrange(7)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 2:
        lines.insert(at, chance.choice(INSERTED))
    elif kind == 3:
        lines.insert(at, lines[other])
    else:
        place = chance.randrange(len(words[word]) + 1)
        words[word] = {4: f"{words[word]} {chance.choice(INSERTED)}", 5: words[word][:place] + words[word][place + 1:],
                       6: words[word][:place] + chance.choice("ax1.-[]{}#*") + words[word][place:]}[kind]
        return "".join(words)
    return "\n".join(lines)


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 30))])
def test_a_site_that_was_changed_says_the_same_or_is_not_built(site: Site, seed: int) -> None:
    """Ten changes a seed, each of a page, a setting, a source, a figure or a picture of a frozen site."""
    chance = random.Random(seed)
    before = site.build()
    assert before.messages == []
    said = {url: read(before, url) for url in ("", "theme/")}
    names = ["docs/index.md", "docs/index.md", "docs/theme.md", "bibliography.bib", "mkdocs.yml", "docs/map.png"]
    for _ in range(10):
        name = chance.choice(names)
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


@pytest.mark.parametrize(("name", "old", "new"), [
    # a source, a page of it, a label, a date, a heading, words around links, a picture and its words
    ("docs/index.md", "[@abel2020, p. 7]", "[@abel2020, p. 8]"), ("docs/index.md", "[@abel2020, p. 7]", ""),
    ("docs/index.md", ".fact", ".background"), ("docs/index.md", '"2020-05"', '"2020-06"'),
    ("docs/index.md", "## Wind { #wind }", "## Gusts { #wind }"), ("docs/index.md", "See [the", "And see [the"),
    ("docs/index.md", "![A map]", "![A plan]"), ("docs/map.png", "x", "y"),
    ("bibliography.bib", "Suwałki Gap", "Suwałki Corridor"),
    # what stands around the words: settings, front matter, slots, a false end, a page that no edition keeps
    ("mkdocs.yml", "site_name: Tiny", "site_name: Huge"), ("mkdocs.yml", "2024-11-26", "2024-11-27"),
    ("mkdocs.yml", "    cut_off:", "    kicker: News\n    cut_off:"),
    ("mkdocs.yml", "site_name:", "site_author: Somebody\nsite_name:"),
    ("docs/theme.md", "title: Theme", "title: Team"), ("docs/theme.md", "About it.", "About that."),
    ("docs/theme.md", "---\n\n# T", "robots: noindex\n---\n\n# Another t"),
    ("docs/index.md", "<!-- briefing: edition -->\n", ""), ("docs/index.md", "#rain .fact", "#rain .withdrawn .fact"),
    ("docs/editions.md", "<!--", "It rains.\n{ #rains .assessment }\n\n<!--")])
def test_what_means_something_counts(site: Site, name: str, old: str, new: str) -> None:
    site.edit(name, old, new)
    built = site.build()
    assert not built.is_published
    assert built.codes() & {"silent-edit", "false-end", "unkept-words"}
    assert all(re.match(r"[\w./-]+:\d+: ", message) for message in built.messages), built.messages


def test_a_page_with_robots_is_kept_like_any_other(site: Site) -> None:
    """It may hide from searching machines, and not from editions."""
    site.write("docs/aside.md", "---\nrobots: noindex\n---\n\n# Aside { #aside }\n\nIt is so.\n{ #so .assessment }\n")
    assert site.build().codes() == {"silent-edit"}
    site.freeze("Says more.")
    assert (site.build().messages, (site.root / "editions/2/aside/index.html").is_file()) == ([], True)
