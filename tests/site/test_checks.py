"""Messages: one site that breaks all rules, typical mistakes, and what they leave.

Alone it notices what a faulty build leaves, and the address of the site for a page that is not
there.
"""

import hashlib
from datetime import date

import pytest
import yaml
from mkdocs.exceptions import Abort
from support import (
    ABEL,
    ROOT,
    TEMPLATES,
    Built,
    MakeSite,
    build_site,
    make_settings,
    read_data,
    read_files,
    read_text,
    say,
    write_records,
)
from within import run_within

from freeze_edition import freeze

DATA = ROOT / "tests/data/broken"
SOUND = "# T { #t }\n\n- A.[@abel2020]\n    { #p }\n"


def test_the_broken_site_gives_its_whole_list_of_messages(make_site: MakeSite) -> None:
    files = read_files(DATA)
    messages = files.pop("messages.txt").decode().splitlines()
    site = make_site(files=files)
    assert site.messages == messages
    assert not site.is_published


@pytest.mark.parametrize(("name", "old", "new", "messages"), read_data("sites.yml")["faulty"])
def test_a_faulty_build_leaves_the_last_good_site_and_says_what_is_wrong_but_not_what_follows(
    make_site: MakeSite, name: str, old: str, new: str, messages: list[str]
) -> None:
    good = make_site(SOUND)
    assert good.is_published
    before = read_files(good.root / "site")
    path = good.root / name
    if old:
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    else:
        path.unlink()
    bad = build_site(good.root)
    assert not bad.is_published
    for words, message in zip(messages, bad.messages, strict=True):
        assert words in message
    assert read_files(good.root / "site") == before
    assert not list(good.root.glob(".building-*"))


def test_without_strict_the_page_shows_the_citation_as_typed(make_site: MakeSite) -> None:
    site = make_site(SOUND + "- B.[@nobody]\n    { #q }\n", strict=False)
    assert site.is_published
    assert "B.[@nobody]" in site.html()


@pytest.mark.parametrize(
    ("address", "root"), [("https://a.example/b/", "/b/"), ("https://a.example", "/"), ("", "/")]
)
def test_a_page_that_is_not_there_knows_where_the_site_is(
    make_site: MakeSite, address: str, root: str
) -> None:
    theme = {"name": None, "custom_dir": "theme", "static_templates": ["404.html"]}
    settings = make_settings(site_url=address, theme=theme)
    files = {"mkdocs.yml": settings, "theme/404.html": "root: {{ base_url }}"}
    site = make_site(SOUND, files=files)
    assert site.html("404.html") == f"root: {root}"


def test_a_template_of_the_authors_is_filled_in_and_listed(make_site: MakeSite) -> None:
    settings = make_settings(extra_templates=["robots.txt"])
    files = {"mkdocs.yml": settings, "docs/robots.txt": "{{ config.site_name }}"}
    site = make_site(SOUND, files=files)
    assert site.messages == []
    assert site.html("robots.txt") == "Tiny"
    assert f"{hashlib.sha256(b'Tiny').hexdigest()}  robots.txt" in site.html("SHA256SUMS")


MISTAKES = read_data("mistakes.yml")
FIGURE = """title: What falls
states:
  - {name: North, capital: Nord, at: [0, 0]}
  - {name: West, capital: Vest, at: [0, 9]}
  - {name: East, capital: Est, at: [9, 9]}
flows:
  - {from: North, to: West, words: North gives West rain, claim: rain}
"""
FLOOD = "# Other { #other }\n\nIt floods.[](){ #flood }\n{ #waters }\n"


@pytest.fixture
def files() -> dict[str, str]:
    """A sound site that restates an article, with a figure and a note."""
    settings = yaml.safe_load(make_settings())
    settings["extra"]["briefing"]["article"] = "abel2020"
    return {
        "docs/index.md": read_data("sites/mistakes.md"),
        "docs/records/index.yml": read_text("sites/records/mistakes.yml"),
        "docs/other.md": FLOOD,
        "docs/records/other.yml": write_records({"flood": say("assessment")}),
        "bibliography.bib": ABEL,
        "docs/figures/flows.yml": FIGURE,
        "theme/figures/flows.html": TEMPLATES["theme/figures/flows.html"],
        "mkdocs.yml": yaml.safe_dump(settings),
    }


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake["write"] for mistake in MISTAKES])
def test_a_mistake_has_one_message(
    make_site: MakeSite, files: dict[str, str], mistake: dict[str, str]
) -> None:
    name = mistake.get("in", "docs/index.md")
    assert mistake["for"] in files[name]
    files[name] = files[name].replace(mistake["for"], mistake["write"])
    site = make_site(files["docs/index.md"], files["bibliography.bib"], files)
    assert site.messages == [mistake["message"]]
    assert not site.is_published


CLAIMING = "# T { #t }\n\nIt was said in Seoul.[@abel2020][](){ #a }\n{ #p }\n"
SEEN = {"bears": "all", "words": "said so in Seoul"}
UNCHECKED = {"a": {"kind": "fact", "sources": {"abel2020": SEEN}}}
LATER = date(2026, 11, 26)


def mark_held(site: Built) -> None:
    """Note that the passage was held against its source, by the command for that."""
    options = ("abel2020", "a", "--config", "mkdocs.yml")
    assert run_within("checked.py", *options, folder=site.root).returncode == 0


def test_what_is_owed_stops_an_edition_until_it_is_done(make_site: MakeSite) -> None:
    site = make_site(CLAIMING, records=UNCHECKED)
    settings = site.root / "mkdocs.yml"
    with pytest.raises(Abort, match="owed: 1 reading of 1 source"):
        freeze(settings, "Too early", LATER)
    mark_held(site)
    assert freeze(settings, "Says what was seen", LATER) == "edition 1"
