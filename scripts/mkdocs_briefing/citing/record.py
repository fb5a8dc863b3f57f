"""What can be cited, and its record: the briefing, each of its pages, sections and paragraphs."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, cast

from markdown.extensions.toc import slugify

from ..claims.statements import PageEvidence, Statement
from ..html import normalise
from ..pages.publication import FRONT_KEY, PageAddress, Publication
from ..sources.csl import CslItem


class Citable(NamedTuple):
    """One thing that can be cited; for the briefing as a whole stands its front page."""

    publication: Publication
    key: str  # unique in the site, fit for a citation key and for an id on `/cite/`
    id: str  # of its heading, or of the paragraph
    title: str  # without what its record says in brackets
    address: str  # absolute and permanent
    claims: tuple[Statement, ...]  # what is cited by its citation, each with an address of its own
    abstract: str = ""
    is_whole: bool = False  # whether it is the briefing itself, and not a part of it

    @property
    def record(self) -> CslItem:
        """It as CSL-JSON, of which all forms of its citation are made.

        It is a page of the web, the type that every style prints with the day. The edition is its
        genre, which no format loses. There is no publisher: who wrote it puts it out, and the
        manuals of APA and MLA do not name one twice. For the same reason a whole that is called as
        its author is no container.
        """
        about = self.publication
        day = about.version.date
        has_container = not self.is_whole and about.title != about.organisation
        record = {
            "id": self._record_key,
            "type": "webpage",
            "title": self.full_title,
            "author": [{"literal": about.organisation}],
            "issued": {"date-parts": [[day.year, day.month, day.day]]},
            "URL": about.freeze(self.address),
            "language": about.language,
            "genre": about.version.name,
            "container-title": about.title if has_container else "",
            "abstract": self.abstract,
        }
        return cast(CslItem, {name: value for name, value in record.items() if value})

    @property
    def _record_key(self) -> str:
        """The key of its record: `salt-ed3-trade--tariffs`.

        It names the briefing, its edition or the day of the draft, the page and the passage, so
        that no two texts have the same.
        """
        version = self.publication.version
        stamp = f"ed{version.number}" if version.number else f"draft-{version.date:%Y%m%d}"
        page, mark, passage = self.key.partition("--")
        names = [slugify(self.publication.title, "-") or FRONT_KEY, stamp]
        if page != FRONT_KEY:
            names.append(page)
        return "-".join(names) + mark + passage

    @property
    def full_title(self) -> str:
        """Its title; where its argument is another work's, brackets say so."""
        work = self.publication.restated
        restating = [claim for claim in self.claims if claim.record.is_restated]
        if not work or not restating or self.is_whole:
            return self.title
        part = "in part " if len(restating) < len(self.claims) else ""
        return f"{self.title} [{part}restating {work}]"


class CitablePage(NamedTuple):
    """A page with what can be cited on it."""

    evidence: PageEvidence
    citables: tuple[Citable, ...]  # itself first, then its sections in reading order
    paragraphs: tuple[Citable, ...]

    @property
    def keys(self) -> list[str]:
        """The keys of the sources that it cites, claims before boxes."""
        return [key for statement in self.evidence.statements for key in statement.keys]


def make_citable_page(publication: Publication, page: PageEvidence, abstract: str) -> CitablePage:
    """Return a page with all of it that can be cited; `abstract` is its description.

    The title of a section names its page, unless that is the front page.
    """
    own = _make_own(publication, page, abstract)
    parts = [own]
    for section in page.sections:
        if section.level > 1:
            claims = tuple(claim for claim in page.claims if claim.section == section)
            part = _cut(own, page.page, section.id, claims)
            title = page.page._replace(title=own.title).name_section(section.title)
            parts.append(part._replace(title=title, abstract="", is_whole=False))
    return CitablePage(page, tuple(parts), _list_paragraphs(page, parts))


def _list_paragraphs(page: PageEvidence, parts: Sequence[Citable]) -> tuple[Citable, ...]:
    """Return the paragraphs of a page, each called as the part is in which it stands."""
    by_id = {part.id: part for part in parts[1:]}
    stated = defaultdict[str, list[Statement]](list)
    for claim in page.claims:
        stated[claim.paragraph].append(claim)
    return tuple(
        _cut(by_id.get(section.id, parts[0]), page.page, name, tuple(stated[name]))
        for name, section in page.paragraphs.items()
    )


def _cut(whole: Citable, page: PageAddress, name: str, claims: tuple[Statement, ...]) -> Citable:
    """Return what has an id in something that can be cited, called as that is."""
    address = f"{whole.publication.site_url}{page.url}#{name}"
    return whole._replace(key=page.find_key(name), id=name, address=address, claims=claims)


def _make_own(publication: Publication, page: PageEvidence, abstract: str) -> Citable:
    """Return the page itself; its title's heading is the only one of level 1."""
    is_front = page.page.is_front
    headings = [section.id for section in page.sections if section.level == 1]
    return Citable(
        publication,
        key=page.page.key,
        id=headings[0] if headings else "",
        title=normalise(publication.title if is_front else page.page.title),
        address=publication.site_url + page.page.url,
        claims=tuple(claim for claim in page.claims if claim.section.level == 1),
        abstract=normalise(abstract),
        is_whole=is_front,
    )
