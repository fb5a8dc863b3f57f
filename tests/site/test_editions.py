"""Editions on real tiny sites: frozen, kept, compared; and that no promise can be broken in silence."""

import json
import re

import pytest
from mkdocs.exceptions import Abort
from support import ROOT, Built, build_site, run_python

import verify_citation

from .conftest import Site

CITATION = "The Desk, “Wind”, edition 1 (2026), https://tiny.example/editions/1/#breeze."


def test_a_changed_word_stops_the_build_and_names_the_section(site: Site) -> None:
    built = site.build()
    assert (built.messages, built.is_published) == ([], True)
    site.edit("docs/index.md", "It is windy", "It is calm")
    built = site.build()
    assert not built.is_published
    assert built.messages == ["docs/index.md:11: the section 'Wind' differs from edition 1; freeze what is there as a "
                              'new edition: make edition NOTE="why" [silent-edit]']
    assert "It is windy" in built.html()
    site.freeze("The wind has dropped.")
    assert site.build().messages == []


def test_a_draft_is_built_with_other_words_says_so_and_ends_with_its_edition(site: Site) -> None:
    def is_publishable() -> bool:
        run = run_python(ROOT / "scripts/check_evidence.py", "--config", site.root / "mkdocs.yml", "--publishable")
        assert "Traceback" not in run.stderr
        return not run.returncode
    assert is_publishable()
    site.edit("mkdocs.yml", "  briefing:\n", "  briefing:\n    draft: true\n")
    site.edit("docs/index.md", "It is windy", "It is calm")
    built = site.build()
    assert (built.messages, built.is_published, is_publishable()) == ([], True, False)
    status = built.html().partition("<aside")[2]
    assert "<strong>Draft.</strong>" in status
    assert "Nothing has changed since" not in built.html("editions/index.html")
    assert [f">{title}</a>" in status for title in ("Wind", "Snow")] == [True, False]
    site.freeze("The wind has dropped.")
    assert "draft" not in (site.root / "mkdocs.yml").read_text(encoding="utf-8")
    built = site.build()
    assert (built.messages, built.is_published, is_publishable()) == ([], True, True)
    assert "Draft" not in built.html()
    assert built.html("editions/index.html").count("Nothing has changed since") == 1


def test_a_changed_link_new_layout_or_a_source_that_goes_from_the_web_is_no_change_of_words(site: Site) -> None:
    site.edit("docs/index.md", "(theme.md#detail)", "(theme.md)")
    site.edit("theme/main.html", "{{ page.content | safe }}", "<main>{{ page.content | safe }}</main>")
    site.edit("bibliography.bib", "},\n}", "},\n  keywords = {gone},\n}")
    built = site.build()
    assert (built.messages, "Gone from this address" in built.html()) == ([], True)


def test_the_engine_may_say_its_own_words_otherwise(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Labels, headings of its own and templates: what is published stands as it was, and no promise is broken."""
    from briefing.pages import vocabulary
    site.build()
    site.edit("mkdocs.yml", "https://tiny.example/", "https://new.example/")
    before = site.build().html("editions/1/index.html")
    assert "https://tiny.example/" not in before
    for table, word in [(vocabulary.KINDS, "assessment"), (vocabulary.KINDS, "fact"), (vocabulary.WORDS, "notes")]:
        monkeypatch.setitem(table, word, f"Renamed {word}")
    site.edit("theme/layout/banner.html", "This page is kept", "We kept this page")
    built = site.build()
    assert built.messages == []
    assert {"Renamed fact", "Renamed assessment", "Renamed notes"} <= set(re.findall(r">(Renamed \w+)", built.html()))
    assert built.html("editions/1/index.html").replace("We kept this page", "This page is kept") == before


def test_a_server_that_is_not_strict_shows_the_page_and_says_what_differs(site: Site) -> None:
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.edit("mkdocs.yml", "strict: true", "strict: false")
    built = build_site(site.root, "serve")
    assert built.messages[0].startswith("docs/index.md:11: the section 'Wind' differs from edition 1")
    assert (built.is_published, "It is calm" in built.html()) == (True, True)


def test_a_renamed_id_needs_an_alias_for_ever(site: Site) -> None:
    """An address that only the first edition had is not forgotten by the third."""
    site.edit("docs/index.md", "## Wind { #wind }", "## Gusts { #gusts }")
    with pytest.raises(Abort):
        site.freeze("Renames.")
    messages = "\n".join(site.build().messages)
    for words in ("the address /#wind no longer leads anywhere: 'wind' is not on its page",
                  "the section 'Gusts' is not in edition 1", "the section 'Wind' of edition 1, /#wind, is gone"):
        assert words in messages
    site.edit("docs/index.md", "{ #gusts }", '{ #gusts data-aliases="wind" }')
    site.freeze("Renames.")
    assert site.build().messages == []
    site.edit("docs/index.md", "It may rain", "It may snow")
    site.freeze("Snow.")
    site.edit("docs/index.md", ' data-aliases="wind"', "")
    assert next(message for message in site.build().messages if "/#wind" in message).startswith(
        "editions/3/manifest.json:1: ")


def test_a_withdrawn_claim_needs_a_tombstone(site: Site) -> None:
    site.edit("docs/index.md", 'It is windy, says [one](theme.md).\n{ #breeze .assessment }\n', "")
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
    built = site.build()
    assert built.messages == []
    assert '<a href="../../../detail/">Read it as it is now' in built.html("editions/1/theme/index.html")
    site.edit("mkdocs.yml", "\n    redirect_maps: {theme.md: detail.md}", "")
    assert site.build().codes() == {"lost-address"}, "known from the first edition alone"


def test_an_edition_with_one_changed_byte_stops_the_build(site: Site) -> None:
    site.edit("editions/1/theme/index.html", "A detail", "B detail")
    built = site.build()
    assert not built.is_published
    assert built.messages[0].startswith("editions/1/theme/index.html:1: this file was changed after publication; put")


def test_an_edition_keeps_how_its_pages_are_cited(site: Site) -> None:
    site.write("docs/cite.md", "# Cite { #cite }\n\n<!-- briefing: cite -->\n")
    site.freeze("Cites.")
    built = site.build()
    page = json.loads((site.root / "editions/2/manifest.json").read_text(encoding="utf-8"))["pages"]["theme/"]
    assert set(page["citations"]) == {"chicago", "apa", "mla", "biblatex", "bibtex", "ris", "csl"}
    assert all("{site_url}editions/2/theme/" in text for text in page["citations"].values())
    assert 'class="cite now" href="../../../theme/#detail"' in built.html("editions/2/theme/index.html")
    assert "https://tiny.example/" not in (site.root / "editions/2/cite/index.html").read_text(encoding="utf-8")


@pytest.fixture
def second(site: Site) -> Built:
    """Two editions: a changed word."""
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.freeze("The wind has dropped.")
    return site.build()


def read(built: Built, page: str) -> str:
    """Give the words of a page."""
    return " ".join(re.sub(r"<[^>]+>", "", built.html(page)).split())


def test_an_edition_has_the_same_ids_its_own_notes_pictures_and_links(second: Built) -> None:
    old, new = second.html("editions/1/index.html"), second.html()
    ids = re.compile(r' id="([^"]+)"')
    assert ids.findall(old) == ids.findall(new)
    assert "It is windy" in old
    assert "It is calm" in new
    assert "Anna Abel" in old
    for name in ("manifest.json", "map.png"):
        assert (second.root / "site/editions/1" / name).read_bytes() == (second.root / "editions/1" / name).read_bytes()
    for link in ('href="theme/#detail"', 'href="../../data.csv"', 'href="../../editions/#editions"', 'src="map.png"',
                 '<a href="../../editions/">what each edition changed'):
        assert link in old


def test_the_head_of_an_edition_tells_versions_apart(second: Built) -> None:
    def read_links(page: str) -> dict[str, str]:
        return dict(re.findall(r'<link rel="([^"]+)" href="https://tiny.example/([^"]*)"', second.html(page)))
    older = read_links("editions/1/theme/index.html")
    assert {name: older[name] for name in ("canonical", "cite-as", "latest-version", "original", "version-history",
                                           "successor-version", "collection")} == {
        "canonical": "editions/1/theme/", "cite-as": "editions/1/theme/", "latest-version": "theme/",
        "original": "theme/", "version-history": "editions/", "successor-version": "editions/2/theme/",
        "collection": "editions/1/"}
    newer = read_links("editions/2/theme/index.html")
    assert newer["predecessor-version"] == "editions/1/theme/"
    assert "successor-version" not in newer
    assert read_links("theme/index.html")["predecessor-version"] == "editions/2/theme/"


def test_pages_say_what_changed_and_since_when_their_sections_read_so(second: Built) -> None:
    for page, words in [
            ("editions/1-2/", "Wind: revised It is [out: windy,] [in: calm,] says one."),
            ("editions/1-2/", "what was corrected The wind has dropped."),
            ("editions/1-2/", "Unchanged on this page: Front; Notes"),
            ("editions/1-2/", "Every section of these pages reads as it did: Theme."),
            ("", "Unchanged since edition 1: Front."),
            ("", "Revised in edition 2: Wind. The wind has dropped."),
            ("theme/", "All of it is unchanged since edition 1.")]:
        assert words in read(second, f"{page}index.html")
    assert re.findall(r'id="edition-(\d)"', second.html("editions/index.html")) == ["2", "1"]


def test_a_changed_label_is_told_apart_from_changed_words(site: Site) -> None:
    site.edit("docs/index.md", ".assessment", ".forecast")
    site.freeze("It was a forecast.")
    page = read(site.build(), "editions/1-2/index.html")
    assert "It is windy, says one. Assessment → Forecast" in page
    assert "Wind: revised The words are the same. What differs is their kind" in page


def test_a_citation_leads_from_old_words_to_new(second: Built) -> None:
    """The life of a citation: old words, new words and the difference, from the old citation alone."""
    for cited, state, words in [
            ("#breeze", "changed", "changed: /#breeze in edition 1\n  then: It is windy, says one.\n  now: It is calm, "
             "says one.\n  change: It is [out: windy,] [in: calm,] says one."),
            ("#rain", "same", "same: /#rain in edition 1\n  then: It may rain.[abel2020] p. 7"),
            ("#x", "", "edition 1 has no passage at /#x")]:
        assert verify_citation.answer(CITATION.replace("#breeze", cited), second.root) == (state, words)
    assert verify_citation.answer("It may rain.", second.root) == ("", "there is no address in it")
    assert verify_citation.answer(CITATION, second.root / "docs") == ("", "there is no edition yet")


@pytest.mark.parametrize(("state", "status"), [("same", 0), ("changed", 1), ("moved", 1), ("withdrawn", 1), ("", 2)])
def test_the_command_tells_it_by_its_status(
        monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], state: str, status: int) -> None:
    monkeypatch.setattr(verify_citation, "answer", lambda citation, root: (state, "words"))
    with pytest.raises(SystemExit) as end:
        verify_citation.main()
    assert (end.value.code, "words" in capsys.readouterr().out) == (status, bool(state))
