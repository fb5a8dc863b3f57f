"""One walk over a page: what its HTML gains for its readers, and the records of what it claims.

A *claim* is a clause of a paragraph, which its author closes with an anchor, `[](){ #its-id }`; a
*note* is a box with what was checked, or a paragraph that tells what came later. All else that is
said of each, its record says.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ..html import HEADINGS, Node, classes, find_class, get, make, parse, prepend, read
from ..pages.counts import read_counted
from ..pages.document import Document, make_url
from ..pages.furniture import ENDS
from ..pages.passage import Passage
from ..pages.publication import SOURCES_PAGE, PageAddress
from ..text import make_code, shorten
from ..vocabulary import BOXES, CHECK, HEADS, KINDS, LATER, RECORD, VOICES, WORDS
from .checks import Checks, gather_sources
from .evidence import Library
from .findings import Finding, Margin, Sign, gather_findings
from .page_notes import (
    TEMPLATES,
    Markers,
    PageNotes,
    find_cited,
    find_words_before,
    finish_notes,
    is_item,
    list_keys_in_order,
    make_item,
    number_markers,
    read_cited_words,
    read_words,
)
from .paragraphs import divide, find_head, hold_to_last_word, mark_entry
from .record_files import PageRecords
from .records import Record
from .sources import list_led_to
from .statements import TOP, Entry, Mark, PageEvidence, Statement


class Context(NamedTuple):
    """What a walk needs to know of the site."""

    library: Library = Library()
    shared: Collection[str] = ()  # keys of sources whose notes lead to the page of sources
    beside: Mapping[str, Margin] = {}  # what is told beside claims, by their ids


def walk_page(
    body: Node, page: PageAddress, document: Document, context: Context, records: PageRecords
) -> PageEvidence:
    """Label the tree of a page in place, and return what it states, in reading order."""
    walk = _Walk(page, document, context, records, number_markers(body))
    walk.visit(body, "")
    holder = body.css_first("div.footnote")
    if holder:
        walk.finish(holder)
    return walk.evidence


class _Walk:
    """One walk over the tree of a page, in reading order."""

    def __init__(
        self,
        page: PageAddress,
        document: Document,
        context: Context,
        records: PageRecords,
        markers: Markers,
    ) -> None:
        self.page = page
        self.document = document
        self.context = context
        self.records = records
        self.markers = markers
        self.evidence = PageEvidence(page, records=records)
        self.section = TOP  # in which the walk is
        self.voice = ""  # the same
        self.later_shown = set[Finding]()  # what came later, in the section so far
        self.places = dict[str, str]()  # what each marker of a note stands in, by its id
        self.abbreviations = set[str]()  # whose long form stands above

    def visit(self, parent: Node, box: str) -> None:
        """Label what is in an element, but not notes. `box` is the title of the box around it."""
        for node in [*parent.iter()]:
            if "footnote" not in classes(node) or node.tag != "div":
                self._mark(node, box)
                self.visit(node, self._mark_box(node) or box)
                if node.tag == "abbr":
                    self._explain_once(node)

    def finish(self, holder: Node) -> None:
        """Finish the notes of the page, which `holder` has; no long form stands there."""
        for node in holder.css("abbr"):
            node.unwrap()
        quoted = list_led_to(self.evidence.statements)
        address = self.page.root + make_url(SOURCES_PAGE)
        sources = self.context.library.sources
        shared = self.context.shared
        finish_notes(holder, PageNotes(self.markers, self.places, sources, address, shared, quoted))

    def _mark(self, node: Node, box: str) -> None:
        """Label an element, but for what its being a box adds, and record what it says."""
        name = get(node, "id")
        if not box and is_item(node):
            item = make_item(node, self.page, self.document, self.markers)
            self.evidence.items.append(item)
        if node.tag in HEADINGS:
            self._mark_heading(node)
        elif node.tag == "p":
            self._note_paragraph(node, name)
            self._name_bottom_line(node)
            if not box:  # a note has one record, and no clauses
                self._mark_paragraph(node)
        elif name in self.markers:
            self.places[name] = box or self.section.title

    def _mark_heading(self, heading: Node) -> None:
        """Record a heading, without the link behind it."""
        level = int(str(heading.tag)[1])
        self.section = Passage("section", get(heading, "id"), read_words(heading), level)
        self.evidence.sections.append(self.section)
        self.voice = ""
        self.later_shown.clear()
        heading.strip_tags(["a.headerlink"], recursive=True)

    def _note_paragraph(self, paragraph: Node, name: str) -> None:
        """Record where a paragraph with an id stands, unless it says that something has moved."""
        if name and not find_class(ENDS, paragraph):
            self.evidence.paragraphs[name] = self.section

    def _name_bottom_line(self, paragraph: Node) -> None:
        """Name the finding of the page, where no heading does."""
        if "bottom-line" in classes(paragraph) and self.section.level == 1:
            name = make("strong", WORDS["bottom-line"], class_="bottom-line-name")
            prepend(paragraph, name, " ")

    def _mark_paragraph(self, node: Node) -> None:
        """Label and record the claims of a paragraph, or the note that it is."""
        head, code = self._read_head(node)
        if code == LATER:
            self._mark_later(node)
            return
        self.voice = code or self.voice
        if self.voice:
            node.attrs["class"] = f"{get(node, 'class')} of-{self.voice}".strip()
        entry = mark_entry(node, head) if self.voice == RECORD else ""
        parts = divide(node, self.records.records, head)
        read = [self._read_claim(part, node) for part in parts]
        claims = [claim for claim in read if claim]
        self._note_loose_citation(node)
        if entry:
            self.evidence.entries.append(Entry(self.section, get(node, "id"), entry, claims))
        if claims:
            self._mark_claims(node, claims)

    def _read_head(self, paragraph: Node) -> tuple[Node | None, str]:
        """Return the bold words at the head of a paragraph that name something, and its code."""
        head, code = find_head(paragraph)
        if head is None:
            return None, ""
        head.attrs["class"] = "voice"
        if code in VOICES:  # on a line of its own, where it needs no full stop
            head.inner_html = f"{VOICES[code].rstrip('.')}<span>.</span>"
        return head, code

    def _mark_later(self, paragraph: Node) -> None:
        """Record a paragraph that tells what came later."""
        words = read_words(paragraph).removeprefix(HEADS[LATER]).strip()
        note = self._read_note(paragraph, get(paragraph, "id"), shorten(words), [LATER])
        if note:
            self.evidence.notes.append(note)
            paragraph.attrs["class"] = LATER

    def _note_loose_citation(self, paragraph: Node) -> None:
        """Record the first source that a paragraph cites for no claim."""
        within = {node.mem_id for node in paragraph.css(".clause sup")}
        for node in paragraph.css("sup[id^=fnref]"):
            marker = self.markers.get(get(node, "id"))
            if marker and node.mem_id not in within:
                words = find_words_before(node) or f"@{marker.key}"
                self.evidence.loose.append((marker.key, self.document.locate(words)))
                return

    def _mark_claims(self, paragraph: Node, claims: Sequence[Statement]) -> None:
        """Record the claims of a paragraph, and put behind it what stands behind them."""
        self.evidence.claims += claims
        name = get(paragraph, "id")
        paragraph.attrs["class"] = f"claim {get(paragraph, 'class')}".strip()
        numbers = {marker.key: marker.number for marker in self.markers.values()}
        beside = {claim.id: self.context.beside.get(claim.id, Margin()) for claim in claims}
        found = gather_findings(claims, beside, self.later_shown)
        self.later_shown |= {margin.later for margin in beside.values() if margin.later}
        for clause in paragraph.css("span.clause"):
            if get(clause, "id") in found.signs:
                self._put_sign(clause, found.signs[get(clause, "id")])
        checks = Checks(
            found,
            gather_sources(claims, numbers),
            shown=[*dict.fromkeys(way for margin in beside.values() for way in margin.shown)],
            earlier=[*dict.fromkeys(way for margin in beside.values() for way in margin.earlier)],
        )
        _put_behind(paragraph, "checks", checks=checks, id=name, root=self.page.root)

    def _put_sign(self, clause: Node, sign: Sign) -> None:
        """Put the sign of what was found at the end of a clause, held to its last word."""
        finding, letter = sign
        name = f"{finding.name} ({letter})" if letter else finding.name
        named = {"class_": f"mark is-{make_code(finding.code)}", "aria_label": name}
        if letter:
            named["data_tie"] = letter
        if finding.address:
            mark = make("a", href=self.page.root + finding.address, **named)
        else:
            mark = make("span", role="img", **named)
        hold_to_last_word(clause, mark)

    def _read_claim(self, node: Node, paragraph: Node) -> Statement | None:
        """Return a claim, from the element that has its words; None where no record is of it."""
        words = read_words(node)
        mark = self._note_mark(get(node, "id"), words, KINDS)
        record = self.records.records.get(mark.name)
        if record is None or record.is_note or not words:
            return None
        place = get(paragraph, "id")
        members = {"paragraph": place, "text": words, "voice": self.voice, "event": record.event}
        return self._state(mark, node, record, **members)

    def _note_mark(self, name: str, words: str, kinds: Collection[str]) -> Mark:
        """Record that something is marked as a statement, and return it."""
        mark = Mark(name, words, kinds, self.document.locate(name))
        self.evidence.marks.append(mark)
        return mark

    def _state(self, mark: Mark, node: Node, record: Record, **members: str) -> Statement:
        """Return what an element states, with the sources that it cites, and other members."""
        cited = list_keys_in_order(find_cited(node, self.markers))
        return Statement(
            mark.name,
            self.page,
            record,
            tuple(cited),
            section=self.section,
            said=read_cited_words(node, self.markers),
            counted=read_counted(node),
            evidence=tuple(self.context.library.list_evidence(mark.name, record, cited)),
            spot=mark.spot,
            **members,
        )

    def _mark_box(self, node: Node) -> str:
        """Name and record a box, and return its title; empty where the node is none."""
        is_box = node.tag == "details" or "admonition" in classes(node)
        title = next(node.iter(), None) if is_box else None
        if title is None:
            return ""
        words = read_words(title)
        paragraph = node.css_first("p[id]")
        name = get(paragraph, "id") if paragraph else ""
        is_plain = name not in self.records.records and not find_cited(node, self.markers)
        note = None if is_plain else self._read_note(node, name, words, [CHECK])
        if note:
            self.evidence.notes.append(note)
            _name_box(node, title, note)
        return words

    def _read_note(
        self, node: Node, name: str, title: str, kinds: Collection[str]
    ) -> Statement | None:
        """Return the note that a box is, or a paragraph alone; None where it has no record.

        Its id is that of a paragraph, in a box of the first that has one. It is about the claim
        that its record names, or the one above it. A box that cites nothing is plain.
        """
        record = self.records.records.get(name)
        mark = self._note_mark(name or title, title, kinds)
        if record is None or record.kind not in kinds:
            return None
        about = record.about or (self.evidence.claims[-1].id if self.evidence.claims else "")
        event = record.event or self.records.records.get(about, record).event
        parts = [node] if node.tag == "p" else node.iter()
        text = ". ".join(map(read_words, parts))
        return self._state(mark, node, record, title=title, about=about, event=event, text=text)

    def _explain_once(self, node: Node) -> None:
        """Leave the long form of an abbreviation where it is first used: Markdown has it always."""
        words = read(node)
        if words in self.abbreviations:
            node.unwrap()
        self.abbreviations.add(words)


def _put_behind(node: Node, template: str, **values: object) -> None:
    """Put what a template of ours makes of some values behind an element."""
    for part in parse(TEMPLATES.get_template(f"{template}.html").render(values)).iter():
        node.insert_after(part)


def _name_box(box: Node, title: Node, note: Statement) -> None:
    """Say before the title of a box what it is, and what it is about, for the styles."""
    name = f"{BOXES[CHECK]}:"
    box.attrs["class"] = " ".join([CHECK, *(each for each in classes(box) if each != "note")])
    paragraph = box.css_first("p[id]")
    if paragraph is not None and note.record.about:
        paragraph.attrs["data-for"] = note.record.about
    box.attrs["role"] = "group"
    box.attrs["aria-label"] = f"{name} {note.title}"
    prepend(title, make("span", name, class_="box-name"), " ")
