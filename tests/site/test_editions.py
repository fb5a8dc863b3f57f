"""Editions on real tiny sites: frozen whole or not at all, kept, compared.

No promise can be broken in silence.
"""

import json
import re
from pathlib import Path

import pytest
import yaml
from mkdocs.exceptions import Abort
from support import Built, read_data
from within import run_within

from briefing.editions.editions import load_editions
from briefing.pages import vocabulary

from .conftest import Site

Capture = pytest.CaptureFixture[str]
DATA = read_data("sites.yml")
WINDY = "It is windy, says [one](theme.md).[](){ #breeze }\n{ #air }\n"


def test_each_edition_is_listed_with_its_identifier_and_the_next_one_repeats_it(
    site: Site,
) -> None:
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.freeze("The wind has dropped.")
    html = site.build().html("editions/index.html")
    first, second = load_editions(site.root)[0]
    assert re.findall(r">(swh:1:dir:[0-9a-f]{40})<", html) == [second.swhid, first.swhid]
    assert second.data["predecessor_swhid"] == first.swhid
    assert "git rev-parse HEAD:editions/2" in html


def check(site: Site, is_draft: bool) -> Built:
    """Build a site without a message; a draft says that it is one, and is not for publishing."""
    built = site.build()
    asked = run_within("publishable.py", "--config", site.root / "mkdocs.yml")
    assert asked.returncode == (3 if is_draft else 0), asked.stderr
    assert (built.messages, built.is_published) == ([], True)
    assert ("Draft" in built.html()) == is_draft
    is_settled = "Nothing has changed since" in built.html("editions/index.html")
    assert is_settled == (not is_draft)
    return built


def test_other_words_make_a_draft_which_ends_with_its_edition(site: Site) -> None:
    check(site, is_draft=False)
    site.edit("docs/index.md", "It is windy", "It is calm")
    status = check(site, is_draft=True).html().partition("<aside")[2]
    assert "<strong>Draft.</strong>" in status
    assert ">Wind</a>" in status
    assert ">Snow</a>" not in status
    site.freeze("The wind has dropped.")
    check(site, is_draft=False)
    site.edit("docs/index.md", "It is calm", "It is windy")
    check(site, is_draft=True)
    site.edit("docs/index.md", "It is windy", "It is calm")
    check(site, is_draft=False)


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
    """Labels, headings of its own, templates: what is published stands, no promise is broken."""
    site.edit("mkdocs.yml", "https://tiny.example/", "https://new.example/")
    before = site.build().html("editions/1/index.html")
    assert "https://tiny.example/" not in before
    monkeypatch.setitem(vocabulary.WORDS, "notes", "Renamed notes")
    site.edit("theme/edition.html", "This page is kept", "We kept this page")
    built = site.build()
    assert built.messages == []
    assert ">Renamed notes" in built.html()
    after = built.html("editions/1/index.html")
    assert after.replace("We kept this page", "This page is kept") == before


def test_a_renamed_id_needs_an_alias_for_ever(site: Site) -> None:
    """An address that only the first edition had is not forgotten by the third."""
    site.edit("docs/index.md", "## Wind { #wind }", "## Gusts { #gusts }")
    with pytest.raises(Abort):
        site.freeze("Renames.")
    messages = "\n".join(site.build().messages)
    assert "the address /#wind no longer leads anywhere: 'wind' is not on its page" in messages
    site.edit("docs/records/index.yml", "breeze:", "aliases: {gusts: [wind]}\n\nbreeze:")
    site.freeze("Renames.")
    assert site.build().messages == []
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.freeze("Calm.")
    site.edit("docs/records/index.yml", "aliases: {gusts: [wind]}", "")
    messages = [message for message in site.build().messages if "/#wind" in message]
    assert messages[0].startswith("editions/3/manifest.json:1: ")


def test_a_withdrawn_claim_needs_a_tombstone(site: Site) -> None:
    site.edit("docs/index.md", WINDY, "")
    assert "record-without-anchor" in site.build().codes()
    site.edit("docs/records/index.yml", "breeze: {kind: assessment}\n", "")
    assert site.build().codes() == {"lost-address"}
    gone = "Withdrawn: there was no wind.\n{{ #{} .withdrawn }}\n\n"
    lines = gone.format("air") + gone.format("breeze")
    site.edit("docs/index.md", "<!-- briefing: edition -->", f"{lines}<!-- briefing: edition -->")
    site.freeze("No wind.")
    assert site.build().messages == []


def test_a_moved_page_needs_a_redirect(site: Site) -> None:
    for name in ("docs/{}.md", "docs/records/{}.yml"):
        (site.root / name.format("theme")).rename(site.root / name.format("detail"))
    site.edit("docs/index.md", "(theme.md", "(detail.md")
    lost = [message for message in site.build().messages if "lost-address" in message]
    assert len(lost) == 3
    assert all("its page is gone" in message for message in lost)
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


def test_a_page_of_an_edition_is_cited_at_its_address(site: Site) -> None:
    """Whatever the address of the site, which its files do not name."""
    site.write("docs/cite.md", "# Cite { #cite }\n\n<!-- briefing: cite -->\n")
    site.freeze("Cites.")
    for name in ("cite/index.html", "manifest.json"):
        text = (site.root / "editions/2" / name).read_text(encoding="utf-8")
        assert "https://tiny.example/" not in text
    built = site.build()
    assert "https://tiny.example/editions/2/theme/" in built.html("editions/2/theme/index.html")
    control = 'class="cite now" href="../../../theme/#details"'
    assert control in built.html("editions/2/theme/index.html")


def test_an_edition_has_the_ids_words_and_notes_that_it_had(second: Built) -> None:
    old = second.html("editions/1/index.html")
    new = second.html()
    assert re.findall(r' id="([^"]+)"', old) == re.findall(r' id="([^"]+)"', new)
    assert "It is windy" in old
    assert "It is calm" in new
    assert "Anna Abel" in old


@pytest.mark.parametrize(
    ("page", "kept"),
    [("", "editions/2/"), ("theme/", "editions/2/theme/"), ("editions/", "")],
)
def test_a_page_as_markdown_says_which_edition_has_its_words(
    second: Built, page: str, kept: str
) -> None:
    front = yaml.safe_load(second.html(f"{page}index.md").split("---\n")[1])
    assert front["address"] == f"https://tiny.example/{page}"
    assert front["frozen"] == (f"https://tiny.example/{kept}" if kept else None)
    assert (front["edition"], front["state"]) == (2, "published")


@pytest.mark.parametrize("name", ["manifest.json", "map.png"])
def test_files_of_an_edition_are_published_as_they_are(second: Built, name: str) -> None:
    kept = second.root / "editions/1" / name
    published = second.root / "site/editions/1" / name
    assert published.read_bytes() == kept.read_bytes()


@pytest.mark.parametrize(
    "link",
    [
        'href="theme/#detail"',
        'href="../../data.csv"',
        'href="../../editions/#editions"',
        'src="map.png"',
        '<a href="../../editions/">what each edition changed',
    ],
)
def test_links_of_an_edition_lead_to_it_or_to_the_site_around_it(second: Built, link: str) -> None:
    assert link in second.html("editions/1/index.html")


def test_the_head_of_an_edition_says_where_its_words_stay(second: Built) -> None:
    html = second.html("editions/1/theme/index.html")
    for relation in ("canonical", "cite-as"):
        assert f'<link rel="{relation}" href="https://tiny.example/editions/1/theme/">' in html


@pytest.mark.parametrize(("page", "words"), DATA["revised"])
def test_pages_say_what_changed_and_since_when_their_sections_read_so(
    second: Built, page: str, words: str
) -> None:
    text = re.sub(r"<[^>]+>", "", second.html(f"{page}index.html"))
    assert words in " ".join(text.split())


def test_editions_are_listed_newest_first(second: Built) -> None:
    page = second.html("editions/index.html")
    assert re.findall(r'id="edition-(\d)"', page) == ["2", "1"]


@pytest.mark.parametrize(("name", "old", "new", "reason"), DATA["unfrozen"])
def test_freezing_is_refused(site: Site, name: str, old: str, new: str, reason: str) -> None:
    site.edit(name, old, new)
    with pytest.raises(Abort, match=reason):
        site.freeze("Why not.")
    assert [path.name for path in (site.root / "editions").iterdir()] == ["1"]


def run(site: Site, *arguments: str) -> tuple[int, str]:
    """Run the command that freezes; return its exit status and what it says."""
    done = run_within("freeze_edition.py", "--config", site.root / "mkdocs.yml", *arguments)
    return done.returncode, done.stdout + done.stderr


def test_the_command_needs_a_note_and_says_what_it_did(site: Site) -> None:
    site.edit("docs/theme.md", "A detail", "[@able] Details")
    for arguments, reason in DATA["refused"]:
        status, output = run(site, *arguments)
        assert status == 1
        assert "nothing was frozen: " in output
        assert reason in output
    site.edit("docs/theme.md", "[@able] Details", "Details")
    assert run(site, "--note", "More  detail.", "--date", "2026-12-24") == (0, "froze edition 2\n")
    manifest = json.loads((site.root / "editions/2/manifest.json").read_text(encoding="utf-8"))
    kept = [manifest[name] for name in ("date", "note", "site_name")]
    assert kept == ["2026-12-24", "More detail.", "Tiny"]
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
    assert [path.name for path in (site.root / "editions").iterdir()] == ["1"]
