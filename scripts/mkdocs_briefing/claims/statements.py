"""The types that claims are made of: statement, what sums some up, what names one."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..dates import Span, parse_edtf
from ..pages.passage import Passage
from ..pages.publication import PageAddress
from ..problems import Problem, Spot
from ..vocabulary import KINDS
from .evidence import Evidence
from .record_files import PageRecords
from .records import END_OF_SENTENCE, Record

_JOINTS = ",;:–— \u00a0"  # by which a clause goes on into the next


TOP = Passage("page", level=1)  # what stands above the first heading, as its title does


def end_sentence(words: str) -> str:
    """Return the words of a clause as a sentence, with a capital at its beginning and an end."""
    sentence = words.rstrip(_JOINTS)
    if not END_OF_SENTENCE.search(sentence):
        sentence += "."
    # It may begin with a quotation mark or bracket.
    return re.sub(r"[^\W_]", lambda letter: letter[0].upper(), sentence, count=1)


@dataclass(frozen=True)
class Statement:
    """What a page says and holds against sources, with an address and a record of its own.

    It is a *claim*, a clause of a paragraph; or a *note*, a box, whose id is the first one in it.
    """

    id: str
    page: PageAddress
    record: Record  # what is said of it in `docs/records/`
    keys: tuple[str, ...]  # those of the sources cited in it, each once, in order
    section: Passage = TOP  # where it stands
    paragraph: str = ""  # id of the paragraph that a claim is a clause of; empty if it has none
    text: str = ""  # the words alone, without markers; a note's with its title's
    said: str = ""  # its words, with each marker as its key
    title: str = ""  # of a note
    voice: str = ""  # in which a claim stands, a code of `vocabulary.VOICES`; empty outside of them
    about: str = ""  # id of the claim that a note is about; empty where there is none
    event: str = ""  # its day in EDTF; of a note without one, that of the claim it is about
    counted: str = ""  # the numbers in it that the engine counts
    evidence: tuple[Evidence, ...] = ()  # what it cites, then what else is on record for it
    spot: Spot = ("", 0, 0)  # where it stands in the file of its page

    @property
    def cited(self) -> list[Evidence]:
        """What it cites."""
        return [each for each in self.evidence if each.is_cited]

    @property
    def read(self) -> list[Evidence]:
        """What is on record for it, in the order of its record."""
        by_key = {each.source.key: each for each in self.evidence}
        return [by_key[key] for key in self.record.sources if key in by_key]

    @property
    def address(self) -> str:
        """The permanent address, from the root of the site."""
        return f"{self.page.url}#{self.id}"

    @property
    def sentence(self) -> str:
        """The statement as it can be read alone: what its record says, or else its words.

        It begins with a capital and has an end; words that go on behind the clause end here,
        whatever joins them.
        """
        return self.record.says or end_sentence(self.text)


class Item(NamedTuple):
    """Words that sum claims up: a lede, an item of a list, a row of a table, a figure's entry."""

    text: str
    spot: Spot
    links: Sequence[str]  # where it leads, from the root of the site; nowhere: the top of its page
    keys: tuple[str, ...] = ()  # of the sources that it cites
    accepts: tuple[str, ...] = ()  # codes of faults that its author knows of, as a claim has
    counted: str = ""  # the numbers in it that the engine counts
    is_of_page: bool = False  # it says in words how many things its page has, as three of them


class Entry(NamedTuple):
    """A paragraph of the record that has a head of its own, mostly a day, in bold."""

    section: Passage
    id: str  # of its paragraph
    head: str  # without its full stop
    claims: Sequence[Statement]

    @property
    def span(self) -> Span | None:
        """The days of the first event in it."""
        return next(filter(None, (parse_edtf(each.record.event) for each in self.claims)), None)


class Mark(NamedTuple):
    """What is marked on a page as a statement: a clause that an anchor closes, or a box.

    It is one if there is a record of it, of its kind.
    """

    name: str  # its id; of a box without one, its title
    words: str  # of a box, its title
    kinds: Collection[str]  # of which its record may be one
    spot: Spot

    @property
    def is_note(self) -> bool:
        """Whether it is marked as a note."""
        return self.kinds != KINDS


@dataclass
class PageEvidence:
    """All that was collected on one page, in reading order."""

    page: PageAddress
    sections: list[Passage] = field(default_factory=list)
    claims: list[Statement] = field(default_factory=list)
    notes: list[Statement] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    loose: list[tuple[str, Spot]] = field(default_factory=list)  # keys that are cited for no claim
    paragraphs: dict[str, Passage] = field(default_factory=dict)  # the section of each, by its id
    entries: list[Entry] = field(default_factory=list)  # of the record
    records: PageRecords = field(default_factory=PageRecords, repr=False)

    def report(self, statement: Statement, problem: Problem) -> Problem:
        """Return what is wrong with a part of a statement’s record; without one, with its words."""
        if not problem.part:
            return problem.at(*statement.spot)
        return self.records.file.report((statement.id,), problem)

    @property
    def statements(self) -> list[Statement]:
        """The claims, then the notes."""
        return [*self.claims, *self.notes]

    def notes_on(self, claim: Statement, kind: str) -> list[Statement]:
        """Return the notes of a kind about a claim."""
        return [note for note in self.notes if note.about == claim.id and note.record.kind == kind]


class StatementIndex:
    """The statements that entries of figures, forecasts and signposts name."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.statements = {statement.id: statement for statement in statements}

    def find_all(self, ids: Iterable[str]) -> list[Statement]:
        """Return the statements with some ids, without those that are not there."""
        return [self.statements[name] for name in ids if name in self.statements]
