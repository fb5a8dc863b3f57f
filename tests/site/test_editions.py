"""Editions on real tiny sites: frozen whole or not at all, kept, compared.

No promise can be broken in silence.

Alone it notices pages of a published site (the golden one is a draft), and a freeze that is
refused.
"""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.exceptions import Abort
from published import follow_schema
from support import Built, Project, build_site, freeze, make_settings, read_data, write_site
from within import run_within

from mkdocs_briefing import vocabulary
from mkdocs_briefing.editions.editions import load_editions
from mkdocs_briefing.folders import TEMPLATES
from mkdocs_briefing.pipeline import freezing, moved

DATA = read_data("sites.yml")


def check(site: Project, is_draft: bool) -> Built:
    """Build a site without a message; a draft says that it is one, and is not for publishing."""
    built = site.build()
    asked = run_within("publishable", site.root / "site")
    assert asked.returncode == (3 if is_draft else 0), asked.stdout
    assert (built.messages, built.is_published) == ([], True)
    assert ("Draft" in built.html()) == is_draft
    is_settled = "Nothing has changed since" in built.html("editions/index.html")
    assert is_settled == (not is_draft)
    return built


def test_other_words_make_a_draft_which_ends_with_its_edition(site: Project) -> None:
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


def test_the_engine_may_say_its_own_words_otherwise(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Labels, headings of its own, templates: what is published stands, no promise is broken."""
    site.edit("mkdocs.yml", "https://tiny.example/", "https://new.example/")
    before = site.build().html("editions/1/index.html")
    assert "https://tiny.example/" not in before
    monkeypatch.setitem(vocabulary.WORDS, "notes", "Renamed notes")
    frame = (TEMPLATES / "edition.html").read_text(encoding="utf-8")
    site.write("theme/edition.html", frame.replace("This page is kept", "We kept this page"))
    built = site.build()
    assert built.messages == []
    assert ">Renamed notes" in built.html()
    after = built.html("editions/1/index.html")
    assert after.replace("We kept this page", "This page is kept") == before


def test_a_freeze_says_which_edition_is_to_be_cited(site: Project) -> None:
    site.write("CITATION.cff", "cff-version: 1.2.0\nversion: edition 1\n")
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.freeze("The wind has dropped.")
    text = (site.root / "CITATION.cff").read_text(encoding="utf-8")
    assert "\nversion: edition 2\n" in text
    assert text.endswith("\nurl: https://tiny.example/editions/2/\n")


def test_the_manifest_of_a_new_edition_follows_its_published_schema(site: Project) -> None:
    follow_schema("edition", site.root / "editions/1/manifest.json")


def test_an_edition_keeps_its_own_finished_style(site: Project) -> None:
    """With the fonts of it; what a site looks like later alters no page that was published."""
    font = "../fonts/face.woff2"
    site.write("docs/assets/css/all.css", f"@font-face {{ font-family: A; src: url({font}) }}")
    site.write("docs/assets/css/other.css", "p { color: red }")
    site.write("docs/assets/fonts/face.woff2", "face")
    site.edit("mkdocs.yml", "plugins:", "extra_css: [assets/css/all.css]\nplugins:")
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.freeze("It has a style.")
    folder = site.root / "editions/2/assets"
    style = (folder / "css/site.css").read_text(encoding="utf-8")
    assert ".edition-mark{" in style
    assert "p{color:red}" not in style
    assert (folder / "fonts/face.woff2").read_bytes() == b"face"
    before = site.build()
    page, path = before.html("editions/2/index.html"), "editions/2/assets/css/site.css"
    assert '<link rel="stylesheet" href="assets/css/site.css">' in page
    assert (site.root / "site" / path).read_text(encoding="utf-8") == style
    site.edit("docs/assets/css/all.css", "family: A", "family: B")
    assert site.build().html("editions/2/index.html") == page
    site.write(path, "p{color:blue}")
    assert f"{path}:1: this file was changed after publication" in str(site.build().messages)


def test_a_renamed_id_needs_an_alias_for_ever(site: Project) -> None:
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


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000/", "http://localhost/b/", "", "ftp://tiny.example/"]
)
def test_a_site_with_an_address_that_nobody_opens_is_not_for_publishing(
    site: Project, address: str
) -> None:
    site.edit("mkdocs.yml", "https://tiny.example/", address or '""')
    site.build()
    asked = run_within("publishable", site.root / "site")
    assert asked.returncode == 1
    assert f"edition 1 was built for '{address}'" in asked.stdout


def test_a_site_with_a_warning_or_for_another_address_is_not_for_publishing(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    for address, status in (("https://tiny.example", 0), ("https://other.example/", 1)):
        monkeypatch.setenv("SITE_URL", address)
        assert run_within("publishable", site.root / "site").returncode == status
    monkeypatch.delenv("SITE_URL")
    site.edit("docs/index.md", "[one](theme.md)", "[one](thme.md)")
    assert build_site(site.root, strict=False).is_published
    asked = run_within("publishable", site.root / "site")
    assert (asked.returncode, asked.stdout[:25]) == (1, "the build gave 1 warning\n")


def test_who_publishes_is_told_where_readers_cannot_report_an_error(site: Project) -> None:
    """It hinders nothing."""
    said = "no address to report an error"
    site.build()
    assert said in run_within("publishable", site.root / "site").stdout
    site.edit("mkdocs.yml", "cut_off:", "contact: mailto:desk@example.org\n    cut_off:")
    site.freeze("An address for errors.")
    site.build()
    asked = run_within("publishable", site.root / "site")
    assert (asked.returncode, said in asked.stdout) == (0, False)


def test_where_there_is_no_site_there_is_none_to_publish(tmp_path: Path) -> None:
    asked = run_within("publishable", tmp_path)
    assert (asked.returncode, "there is no site in" in asked.stdout) == (1, True)


def test_an_address_that_an_edition_had_leads_to_no_other_site(site: Project) -> None:
    for name in ("docs/theme.md", "docs/records/theme.yml"):
        (site.root / name).unlink()
    site.edit("docs/index.md", "[the theme](theme.md#detail)", "the theme")
    site.edit("docs/index.md", "[one](theme.md)", "one")
    site.write("theme/redirect.html", "{{ url }}")
    away = "- briefing:\n    redirects: {theme.md: 'https://x.example/'}\n"
    site.edit("mkdocs.yml", "- briefing:\n", away)
    built = site.build()
    assert "lost-address" in built.codes(), built.messages
    assert not built.is_published


def test_a_command_says_that_our_plugin_is_missing(tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/index.md": "# A", "mkdocs.yml": make_settings(plugins=["search"])})
    with pytest.raises(Abort, match="our plugin is missing; write under plugins: briefing"):
        freeze(tmp_path / "mkdocs.yml", "Why not.", date(2026, 11, 25))


@pytest.mark.parametrize(("page", "words"), DATA["revised"])
def test_pages_say_what_changed_and_which_edition_has_them(
    second: Built, page: str, words: str
) -> None:
    text = re.sub(r"<[^>]+>", "", second.html(f"{page}index.html"))
    assert words in " ".join(text.split())


def test_what_changed_opens_with_what_moved_and_folds_all_else(site: Project) -> None:
    site.edit("docs/records/index.yml", "verdict: open", "verdict: imprecise\n  moved: {2: Found.}")
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.hold()
    site.freeze("Rain was found.")
    page = BeautifulSoup(site.build().html("editions/1-2/index.html"), "html.parser")
    [row] = page.select(".moves tbody tr")
    assert [cell.text for cell in row("td")[1:]] == ["From: Open", "To: Imprecise", "Why: Found."]
    link = str(row.select_one("a[href]")["href"])  # type: ignore[index]
    assert link == "../../editions/2/#rain"
    folded = {str(node["id"]) for node in page.select("details [id]")}
    shown = {str(node["id"]) for node in page.select("article [id]")} - folded
    assert (shown, folded) == ({"changes", "moved", "rest"}, {"front", "front--wind"})


def test_what_changed_leads_to_the_edition_that_was_the_first_to_tell_of_it(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As editions did that were frozen before moves were told."""
    site.edit("docs/records/index.yml", "verdict: open", "verdict: imprecise")
    site.hold()
    with monkeypatch.context() as patch:
        for module in (freezing, moved):
            patch.setattr(module, "find_moves", lambda _site: [])
        site.freeze("Rain.")
    site.edit(
        "docs/records/index.yml", "verdict: imprecise", "verdict: imprecise\n  moved: {2: Found.}"
    )
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.hold()
    site.freeze("It is told.")
    built = site.build()
    page = BeautifulSoup(built.html("editions/1-2/index.html"), "html.parser")
    [link] = page.select('a[href$="#moved-2"]')
    assert link["href"] == "../../editions/2-3/#moved-2"
    later = BeautifulSoup(built.html("editions/2-3/index.html"), "html.parser")
    assert later.select("#moved-2")
    assert not later.select('article p a[href*="#moved"]')


@pytest.mark.parametrize(("page", "kept"), [("theme/", "editions/2/theme/"), ("editions/", None)])
def test_a_page_as_markdown_says_which_edition_has_its_words(
    second: Built, page: str, kept: str | None
) -> None:
    front = yaml.safe_load(second.html(f"{page}index.md").split("---\n")[1])
    assert front["frozen"] == (f"https://tiny.example/{kept}" if kept else None)
    assert (front["edition"], front["state"]) == (2, "published")


@pytest.mark.parametrize(("name", "old", "new", "reason"), DATA["unfrozen"])
def test_freezing_is_refused(site: Project, name: str, old: str, new: str, reason: str) -> None:
    site.edit(name, old, new)
    with pytest.raises(Abort, match=reason):
        site.freeze("Why not.")
    assert [path.name for path in (site.root / "editions").iterdir()] == ["1"]


def run(site: Project, *arguments: str) -> tuple[int, str]:
    """Run the command that freezes; return its exit status and what it says."""
    done = run_within("edition", "--config", site.root / "mkdocs.yml", *arguments)
    return done.returncode, done.stdout + done.stderr


def test_the_command_needs_a_note_and_says_what_it_did(site: Project) -> None:
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
    [first, _second], _problems = load_editions(site.root)
    assert manifest["predecessor_swhid"] == first.swhid


def test_nothing_is_left_of_a_freeze_that_fails_or_was_killed_half_way(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def fail(source: Path, target: Path) -> None:
        if target.parent.name == "editions":
            raise OSError("disk full")
        rename(source, target)

    site.edit("docs/theme.md", "A detail", "Details")
    with monkeypatch.context() as context:
        context.setattr(Path, "rename", fail)
        with pytest.raises(OSError, match="disk full"):
            site.freeze("More.")
    assert [path.name for path in (site.root / "editions").iterdir()] == ["1"]
    site.write("editions/.freezing/half.html", "half")
    site.freeze("More.")
    assert sorted(path.name for path in (site.root / "editions").iterdir()) == ["1", "2"]
    assert not (site.root / "editions/2/half.html").exists()
