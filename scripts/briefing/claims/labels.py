"""Labels: what a page's HTML gains for its readers, and the records of what it claims. A *claim* is a paragraph with an
id and a kind (`vocabulary.KINDS`) among its classes, or a clause of such a paragraph: an author closes it with an empty
link to its own id, `words,[](#its-id){ #its-id .fact }`, and it takes over what the paragraph's list says and its own
does not. Notes are numbered in reading order: Python-Markdown reads boxes later."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..html import HEADINGS, Node, classes, find_class, get, make, parse, prepend, read, write
from ..pages.vocabulary import BOXES, ENGINE_WORDS, KINDS, MEANINGS, NOTE_ID, WORDS
from ..sources.bibliography import Source
from ..text import resolve
from ..words import _
from .evidence import Support
from .ledger import TEMPLATES
from .records import Item, PageAddress, PageEvidence, Passage, Section

NOTE = "#fn:" + NOTE_ID.format(
    ""
)  # what the address of the note of a source begins with; its key follows
_SILENT = ENGINE_WORDS | {"cite-affix", "kind"}  # classes of what is no word of a passage
_ITEMS = (
    f"p.bottom-line, :is(li:not(:has({', '.join(map('p.{}'.format, KINDS))})), tr)"
    ":not(.footnote *, details *, .admonition *)"
)  # what has no claim in it


class Context(NamedTuple):
    """What the labels of a page need to know of the site. Addresses are from its root, empty where there is none."""

    sources: Mapping[str, Source] = {}
    support: Support = Support()  # what each source was seen to bear out
    sources_url: str = ""  # of the page of sources, to which notes lead
    cite_url: str = ""  # of the page of citations, to which headings and claims lead
    cut_off: str = ""  # month of the information cut-off, in words
    voice: str = ""  # whose argument the briefing restates, in short; empty where it restates none


def label_page(html: str | Node, page: PageAddress, context: Context) -> tuple[str, PageEvidence]:
    """Return a page's HTML with its labels, and its records in reading order. A tree of it is changed."""
    body = parse(html)
    _group_halves(body)
    found = _Labels(page, context)
    lede, items = (
        next(map(read_words, body.css("p.bottom-line")), ""),
        tuple(found.list_items(body)),
    )
    found.visit(body, "")
    if holder := body.css_first("div.footnote"):
        found.finish_notes(body, holder)
    return write(body), PageEvidence(
        page, tuple(found.sections), tuple(found.claims), tuple(found.boxes), items, lede
    )


def read_words(node: Node) -> str:
    """Return the words of a node, without labels, markers of notes and their locators."""
    said = read(
        node, lambda part: None if part.tag != "sup" and _SILENT.isdisjoint(classes(part)) else "\0"
    )
    return re.sub(r" ?\0", "", said).strip()


class _Labels:
    """One walk over the tree of a page, in reading order."""

    def __init__(self, page: PageAddress, context: Context) -> None:
        self.page, self.context, self.section = page, context, Section()
        self.sections, self.claims, self.boxes = list[Section](), list[Passage](), list[Passage]()
        self.places = dict[str, str]()  # what each marker of a note stands in, by its id

    def list_items(self, body: Node) -> Iterator[Item]:
        """Yield what sums claims up: ledes, items of lists, rows of tables."""
        for node in body.css(_ITEMS):
            below = (
                "".join(map(read_words, node.css("ul, ol")[:1])) or "\0"
            )  # which has items of its own
            text = ". ".join(
                map(read_words, node.iter() if node.tag == "tr" else [node])
            ).partition(below)[0]
            run = max(node.text(separator="\n").split("\n"), key=len).strip()
            links = (
                resolve(self.page.url, get(link, "href"))
                for link in node.css("a[href]:not(.footnote-ref)")
            )
            accepts = (
                code
                for part in node.css("[data-accept]")
                for code in get(part, "data-accept").split()
            )
            yield Item(
                text.replace(": ", ". "),
                (self.page.uri, get(node, "id") or run),  # a sentence may begin there
                tuple(links) or (f"{self.page.url}#",),
                self._read(node)["keys"],
                tuple(accepts),
            )

    def visit(self, parent: Node, box: str) -> None:
        """Label what is in an element but notes. `box` is the title of the box that it stands in, if any."""
        for node in [
            node for node in parent.iter() if node.tag != "div" or "footnote" not in classes(node)
        ]:
            if node.tag in HEADINGS:
                self._mark_heading(node)
            for row in node.css("tbody tr") if node.tag == "table" else ():
                for name, cell in zip(map(read, node.css("thead th")), row.css("td"), strict=False):
                    cell.attrs["data-column"] = name  # for screens too narrow for columns
                    if read(cell) == "–":
                        cell.attrs["class"] = "none"
            if node.tag == "p" and get(node, "id"):
                self._mark_paragraph(node, box)
            self.visit(node, self._mark_box(node) or box)
            if node.tag == "sup" and get(node, "id").startswith("fnref"):
                self.places[get(node, "id")] = box or self.section.title
            if aliases := get(node, "data-aliases").split():
                prepend(node, *(make("span", id=alias) for alias in reversed(aliases)))
                del node.attrs["data-aliases"]

    def _mark_heading(self, heading: Node) -> None:
        self.section = Section(get(heading, "id"), read_words(heading), int(str(heading.tag)[1]))
        self.sections.append(self.section)
        heading.strip_tags(["a.headerlink"], recursive=True)
        if self.section.id and not heading.css_first("a"):
            link = make(
                "a", class_="heading-link", href=f"#{self.section.id}", **self._lead_to_citation()
            )
            link.inner_html = str(heading.inner_html)
            heading.inner_html = str(link.html)

    def _mark_paragraph(self, node: Node, box: str) -> None:
        if "bottom-line" in classes(node) and self.section.level == 1:
            prepend(node, make("strong", WORDS["bottom-line"], class_="bottom-line-name"), " ")
        name, kind = get(node, "id"), find_class(KINDS, node)
        if not kind:
            said = self._read(node)
            self.boxes += (
                [Passage(name, "", **said, text=read_words(node))]
                if said["keys"] and not box
                else []
            )
            return
        parts = _divide(node) or [node]
        claims = [
            Passage(
                get(part, "id"),
                find_class(KINDS, part),
                **self._read(part),
                section=self.section,
                paragraph=name,
                text=read_words(part),
                event=get(part, "data-event"),
                check=get(part, "data-check"),
                article=int(number)
                if re.fullmatch(r"[0-9]{1,4}", number := get(part, "data-article"))
                else None,
                accepts=tuple(get(part, "data-accept").split()),
            )
            for part in parts
        ]
        self.claims += claims
        voice, added = self.context.voice, _("added") if self.context.voice else ""
        voices = [added if claim.article is None else voice for claim in claims]
        shared = (KINDS[kind], voice if voice in voices else added)
        for part, claim, own in zip(parts, claims, voices, strict=True):
            part.inner_html = str(part.inner_html) + TEMPLATES.get_template("record.html").render(
                claim=claim,
                voice=own,
                shared=shared,
                support=self.context.support,
                note_address=NOTE,
                sources=[
                    self.context.sources[key] for key in claim.keys if key in self.context.sources
                ],
            )
        node.attrs["class"] = f"claim {get(node, 'class')}"
        prepend(
            node,
            make(
                "a",
                " · ".join(filter(None, shared)),
                class_="claim-label",
                href=f"#{name}",
                data_means=MEANINGS[kind],
                **self._lead_to_citation(),
            ),
            make("br"),
        )

    def _read(self, node: Node) -> dict[str, Any]:
        """Return what every passage has: its page, the keys that it cites, each once, and its words with them."""

        def show(part: Node) -> str | None:
            return (
                ""
                if not ENGINE_WORDS.isdisjoint(found := classes(part))
                else f"[{get(part, 'href').removeprefix(NOTE)}]"
                if "footnote-ref" in found
                else None
            )

        keys = dict.fromkeys(
            get(link, "href") for link in node.css(f"a.footnote-ref[href^='{NOTE}']")
        )
        return {
            "page": self.page,
            "keys": tuple(key.removeprefix(NOTE) for key in keys),
            "said": read(node, show),
        }

    def _lead_to_citation(self) -> dict[str, str]:
        """Return where the citation of the present section stands, for the popover that `notes.js` opens."""
        key = f"{self.page.key}--{self.section.id}" if self.section.level > 1 else self.page.key
        return (
            {"data_cite": f"{self.page.root}{self.context.cite_url}#{key}"}
            if self.context.cite_url
            else {}
        )

    def _mark_box(self, node: Node) -> str:
        """Record a box, and return its title; empty where the node is none."""
        title = (
            next(iter(node.iter()), None)
            if node.tag == "details" or "admonition" in classes(node)
            else None
        )
        if title is None:
            return ""
        words, kind, said = read_words(title), find_class(BOXES, node), self._read(node)
        if kind:
            name = (
                _("Since {month}", month=self.context.cut_off) if kind == "since" else BOXES[kind]
            )
            said["text"] = ". ".join(map(read_words, node.iter()))
            prepend(title, make("span", _("{name}:", name=name), class_="box-name"), " ")
            node.attrs["role"], node.attrs["aria-label"] = (
                "group",
                _("{name}: {words}", name=name, words=words),
            )
            named = [(get(part, "id"), get(part, "data-for")) for part in node.css("p[id]")] or [
                ("", "")
            ]
            about = [
                *(target for __, target in named if target),
                *(claim.id for claim in self.claims[-1:]),
                "",
            ][0]
            event = next((claim.event for claim in self.claims if claim.id == about), "")
            self.boxes.append(
                Passage(named[0][0], kind, **said, title=words, follows=about, event=event)
            )
        return words

    def finish_notes(self, body: Node, holder: Node) -> None:
        """Number the markers of a page, those in notes last, and finish the list of its notes, which `holder` has."""
        numbers = dict[str, int]()
        for marker in body.css("sup[id^=fnref]"):
            for link in marker.css("a"):
                link.inner_html = str(numbers.setdefault(get(link, "href"), len(numbers) + 1))
                link.attrs["role"] = "doc-noteref"
            place = self.places.setdefault(get(marker, "id"), _("another note"))
            affix = marker.next and marker.next.next  # between them stands a space
            if affix and "cite-affix" in classes(affix):
                self.places[get(marker, "id")] = f"{place}, {affix.text()}"
        for link in body.css(".claim-sources a"):
            prepend(link, make("b", str(numbers[get(link, "href")])), " ")
        notes = sorted(
            holder.css("ol li[id]"),
            key=lambda note: numbers.get(f"#{get(note, 'id')}", len(numbers)),
        )
        for note in notes:
            ways = [
                (address, self.places.get(address[1:], _("the text")))
                for link in note.css("a.footnote-backref")
                for address in [get(link, "href")]
            ]
            note.strip_tags(["a.footnote-backref"], recursive=True)
            last, key = (note.css("p")[-1:] or [note])[0], f"#{get(note, 'id')}".removeprefix(NOTE)
            last.inner_html = str(last.inner_html) + TEMPLATES.get_template("note.html").render(
                source=self.context.sources.get(key),
                ways=ways,
                page=self.page,
                sources_url=self.context.sources_url,
            )
        holder.attrs["role"], holder.attrs["aria-labelledby"] = "doc-endnotes", "notes"
        holder.inner_html = TEMPLATES.get_template("notes.html").render(
            notes=[str(note.html) for note in notes]
        )


def _group_halves(body: Node) -> None:
    """Hold what stands below a heading of the class `half` together with it, so that a wide page sets two abreast."""
    for heading in [node for node in body.iter() if "half" in classes(node)]:
        holder = make("div", heading, class_="half")
        while (
            (node := heading.next)
            and node.tag not in {"h1", "h2"}
            and not {"half", "footnote"} & {*classes(node)}
        ):
            holder.insert_child(node)
            node.decompose()
        heading.replace_with(holder)


def _divide(paragraph: Node) -> list[Node]:
    """Put each clause that an empty link closes into a `<span>` that says what its paragraph says too; return them."""
    pieces, words = [], ""
    for node in paragraph.iter(include_text=True):
        if (
            not get(node, "id")
            or node.tag != "a"
            or get(node, "href") != f"#{get(node, 'id')}"
            or node.first_child
        ):
            words += str(node.html)
            continue
        is_added = "added" in {*classes(node), *classes(paragraph)} and not get(
            node, "data-article"
        )
        kind = find_class(KINDS, node) or find_class(KINDS, paragraph)
        names = dict.fromkeys(["clause", kind, *["added"] * is_added, *classes(node)])
        shared = {
            name: get(paragraph, name)
            for name in ("data-event", "data-article", "data-check", "data-accept")
            if get(paragraph, name) and not get(node, name)
        }
        said = {**node.attributes, "class": " ".join(names), **shared}
        span = make(
            "span", **{f"{name}_": value or "" for name, value in said.items() if name != "href"}
        )
        span.inner_html = words.lstrip()
        pieces.append(words[: len(words) - len(words.lstrip())] + str(span.html))
        words = ""
    if pieces:
        paragraph.inner_html = "".join(pieces) + words
    return paragraph.css("span.clause")
