"""The Python-Markdown extension: labels for claims, names for back links, records of both.

It walks once over the tree of a page, after the attribute lists and the footnotes have
been read and before the HTML is written
(https://python-markdown.github.io/extensions/api/#treeprocessors).
"""

import html
import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from ..pages.rules import NOTE_ID
from ..pages.vocabulary import BOXES, KINDS
from .controls import CiteControls
from .elements import HEADING, iterate_text, put_behind, put_first
from .records import Box, Claim, PageAddress, PageEvidence, Section

_NOTE_PREFIX = "fn:" + NOTE_ID.format("")
_AFFIX_TAG = re.compile(r"<(?:span class=\"cite-affix\"|sup)>|</(?:span|sup)>")
_AFFIX = re.compile(r" ?<(?:span[^<>]*|sup)>[^<>]*</(?:span|sup)>|</?span>")


class EvidenceExtension(Extension):
    """Labels and records of one page at a time: `turn_to` it before it is rendered, read `found` after."""

    def __init__(self, sources_url: str = "", cite_url: str = "") -> None:
        """Addresses of the pages of sources and of citations, from the root of the site.

        Notes lead to the one, headings and claims to the other, where it is given.
        """
        super().__init__()
        self.shorts: Mapping[str, str] = {}
        self.sources_url = sources_url
        self.cite_url = cite_url
        self.now: str | None = None
        self.is_cited = True
        self.page = PageAddress("", "", "")
        self.sections: list[Section] = []
        self.claims: list[Claim] = []
        self.boxes: list[Box] = []

    def turn_to(self, page: PageAddress, shorts: Mapping[str, str] | None = None, now: str | None = None,
                is_cited: bool = True) -> None:
        """Name the page that is rendered next.

        `shorts` holds the short form of each source by its key: a claim shows those of the sources that
        it cites. `now` is for a page of an edition: the way to the current page, where its controls lead.
        A page that is not cited has no controls.
        """
        self.page, self.shorts, self.now, self.is_cited = page, shorts or {}, now, is_cited

    @property
    def found(self) -> PageEvidence:
        """The records of the page that was rendered last."""
        return PageEvidence(self.page, tuple(self.sections), tuple(self.claims), tuple(self.boxes))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the walk behind `attr_list` (8), and before `toc` (5) adds its links to headings."""
        md.ESCAPED_CHARS.append("@")  # so that `[\@key]` shows as typed, without the backslash
        md.registerExtension(self)
        md.treeprocessors.register(_Walk(md, self), "evidence", 6)
        if self.cite_url:
            # Behind `toc`, which would take the control for a part of the heading.
            md.treeprocessors.register(CiteControls(md, self), "cite", 4)

    def reset(self) -> None:
        """Forget the page before."""
        self.sections, self.claims, self.boxes = [], [], []


class _Walk(Treeprocessor):
    """One pass over the tree, in reading order."""

    def __init__(self, md: Markdown, extension: EvidenceExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        self.extension.reset()
        self.section = Section("", "", 1)
        self.places: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        for element in root:
            self._visit(element, "")

    def _visit(self, element: Element, box: str) -> None:
        """Note where things stand. `box` is the title of the box that the element is in, if any."""
        classes = element.get("class", "").split()
        if element.tag == "div" and "footnote" in classes and "admonition" not in classes:
            self._finish_notes(element)
            return
        if HEADING.fullmatch(str(element.tag)):
            self.section = Section(element.get("id", ""), self._read(element), int(element.tag[1]))
            self.extension.sections.append(self.section)
        if "admonition" in classes and len(element):
            box = self._read(element[0])
            self._record_box(element, classes, box)
        if element.tag == "sup" and element.get("id", "").startswith("fnref"):
            self._number(element, box or self.section.title)
        for child in element:
            self._visit(child, box)
        if element.tag == "p" and element.get("id"):
            self._mark_paragraph(element, classes)
        for alias in element.attrib.pop("data-aliases", "").split():
            put_first(element, Element("span", {"id": alias}))

    def _mark_paragraph(self, element: Element, classes: list[str]) -> None:
        kind = next((kind for kind in KINDS if kind in classes), None)
        if "bottom-line" in classes and self.section.level == 1:
            name = Element("strong", {"class": "bottom-line-name"})
            name.text = "Bottom line"
            put_first(element, name, " ")
        if kind is None:
            link = SubElement(element, "a", {"class": "headerlink",
                                             "title": "Permanent link to this paragraph"})
            link.text = "¶"
        else:
            self.extension.claims.append(self._record(element, kind))
            element.set("class", " ".join(["claim", *classes]))
            # A label that says *fact* alone would mislead where sources on record say otherwise.
            label = (KINDS[kind] + (", added" if "added" in classes else "")
                     + (", contradicted" if element.get("data-check") == "contradicted" else ""))
            link = Element("a", {"class": "claim-label",
                                 "aria-label": f"Permanent link to this paragraph, {label[0].lower()}{label[1:]}"})
            link.text = label
            put_first(element, link, " ")
            self._show_sources(element, link)
        link.set("href", f"#{element.get('id')}")

    def _show_sources(self, element: Element, label: Element) -> None:
        """Put the short form of each source behind the label, for the eye: the notes say more to everyone."""
        shorts = {key: self.extension.shorts[key] for key in self.extension.claims[-1].keys
                  if key in self.extension.shorts}
        if shorts:
            holder = Element("span", {"class": "claim-sources", "aria-hidden": "true"})
            for key, short in shorts.items():
                link = SubElement(holder, "a", {"href": f"#{_NOTE_PREFIX}{key}", "tabindex": "-1"})
                link.text, link.tail = short, " "
            put_behind(element, label, holder)

    def _record(self, element: Element, kind: str) -> Claim:
        paragraph = element.get("data-article", "")
        ids = element.get("data-claims") or (element.get("id") if paragraph else "") or ""
        return Claim(element.get("id", ""), kind, self.extension.page, self.section, element.get("data-event", ""),
                     int(paragraph) if re.fullmatch(r"\d{1,4}", paragraph) else None, element.get("data-check", ""),
                     tuple(ids.split()), _find_keys(element),
                     tuple(element.get("data-accept", "").split()), self._read(element))

    def _record_box(self, element: Element, classes: list[str], title: str) -> None:
        kind = next((kind for kind in BOXES if kind in classes), None)
        if kind:
            begin = Element("span", {"class": "box-name"})
            begin.text = f"{BOXES[kind]}:"
            put_first(element[0], begin, " ")
            name = next((part.get("id", "") for part in element.iter("p") if part.get("id")), "")
            above = self.extension.claims[-1].id if self.extension.claims else ""
            self.extension.boxes.append(
                Box(kind, self.extension.page, name, title, above, _find_keys(element)))

    def _number(self, marker: Element, place: str) -> None:
        """Number a marker in reading order: Python-Markdown reads boxes after the text around them."""
        self.places[marker.get("id", "")] = place
        link = marker[0]
        link.text = str(self.numbers.setdefault(link.get("href", ""), len(self.numbers) + 1))

    def _finish_notes(self, notes: Element) -> None:
        """Give the notes a heading and the order of their numbers, and name each way back."""
        notes.remove(next(notes.iter("hr")))
        heading = Element("h2", {"id": "notes"})
        heading.text = "Notes"
        notes.insert(0, heading)
        for marker in notes.iter("sup"):
            if marker.get("id", "").startswith("fnref"):
                self._number(marker, "another note")
        listing = next(notes.iter("ol"))
        listing[:] = sorted(listing, key=lambda note: self.numbers.get(f"#{note.get('id')}", len(listing)))
        for note in listing:
            self._name_back_links(note)

    def _name_back_links(self, note: Element) -> None:
        """Name each way back after the section or box that it leads to."""
        holder = Element("span", {"class": "backlinks"})
        used: list[str] = []
        for link in [link for link in note.iter("a") if link.get("class") == "footnote-backref"]:
            note[-1].remove(link)
            place = self.places.get(link.get("href", "")[1:], "the text")
            used.append(place)
            name = place if used.count(place) == 1 else f"{place} ({used.count(place)})"
            back = SubElement(holder, "a", {"class": "footnote-backref", "href": link.get("href", ""),
                                            "aria-label": f"Back to: {name}"})
            back.text, back.tail = f"↩\u00a0{name}", " "
        key = note.get("id", "").removeprefix(_NOTE_PREFIX)
        if self.extension.sources_url and key != note.get("id"):
            address = f"{self.extension.page.root}{self.extension.sources_url}#{key}"
            link = SubElement(holder, "a", {"class": "note-source", "href": address})
            link.text = "What rests on this source"
        (note[-1] if len(note) else SubElement(note, "p")).append(holder)

    def _read(self, element: Element) -> str:
        """Give the words of an element, without note markers and the placeholders of inline HTML."""
        text = HTML_PLACEHOLDER_RE.sub(self._unstash, "".join(iterate_text(element)))
        return " ".join(html.unescape(_AFFIX.sub("", " ".join(text.split()))).split())

    def _unstash(self, match: re.Match[str]) -> str:
        """Give a stashed entity as it is, and tags as nothing, but for those that hold a locator."""
        stashed = str(self.md.htmlStash.rawHtmlBlocks[int(match[1])])
        return stashed if not stashed.startswith("<") or _AFFIX_TAG.fullmatch(stashed) else ""


def _find_keys(element: Element) -> tuple[str, ...]:
    targets = [link.get("href", "")[1:] for link in element.iter("a") if link.get("class") == "footnote-ref"]
    keys = [target.removeprefix(_NOTE_PREFIX) for target in targets if target.startswith(_NOTE_PREFIX)]
    return tuple(dict.fromkeys(keys))
