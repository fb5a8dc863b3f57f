"""What can be cited: the briefing, each page, each section; and its data as CSL-JSON, which all other forms come from:
https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from ..claims.records import Claim, PageEvidence
from ..html import normalise
from ..words import _

Item = Mapping[str, Any]  # one in CSL-JSON


@dataclass(frozen=True)
class Publication:
    """The briefing as a whole."""

    title: str
    organisation: str  # author and publisher, one literal name
    date: date  # of the edition, or of the draft while there is none
    version: str  # `draft`, or `edition 3`
    site_url: str  # absolute, with a slash at its end
    abstract: str
    language: str = "en"
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    basis: str = ""  # address of the article that it restates
    restated: str = ""  # that article in short, `Abel (2020)`
    path: str = ""  # from the site's address to the frozen pages of the edition: `editions/3/`; empty for a draft
    number: int = 0  # of the edition; 0 for a draft
    home: str = ""  # address of the site where `site_url` is that of an edition on it, as in a frozen page's head

    def freeze(self, address: str) -> str:
        """Return the address of the frozen words for a live address: what a citation leads to."""
        return f"{self.site_url}{self.path}{address.removeprefix(self.site_url)}"


class Citable(NamedTuple):
    """One thing that can be cited: the briefing, for which its front page stands, another page, or a section."""

    key: str  # unique in the site, fit for a citation key and for an id on `/cite/`
    section: str  # id of its heading
    title: str  # as a reader of a bibliography should see it
    address: str  # absolute and permanent
    claims: tuple[Claim, ...]  # what is cited by its citation, each with an address of its own
    abstract: str = ""
    is_whole: bool = False  # whether it is the briefing itself, and not a part of it


class CitablePage(NamedTuple):
    """A page with what can be cited on it."""

    evidence: PageEvidence
    citables: tuple[Citable, ...]  # itself first, then its sections in reading order


def make_citable_page(publication: Publication, page: PageEvidence, abstract: str) -> CitablePage:
    """Return a page with all of it that can be cited; `abstract` is its description."""
    is_front, address = not page.page.url, publication.site_url + page.page.url
    title = normalise(publication.title if is_front else page.page.title)
    above = "" if is_front else title + _(": ")
    own = Citable(page.page.key, page.sections[0].id if page.sections else "", title, address,
                  tuple(claim for claim in page.claims if claim.section.level == 1), normalise(abstract), is_front)
    sections = (Citable(f"{own.key}--{section.id}", section.id, above + section.title, f"{address}#{section.id}",
                        tuple(claim for claim in page.claims if claim.section == section))
                for section in page.sections if section.level > 1)
    return CitablePage(page, (own, *sections))


def make_csl(publication: Publication, citable: Citable) -> Item:
    """Return one item as CSL-JSON: a report, or a part of it with the whole as its container."""
    day, title, theirs = publication.date, citable.title, {claim.article is not None for claim in citable.claims}
    if publication.restated and True in theirs and not citable.is_whole:  # its argument is another's
        title = (_("{title}, in part restating {work}", title=title, work=publication.restated) if False in theirs
                 else _("{title}, restating {work}", title=title, work=publication.restated))
    item = {
        "id": citable.key, "type": "report", "title": title,
        "author": [{"literal": publication.organisation}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]}, "URL": publication.freeze(citable.address),
        "language": publication.language,
        # In the words of CSL a draft is a kind of work, and an edition is a number.
        "edition": publication.number, "genre": "" if publication.number else publication.version,
        "container-title": "" if citable.is_whole else publication.title, "abstract": citable.abstract}
    return {name: value for name, value in item.items() if value}
