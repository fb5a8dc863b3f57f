"""Messages: each rule on one site that breaks all, typical mistakes, evidence, addresses, settings of Material."""

import hashlib
import json
from datetime import date

import pytest
import yaml
from mkdocs.exceptions import Abort
from support import (
    ABEL,
    ROOT,
    TEMPLATES,
    MakeSite,
    build_site,
    make_settings,
    read_data,
    read_files,
    run_python,
)

from briefing.pipeline.settings import NO_EFFECT, check_material
from freeze_edition import freeze

DATA = ROOT / "tests/data/broken"
SOUND = "# T { #t }\n\nA.[@abel2020]\n{ #p }\n"
OTHER = "# O { #o }\n\nB.\n{ #q .assessment }\n"
ADDRESSES = read_data("addresses.yml")


def test_the_broken_site_gives_its_whole_list_of_messages(make_site: MakeSite) -> None:
    files = {name: data.decode() for name, data in sorted(read_files(DATA).items())}
    said = files.pop("messages.txt").splitlines()
    site = make_site(files=files)
    assert site.messages == said
    assert not site.is_published


@pytest.mark.parametrize(("name", "old", "new", "messages"), read_data("sites.yml")["faulty"])
def test_a_faulty_build_leaves_the_last_good_site_and_says_what_is_wrong_but_not_what_follows(
    make_site: MakeSite, name: str, old: str, new: str, messages: list[str]
) -> None:
    good = make_site(SOUND)
    assert good.is_published
    before, path = read_files(good.root / "site"), good.root / name
    if old:
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    else:
        path.unlink()
    bad = build_site(good.root)
    assert not bad.is_published
    assert [words in message for words, message in zip(messages, bad.messages, strict=True)] == [
        True
    ] * len(messages)
    assert read_files(good.root / "site") == before
    assert not list(good.root.glob(".building-*"))


def test_without_strict_the_page_shows_the_citation_as_typed(make_site: MakeSite) -> None:
    site = make_site(SOUND + "\nB.[@nobody]\n{ #q }\n", strict=False)
    assert site.is_published
    assert "B.[@nobody]" in site.html()


@pytest.mark.parametrize("case", ADDRESSES, ids=lambda case: case["files"])
def test_an_address_has_one_page(make_site: MakeSite, case: dict[str, str]) -> None:
    pages = {"md": OTHER, "sources.md": "# S { #abel2020 }\n\n<!-- briefing: sources -->\n"}
    files = {
        f"docs/{name}": pages.get(name, pages.get(name.rpartition(".")[2], ""))
        for name in case["files"].split()
    }
    site = make_site(SOUND, files={**files, **TEMPLATES})
    assert site.messages == ([f"docs/{case['says']}"] if "says" in case else [])
    assert site.is_published == ("says" not in case)


@pytest.mark.parametrize(
    "old", ["extra/index.md", "Extra.md", "editions/1/extra.md", "Editions/1/index.md"]
)
def test_a_redirect_takes_no_place_of_a_page_or_of_an_edition(
    make_site: MakeSite, old: str
) -> None:
    site = make_site(
        SOUND,
        files={"docs/extra.md": OTHER, "mkdocs.yml": make_settings(redirects={old: "index.md"})},
    )
    assert "bad-redirect" in site.codes()
    assert not site.is_published


@pytest.mark.parametrize(
    ("address", "root"), [("https://a.example/b/", "/b/"), ("https://a.example", "/"), ("", "/")]
)
def test_a_page_that_is_not_there_knows_where_the_site_is(
    make_site: MakeSite, address: str, root: str
) -> None:
    settings = make_settings(
        site_url=address,
        theme={"name": None, "custom_dir": "theme", "static_templates": ["404.html"]},
    )
    site = make_site(
        SOUND, files={"mkdocs.yml": settings, "theme/404.html": "root: {{ base_url }}"}
    )
    assert site.html("404.html") == f"root: {root}"


def test_a_template_of_the_authors_is_filled_in_and_listed(make_site: MakeSite) -> None:
    site = make_site(
        SOUND,
        files={
            "mkdocs.yml": make_settings(extra_templates=["robots.txt"]),
            "docs/robots.txt": "{{ config.site_name }}",
        },
    )
    assert (site.messages, site.html("robots.txt")) == ([], "Tiny")
    assert json.loads(site.html("files.json"))["robots.txt"] == hashlib.sha256(b"Tiny").hexdigest()


MISTAKES = read_data("mistakes.yml")
FIGURE = "- claim: rain\n  text: It rains\n"
FLOOD = "# Other { #other }\n\nIt floods.\n{ #flood .assessment .added }\n"


@pytest.fixture
def files() -> dict[str, str]:
    settings = yaml.safe_load(make_settings())
    settings["extra"]["briefing"]["article"] = "abel2020"
    return {
        "docs/index.md": read_data("sites/mistakes.md"),
        "docs/other.md": FLOOD,
        "bibliography.bib": ABEL,
        "docs/figures/weather.yml": FIGURE,
        "theme/figures/weather.html": "{{ figures.weather[0].text }}",
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
SINCE = '!!! since "Later"\n    L.[@late2025]\n    { #since }\n\n'
RECORDED = HEAD + "A.[@abel2020]\n{ #a .fact }\n\n" + SINCE

CODES = [
    (4, "source-predates-event"),
    (7, "after-cutoff"),
    (10, "unsourced"),
    (13, "stale-acceptance"),
    (13, "unknown-verdict"),
    (17, "since-without-later"),
]


def test_planted_faults_are_reported_with_their_lines_by_the_build_and_by_the_command(
    make_site: MakeSite,
) -> None:
    site = make_site(read_data("sites/faults.md"), BOOK)
    assert not site.is_published
    assert [(*message.split(":")[:2], message.rsplit("[")[-1]) for message in site.messages] == [
        ("docs/index.md", str(line), f"{code}]") for line, code in CODES
    ]
    run = site.check()
    assert (run.returncode, run.stdout.splitlines()) == (1, site.messages)


def test_a_sound_page_passes_and_contents_the_command(make_site: MakeSite) -> None:
    site = make_site(RECORDED, BOOK)
    assert site.messages == []
    run = site.check()
    assert (run.returncode, run.stdout) == (
        0,
        "nothing is wrong with 1 pages, 1 claims and 2 sources\n",
    )


@pytest.mark.parametrize("settings", ["cut_off: soon", "cut_off: 2024-11-26\n    colour: red", ""])
def test_a_wrong_setting_is_named(make_site: MakeSite, settings: str) -> None:
    site = make_site(RECORDED, BOOK)
    path = site.root / "mkdocs.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("cut_off: 2024-11-26", settings), encoding="utf-8"
    )
    assert not build_site(site.root).is_published
    run = site.check()
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "briefing" in run.stderr


def test_what_is_owed_stops_an_edition_and_no_draft(make_site: MakeSite) -> None:
    records = {
        "docs/support.yml": "records:\n- {passage: a, source: abel2020, bears: all, names: [Seoul]}\n"
    }
    page = HEAD + "It was said in Seoul.[@abel2020]\n{ #a .fact }\n"
    site = make_site(page, files=records)
    assert site.codes() == {"stale-check"}
    settings = site.root / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("cut_off:", "draft: true\n    cut_off:"), "utf-8"
    )
    said = site.check()
    assert (said.returncode, "[stale-check]" in said.stdout, build_site(site.root).messages) == (
        0,
        True,
        [],
    )
    with pytest.raises(Abort):
        freeze(settings, "Too early", date(2026, 11, 26))
    marked = run_python(
        ROOT / "scripts/check_evidence.py",
        "--held",
        "abel2020",
        "a",
        "--config",
        "mkdocs.yml",
        folder=site.root,
    )
    assert (marked.returncode, "stale" in site.check().stdout) == (0, False)
    assert freeze(settings, "Says what was seen", date(2026, 11, 26)) == "edition 1"
    moved = make_site(
        page.replace("Seoul", "Rome"),
        files={"docs/support.yml": (site.root / "docs/support.yml").read_text("utf-8")},
        strict=False,
    )
    assert {"unsupported-token", "stale-check"} <= moved.codes()


def say(text: str) -> list[str]:
    return [
        f"{problem.line} {problem.code}: {problem.message}"
        for problem in check_material("mkdocs.yml", text)
    ]


@pytest.mark.parametrize("name", NO_EFFECT)
def test_a_setting_without_effect_is_reported_with_its_line_and_what_to_do(name: str) -> None:
    group, key = name.split(".")
    text = yaml.safe_dump(
        {"site_name": "x", group: [key] if group == "plugins" else {key: ["x"]}}, sort_keys=False
    )
    (problem,) = check_material("mkdocs.yml", text)
    assert (problem.line, problem.code, problem.message) == (
        3,
        "no-effect",
        f"'{name}' has no effect here",
    )
    assert problem.hint.startswith(("delete it", "write font: false"))


@pytest.mark.parametrize(
    ("text", "messages"),
    [((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), []), *read_data("settings.yml")["said"]],
)
def test_what_is_said_of_settings(text: str, messages: list[str]) -> None:
    assert say(text) == messages
