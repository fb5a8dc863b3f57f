"""Whether records belong to what stands on pages: each to one statement, and to its sources.

Each rule is a generator whose docstring is the rule.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from ..problems import Problem, nearest
from ..sources.entries import Source
from .records import PageRecords, SourceRecord
from .rules import Facts
from .statements import SINCE_PAGE, PageEvidence, Statement
from .voices import check_voices

_CLAUSE_HINT = "close its clause with [](){ #id }, or take the record away"
_NOTE_HINT = "write below the text of its box { #id }, or take the record away"
_STOPS = " .,;:!?"  # with which a clause may end
# Codes of faults with which it is not sure which claims and notes there are: what is said of others
# would follow from them.
UNSURE = frozenset(
    {
        "anchor-place",
        "anchor-without-record",
        "claim-without-id",
        "duplicate-id",
        "note-without-record",
        "record-kind",
        "record-without-anchor",
    }
)
# Codes of what stands on a page without its record.
_UNCLAIMED = "citation-outside-claim"
_UNRECORDED = frozenset({"anchor-without-record", "note-without-record"})

FindPlace = Callable[[str, str], tuple[str, int, int]]
"""Gives path, line and column, for a page's file and an id or words on that page."""


def check_records(
    pages: Collection[PageEvidence], facts: Facts, find_place: FindPlace
) -> Iterator[Problem]:
    """Yield what is wrong between the records and the statements of all pages.

    Of a page of which it is not sure what it claims, nothing is said.
    """
    for page in pages:
        if page.page.uri not in facts.unread:
            yield from _check_page(page, facts, find_place)
    yield from _check_ids(pages, facts)


def check_names(pages: Collection[PageEvidence], facts: Facts) -> Iterator[Problem]:
    """Yield what records name that is not there: other statements, and parties."""
    yield from _check_grounds(pages, facts)
    yield from _check_followed(pages, facts)
    yield from _check_parties(facts)


def list_expected(statement: Statement, article: str) -> list[str]:
    """Return the keys of the sources that the record of a statement speaks of.

    They are those that it cites, and the article where it restates that.
    """
    keys = [*statement.keys]
    if statement.is_restated and article and article not in keys:
        keys.append(article)
    return keys


def _check_page(page: PageEvidence, facts: Facts, find_place: FindPlace) -> Iterator[Problem]:
    """What a page says stands where it can be a statement, and has a record, which is of it.

    A record under a name that is nearly that of a clause without one is said once.
    """
    records = facts.records.of_page(page.page.uri)
    strays = _list_strays(page, records)
    lost = [place.name for place in page.misplaced if place.problem.code in _UNRECORDED]
    meant = _pair(strays, lost)
    said = {*meant.values(), *records.broken}
    if strays:  # what is cited without an anchor is probably what a record has none for
        said.update(place.name for place in page.misplaced if place.problem.code == _UNCLAIMED)
    yield from _check_places(page, said, facts, find_place)
    yield from _tell_strays(strays, meant, records, page)
    for statement in page.statements:
        yield from _compare(statement, records, facts.article)
    if not (strays or page.misplaced or records.broken):
        yield from _check_voices(page, find_place)


def _tell_strays(
    strays: Iterable[str], meant: Mapping[str, str], records: PageRecords, page: PageEvidence
) -> Iterator[Problem]:
    for name in strays:
        message = f"no clause and no note of docs/{page.page.uri} has the id '{name}'"
        hint = nearest(name, [meant.get(name, "")])
        hint = hint or (_NOTE_HINT if records.records[name].is_note else _CLAUSE_HINT)
        yield locate(records, (name,), Problem(message, "record-without-anchor", hint))


def _check_voices(page: PageEvidence, find_place: FindPlace) -> Iterator[Problem]:
    """No paragraph mixes voices."""
    for name, problem in check_voices(page):
        path, line, column = find_place(page.page.uri, name)
        yield problem.at(path, line, column)


def _list_strays(page: PageEvidence, records: PageRecords) -> list[str]:
    """Return the ids of records, read without a fault, of which the page says nothing."""
    present = {statement.id for statement in page.statements}
    present.update(place.name for place in page.misplaced)
    present.update(page.unaddressed)
    return [name for name in records.records if name not in present and records.is_sound(name)]


def _compare(statement: Statement, records: PageRecords, article: str) -> Iterator[Problem]:
    """Yield what of a record does not fit its statement; nothing of one that was faulty before."""
    if records.is_sound(statement.id):
        yield from _compare_sources(statement, records, article)
        yield from _compare_words(statement, records)


def _check_places(
    page: PageEvidence, said: Collection[str], facts: Facts, find_place: FindPlace
) -> Iterator[Problem]:
    """What a page says stands where it can be a statement, and has a record."""
    for name, problem in page.misplaced:
        if name in said:
            continue
        if problem.code == "record-kind":
            yield locate(facts.records.of_page(page.page.uri), (name, "kind"), problem)
        else:
            path, line, column = find_place(page.page.uri, name)
            yield problem.at(path, line, column)


def _pair(names: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """Return for each name the one of the others that is probably meant, where there is one."""
    left = list(others)
    pairs = dict[str, str]()
    for name in names:
        hint = nearest(name, left)
        for other in left:
            if f"'{other}'" in hint:
                pairs[name] = other
        left = [other for other in left if other not in pairs.values()]
    return pairs


def _compare_sources(statement: Statement, records: PageRecords, article: str) -> Iterator[Problem]:
    """The record of a statement speaks of the sources that it cites, and of no others."""
    name = statement.id
    recorded = statement.record.sources
    expected = list_expected(statement, article)
    missing = [key for key in expected if key not in recorded]
    strays = [key for key in recorded if key not in expected]
    meant = _pair(strays, missing)
    for key in missing:
        if key not in meant.values():
            message = f"'{name}' rests on '{key}', of which its record says nothing"
            hint = "read it, and write under sources what it was seen to bear out, with its words"
            problem = Problem(message, "source-without-record", hint)
            yield locate(records, (name, "sources"), problem)
    for key in strays:
        message = f"'{name}' does not cite '{key}'"
        hint = nearest(key, [meant.get(key, "")]) or "cite it in the clause, or take this away"
        problem = Problem(message, "record-without-citation", hint)
        yield locate(records, (name, "sources", key), problem)


def _compare_words(statement: Statement, records: PageRecords) -> Iterator[Problem]:
    """What a record says for a clause is another sentence than the clause."""
    says = statement.record.says
    if says and says.rstrip(_STOPS) == statement.text.rstrip(_STOPS):
        message = f"'says' repeats the words of '{statement.id}'"
        hint = "take 'says' away: the clause is quoted as it stands"
        yield locate(records, (statement.id, "says"), Problem(message, "says-the-clause", hint))


def locate(records: PageRecords, place: tuple[str | int, ...], problem: Problem) -> Problem:
    """Return what is wrong at a place of the records of a page."""
    line, column = records.find_place(*place)
    return problem.at(records.path, line, column)


def _check_ids(pages: Iterable[PageEvidence], facts: Facts) -> Iterator[Problem]:
    """Two statements have two ids, on whatever pages."""
    owners = dict[str, Statement]()
    for page in pages:
        for statement in page.statements:
            owner = owners.setdefault(statement.id, statement)
            if owner is not statement:
                yield _say_same_id(statement, owner, facts)


def _say_same_id(statement: Statement, owner: Statement, facts: Facts) -> Problem:
    message = f"'{statement.id}' is the id of a statement of docs/{owner.page.uri} too"
    hint = "give one of the two another id, and write this one under its aliases"
    problem = Problem(message, "duplicate-id", hint)
    return locate(facts.records.of_page(statement.page.uri), (statement.id,), problem)


def _check_grounds(pages: Iterable[PageEvidence], facts: Facts) -> Iterator[Problem]:
    """What a statement rests on is there, and does not rest on it in turn."""
    statements = dict[str, Statement]()
    for page in pages:
        statements |= {statement.id: statement for statement in page.statements}
    told = set[str]()  # what is in a circle that was said
    for name, statement in statements.items():
        records = facts.records.of_page(statement.page.uri)
        for number, ground in enumerate(statement.record.rests_on):
            for problem in _check_ground(name, ground, statements, told):
                yield locate(records, (name, "rests_on", number), problem)


def _check_ground(
    name: str, ground: str, statements: Mapping[str, Statement], told: set[str]
) -> Iterator[Problem]:
    if ground not in statements:
        message = f"'{name}' rests on '{ground}', which is no claim"
        hint = nearest(ground, statements.keys() - {name}) or "name another claim"
        yield Problem(message, "unknown-claim", hint)
        return
    below = _follow(ground, statements)
    if name in below and name not in told:
        told |= below
        message = f"'{name}' rests on itself, by way of '{ground}'"
        yield Problem(message, "rests-on-itself", "take one of the two away")


def _follow(name: str, statements: Mapping[str, Statement]) -> set[str]:
    """Return the ids of a statement and of all that it rests on, by whatever way."""
    found = set[str]()
    names = [name]
    while names:
        name = names.pop()
        if name in statements and name not in found:
            names += statements[name].record.rests_on
        found.add(name)
    return found


def _check_followed(pages: Iterable[PageEvidence], facts: Facts) -> Iterator[Problem]:
    """What came later follows claims of other pages; nothing else follows any."""
    claims = dict[str, Statement]()
    for page in pages:
        claims |= {claim.id: claim for claim in page.claims}
    for name, claim in claims.items():
        records = facts.records.of_page(claim.page.uri)
        for number, followed in enumerate(claim.record.follows):
            for problem in _check_follower(claim, followed, claims):
                yield locate(records, (name, "follows", number), problem)


def _check_follower(
    claim: Statement, followed: str, claims: Mapping[str, Statement]
) -> Iterator[Problem]:
    if claim.page.uri != SINCE_PAGE:
        message = f"'{claim.id}' follows '{followed}', and is not told in docs/{SINCE_PAGE}"
        yield Problem(message, "record-field", "take 'follows' away, or tell it there")
        return
    earlier = [name for name, other in claims.items() if other.page.uri != SINCE_PAGE]
    if followed not in earlier:
        message = f"'{claim.id}' follows '{followed}', which is no claim of another page"
        hint = nearest(followed, earlier) or "name a claim of another page"
        yield Problem(message, "unknown-claim", hint)


def _check_parties(facts: Facts) -> Iterator[Problem]:
    """A party to the matter is a name that `names.yml` has, where there is such a list."""
    names = facts.records.names
    if names:
        yield from _check_parties_of_sources(facts.sources.values(), names)
        yield from _check_parties_of_speakers(facts.records.pages.values(), names)


def _check_parties_of_sources(
    sources: Iterable[Source], names: Collection[str]
) -> Iterator[Problem]:
    for source in sources:
        if source.party and source.party not in names:
            problem = _say_unknown_party(source.party, names)
            yield problem.at(source.path, source.line_of("party"))


def _check_parties_of_speakers(
    pages: Iterable[PageRecords], names: Collection[str]
) -> Iterator[Problem]:
    for records in pages:
        for place, source in list_sources(records):
            if source.party and source.party not in names:
                problem = _say_unknown_party(source.party, names)
                yield locate(records, (*place, "party"), problem)


def _say_unknown_party(party: str, names: Iterable[str]) -> Problem:
    hint = nearest(party, names) or "write its name in docs/records/names.yml"
    return Problem(f"the party '{party}' is no name that is listed", "unknown-party", hint)


def list_sources(
    records: PageRecords,
) -> Iterator[tuple[tuple[str | int, ...], SourceRecord]]:
    """Yield what each source was seen to state, with its place in the records of a page."""
    for name, record in records.records.items():
        for key, source in record.sources.items():
            yield (name, "sources", key), source
