"""Editions on real tiny sites: frozen, kept, compared; and that no promise can be broken in silence."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from support import ABEL, ROOT, TEMPLATES, Built, Project, make_settings

MAIN = """{% if page.meta.head %}{% set head = page.meta.head %}{% include "layout/head.html" %}{% endif %}
<link rel="canonical" href="{{ page.canonical_url }}">
{% if page.meta.frozen %}{% include "layout/banner.html" %}{% endif %}{{ page.content | safe }}
{% if page.meta.status %}{% include "layout/status.html" %}{% endif %}"""
FRONT = """# Front { #front }

It may rain.[@abel2020, p. 7]
{ #rain .fact data-event="2020-05" data-article="1" }

See [the theme](theme.md#detail), [its data](data.csv), [all](editions.md#editions). <!-- briefing: edition -->
{ #links }

## Wind { #wind }

It is windy, says [one](theme.md).
{ #breeze .assessment }
"""
THEME = """---
title: Theme
---

# Theme { #theme }

A detail.
{ #detail .assessment }
"""


@pytest.fixture
def site(tmp_path: Path) -> "Site":
    """A site of two pages, frozen as edition 1."""
    return Site(tmp_path)


class Site(Project):
    """A site of two pages, frozen as edition 1."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        for name, text in {"bibliography.bib": ABEL, "theme/main.html": MAIN, "mkdocs.yml": make_settings(),
                           "docs/index.md": FRONT, "docs/theme.md": THEME, "docs/data.csv": "a\n",
                           "docs/editions.md": "# Editions { #editions }\n\n<!-- briefing: editions -->\n",
                           **TEMPLATES}.items():
            self.write(name, text)
        self.freeze("Begins.")


def test_an_untouched_site_equals_its_edition(site: Site) -> None:
    built = site.build()
    assert (built.messages, built.is_published) == ([], True)


def test_a_changed_word_stops_the_build_and_names_the_section(site: Site) -> None:
    site.build()
    site.edit("docs/index.md", "It is windy", "It is calm")
    built = site.build()
    assert not built.is_published
    assert built.messages == ["docs/index.md:9: the section 'Wind' differs from edition 1; freeze what is there as a "
                              'new edition: make edition NOTE="why" [silent-edit]']
    assert "It is windy" in built.html()
    site.freeze("The wind has dropped.")
    assert site.build().messages == []


@pytest.mark.parametrize(("old", "new"), [
    ("[@abel2020, p. 7]", "[@abel2020, p. 8]"), ("[@abel2020, p. 7]", ""), (".fact", ".background"),
    ("## Wind { #wind }", "## Gusts { #wind }"), ("See [the", "And see [the"),
])
def test_a_changed_page_number_source_kind_or_heading_is_no_smaller_change(site: Site, old: str, new: str) -> None:
    site.edit("docs/index.md", old, new)
    assert "silent-edit" in site.build().codes()


def test_a_changed_source_record_is_a_changed_text(site: Site) -> None:
    site.edit("bibliography.bib", "Suwałki Gap", "Suwałki Corridor")
    assert site.build().codes() == {"silent-edit"}


def test_a_changed_link_or_new_layout_is_none(site: Site) -> None:
    site.edit("docs/index.md", "(theme.md#detail)", "(theme.md)")
    site.edit("theme/main.html", "{{ page.content | safe }}", "<main>{{ page.content | safe }}</main>")
    assert site.build().messages == []


def test_new_and_vanished_sections_are_named(site: Site) -> None:
    site.edit("docs/index.md", "## Wind { #wind }", "## Snow { #snow }")
    messages = site.build().messages
    assert any("the section 'Snow' is not in edition 1" in message for message in messages)
    assert any("the section 'Wind' of edition 1, /#wind, is gone" in message for message in messages)


def test_a_server_only_informs(site: Site) -> None:
    site.edit("docs/index.md", "It is windy", "It is calm")
    run = subprocess.run([sys.executable, "-c", (
        "from mkdocs.config import load_config; from mkdocs.commands.build import build; import logging;"
        "logging.basicConfig(level=20); c = load_config('mkdocs.yml', site_dir='served');"
        "c.plugins.on_startup(command='serve', dirty=False); build(c)")],
        cwd=site.root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "docs/index.md:9: the section 'Wind' differs from edition 1" in run.stderr
    assert "WARNING" not in run.stderr


def test_a_renamed_id_needs_an_alias(site: Site) -> None:
    site.edit("docs/index.md", "## Wind { #wind }", "## Wind { #gusts }")
    with pytest.raises(Abort):
        site.freeze("Renames.")
    built = site.build()
    assert any("the address /#wind no longer leads anywhere" in message for message in built.messages)
    site.edit("docs/index.md", "{ #gusts }", '{ #gusts data-aliases="wind" }')
    site.freeze("Renames.")
    assert site.build().messages == []


def test_a_withdrawn_claim_needs_a_tombstone(site: Site) -> None:
    claim = 'It is windy, says [one](theme.md).\n{ #breeze .assessment }\n'
    site.edit("docs/index.md", claim, "")
    assert {"lost-address", "silent-edit"} == site.build().codes()
    site.edit("docs/index.md", "{ #wind }\n", "{ #wind }\n\nWithdrawn: there was no wind.\n{ #breeze .withdrawn }\n")
    site.freeze("No wind.")
    assert site.build().messages == []


def test_a_moved_page_needs_a_redirect(site: Site) -> None:
    (site.root / "docs/theme.md").rename(site.root / "docs/detail.md")
    site.edit("docs/index.md", "(theme.md", "(detail.md")
    lost = [message for message in site.build().messages if "lost-address" in message]
    assert len(lost) == 2
    assert "its page is gone" in lost[0]
    site.edit("mkdocs.yml", "- redirects", "- redirects:\n    redirect_maps: {theme.md: detail.md}")
    site.freeze("Moves a page.")
    assert site.build().messages == []
    site.edit("mkdocs.yml", "\n    redirect_maps: {theme.md: detail.md}", "")
    assert site.build().codes() == {"lost-address"}, "known from the first edition alone"


def test_every_address_of_three_editions_is_kept(site: Site) -> None:
    """An address that only the first edition had is not forgotten by the third."""
    site.edit("docs/index.md", "{ #wind }", '{ #gusts data-aliases="wind" }')
    site.freeze("Renames.")
    site.edit("docs/index.md", "It may rain", "It may snow")
    site.freeze("Snow.")
    site.edit("docs/index.md", ' data-aliases="wind"', "")
    built = site.build()
    lost = next(message for message in built.messages if "/#wind" in message)
    assert lost.startswith("editions/3/manifest.json:1: ")


def test_an_edition_with_one_changed_byte_stops_the_build(site: Site) -> None:
    page = site.root / "editions/1/theme.md"
    page.write_bytes(page.read_bytes().replace(b"A detail", b"B detail"))
    built = site.build()
    assert not built.is_published
    assert built.messages[0].startswith("editions/1/theme.md:1: this page was changed after publication; put it back")


def test_what_an_edition_shows_cannot_change_with_the_code(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import briefing.pages.vocabulary
    monkeypatch.setitem(briefing.pages.vocabulary.KINDS, "assessment", "Opinion")
    assert "edition-rendering" in site.build().codes()


@pytest.mark.parametrize(("prepare", "reason"), [
    (lambda site: None, "nothing has changed since edition 1"),
    (lambda site: site.edit("docs/index.md", "@abel2020", "@able2020"), "strict mode"),
    (lambda site: (site.root / "editions/1/manifest.json").write_text("{}"), "edition-altered"),
])
def test_freezing_is_refused(site: Site, prepare: Callable[[Site], None], reason: str) -> None:
    prepare(site)
    with pytest.raises(Abort, match=reason):
        site.freeze("Why not.")
    assert [path.name for path in (site.root / "editions").iterdir()] == ["1"]


def test_the_command_needs_a_note_and_says_what_it_did(site: Site) -> None:
    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, ROOT / "scripts/freeze_edition.py", "--config", site.root / "mkdocs.yml", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)
    assert run().returncode != 0
    assert "say why" in run("--note", " ").stderr
    refused = run("--note", "Again.")
    assert (refused.returncode, "nothing was frozen" in refused.stderr) == (1, True)
    site.edit("docs/theme.md", "A detail", "[@able] Details")
    faulty = run("--note", "More detail.")
    assert faulty.returncode == 1
    assert "docs/theme.md:7: citation key 'able' is not in bibliography.bib" in faulty.stderr
    site.edit("docs/theme.md", "[@able] Details", "Details")
    assert "edition 1 has a later date" in run("--note", "More detail.", "--date", "2026-11-24").stderr
    done = run("--note", "More detail.", "--date", "2026-12-24")
    assert (done.returncode, done.stdout) == (0, "froze edition 2\n"), done.stderr
    manifest = json.loads((site.root / "editions/2/manifest.json").read_text(encoding="utf-8"))
    assert (manifest["date"], manifest["note"]) == ("2026-12-24", "More detail.")


def test_nothing_is_left_of_a_freeze_that_fails_half_way(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")
    site.edit("docs/theme.md", "A detail", "Details")
    monkeypatch.setattr("freeze_edition.os.rename", fail)
    with pytest.raises(OSError, match="disk full"):
        site.freeze("More.")
    assert [path.name for path in (site.root / "editions").iterdir()] == ["1"]


@pytest.fixture
def second(site: Site) -> Built:
    """Two editions: a changed word and a changed order of notes' numbers."""
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.freeze("The wind has dropped.")
    return site.build()


def read(built: Built, page: str) -> str:
    """Give the words of a page."""
    return " ".join(re.sub(r"<[^>]+>", "", built.html(page)).split())


def test_an_edition_has_the_same_ids_and_its_own_notes(second: Built) -> None:
    old, new = second.html("editions/1/index.html"), second.html()
    ids = re.compile(r' id="([^"]+)"')
    assert ids.findall(old) == ids.findall(new)
    assert "It is windy" in old
    assert "It is calm" in new
    assert "Anna Abel" in old


def test_links_of_an_edition_stay_in_it_or_lead_to_the_live_site(second: Built) -> None:
    old = second.html("editions/1/index.html")
    assert 'href="theme/#detail"' in old
    assert 'href="../../data.csv"' in old
    assert 'href="../#editions"' in old
    assert '<a href="../../editions/">what each edition changed' in old, "a link that a view has made"


def test_the_head_of_an_edition_tells_versions_apart(second: Built) -> None:
    old = second.html("editions/1/theme/index.html")
    links = dict(re.findall(r'<link rel="([^"]+)" href="([^"]+)"', old))
    home = "https://tiny.example/"
    assert links["canonical"] == links["latest-version"] == links["original"] == f"{home}theme/"
    assert links["successor-version"] == f"{home}editions/2/theme/"
    assert links["version-history"] == f"{home}editions/"
    assert "predecessor-version" not in links
    newer = dict(re.findall(r'<link rel="([^"]+)" href="([^"]+)"', second.html("editions/2/theme/index.html")))
    assert newer["predecessor-version"] == f"{home}editions/1/theme/"
    assert "successor-version" not in newer


def test_what_changed_is_shown_in_words(second: Built) -> None:
    page = read(second, "editions/1-2/index.html")
    assert "It is [out: windy,] [in: calm,] says one." in page
    assert "Unchanged on this page: Front; Notes" in page
    assert "Every section of these pages reads as it did: Theme." in page
    assert "Why: The wind has dropped." in page


def test_a_live_page_says_since_when_its_sections_read_so(second: Built) -> None:
    page = read(second, "index.html")
    assert "Revised in edition 2: Wind. The wind has dropped." in page
    assert "Unchanged since edition 1: Front." in page
    assert "All of it is unchanged since edition 1." in read(second, "theme/index.html")


def test_the_list_of_editions_has_all(second: Built) -> None:
    page = second.html("editions/index.html")
    assert re.findall(r'id="edition-(\d)"', page) == ["2", "1"]
    assert (second.root / "site/editions/1/manifest.json").read_bytes() == (
        second.root / "editions/1/manifest.json").read_bytes()


def test_a_citation_leads_from_old_words_to_new(second: Built) -> None:
    """The life of a citation: old words, new words and the difference, from the old citation alone."""
    run = subprocess.run([sys.executable, ROOT / "scripts/verify_citation.py", "--root", second.root,
                          "The Desk, “Wind”, edition 1 (2026), https://tiny.example/editions/1/#breeze."],
                         capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "changed: /#breeze in edition 1", "  then: Assessment It is windy, says one.",
        "  now: Assessment It is calm, says one.", "  change: Assessment It is [out: windy,] [in: calm,] says one."]


def test_pages_of_an_author_cannot_stand_where_editions_do(site: Site) -> None:
    site.write("docs/editions/mine.md", "# Mine { #mine }\n")
    assert "reserved-folder" in site.build().codes()


def test_a_source_that_goes_from_the_web_is_no_change_of_words(site: Site) -> None:
    site.write("links.jsonl", '{"address": "https://example.org/abel", "verdict": "gone", "asked": "2026-11-24", '
               '"since": "2026-11-20", "seen": "2026-11-01", "misses": 3, "reason": "404 Not Found", "to": ""}\n')
    built = site.build()
    assert (built.messages, "Gone from this address" in built.html()) == ([], True)
