"""A small link at each heading and claim: to its citations, or, in an edition, to the same place now."""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .elements import HEADING, put_behind
from .records import Section, make_key

if TYPE_CHECKING:
    from .labels import EvidenceExtension


class CiteControls(Treeprocessor):
    """A link to ready-made citations at each heading and claim; `cite.js` turns it into a dialog."""

    def __init__(self, md: Markdown, extension: "EvidenceExtension") -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        """Add the controls."""
        self._name_links(root)
        section = None
        for element in list(root.iter()) if self.extension.is_cited else ():
            if HEADING.fullmatch(str(element.tag)) and element.get("id"):
                section = next((found for found in self.extension.sections if found.id == element.get("id")), None)
                if section:
                    element.append(self._make_control(section, section.id, f"Cite this section: {section.title}"))
            label = next((link for link in element if link.get("class") == "claim-label"), None)
            if label is not None and element.get("id"):
                put_behind(element, label, self._make_control(section, element.get("id", ""), "Cite this paragraph"))

    def _name_links(self, root: Element) -> None:
        """Name the permanent link of each heading after it: by itself, it is one of many that read #."""
        titles = {section.id: section.title for section in self.extension.sections}
        for heading in (element for element in root.iter() if HEADING.fullmatch(str(element.tag))):
            for link in heading.iter("a"):
                if link.get("class") == "headerlink" and heading.get("id") in titles:
                    link.set("aria-label", f"{link.get('title')}: {titles[heading.get('id', '')]}")

    def _make_control(self, section: Section | None, name: str, label: str) -> Element:
        page = self.extension.page
        if self.extension.now is not None:
            return Element("a", {"class": "cite now", "href": f"{self.extension.now}#{name}", "title": "As it is now",
                                 "aria-label": label.replace("Cite this", "As it is now, this")})
        key = make_key(page, section if section and section.level > 1 else None)
        return Element("a", {"class": "cite", "href": f"{page.root}{self.extension.cite_url}#{key}", "data-cite": name,
                             "aria-label": label, "title": label.partition(":")[0]})
