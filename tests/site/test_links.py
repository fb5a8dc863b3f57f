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
GONE = "Rests on a source that is gone from the web: Abel, 4 May 2020"


def make_with(make_site: MakeSite, links: object, page: str = PAGE, bib: str = ABEL) -> Built:
    return make_site(page, bib, {**FILES, "links.json": json.dumps(links)})


@pytest.mark.parametrize(("links", "bib", "sources", "claim", "note"), [
    (SEEN, ABEL, ("Seen on 3 November 2026</dd>", "Copy nearest to"), "", ""),
    # what the machine found is on the pages about sources and claims; the note waits for a person's word
    (DEAD, ABEL, ("Gone since 24 November 2026</strong> (last seen 3 November 2026). Read the <a href=",
                  f'data-versionurl="https://web.archive.org/web/20200505/{ADDRESS}"', "Cited for"), GONE, ""),
    (SEEN, MARKED, ("<strong>Gone</strong> (last seen 3 November 2026). Read the <a href=",), GONE,
     "<strong>Gone from this address.</strong>"),
    (SEEN, RETRACTED, ("<strong>Retracted by its publisher</strong>",),
     "Rests on a source that was retracted: Abel, 4 May 2020", "<strong>Retracted.</strong>")])
def test_a_source_says_in_what_state_it_is(make_site: MakeSite, links: object, bib: str, sources: tuple[str, ...],
                                           claim: str, note: str) -> None:
    site = make_with(make_site, links, ACCEPTED if bib == RETRACTED else PAGE, bib)
    assert (site.is_published, site.messages) == (True, [])
    html = site.html("sources/index.html")
    assert [html.index(words) for words in sources] == sorted(html.index(words) for words in sources), "the copy first"
    assert html.count("data-versionurl") <= 1
    assert claim in site.html("claims/index.html")
    assert ("Rests on" in site.html("claims/index.html")) == bool(claim)
    assert note in site.html()
    assert ("Gone" in site.html() or "Retracted" in site.html()) == bool(note)


def test_nothing_is_said_where_nothing_is_known(make_site: MakeSite) -> None:
    bare = make_site(PAGE, files=FILES)
    pages = [bare.html(page) for page in ("index.html", "sources/index.html", "claims/index.html")]
    assert not any(words in html for html in pages for words in ("Seen on", "Gone", "gone", "Address"))
    other = make_with(make_site, {name: {f"{ADDRESS}/other": "2026-11-24"} for name in ("seen", "gone")})
    assert other.messages == []
    assert [other.html(page) for page in ("index.html", "sources/index.html", "claims/index.html")] == pages


@pytest.mark.parametrize(("links", "bib", "since"), [(DEAD, ABEL, ", since 2026-11-24"), (SEEN, MARKED, "")])
def test_a_dead_source_is_a_notice_of_the_command(make_site: MakeSite, links: object, bib: str, since: str) -> None:
    run = make_with(make_site, links, bib=bib).check()
    assert run.returncode == 0
    assert run.stdout.splitlines() == [
        f"docs/index.md:4: 'a' rests on 'abel2020', which is gone{since}: {ADDRESS}; give its new address, cite "
        "another source, or mark it for readers: keywords = {gone} [gone-source]",
        "nothing is wrong with 3 pages, 1 claims and 1 sources"]


def test_what_a_person_has_to_decide_stops_the_build(make_site: MakeSite) -> None:
    """A retracted source that nobody has accepted, an acceptance of nothing, and a file that cannot be read."""
    site = make_with(make_site, SEEN, bib=RETRACTED)
    assert (site.is_published, site.codes()) == (False, {"retracted-source"})
    assert site.messages[0].startswith("docs/index.md:4: 'a' rests on 'abel2020', which was retracted; ")
    assert make_site(ACCEPTED).codes() == {"stale-acceptance"}
    site = make_site(PAGE, files={"links.json": "<<<<<<< HEAD"})
    assert (site.is_published, site.codes()) == (False, {"links-file"})
