"""What can be cited: the briefing, each page, each section; and its data as CSL-JSON.

CSL-JSON is the one form that all others are made from
(https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..claims.records import PageEvidence, make_key


@dataclass(frozen=True)
class Publication:
    """The briefing as a whole."""

    title: str
    organisation: str
    """Author and publisher, one literal name."""
    date: date
    """Of the edition, or of the draft while there is none."""
    version: str
    """`draft`, or `edition 3`."""
    site_url: str
    """Absolute, with a slash at its end."""
    abstract: str
    language: str = "en-GB"
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    basis: str = ""
    """Address of the article that it restates."""
    path: str = ""
    """The way from the site's address to the frozen pages of the edition: `editions/3/`; empty for a draft."""
    number: int = 0
    """Of the edition; 0 for a draft."""

    def freeze(self, address: str) -> str:
        """Give the address of the frozen words for a live address: what a citation leads to."""
        return f"{self.site_url}{self.path}{address.removeprefix(self.site_url)}"


@dataclass(frozen=True)
class Citable:
    """One thing that can be cited."""

    key: str
    """Unique in the site, fit for a citation key and for an id on `/cite/`."""
    title: str
    """As a reader of a bibliography should see it."""
    address: str
    """Absolute and permanent."""
    abstract: str
    is_whole: bool = False
    """Whether it is the briefing itself, and not a part of it."""


def list_citables(publication: Publication, page: PageEvidence, abstract: str) -> list[Citable]:
    """Give the page and its sections, in reading order. The front page stands for the whole briefing."""
    is_front = not page.page.url
    name = publication.title if is_front else page.page.title
    first = Citable(make_key(page.page), name, publication.site_url + page.page.url, abstract, is_whole=is_front)
    above = "" if is_front else f"{page.page.title}: "
    return [first, *(Citable(make_key(page.page, section), above + section.title, f"{first.address}#{section.id}", "")
                     for section in page.sections if section.level > 1)]


def make_csl(publication: Publication, citable: Citable) -> Mapping[str, object]:
    """Give one item as CSL-JSON: a report for the whole, a page of it for a part."""
    item: dict[str, object] = {
        "id": citable.key, "type": "report" if citable.is_whole else "webpage", "title": citable.title,
        "author": [{"literal": publication.organisation}],
        "issued": {"date-parts": [[publication.date.year, publication.date.month, publication.date.day]]},
        "URL": publication.freeze(citable.address), "language": publication.language,
        # In the words of CSL a draft is a kind of work, and an edition is a number.
        **({"edition": publication.number} if publication.number else {"genre": publication.version})}
    if not citable.is_whole:
        item["container-title"] = publication.title
    if citable.abstract:
        item["abstract"] = citable.abstract
    return item
