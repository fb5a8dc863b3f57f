"""Labels: what a page's HTML gains for its readers, and the records of what it claims.

A *claim* is a clause of a paragraph, as `clauses.py` has it; a *note* is a box. Of which kind each
is, and all else that is said of it, its record says.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..html import HEADINGS, Node, classes, get, make, parse, prepend, read
from ..pages.vocabulary import BOXES, KINDS, WORDS
from ..problems import Problem
from ..sources.entries import Source
from .checks import gather_checks
from .clauses import ANCHOR, divide, keep_first_abbreviations, list_around
from .endnotes import Notes, finish_notes
from .items import list_items
from .later import Earlier
from .markers import (
    Affix,
    Markers,
    list_affixes,
    list_keys,
    number_markers,
    read_cited_words,
    read_words,
)
from .partials import render_checks, render_mark
from .quotations import list_led_to
from .records import PageRecords, Record
from .statements import Misplaced, PageAddress, PageEvidence, Section, Statement, VoicePlace
from .voices import find_name, find_slip, find_voice


class Context(NamedTuple):
    """What the labels of a page need to know of the site.

    Addresses are from its root, empty where there is none.
    """

    sources: Mapping[str, Source] = {}
    sources_url: str = ""  # of the page of sources, to which notes lead
    cite_url: str = ""  # of the page of citations, to which headings and claims lead
    later: Mapping[str, str] = {}  # of what came later, by the ids of earlier claims
    earlier: Mapping[str, Sequence[Earlier]] = {}  # ways back, by the ids of later ones
    cut_off: str = ""  # month of the information cut-off, in words
    voice: str = ""  # whose argument the briefing restates, in short; empty without one


def label_page(
    body: Node, page: PageAddress, context: Context, records: PageRecords
) -> PageEvidence:
    """Label the tree of a page in place, and return what it states, in reading order."""
    keep_first_abbreviations(body)
    markers = number_markers(body)
    lede = body.css_first("p.bottom-line")
    lede_words = read_words(lede) if lede else ""
    items = list_items(body, page, markers)
    walk = _Walk(page, context, records, markers)
    walk.visit(body, "")
    holder = body.css_first("div.footnote")
    if holder:
        sources_address = page.root + context.sources_url if context.sources_url else ""
        quoted = list_led_to([*walk.claims, *walk.notes], context.sources)
        notes = Notes(markers, walk.places, context.sources, sources_address, quoted)
        finish_notes(holder, notes)
    return PageEvidence(
        page,
        tuple(walk.sections),
        tuple(walk.claims),
        tuple(walk.notes),
        tuple(items),
        lede_words,
        tuple(walk.misplaced),
        tuple(walk.voices),
        tuple(walk.unaddressed),
    )


class _Walk:
    """One walk over the tree of a page, in reading order."""

    def __init__(
        self, page: PageAddress, context: Context, records: PageRecords, markers: Markers
    ) -> None:
        self.page = page
        self.context = context
        self.records = records
        self.markers = markers
        self.numbers = {marker.key: marker.number for marker in markers.values()}
        self.section = Section()  # in which the walk is
        self.sections = list[Section]()
        self.claims = list[Statement]()
        self.notes = list[Statement]()
        self.misplaced = list[Misplaced]()
        self.unaddressed = list[str]()
        self.voice = ""  # in which the walk is
        self.voices = list[VoicePlace]()
        self.places = dict[str, str]()  # what each marker of a note stands in, by its id

    def visit(self, parent: Node, box: str) -> None:
        """Label what is in an element, but not notes. `box` is the title of the box around it."""
        for node in [*parent.iter()]:
            if node.tag == "div" and "footnote" in classes(node):
                continue
            self._mark(node, box)
            self.visit(node, self._mark_box(node) or box)
            self._make_aliases(node)

    def _mark(self, node: Node, box: str) -> None:
        """Label an element that is no box."""
        name = get(node, "id")
        if node.tag in HEADINGS:
            self._mark_heading(node)
        elif node.tag == "table":
            _mark_table(node)
        elif node.tag == "p":
            self._mark_paragraph(node, box)
        elif name in self.markers:
            self.places[name] = box or self.section.title

    def _mark_heading(self, heading: Node) -> None:
        """Record a heading, and let it lead to itself, in the place of the link behind it."""
        level = int(str(heading.tag)[1])
        self.section = Section(get(heading, "id"), read_words(heading), level)
        self.sections.append(self.section)
        self.voice = ""
        heading.strip_tags(["a.headerlink"], recursive=True)
        if self.section.id and not heading.css_first("a"):
            address = f"#{self.section.id}"
            link = make("a", class_="heading-link", href=address, **self._lead_to_citation())
            link.inner_html = str(heading.inner_html)
            heading.inner_html = str(link.html)

    def _mark_paragraph(self, node: Node, box: str) -> None:
        """Name a lede; label and record the claims of a paragraph."""
        if "bottom-line" in classes(node) and self.section.level == 1:
            prepend(node, make("strong", WORDS["bottom-line"], class_="bottom-line-name"), " ")
        if box:
            self._refuse_anchors(node)
            return
        voice = self._read_voice(node)
        parts = divide(node, self.records.records, voice)
        read = [self._read_claim(part, node) for part in parts]
        claims = [claim for claim in read if claim]
        self._refuse_loose_citations(node)
        if parts and not get(node, "id"):
            self._refuse_unaddressed(parts)
        elif claims:
            self._mark_claims(node, claims)
            self._lead_to_later(parts)

    def _refuse_unaddressed(self, parts: Sequence[Node]) -> None:
        """A paragraph of clauses has an id; it is said once, at the first."""
        names = [get(part, "id") for part in parts]
        message = f"the paragraph of '{names[0]}' has no id"
        self._report(names[0], message, "claim-without-id", "add a line { #a-short-id } below it")
        self.unaddressed += names

    def _read_voice(self, paragraph: Node) -> Node | None:
        """Return the bold words by which a voice begins in a paragraph, and go on in it."""
        name = find_name(paragraph) if self.context.voice else None
        if name is None:
            return None
        voice = find_voice(name)
        if voice:
            name.attrs["class"] = "voice"
            self.voice = voice
            self.voices.append(VoicePlace(voice, self.section.id, get(paragraph, "id")))
            return name
        slip = find_slip(name)
        if slip:
            self.misplaced.append(Misplaced(read(name), slip))
        return None

    def _refuse_anchors(self, node: Node) -> None:
        """A note has one record, and no clauses."""
        for anchor in node.css(ANCHOR):
            name = get(anchor, "id")
            message = f"'{name}' closes a clause within a note"
            hint = "take the anchor away: a note is one statement, by the id of its paragraph"
            self._report(name, message, "anchor-place", hint)

    def _refuse_loose_citations(self, paragraph: Node) -> None:
        """What cites a source is a clause with an anchor, or a note; it is said once."""
        for marker in paragraph.css("sup[id^=fnref]"):
            number = self.markers.get(get(marker, "id"))
            if number and number.key and not _is_within(marker, "clause"):
                message = f"'{number.key}' is cited here for no claim"
                hint = "close the clause behind the citation: [](){ #a-short-id }, with a record"
                place = _find_words_before(marker) or f"@{number.key}"
                self._report(place, message, "citation-outside-claim", hint)
                return

    def _report(self, name: str, message: str, code: str, hint: str) -> None:
        self.misplaced.append(Misplaced(name, Problem(message, code, hint)))

    def _mark_claims(self, paragraph: Node, claims: Sequence[Statement]) -> None:
        """Record the claims of a paragraph, and put behind it what stands behind them."""
        self.claims += claims
        paragraph.attrs["class"] = f"claim {get(paragraph, 'class')}".strip()
        earlier = self._list_earlier(claims)
        checks = gather_checks(claims, self.context.sources, self.numbers, earlier)
        cite = self._lead_to_citation().get("data_cite", "")
        html = render_checks(checks, get(paragraph, "id"), cite)
        for node in parse(html).iter():
            paragraph.insert_after(node)

    def _list_earlier(self, claims: Iterable[Statement]) -> list[Earlier]:
        """Return the ways from the page to the earlier claims that some claims follow, each once.

        Addresses are from the page.
        """
        ways = dict[Earlier, None]()
        for claim in claims:
            for way in self.context.earlier.get(claim.id, ()):
                ways[way._replace(address=self.page.root + way.address)] = None
        return list(ways)

    def _lead_to_later(self, clauses: Iterable[Node]) -> None:
        """Put a mark behind each clause of which it is told what came later."""
        for clause in clauses:
            address = self.context.later.get(get(clause, "id"))
            if address:
                for node in parse(render_mark(self.page.root + address)).iter():
                    clause.insert_after(node)

    def _read_claim(self, node: Node, paragraph: Node) -> Statement | None:
        """Return a claim, from the element that has its words; None where it has no record."""
        name = get(node, "id")
        hint = "write one in {file}; words that nobody can check get no anchor"
        record = self._find_record(name, "anchor-without-record", hint)
        if record is None:
            return None
        if record.is_note:
            message = f"'{name}' is a clause, and its record is that of a note"
            hint = f"write under kind one of {', '.join(KINDS)}"
            self._report(name, message, "record-kind", hint)
            return None
        words = read_words(node)
        if not words:
            message = f"'{name}' closes a clause without words"
            self._report(name, message, "anchor-place", "write it behind the words that it closes")
            return None
        affixes = list_affixes(node, self.markers)
        return Statement(
            name,
            self.page,
            record,
            list_keys(node, self.markers),
            section=self.section,
            affixes=tuple(self._say_affix(affix) for affix in affixes if affix.says_more),
            places=_list_places(affixes),
            paragraph=get(paragraph, "id"),
            text=words,
            said=read_cited_words(node, self.markers),
            voice=self.voice,
        )

    def _say_affix(self, affix: Affix) -> str:
        """Return the words beside a marker with the short form of its source among them."""
        source = self.context.sources.get(affix.key)
        words = " ".join(filter(None, [affix.before, source.short if source else affix.key]))
        return f"{words}, {affix.after}" if affix.after else words

    def _find_record(self, name: str, code: str, hint: str) -> Record | None:
        """Return the record of an id; say where there is none, unless that was said before."""
        record = self.records.records.get(name)
        if record is None and not self.records.is_known(name):
            file = self.records.path or f"docs/records/{self.page.uri.removesuffix('.md')}.yml"
            self._report(name, f"'{name}' has no record", code, hint.format(file=file))
        return record

    def _lead_to_citation(self) -> dict[str, str]:
        """Return where the citation of the section stands, for the dialog of `cite.js`."""
        if not self.context.cite_url:
            return {}
        key = self.page.key
        if self.section.level > 1:
            key = f"{key}--{self.section.id}"
        return {"data_cite": f"{self.page.root}{self.context.cite_url}#{key}"}

    def _mark_box(self, node: Node) -> str:
        """Name and record a box, and return its title; empty where the node is none."""
        is_box = node.tag == "details" or "admonition" in classes(node)
        title = next(node.iter(), None) if is_box else None
        if title is None:
            return ""
        words = read_words(title)
        note = self._read_note(node, words)
        if note:
            self.notes.append(note)
            _put_kind(node, note)
            self._name_box(node, title, self._name_kind(note.kind))
        return words

    def _name_kind(self, kind: str) -> str:
        """Return how the boxes of a kind are called."""
        if kind == "since":
            return f"Since {self.context.cut_off}"
        return BOXES[kind]

    def _name_box(self, node: Node, title: Node, name: str) -> None:
        """Say before the title of a box of which kind it is, and name its element for all."""
        label = f"{name}: {read_words(title)}"
        prepend(title, make("span", f"{name}:", class_="box-name"), " ")
        node.attrs["role"] = "group"
        node.attrs["aria-label"] = label

    def _read_note(self, node: Node, title: str) -> Statement | None:
        """Return the note that a box is; None where it is plain, or has no record.

        Its id is the first in it; it is about the claim that its record names, or the one above it.
        """
        paragraph = node.css_first("p[id]")
        name = get(paragraph, "id") if paragraph else ""
        keys = list_keys(node, self.markers)
        record = self.records.records.get(name)
        if record is None and keys:
            hint = "write one in {file}, by the id of a paragraph of the note"
            record = self._find_record(name or title, "note-without-record", hint)
        if record is None:
            return None
        if not record.is_note:
            message = f"'{name}' is a note, and its record is that of a claim"
            hint = f"write under kind one of {', '.join(BOXES)}"
            self._report(name, message, "record-kind", hint)
            return None
        above = self.claims[-1].id if self.claims else ""
        return Statement(
            name,
            self.page,
            record,
            keys,
            section=self.section,
            places=_list_places(list_affixes(node, self.markers)),
            text=". ".join(map(read_words, node.iter())),
            said=read_cited_words(node, self.markers),
            title=title,
            about=record.about or above,
        )

    def _make_aliases(self, node: Node) -> None:
        """Put an empty element for each older id of an element before all else in it."""
        name = get(node, "id")
        if not name or node.tag == "a":
            return
        aliases = [*self.records.aliases.get(name, ())]
        record = self.records.records.get(name)
        if record:
            aliases += record.aliases
        prepend(node, *(make("span", id=alias) for alias in reversed(aliases)))


def _list_places(affixes: Sequence[Affix]) -> tuple[tuple[str, str], ...]:
    """Return each key with the words beside its marker."""
    return tuple(
        (affix.key, " … ".join(filter(None, [affix.before, affix.after]))) for affix in affixes
    )


def _find_words_before(node: Node) -> str:
    """Return the last words before an element that stand on one line of the text."""
    before = node.prev
    if before is None or not before.is_text_node:
        return ""
    return str(before.text()).rpartition("\n")[2].strip()


def _is_within(node: Node, name: str) -> bool:
    """Return whether an element stands in one of a class."""
    return any(name in classes(outer) for outer in list_around(node))


def _put_kind(box: Node, note: Statement) -> None:
    """Give a box the class of its kind, and its paragraph what it is about, for the styles."""
    others = [name for name in classes(box) if name not in {"note", *BOXES}]
    box.attrs["class"] = " ".join([note.kind, *others])
    paragraph = box.css_first("p[id]")
    if paragraph is not None and note.record.about:
        paragraph.attrs["data-for"] = note.record.about


def _mark_table(table: Node) -> None:
    """Name the column in each cell, for screens too narrow for columns, and mark empty cells."""
    columns = [read(cell) for cell in table.css("thead th")]
    for row in table.css("tbody tr"):
        for column, cell in zip(columns, row.css("td"), strict=False):
            cell.attrs["data-column"] = column
            if read(cell) == "–":
                cell.attrs["class"] = "none"
