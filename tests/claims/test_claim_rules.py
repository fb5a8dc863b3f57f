"""What holds between statements, records and sources: support that can be seen, ids that exist.

Alone it notices which changes ask for another reading, and days and figures at their edges.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml
from msgspec.structs import replace as change
from support import ROOT

from mkdocs_briefing.claims.briefing import Briefing
from mkdocs_briefing.claims.claim_rules import check_claims, one_id_each, records_are_of_statements
from mkdocs_briefing.claims.evidence import Library
from mkdocs_briefing.claims.held import digest_pair, is_owed
from mkdocs_briefing.claims.record_files import Held, PageRecords, name_pair
from mkdocs_briefing.claims.records import Record, SourceRecord
from mkdocs_briefing.claims.statements import Mark, PageEvidence, Statement, StatementIndex
from mkdocs_briefing.claims.walk import Context, walk_page
from mkdocs_briefing.html import parse
from mkdocs_briefing.pages.document import Document
from mkdocs_briefing.pages.passage import Passage
from mkdocs_briefing.pages.publication import PageAddress
from mkdocs_briefing.problems import Problem
from mkdocs_briefing.sources.bibliography import parse_bibliography
from mkdocs_briefing.vocabulary import BOXES, KINDS
from mkdocs_briefing.yamldata import YamlFile, read_yaml

DATA = yaml.load((ROOT / "tests/data/claims.yml").read_text("utf-8"), yaml.BaseLoader)
CASES = [case for cases in DATA["rules"].values() for case in cases]
ITEMS = [case for cases in DATA["items"].values() for case in cases]
PAGE, SECTION = PageAddress("a.md", "a/", "A"), Passage("section", "s", "S", 2)
SINCE = PageAddress("since.md", "since/", "Since")
SOURCES = parse_bibliography(DATA["bib"]).sources
OTHER = Statement("other", PAGE, Record(kind="background"), ())
SEEN = SourceRecord(bears="all", figures=("nine",))
FACT = Record(kind="fact", event="2024-10-20", sources={"abel": SEEN})
CLAIM = Statement(
    "c",
    PAGE,
    FACT,
    ("abel",),
    SECTION,
    text="Seoul said 9 on 20 October.",
    said="Seoul said 9 on 20 October.[abel]",
    event="2024-10-20",
)
# Where what the records below have stands in their file.
PLACES = read_yaml(
    "# head\nrain:\n  says: A.\n  rests_on: [flood, wind]\nrian: {}\nc:\n  says: A.\n  for: x\n"
).places


PLACE = ("docs/a.md", 1, 1)


def hold(*statements: Statement) -> dict[str, Held]:
    """Return what is noted where some statements were held against their sources."""
    held = {}
    for statement in statements:
        for key in statement.record.sources:
            digest = digest_pair(statement, SOURCES[key])
            held[name_pair(statement.id, key)] = Held("2026-11-26", digest)
    return held


def rest(statement: Statement, held: dict[str, Held] | None = None) -> Statement:
    """Return a statement with what it rests on, held against that or as it was held before."""
    library = Library(SOURCES, hold(statement) if held is None else held)
    cited = dict.fromkeys(statement.keys, "")
    evidence = tuple(library.list_evidence(statement.id, statement.record, cited))
    return replace(statement, evidence=evidence)


def check(*pages: PageEvidence, held: dict[str, Held] | None = None) -> list[Problem]:
    """Return what is wrong with some pages."""
    rested = []
    for page in pages:
        claims = [rest(each, held) for each in page.claims]
        notes = [rest(each, held) for each in page.notes]
        known = {each.id: each.record for each in (*claims, *notes)}
        records = PageRecords(YamlFile("r.yml", places=PLACES), known)
        kinds = {False: KINDS, True: BOXES}
        marks = [Mark(name, name, kinds[each.is_note], PLACE) for name, each in known.items()]
        rested.append(replace(page, claims=claims, notes=notes, records=records, marks=marks))
    briefing = Briefing(
        pages=rested,
        targets=StatementIndex(statement for page in rested for statement in page.statements),
        cut_off=date(2024, 11, 26),
        tell_later=("since.md", "front.md"),
        article="art",
    )
    unfit = [*one_id_each(briefing), *records_are_of_statements(briefing)]
    return unfit or [*check_claims(briefing)]


def make_page(*claims: Statement, notes: Sequence[Statement] = (), **fields: Any) -> PageEvidence:
    """Return a page of some claims and notes, which stands where the first of them does."""
    address = claims[0].page if claims else PAGE
    return PageEvidence(address, (SECTION,), claims, tuple(notes), **fields)


def make_record(kind: str, keys: Sequence[str], **fields: Any) -> Record:
    """Return a record that speaks of some sources."""
    seen = SourceRecord(bears="all")
    return Record(kind=kind, sources=dict.fromkeys(keys, seen), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_dates_make_sense_and_support_can_be_seen(case: dict[str, str]) -> None:
    keys = tuple(case.get("cites", "").split())
    accepts = tuple(case.get("accepts", "").split())
    kind, event = case.get("kind", "report"), case.get("event", "")
    grounds, voice = tuple(case.get("rests_on", "").split()), case.get("voice", "")
    record = make_record(kind, keys, event=event, accept=accepts, rests_on=grounds)
    address = PageAddress(case.get("on", "a.md"), "a/", "A")
    claim = Statement("c", address, record, keys, SECTION, text="Words.", voice=voice)
    noted, about = tuple(case.get("noted", "").split()), case.get("about", "c")
    notes = []
    for kind in case.get("note", "").split():
        record = make_record(kind, noted, about=about)
        notes.append(Statement("b", address, record, noted, about=about))
    codes = [problem.code for problem in check(make_page(claim, OTHER, notes=notes))]
    assert sorted(codes) == sorted(case.get("codes", "").split())


@pytest.mark.parametrize(
    ("fields", "cites", "bears", "codes"),
    [
        ({}, (), "all", ["holds-unshown"]),
        ({}, ("abel",), "part", []),
        ({}, ("abel",), "none", ["holds-unshown"]),
        ({"common_knowledge": True}, (), "all", []),
        ({"borne_out_by": ("o",)}, (), "all", []),
        ({"borne_out_by": ("o",)}, (), "not-seen", ["holds-unshown"]),
        ({"about": "c"}, (), "all", []),
        ({"about": "c"}, (), "none", ["holds-unshown"]),
    ],
)
def test_what_holds_is_shown_by_a_source_other_than_the_article(
    fields: dict[str, Any], cites: tuple[str, ...], bears: Any, codes: list[str]
) -> None:
    """Its own, that of what its record names, or that of a check note; or it needs none."""
    seen, about = SourceRecord(bears=bears), fields.pop("about", "")
    sources = {"art": SourceRecord(bears="not-seen"), **dict.fromkeys(cites, seen)}
    record = Record(kind="background", restates="1.1", verdict="holds", sources=sources, **fields)
    claim = Statement("c", PAGE, record, cites, SECTION, text="Words.")
    ground = Record(kind="check" if about else "report", about=about, sources={"abel": seen})
    other = Statement("o", PAGE, ground, ("abel",), SECTION, text="Words.", about=about)
    page = make_page(claim, notes=[other]) if about else make_page(claim, other)
    assert [problem.code for problem in check(page)] == codes


def alter(statement: Statement, **fields: Any) -> Statement:
    """Return a statement whose record has other fields."""
    record = change(statement.record, **fields)
    return replace(statement, record=record, event=record.event)


def alter_source(statement: Statement, **fields: Any) -> Statement:
    """Return a statement of which its source was seen to state something else."""
    [(key, source)] = statement.record.sources.items()
    return alter(statement, sources={key: change(source, **fields)})


STALE, UNSUPPORTED = ["stale-check"], ["unsupported-token"]


@pytest.mark.parametrize(
    ("claim", "codes"),
    [
        (CLAIM, []),
        # one of both has changed since somebody read them
        (replace(CLAIM, said="Seoul said 9.[abel]p. 2"), STALE),
        (replace(CLAIM, title="Another"), STALE),
        (alter(CLAIM, kind="report"), STALE),
        (alter(CLAIM, event="2024"), [*STALE, *UNSUPPORTED]),
        # what is only shown of the record may be mended without another reading
        (alter(CLAIM, says="Rome said nine on 20 October 2024."), []),
        (alter_source(CLAIM, gap="G.", words="so he said"), []),
        # but a sentence for it states no other days and figures
        (alter(CLAIM, says="Seoul said ten."), UNSUPPORTED),
        (alter(CLAIM, says="Seoul said nine in 1999."), UNSUPPORTED),
        (alter(CLAIM, says="Seoul said ten.", accept=("unsupported-token",)), []),
        (alter_source(CLAIM, figures=("8",)), UNSUPPORTED),
    ],
)
def test_a_claim_is_held_to_its_record(claim: Statement, codes: list[str]) -> None:
    page = make_page(claim)
    problems = check(page, held=hold(CLAIM))
    assert sorted(problem.code for problem in problems) == codes


def test_of_what_nobody_has_read_no_reading_is_owed() -> None:
    claim = rest(replace(CLAIM, keys=("abel", "art")), held={})
    owed = [evidence.source.key for evidence in claim.cited if is_owed(claim, evidence)]
    assert owed == ["abel"], "the other was not read"


@pytest.mark.parametrize("case", ITEMS, ids=str)
def test_what_sums_claims_up_states_what_they_do(case: list[str]) -> None:
    beside, *unsupported = case
    body = parse(
        '<p id="p">Seoul said 9.<sup id="fnref:c">'
        '<a class="footnote-ref" href="#fn:cite-abel">1</a></sup><a id="c" href=""></a></p>'
        + beside
    )
    seen = change(SEEN, days=("2024-10-20",))
    records = {"c": Record(kind="fact", event="2024-10-20", sources={"abel": seen})}
    known = PageRecords(YamlFile("r.yml"), records)
    page = walk_page(body, PAGE, Document("docs/a.md", "a.md", ""), Context(), known)
    assert [problem.message.split("'")[1] for problem in check(page)] == unsupported


@pytest.mark.parametrize(
    ("where", "follows", "words"),
    [
        (SINCE, "c", ""),
        (SINCE, "cc", "no page of a theme has the claim 'cc'; did you mean 'c'?"),
        (SINCE, "dried", "no page of a theme has the claim 'dried'; write an id"),
        (SINCE, "b", "no page of a theme has the claim 'b'; write an id"),
        (PAGE._replace(uri="b.md"), "c", "'dried' follows another claim, on a page that tells"),
    ],
)
def test_what_came_later_follows_claims_of_other_pages(
    where: PageAddress, follows: str, words: str
) -> None:
    later = Statement("dried", where, Record(kind="background", follows=(follows,)), ())
    note = Statement("b", PAGE, Record(kind="check", about="c"), ())
    claim = replace(CLAIM, id="c")
    said = [
        problem.message + "; " + problem.hint
        for problem in check(make_page(claim, notes=[note]), make_page(later))
    ]
    assert len(said) == bool(words)
    assert all(each.startswith(words) for each in said)


@pytest.mark.parametrize(("text", "says", "sentence"), DATA["sentences"])
def test_a_clause_that_goes_on_is_quoted_as_a_sentence(text: str, says: str, sentence: str) -> None:
    record = change(FACT, says=says)
    assert replace(CLAIM, text=text, record=record).sentence == sentence
