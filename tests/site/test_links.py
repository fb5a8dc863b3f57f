"""Dead and retracted sources: what readers and authors are told."""

import json

import pytest
from support import ABEL, TEMPLATES, Built, MakeSite

PAGE = '# T { #t }\n\nA.[@abel2020]\n{ #a .fact }\n'
ACCEPTED = PAGE.replace(".fact", '.fact data-accept="retracted-source"')
LEDGER = "# C { #c }\n\n<!-- briefing: ledger -->\n"
LISTED = "# S { #s }\n\n<!-- briefing: sources cited -->\n\n<!-- briefing: sources added -->\n"
FILES = {"docs/claims.md": LEDGER, "docs/sources.md": LISTED, **TEMPLATES}
RETRACTED, MARKED = (ABEL.replace("},\n}", f"}},\n  keywords = {{{word}}},\n}}")
                     for word in ("retracted", "gone"))
ADDRESS = "https://example.org/abel"
SEEN = {"seen": {ADDRESS: "2026-11-03"}, "gone": {}}
DEAD = SEEN | {"gone": {ADDRESS: "2026-11-24"}}


def make_with(make_site: MakeSite, links: object, page: str = PAGE, bib: str = ABEL) -> Built:
    return make_site(page, bib, {**FILES, "links.json": json.dumps(links)})


def test_a_source_says_when_its_address_was_seen(make_site: MakeSite) -> None:
    html = make_with(make_site, SEEN).html("sources/index.html")
    assert "Seen on 3 November 2026</dd>" in html
    assert "Copy nearest to" in html


def test_nothing_is_said_where_nothing_is_known(make_site: MakeSite) -> None:
    bare = make_site(PAGE, files=FILES)
    pages = [bare.html(page) for page in ("index.html", "sources/index.html", "claims/index.html")]
    assert not any(words in html for html in pages for words in ("Seen on", "Gone", "gone", "Address"))
    other = make_with(make_site, {name: {f"{ADDRESS}/other": "2026-11-24"} for name in ("seen", "gone")})
    assert other.messages == []
    assert [other.html(page) for page in ("index.html", "sources/index.html", "claims/index.html")] == pages


def test_a_dead_source_fails_no_build_and_is_shown_as_dead(make_site: MakeSite) -> None:
    """What the machine found is on the pages about sources and claims; the note waits for a person's word."""
    site = make_with(make_site, DEAD)
    assert (site.is_published, site.messages) == (True, [])
    html = site.html("sources/index.html")
    assert "Gone since 24 November 2026</strong> (last seen 3 November 2026). Read the <a href=" in html
    assert html.count(f'data-versionurl="https://web.archive.org/web/20200505/{ADDRESS}"') == 1
    assert html.index("data-versionurl") < html.index("Cited for"), "the copy comes first"
    assert "Rests on a source that is gone from the web: Abel, 4 May 2020" in site.html("claims/index.html")
    assert "Gone from this address" not in site.html()


def test_a_source_that_a_person_marks_as_gone_says_so_in_its_note(make_site: MakeSite) -> None:
    site = make_with(make_site, SEEN, bib=MARKED)
    assert (site.is_published, site.messages) == (True, [])
    assert "<strong>Gone from this address.</strong>" in site.html()
    assert "<strong>Gone</strong> (last seen 3 November 2026). Read the <a href=" in site.html("sources/index.html")
    assert "Rests on a source that is gone from the web: Abel, 4 May 2020" in site.html("claims/index.html")


@pytest.mark.parametrize(("links", "bib", "since"), [(DEAD, ABEL, ", since 2026-11-24"), (SEEN, MARKED, "")])
def test_a_dead_source_is_a_notice_of_the_command(make_site: MakeSite, links: object, bib: str, since: str) -> None:
    run = make_with(make_site, links, bib=bib).check()
    assert run.returncode == 0
    assert run.stdout.splitlines() == [
        f"docs/index.md:4: 'a' rests on 'abel2020', which is gone{since}: {ADDRESS}; give its new address, cite "
        "another source, or mark it for readers: keywords = {gone} [gone-source]",
        "nothing is wrong with 3 pages, 1 claims and 1 sources"]


def test_a_retracted_source_stops_the_build_unless_accepted_and_shown_to_readers(make_site: MakeSite) -> None:
    site = make_with(make_site, SEEN, bib=RETRACTED)
    assert (site.is_published, site.codes()) == (False, {"retracted-source"})
    assert site.messages[0].startswith("docs/index.md:4: 'a' rests on 'abel2020', which was retracted; ")
    site = make_with(make_site, SEEN, ACCEPTED, RETRACTED)
    assert site.is_published, site.messages
    assert "<strong>Retracted by its publisher</strong>" in site.html("sources/index.html")
    assert "Rests on a source that was retracted: Abel, 4 May 2020" in site.html("claims/index.html")
    assert "<strong>Retracted.</strong>" in site.html()


def test_an_acceptance_of_nothing_is_reported_and_a_broken_file_stops_the_build(make_site: MakeSite) -> None:
    assert make_site(ACCEPTED).codes() == {"stale-acceptance"}
    site = make_site(PAGE, files={"links.json": "<<<<<<< HEAD"})
    assert (site.is_published, site.codes()) == (False, {"links-file"})
