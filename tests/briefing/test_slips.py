"""Slips planted in a copy of this briefing are named where they are, and nothing else is."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import NamedTuple

import markdown
import pytest
from mkdocs.config import load_config
from msgspec.structs import replace as change
from support import ROOT, read_settings

from briefing.claims.backing import check_pages
from briefing.claims.figure_forms import FORMS
from briefing.claims.figures import Figure, Targets, list_items
from briefing.claims.labels import label_page
from briefing.claims.records import PageRecords, Record
from briefing.claims.rows import make_rows
from briefing.claims.rules import Facts
from briefing.claims.statements import Item, PageAddress, PageEvidence, Statement
from briefing.dates import MONTHS
from briefing.forms import read_form
from briefing.html import parse
from briefing.marked import read_marked
from briefing.pages.document import Document, make_url
from briefing.pages.footnotes import write_notes
from briefing.pipeline.memo import Memo
from briefing.pipeline.pages import make_context
from briefing.pipeline.project import Project, read_project
from briefing.sources.bibliography import parse_bibliography
from briefing.store import Store

BIB = "bibliography.bib"
A_MONTH = "|".join(MONTHS)
STATES = [
    "Japan",
    "Iran",
    "Washington",
    "Moscow",
    "Beijing",
    "Pyongyang",
    "Seoul",
    "Kyiv",
    "Volodin",
    "Lavrov",
    "NATO",
]
LOOSE = ("day", "month", "number", "name")  # slips that make words unsupported
RECORDED = ("event", "kind")  # slips in what a record says
SUMMED = re.compile(
    r"(?m)^(?:- |\d+\. |\| ).*|^.*(?=\n\{ [^}]*\.bottom-line)|^ +- \{.*(?:claim|note): .*"
)
"""Items of lists, rows of tables, ledes, entries of figures."""
ENDS = re.compile(r"\{ #([\w-]+)[^{}]*\}")
"""Behind the words of a clause, of a paragraph or of a note: its id."""


class Slip(NamedTuple):
    """What is changed, and what a word becomes."""

    pattern: str
    change: Callable[[random.Random, str], str]


class Finding(NamedTuple):
    """Where something is wrong, and what."""

    place: str  # a file, and an id or words in it
    code: str


class Judged(NamedTuple):
    """What a copy of the briefing says, and what is wrong with it."""

    places: dict[str, list[Statement | Item]]  # what stands at each place
    findings: Counter[Finding]


class Planted(NamedTuple):
    """A slip that was made."""

    kind: str
    what: str
    hurt: set[str]  # the places that say something else, or rest on another source
    findings: Counter[Finding]  # those that were not there before

    @property
    def codes(self) -> set[str]:
        """The codes of what is found."""
        return {finding.code for finding in self.findings}

    def is_named(self) -> bool:
        """Return whether something is found where it hurts."""
        return not self.hurt.isdisjoint(finding.place for finding in self.findings)


@dataclass(frozen=True)
class Copy:
    """The text of the briefing, of which one file at a time can be another."""

    project: Project
    read: dict[str, PageEvidence] = field(default_factory=dict)  # by the text of a page

    @cached_property
    def pages(self) -> list[str]:
        """The pages that make claims."""
        records = self.project.records
        return [uri for uri in self.project.by_uri if records.of_page(uri).records]

    @cached_property
    def figures(self) -> dict[str, str]:
        """The text of each figure by the name of its file."""
        files = self.project.docs.glob("figures/*.yml")
        return {file.name: file.read_text(encoding="utf-8") for file in files}

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each file in which a slip can be made."""
        pages = {uri: self.project.by_uri[uri].text for uri in self.pages}
        return {**pages, BIB: (ROOT / BIB).read_text(encoding="utf-8"), **self.figures}

    @cached_property
    def before(self) -> Judged:
        """What the checks say of the copy as it is."""
        return self.judge()

    def judge(self, records: Mapping[str, PageRecords] | None = None, **changed: str) -> Judged:
        """Return what the checks say of a copy in which some files, or records, are other ones."""
        texts = {**self.texts, **changed}
        project = self.project
        held = replace(project.records, pages={**project.records.pages, **(records or {})})
        sources = project.bibliography.sources
        if BIB in changed:
            sources = parse_bibliography(changed[BIB]).sources
        pages = [self.read_page(uri, texts[uri], held.of_page(uri)) for uri in self.pages]
        rows = make_rows(pages, sources)
        targets = Targets(rows, [note for page in pages for note in page.notes])
        figures = [read_figure(name, texts[name]) for name in self.figures]
        items = [*list_items(figures, targets)]
        article = project.article.key if project.article else ""
        facts = Facts(sources, {}, held, article, project.settings.cut_off)
        places = {page.path: (uri, page) for uri, page in held.pages.items()}
        findings = Counter[Finding]()
        for problem in check_pages(pages, items, facts, name_place):
            path, line = problem.path, problem.line
            if path in places:
                uri, page = places[path]
                path = f"{uri}#{find_record(page, line)}"
            elif line:
                path = f"{path}#{line}"
            findings[Finding(path, problem.code)] += 1
        return Judged(list_places(pages, items), findings)

    def read_page(self, uri: str, text: str, records: PageRecords) -> PageEvidence:
        """Return what a page says with some records; as it is, it is read once."""
        if records is not self.project.records.of_page(uri):
            return read_page(self.project, uri, text, records)
        if text not in self.read:
            self.read[text] = read_page(self.project, uri, text, records)
        return self.read[text]

    def find_places(self, name: str, kind: str) -> Iterator[re.Match[str]]:
        """Yield each place in a file at which a slip can be made."""
        pattern = re.compile(make_slips(self)[kind].pattern)
        if name == BIB:
            if kind in {"title", "address"}:
                yield from pattern.finditer(self.texts[BIB])
            return
        yield from self._find_in_statements(name, pattern)
        if kind in LOOSE:
            for block in SUMMED.finditer(self.texts[name]):
                yield from pattern.finditer(self.texts[name], block.start(), block.end())

    def _find_in_statements(self, name: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield each place in the words of what rests on a source."""
        text = self.texts[name]
        records = self.project.records.of_page(name).records
        for place in pattern.finditer(text):
            end = f"{text}\n\n".find("\n\n", place.end())  # of the block that it is in
            behind = ENDS.search(text, place.end(), end)
            if behind and behind[1] in records and records[behind[1]].sources:
                yield place

    def plant(self, pick: random.Random, kind: str) -> Planted:
        """Plant one slip."""
        if kind in RECORDED:
            return self._plant_in_record(pick, kind)
        places = [(name, place) for name in self.texts for place in self.find_places(name, kind)]
        name, place = pick.choice(places)
        word = make_slips(self)[kind].change(pick, place[0])
        text = place.string[: place.start()] + word + place.string[place.end() :]
        after = self.judge(**{name: text})
        key = ""
        if name == BIB:  # all that cite the source are hurt
            key = re.findall(r"@\w+\{([\w-]+)", place.string[: place.start()])[-1]
        return self._compare(f"{kind}: {name}: {place[0]} > {word}", after, key)

    def _plant_in_record(self, pick: random.Random, kind: str) -> Planted:
        """Plant one slip in the record of a claim that has sources."""
        places = []
        for uri in self.pages:
            for name, record in self.project.records.of_page(uri).records.items():
                if record.sources and not record.is_note and getattr(record, kind):
                    places.append((uri, name))
        uri, name = pick.choice(places)
        page = self.project.records.of_page(uri)
        record = page.records[name]
        other = spoil_event(pick, record) if kind == "event" else spoil_kind(pick, record)
        changed = replace(page, records={**page.records, name: other})
        what = f"{kind}: {name}: {getattr(record, kind)} > {getattr(other, kind)}"
        return self._compare(what, self.judge({uri: changed}))

    def _compare(self, what: str, after: Judged, key: str = "") -> Planted:
        """Return what a slip did; what cites the source of a key is hurt by it."""
        hurt = set()
        for at, things in after.places.items():
            was = self.before.places.get(at, [])
            if any(key in thing.keys or thing not in was for thing in things):
                hurt.add(at)
        kind = what.partition(":")[0]
        return Planted(kind, what, hurt, after.findings - self.before.findings)


def name_place(uri: str, name: str) -> tuple[str, int, int]:
    """Return what stands for the line and the column of something on a page."""
    return f"{uri}#{name}", 0, 0


def find_record(page: PageRecords, line: int) -> str:
    """Return the id of the record that a line of a file is in."""
    above = [name for name in page.records if page.find_place(name).line <= line]
    return above[-1] if above else ""


def spoil_event(pick: random.Random, record: Record) -> Record:
    return change(record, event=f"19{pick.randint(10, 99)}")


def spoil_kind(pick: random.Random, record: Record) -> Record:
    return change(record, kind=pick.choice([*{"fact", "report"} - {record.kind}]))


def read_page(project: Project, uri: str, text: str, records: PageRecords) -> PageEvidence:
    """Return what a page of the briefing says with another text, or with other records."""
    text = re.sub(r"\]\(index\.md", "](/", text)
    text = re.sub(r"\]\(([\w-]+)\.md", r"](/\1/", text)
    text = re.sub(r"(?s)\A---.*?---", "", text)
    extensions = list[str]()
    for extension in read_settings()["markdown_extensions"]:
        extensions += extension if isinstance(extension, dict) else [extension]
    noted = write_notes(Document(uri, uri, text), project.notes)
    body = parse(markdown.markdown(noted, extensions=extensions))
    return label_page(body, PageAddress(uri, make_url(uri), uri), make_context(project), records)


def read_figure(name: str, text: str) -> Figure:
    """Return the figure that a file holds; a slip leaves it its form."""
    data = read_marked(text)
    stem = name.removesuffix(".yml")
    form, faults = read_form(data.value, FORMS[stem])
    assert not faults, text
    return Figure(stem, name, form, data)


def list_places(pages: list[PageEvidence], items: list[Item]) -> dict[str, list[Statement | Item]]:
    """Return what is said at each place."""
    places = defaultdict[str, list[Statement | Item]](list)
    for page in pages:
        for statement in page.statements:
            places[f"{page.page.uri}#{statement.id}"].append(statement)
        items = [*items, *page.items]
    for item in items:
        file, name = item.place
        places[f"{file}#{name}"].append(item)
    return places


def swap_words(
    choices: list[str], spellings: Mapping[str, str]
) -> Callable[[random.Random, str], str]:
    """Return what takes another word, which is no other spelling of the same name."""

    def change(pick: random.Random, word: str) -> str:
        same = spellings.get(word, word)
        return pick.choice([other for other in choices if spellings.get(other, other) != same])

    return change


def change_day(pick: random.Random, day: str) -> str:
    return f"{(int(day) + pick.randint(1, 26)) % 28 + 1:02}"


def change_number(pick: random.Random, number: str) -> str:
    """Return another number, a share where it may be one."""
    whole, point, part = number.partition(".")
    if len(whole) < 3:
        return f"{(int(whole) + pick.randint(2, 60)) % 98 + 1}{point}{part}"
    return str(pick.randint(2, 60)) + number[-4:]


def make_slips(copy: Copy) -> dict[str, Slip]:
    """Return the kinds of slips."""
    spellings = copy.project.records.spellings
    keys = sorted(copy.project.bibliography.sources)
    swap = partial(swap_words, spellings=spellings)
    names = [spelling for spelling, name in spellings.items() if name and len(spelling) > 2]
    numbers = (
        r"(?<![\w@#\"/-])\d{2,3}(?:,\d{3})+",
        r"\b\d+(?:\.\d)?(?=%)",
        r"(?<=article )\d+",
        r"(?<=share: )\d+(?:\.\d)?",
    )
    return {
        "day": Slip(
            rf"(?<![\d-])\d{{1,2}}(?= (?:{A_MONTH}))|(?<=date: \d{{4}}-\d\d-)\d\d", change_day
        ),
        "month": Slip(rf"(?<=\d )(?:{A_MONTH})", swap(MONTHS)),
        "number": Slip("|".join(numbers), change_number),
        "name": Slip("|".join(sorted(names, key=len, reverse=True)), swap(STATES)),
        "negation": Slip(
            r"(?<![\w-])(?:was|were|is|had|has|could|will)(?![\w-]| not)",
            lambda pick, word: f"{word} not",
        ),
        "hedge": Slip(
            r"(?<![\w-])(?:could|might|may|likely|unlikely|almost|about)(?![\w-])",
            lambda pick, word: "certainly",
        ),
        "key": Slip(r"(?<=@)[\w-]+", swap(keys)),
        "title": Slip(r"(?<= title        = \{\{)\[?\w+", lambda pick, word: "No"),
        "address": Slip(
            r"(?<= url          = \{)https?://[^}]*",
            lambda pick, word: word + str(pick.randint(1, 9)),
        ),
    }


@pytest.fixture(scope="module")
def copy() -> Copy:
    return Copy(read_project(load_config(str(ROOT / "mkdocs.yml")), Store(""), Memo()))


@pytest.mark.slow  # a smaller sample would miss the bounds by chance after a sound edit
def test_slips_are_named_with_their_place(copy: Copy) -> None:
    """At least 95 % are named before a freeze; of what can be unsupported, 60 % as such."""
    pick = random.Random(2024)
    kinds = sorted([*make_slips(copy), *RECORDED] * 15)
    slips = [copy.plant(pick, kind) for kind in kinds]
    missed = [slip.what for slip in slips if not slip.is_named()]
    loose = [slip for slip in slips if slip.kind in LOOSE]
    unsupported = [slip for slip in loose if "unsupported-token" in slip.codes]
    assert len(missed) <= 0.05 * len(slips), missed
    assert len(unsupported) >= 0.6 * len(loose)


HARMLESS: dict[str, Callable[[str], str]] = {
    "a heading": lambda text: re.sub(r"(?m)^## ", "## On 7 May: ", text),
    "white space": lambda text: text.replace("\n\n", "\n\n\n"),
    "a new paragraph of no kind": lambda text: text.replace(
        "\n## ", "\nLavrov said on 7 May that 99% do.\n{ #new }\n\n## ", 1
    ),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_a_change_outside_what_is_sourced_passes(copy: Copy, change: Callable[[str], str]) -> None:
    for uri in copy.pages:
        after = copy.judge(**{uri: change(copy.texts[uri])})
        assert after.findings - copy.before.findings == Counter()
