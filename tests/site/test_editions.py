"""Editions on real tiny sites: frozen, whole or not at all, kept, compared; no promise can be broken in silence."""

import json
import os
import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from support import ROOT, THEMES, Built, build_site, read_data, run_python

import verify_citation

from .conftest import Site

DATA = read_data("sites.yml")
SILENT = (
    "docs/index.md:11: the section 'Wind' differs from edition 1; freeze what is there as a new edition: make "
    'edition NOTE="why" [silent-edit]'
)


def test_a_changed_word_stops_the_build_and_names_the_section(site: Site) -> None:
    """A server that is not strict shows the page, and says what differs."""
    assert (site.build().messages, site.build().is_published) == ([], True)
    site.edit("docs/index.md", "It is windy", "It is calm")
    built = site.build()
    assert (built.messages, built.is_published, "It is windy" in built.html()) == (
        [SILENT],
        False,
        True,
    )
    site.edit("mkdocs.yml", "strict: true", "strict: false")
    served = build_site(site.root, "serve")
    assert (served.messages[0], served.is_published, "It is calm" in served.html()) == (
        SILENT,
        True,
        True,
    )
    site.freeze("The wind has dropped.")
    assert site.build().messages == []


def test_a_draft_is_built_with_other_words_says_so_and_ends_with_its_edition(site: Site) -> None:
    def build() -> Built:
        built = site.build()
        run = run_python(
            ROOT / "scripts/check_evidence.py",
            "--config",
            site.root / "mkdocs.yml",
            "--publishable",
        )
        is_draft = "draft: true" in (site.root / "mkdocs.yml").read_text(encoding="utf-8")
        assert (run.returncode, built.messages, built.is_published) == (is_draft, [], True), (
            run.stderr
        )
        assert ("Draft" in built.html()) == is_draft
        assert ("Nothing has changed since" in built.html("editions/index.html")) == (not is_draft)
        return built

    build()
    site.edit("mkdocs.yml", "  briefing:\n", "  briefing:\n    draft: true\n")
    site.edit("docs/index.md", "It is windy", "It is calm")
    status = build().html().partition("<aside")[2]
    assert ["<strong>Draft.</strong>" in status, ">Wind</a>" in status, ">Snow</a>" in status] == [
        True,
        True,
        False,
    ]
    site.freeze("The wind has dropped.")
    build()


def test_a_changed_link_new_layout_or_a_source_that_goes_from_the_web_is_no_change_of_words(
    site: Site,
) -> None:
    site.edit("docs/index.md", "(theme.md#detail)", "(theme.md)")
    site.edit(
        "theme/main.html", "{{ page.content | safe }}", "<main>{{ page.content | safe }}</main>"
    )
    site.edit("bibliography.bib", "},\n}", "},\n  keywords = {gone},\n}")
    built = site.build()
    assert (built.messages, "Gone from this address" in built.html()) == ([], True)


def test_the_engine_may_say_its_own_words_otherwise(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Labels, headings of its own and templates: what is published stands as it was, and no promise is broken."""
    from briefing.pages import vocabulary

    site.edit("mkdocs.yml", "https://tiny.example/", "https://new.example/")
    before = site.build().html("editions/1/index.html")
    assert "https://tiny.example/" not in before
    for table, word in [
        (vocabulary.KINDS, "assessment"),
        (vocabulary.KINDS, "fact"),
        (vocabulary.WORDS, "notes"),
    ]:
        monkeypatch.setitem(table, word, f"Renamed {word}")
    site.edit("theme/layout/banner.html", "This page is kept", "We kept this page")
    built = site.build()
    assert built.messages == []
    assert {"Renamed fact", "Renamed assessment", "Renamed notes"} <= set(
        re.findall(r">(Renamed \w+)", built.html())
    )
    assert (
        built.html("editions/1/index.html").replace("We kept this page", "This page is kept")
        == before
    )


def test_a_renamed_id_needs_an_alias_for_ever(site: Site) -> None:
    """An address that only the first edition had is not forgotten by the third."""
    site.edit("docs/index.md", "## Wind { #wind }", "## Gusts { #gusts }")
    with pytest.raises(Abort):
        site.freeze("Renames.")
    messages = "\n".join(site.build().messages)
    for words in (
        "the address /#wind no longer leads anywhere: 'wind' is not on its page",
        "the section 'Gusts' is not in edition 1",
        "docs/index.md:1: the section 'Wind' of edition 1, /#wind, is gone",
    ):
        assert words in messages
    site.edit("docs/index.md", "{ #gusts }", '{ #gusts data-aliases="wind" }')
    site.freeze("Renames.")
    assert site.build().messages == []
    site.edit("docs/index.md", "It may rain", "It may snow")
    site.freeze("Snow.")
    site.edit("docs/index.md", ' data-aliases="wind"', "")
    assert next(message for message in site.build().messages if "/#wind" in message).startswith(
        "editions/3/manifest.json:1: "
    )


def test_a_withdrawn_claim_needs_a_tombstone(site: Site) -> None:
    site.edit("docs/index.md", "It is windy, says [one](theme.md).\n{ #breeze .assessment }\n", "")
    assert {"lost-address", "silent-edit"} == site.build().codes()
    site.edit(
        "docs/index.md",
        "{ #wind }\n",
        "{ #wind }\n\nWithdrawn: there was no wind.\n{ #breeze .withdrawn }\n",
    )
    site.freeze("No wind.")
    assert site.build().messages == []


def test_a_moved_page_needs_a_redirect(site: Site) -> None:
    (site.root / "docs/theme.md").rename(site.root / "docs/detail.md")
    site.edit("docs/index.md", "(theme.md", "(detail.md")
    assert [
        "its page is gone" in said for said in site.build().messages if "lost-address" in said
    ] == [True] * 2
    site.write("theme/redirect.html", "{{ url }}")
    site.edit("mkdocs.yml", "- redirects", "- redirects:\n    redirect_maps: {theme.md: detail.md}")
    site.freeze("Moves a page.")
    built = site.build()
    assert built.messages == []
    assert '<a href="../../../detail/">Read it as it is now' in built.html(
        "editions/1/theme/index.html"
    )
    site.edit("mkdocs.yml", "\n    redirect_maps: {theme.md: detail.md}", "")
    assert site.build().codes() == {"lost-address"}, "known from the first edition alone"


@pytest.mark.parametrize(("name", "old", "new", "message"), DATA["altered"])
def test_one_changed_byte_of_an_edition_stops_a_build(
    site: Site, name: str, old: str, new: str, message: str
) -> None:
    site.edit(f"editions/1/{name}", old, new)
    built = site.build()
    assert not built.is_published
    assert built.messages[0].startswith(f"editions/1/{name}:1: ")
    assert message in built.messages[0]


def test_an_edition_keeps_how_its_pages_are_cited(site: Site, real_site: Path) -> None:
    site.write("docs/cite.md", "# Cite { #cite }\n\n<!-- briefing: cite -->\n")
    site.freeze("Cites.")
    page = json.loads((site.root / "editions/2/manifest.json").read_text(encoding="utf-8"))[
        "pages"
    ]["theme/"]
    assert set(page["citations"]) == {"chicago", "apa", "mla", "biblatex", "bibtex", "ris", "csl"}
    assert all("{site_url}editions/2/theme/" in text for text in page["citations"].values())
    built = site.build()
    assert 'class="cite now" href="../../../theme/#detail"' in built.html(
        "editions/2/theme/index.html"
    )
    assert built.html("editions/2/theme/page.bib").startswith("@report{")
    assert (real_site / f"editions/1/{THEMES[1]}page.bib").read_text("utf-8")[0] == "@", (
        "then called bibtex"
    )
    assert "https://tiny.example/" not in (site.root / "editions/2/cite/index.html").read_text(
        encoding="utf-8"
    )


@pytest.fixture
def second(site: Site) -> Built:
    """Two editions: a changed word, and another label."""
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.edit("docs/theme.md", ".assessment", ".forecast")
    site.freeze("The wind has dropped.")
    return site.build()


def test_an_edition_has_the_same_ids_its_own_notes_pictures_and_links(second: Built) -> None:
    old, new = second.html("editions/1/index.html"), second.html()
    assert re.findall(r' id="([^"]+)"', old) == re.findall(r' id="([^"]+)"', new)
    assert ["It is windy" in old, "It is calm" in new, "Anna Abel" in old] == [True] * 3
    for name in ("manifest.json", "map.png"):
        assert (second.root / "site/editions/1" / name).read_bytes() == (
            second.root / "editions/1" / name
        ).read_bytes()
    for link in (
        'href="theme/#detail"',
        'href="../../data.csv"',
        'href="../../editions/#editions"',
        'src="map.png"',
        '<a href="../../editions/">what each edition changed',
    ):
        assert link in old


def test_the_head_of_an_edition_tells_versions_apart(second: Built) -> None:
    def read_links(page: str) -> set[tuple[str, str]]:
        return set(
            re.findall(
                r'<link rel="([^"]+)" href="https://tiny.example/([^"]*)"', second.html(page)
            )
        )

    older, newer = (read_links(f"editions/{number}/theme/index.html") for number in (1, 2))
    assert {
        ("canonical", "editions/1/theme/"),
        ("cite-as", "editions/1/theme/"),
        ("latest-version", "theme/"),
        ("original", "theme/"),
        ("version-history", "editions/"),
        ("successor-version", "editions/2/theme/"),
        ("collection", "editions/1/"),
        ("author", ""),
    } <= older
    assert ("predecessor-version", "editions/1/theme/") in newer
    assert "successor-version" not in dict(newer)
    assert ("predecessor-version", "editions/2/theme/") in read_links("theme/index.html")


def test_pages_say_what_changed_and_since_when_their_sections_read_so(second: Built) -> None:
    for page, words in DATA["revised"]:
        assert words in " ".join(re.sub(r"<[^>]+>", "", second.html(f"{page}index.html")).split())
    assert re.findall(r'id="edition-(\d)"', second.html("editions/index.html")) == ["2", "1"]


@pytest.mark.parametrize(("cited", "status", "words"), DATA["cited"])
def test_a_citation_leads_from_old_words_to_new(
    second: Built, cited: str, status: int, words: str
) -> None:
    """The life of a citation: old words, new words and the difference, from the old citation alone."""
    assert verify_citation.answer(DATA["cited"][0][0], second.root / "docs") == (
        "",
        "there is no edition yet",
    )
    (second.root / "scripts").symlink_to(ROOT / "scripts")
    made = run_python(second.root / "scripts/verify_citation.py", *cited.split())
    assert (made.returncode, made.stderr if status == 2 else made.stdout) == (status, f"{words}\n")


@pytest.mark.parametrize(("name", "old", "new", "reason"), DATA["unfrozen"])
def test_freezing_is_refused(site: Site, name: str, old: str, new: str, reason: str) -> None:
    site.edit(name, old, new)
    with pytest.raises(Abort, match=reason):
        site.freeze("Why not.")
    assert os.listdir(site.root / "editions") == ["1"]


def run(site: Site, *arguments: str) -> tuple[int, str]:
    made = run_python(
        ROOT / "scripts/freeze_edition.py", "--config", site.root / "mkdocs.yml", *arguments
    )
    return made.returncode, made.stdout + made.stderr


def test_the_command_needs_a_note_and_says_what_it_did(site: Site) -> None:
    site.edit("docs/theme.md", "A detail", "[@able] Details")
    for arguments, words in DATA["refused"]:
        status, said = run(site, *arguments)
        assert (status, "nothing was frozen: " in said, words in said) == (1, True, True)
    site.edit("docs/theme.md", "[@able] Details", "Details")
    assert run(site, "--note", "More  detail.", "--date", "2026-12-24") == (0, "froze edition 2\n")
    manifest = json.loads((site.root / "editions/2/manifest.json").read_text(encoding="utf-8"))
    assert [manifest[name] for name in ("date", "note", "site_name", "cut_off")] == [
        "2026-12-24",
        "More detail.",
        "Tiny",
        "2024-11-26",
    ]
    assert manifest["pages"]["theme/"]["description"] == "About it."


def test_nothing_is_left_of_a_freeze_that_fails_half_way(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def fail(source: Path, target: Path) -> None:
        if target.parent.name == "editions":
            raise OSError("disk full")
        rename(source, target)

    site.edit("docs/theme.md", "A detail", "Details")
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="disk full"):
        site.freeze("More.")
    assert os.listdir(site.root / "editions") == ["1"]


def test_what_differs_is_shown_as_a_reader_would_see_it(site: Site) -> None:
    assert run(site, "--show") == (0, "nothing differs from the newest edition\n")
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.edit("docs/theme.md", "title: Theme", "title: Team")
    site.edit("docs/theme.md", "A detail.", f"Something else. {'More. ' * 20}")
    assert (
        run(site, "--show")[1]
        == DATA["differs"] + "to see every word that differs: make diff ALL=1\n"
    )
    assert run(site, "--show", "--all")[1] == (
        f"{DATA['differs']}/theme/#theme, Theme: changed\n  - A detail.\n  + Something else.{' More.' * 20}\n"
    )
    assert os.listdir(site.root / "editions") == ["1"]
