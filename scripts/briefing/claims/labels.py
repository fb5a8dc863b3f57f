"""Labels: what a page's HTML gains for its readers, and the records of what it claims.

A *claim* is a paragraph with an id and a kind (`vocabulary.KINDS`) among its classes, or a clause
of such a paragraph, as `clauses.py` has it.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..html import HEADINGS, Node, classes, find_class, get, make, prepend, read
from ..pages.vocabulary import BOXES, KINDS, MEANINGS, WORDS
from ..sources.entries import Source
from ..words import _
from .clauses import divide, group_halves
from .endnotes import Notes, finish_notes
from .items import list_items
from .markers import Markers, list_keys, number_markers, read_cited_words, read_words
from .partials import make_record, render_record
from .records import PageAddress, PageEvidence, Section, Statement
from .support import Support


class Context(NamedTuple):
    """What the labels of a page need to know of the site.

    Addresses are from its root, empty where there is none.
    """

    sources: Mapping[str, Source] = {}
    support: Support = Support()  # what each source was seen to bear out
    sources_url: str = ""  # of the page of sources, to which notes lead
    cite_url: str = ""  # of the page of citations, to which headings and claims lead
    cut_off: str = ""  # month of the information cut-off, in words
    voice: str = ""  # whose argument the briefing restates, in short; empty without one


def label_page(body: Node, page: PageAddress, context: Context) -> PageEvidence:
    """Label the tree of a page in place, and return its records, in reading order."""
    group_halves(body)
    markers = number_markers(body)
    lede = body.css_first("p.bottom-line")
    lede_words = read_words(lede) if lede else ""
    items = list_items(body, page, markers)
    walk = _Walk(page, context, markers)
    walk.visit(body, "")
    holder = body.css_first("div.footnote")
    if holder:
        sources_address = page.root + context.sources_url if context.sources_url else ""
        finish_notes(holder, Notes(markers, walk.places, context.sources, sources_address))
    return PageEvidence(
        page,
        tuple(walk.sections),
        tuple(walk.claims),
        tuple(walk.boxes),
        tuple(items),
        lede_words,
    )


class _Walk:
    """One walk over the tree of a page, in reading order."""

    def __init__(self, page: PageAddress, context: Context, markers: Markers) -> None:
        self.page = page
        self.context = context
        self.markers = markers
        self.numbers = {marker.key: marker.number for marker in markers.values()}
        self.section = Section()  # in which the walk is
        self.sections = list[Section]()
        self.claims = list[Statement]()
        self.boxes = list[Statement]()
        self.places = dict[str, str]()  # what each marker of a note stands in, by its id

    def visit(self, parent: Node, box: str) -> None:
        """Label what is in an element, but not notes. `box` is the title of the box around it."""
        for node in [*parent.iter()]:
            if node.tag == "div" and "footnote" in classes(node):
                continue
            self._mark(node, box)
            self.visit(node, self._mark_box(node) or box)
            _make_aliases(node)

    def _mark(self, node: Node, box: str) -> None:
        """Label an element that is no box."""
        name = get(node, "id")
        if node.tag in HEADINGS:
            self._mark_heading(node)
        elif node.tag == "table":
            _mark_table(node)
        elif node.tag == "p" and name:
            self._mark_paragraph(node, box)
        elif name in self.markers:
            self.places[name] = box or self.section.title

    def _mark_heading(self, heading: Node) -> None:
        """Record a heading, and let it lead to itself, in the place of the link behind it."""
        level = int(str(heading.tag)[1])
        self.section = Section(get(heading, "id"), read_words(heading), level)
        self.sections.append(self.section)
        heading.strip_tags(["a.headerlink"], recursive=True)
        if self.section.id and not heading.css_first("a"):
            address = f"#{self.section.id}"
            link = make("a", class_="heading-link", href=address, **self._lead_to_citation())
            link.inner_html = str(heading.inner_html)
            heading.inner_html = str(link.html)

    def _mark_paragraph(self, node: Node, box: str) -> None:
        """Name a lede; label and record a paragraph of claims, or record another that cites."""
        if "bottom-line" in classes(node) and self.section.level == 1:
            prepend(node, make("strong", WORDS["bottom-line"], class_="bottom-line-name"), " ")
        kind = find_class(KINDS, node)
        if kind:
            self._mark_claims(node, kind)
            return
        keys = list_keys(node, self.markers)
        if keys and not box:
            said = read_cited_words(node, self.markers)
            words = read_words(node)
            self.boxes.append(
                Statement(get(node, "id"), "", self.page, keys, said=said, text=words)
            )

    def _mark_claims(self, paragraph: Node, kind: str) -> None:
        """Record the clauses of a paragraph, or itself where it has none, and label them and it."""
        name = get(paragraph, "id")
        parts = divide(paragraph) or [paragraph]
        claims = [self._read_claim(part, name) for part in parts]
        self.claims += claims
        voices = [self._find_voice(claim) for claim in claims]
        voice = self.context.voice
        if voice not in voices:
            voice = self._name_added()
        label = (KINDS[kind], voice)
        for part, claim, own_voice in zip(parts, claims, voices, strict=True):
            own = [words for words in (KINDS[claim.kind], own_voice) if words not in label]
            part.inner_html = str(part.inner_html) + self._render_record(claim, " · ".join(own))
        self._label(paragraph, label, MEANINGS[kind])

    def _label(self, paragraph: Node, label: tuple[str, str], meaning: str) -> None:
        """Put a label before a paragraph, which leads to it."""
        paragraph.attrs["class"] = f"claim {get(paragraph, 'class')}"
        link = make(
            "a",
            " · ".join(filter(None, label)),
            class_="claim-label",
            href=f"#{get(paragraph, 'id')}",
            data_means=meaning,
            **self._lead_to_citation(),
        )
        prepend(paragraph, link, make("br"))

    def _find_voice(self, claim: Statement) -> str:
        """Return whose a claim is, in words."""
        if claim.is_restated:
            return self.context.voice
        return self._name_added()

    def _name_added(self) -> str:
        """Return how what is ours is marked; not at all where the briefing restates nothing."""
        if not self.context.voice:
            return ""
        return _("added")

    def _read_claim(self, node: Node, paragraph: str) -> Statement:
        """Return the record of a claim, from the element that has its words."""
        article = get(node, "data-article")
        return Statement(
            get(node, "id"),
            find_class(KINDS, node),
            self.page,
            list_keys(node, self.markers),
            section=self.section,
            article=int(article) if re.fullmatch(r"[0-9]{1,4}", article) else None,
            check=get(node, "data-check"),
            accepts=tuple(get(node, "data-accept").split()),
            paragraph=paragraph,
            text=read_words(node),
            said=read_cited_words(node, self.markers),
            event=get(node, "data-event"),
        )

    def _render_record(self, claim: Statement, label: str) -> str:
        known = self.context.sources
        sources = [known[key] for key in claim.keys if key in known]
        record = make_record(claim, label, sources, self.numbers, self.context.support)
        return render_record(record)

    def _lead_to_citation(self) -> dict[str, str]:
        """Return where the citation of the section stands, for the popover of `notes.js`."""
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
        kind = find_class(BOXES, node)
        if kind:
            self.boxes.append(self._read_box(node, kind, words))
            self._name_box(node, title, self._name_kind(kind))
        return words

    def _name_kind(self, kind: str) -> str:
        """Return how the boxes of a kind are called."""
        if kind == "since":
            return _("Since {month}", month=self.context.cut_off)
        return BOXES[kind]

    def _name_box(self, node: Node, title: Node, name: str) -> None:
        """Say before the title of a box of which kind it is, and name its element for all."""
        label = _("{name}: {words}", name=name, words=read_words(title))
        prepend(title, make("span", _("{name}:", name=name), class_="box-name"), " ")
        node.attrs["role"] = "group"
        node.attrs["aria-label"] = label

    def _read_box(self, node: Node, kind: str, title: str) -> Statement:
        """Return the record of a box.

        Its id is the first in it; it is about the claim above it, or the one that its paragraphs
        name.
        """
        paragraphs = node.css("p[id]")
        targets = [get(part, "data-for") for part in paragraphs if get(part, "data-for")]
        targets += [claim.id for claim in self.claims[-1:]]
        about = targets[0] if targets else ""
        events = [claim.event for claim in self.claims if claim.id == about]
        return Statement(
            get(paragraphs[0], "id") if paragraphs else "",
            kind,
            self.page,
            list_keys(node, self.markers),
            text=". ".join(map(read_words, node.iter())),
            said=read_cited_words(node, self.markers),
            event=events[0] if events else "",
            title=title,
            follows=about,
        )


def _mark_table(table: Node) -> None:
    """Name the column in each cell, for screens too narrow for columns, and mark empty cells."""
    columns = [read(cell) for cell in table.css("thead th")]
    for row in table.css("tbody tr"):
        for column, cell in zip(columns, row.css("td"), strict=False):
            cell.attrs["data-column"] = column
            if read(cell) == "–":
                cell.attrs["class"] = "none"


def _make_aliases(node: Node) -> None:
    """Put an empty element for each other id of an element before all else in it."""
    aliases = get(node, "data-aliases").split()
    if aliases:
        prepend(node, *(make("span", id=alias) for alias in reversed(aliases)))
        del node.attrs["data-aliases"]
