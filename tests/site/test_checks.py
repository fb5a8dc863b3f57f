"""Messages: one site that breaks all rules, typical mistakes, evidence, addresses, settings."""

import hashlib
import re
from datetime import date
from typing import NamedTuple

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
OTHER = "# O { #o }\n\nB.\n{ #q }\n"
ADDRESSES = read_data("addresses.yml")


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


def write_file(name: str) -> str:
    """Return what a file of a case holds: a page, the page of sources, or nothing."""
    if name == "sources.md":
        return "# S { #abel2020 }\n\n<!-- briefing: sources -->\n"
    return OTHER if name.endswith(".md") else ""


@pytest.mark.parametrize("case", ADDRESSES, ids=lambda case: case["files"])
def test_an_address_has_one_page(make_site: MakeSite, case: dict[str, str]) -> None:
    files = {f"docs/{name}": write_file(name) for name in case["files"].split()}
    messages = [f"docs/{case['says']}"] if "says" in case else []
    site = make_site(SOUND, files={**files, **TEMPLATES})
    assert site.messages == messages
    assert site.is_published == (not messages)


@pytest.mark.parametrize(
    "old", ["extra/index.md", "Extra.md", "editions/1/extra.md", "Editions/1/index.md"]
)
def test_a_redirect_takes_no_place_of_a_page_or_of_an_edition(
    make_site: MakeSite, old: str
) -> None:
    settings = make_settings(redirects={old: "index.md"})
    site = make_site(SOUND, files={"docs/extra.md": OTHER, "mkdocs.yml": settings})
    assert "bad-redirect" in site.codes()
    assert not site.is_published


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
states: [North, West, East]
flows:
  - {from: North, to: West, words: rain, claim: rain}
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


def test_the_site_without_a_mistake_is_published(
    make_site: MakeSite, files: dict[str, str]
) -> None:
    assert make_site(files["docs/index.md"], files["bibliography.bib"], files).messages == []


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


LATE = ABEL.replace("abel2020", "late2025").replace("2020-05", "2025-05")
BOOK = ABEL + LATE
HEAD = "# T { #t }\n\n"
SINCE = '!!! note "Later"\n    L.[@late2025]\n    { #since }\n\n'
RECORDED = HEAD + "A.[@abel2020][](){ #a }\n{ #p }\n\n" + SINCE
RECORDS = {"a": say("fact", "abel2020"), "since": say("since", "late2025")}


class Place(NamedTuple):
    """Where a fault is."""

    file: str
    line: int
    code: str


PLANTED = [
    Place("docs/index.md", 3, "source-predates-event"),
    Place("docs/index.md", 3, "after-cutoff"),
    Place("docs/index.md", 6, "unsourced"),
    Place("docs/index.md", 14, "since-without-later"),
    Place("docs/records/index.yml", 7, "stale-acceptance"),
    Place("docs/records/index.yml", 9, "unknown-claim"),
]


def read_place(message: str) -> Place:
    """Return which place a message names."""
    parts = re.fullmatch(r"(.+?):(\d+)(?::\d+)?: .* \[(\S+)\]", message)
    assert parts, message
    return Place(parts[1], int(parts[2]), parts[3])


def test_planted_faults_are_reported_with_their_lines(make_site: MakeSite) -> None:
    records = {"docs/records/index.yml": read_text("sites/records/faults.yml")}
    site = make_site(read_data("sites/faults.md"), BOOK, records)
    assert not site.is_published
    assert [read_place(message) for message in site.messages] == PLANTED


def test_a_sound_page_passes(make_site: MakeSite) -> None:
    site = make_site(RECORDED, BOOK, records=RECORDS)
    assert site.messages == []


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param("cut_off: soon", id="no day"),
        pytest.param("cut_off: 2024-11-26\n    colour: red", id="unknown"),
        pytest.param("", id="missing"),
    ],
)
def test_a_wrong_setting_is_named(make_site: MakeSite, setting: str) -> None:
    settings = make_settings().replace("cut_off: 2024-11-26", setting)
    site = make_site(RECORDED, BOOK, files={"mkdocs.yml": settings}, records=RECORDS)
    assert not site.is_published
    assert re.match(r"mkdocs\.yml:[\d:]+ (?:.*briefing|'cut)", site.messages[0])


CLAIMING = HEAD + "It was said in Seoul.[@abel2020][](){ #a }\n{ #p }\n"
SEEN = {"bears": "all", "words": "said so in Seoul"}
UNCHECKED = {"a": {"kind": "fact", "sources": {"abel2020": SEEN}}}
LATER = date(2026, 11, 26)


def mark_held(site: Built) -> None:
    """Note that the passage was held against its source, by the command for that."""
    options = ("abel2020", "a", "--config", "mkdocs.yml")
    assert run_within("checked.py", *options, folder=site.root).returncode == 0


def test_what_is_owed_is_said_and_stops_no_build(
    make_site: MakeSite, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert make_site(CLAIMING, records=UNCHECKED).messages == []
    assert "[stale-check]" in caplog.text


def test_what_is_owed_stops_an_edition_until_it_is_done(make_site: MakeSite) -> None:
    site = make_site(CLAIMING, records=UNCHECKED)
    settings = site.root / "mkdocs.yml"
    with pytest.raises(Abort, match="owed: 1 reading of 1 source"):
        freeze(settings, "Too early", LATER)
    mark_held(site)
    assert freeze(settings, "Says what was seen", LATER) == "edition 1"


def test_a_passage_that_was_held_and_then_changed_is_to_be_held_again(
    make_site: MakeSite, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    site = make_site(CLAIMING, records=UNCHECKED)
    mark_held(site)
    records = (site.root / "docs/records/index.yml").read_text(encoding="utf-8")
    changed = CLAIMING.replace("Seoul", "Rome in 1999")
    moved = make_site(changed, files={"docs/records/index.yml": records}, strict=False)
    assert "unsupported-token" in moved.codes()
    assert "[stale-check]" in caplog.text
