"""The list of sources: their order, what was checked in them, and what rests on them."""

from datetime import date

from briefing.claims.ledger import view_sources
from briefing.claims.records import Box, Claim, PageAddress, PageEvidence, Section
from briefing.sources.bibliography import parse_bibliography
from briefing.sources.notes import Links

ENTRIES = {"zulu": "keywords = {article}", "alpha": "keywords = {article}", "the": "",
           "abel": "keywords = {gone}", "brun": "keywords = {retracted, gone}"}
SOURCES = parse_bibliography("".join(
    f"@online{{{key}, author = {{{{{'The Abc' if key == 'the' else key.title()}}}}}, title = {{{{T}}}}, "
    f"url = {{https://{key}.example/}}, annotation = {{Defect: d. Checked: c one. Not checked: n. Checked: c two.}}, "
    f"{extra}}}\n" for key, extra in ENTRIES.items())).sources
PAGE = PageAddress("a.md", "a/", "A")
CLAIM = Claim("c", "fact", PAGE, ("zulu", "abel"), Section("s", "S", 2), text="Words.")
BOX = Box("b", "since", PAGE, ("zulu",), "Later", "c")
DAY = date(2026, 11, 24)
LINKS = Links({"https://alpha.example/": DAY}, {"https://zulu.example/": DAY, "https://brun.example/": DAY})


def test_each_source_shows_what_rests_on_it_and_what_was_checked_in_it() -> None:
    views = {view.source.key: view for view in view_sources(SOURCES, [PageEvidence(PAGE, (), (CLAIM,), (BOX,))], LINKS)}
    assert list(views) == ["zulu", "alpha", "the", "abel", "brun"], "the article's in its order, ours by name"
    assert [view.uses for view in views.values()] == [[CLAIM, BOX], [], [], [CLAIM], []]
    assert [(view.seen, view.gone) for view in views.values()][:3] == [(None, DAY), (DAY, None), (None, None)]
    assert views["zulu"].remarks == [("Checked", "c one."), ("Checked", "c two."), ("Not checked", "n."),
                                     ("Defect", "d.")]


def test_a_person_and_the_links_say_which_sources_hold_no_longer() -> None:
    assert LINKS.find_states(SOURCES) == {"zulu": "gone", "abel": "gone", "brun": "retracted"}
