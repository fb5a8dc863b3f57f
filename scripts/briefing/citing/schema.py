"""A page for search engines: schema.org as JSON-LD.

https://developers.google.com/search/docs/appearance/structured-data/article says what they read.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from ..claims.statements import PageAddress, Publication, Section
from ..sources.csl import CslItem, CslName, format_date, join_words, read_field
from .citable import Citable

_HEADLINE = 110  # how many characters of a title Google shows


class Where(NamedTuple):
    """The two addresses of a page, whichever of them it is that is read."""

    live: str  # of the page of today
    frozen: str  # of its words in an edition, which stay


class Agent(msgspec.Struct, omit_defaults=True):
    """A person or an organisation."""

    type: str = msgspec.field(name="@type")
    name: str
    url: str = ""


class Part(msgspec.Struct):
    """A section of a page, or a report that is part of another."""

    type: str = msgspec.field(name="@type")
    address: str = msgspec.field(name="@id")
    name: str


class CreativeWork(msgspec.Struct, omit_defaults=True, rename="camel"):
    """A source that the page cites."""

    type: str = msgspec.field(name="@type")
    address: str = msgspec.field(name="@id")
    name: str = ""
    author: list[Agent] = []
    date_published: str = ""
    publisher: str = ""
    url: str = ""


class Report(msgspec.Struct, omit_defaults=True, rename="camel"):
    """A page; what says nothing is left out. A list of types would stop reader views."""

    context: str = msgspec.field(name="@context")
    type: str = msgspec.field(name="@type")
    address: str = msgspec.field(name="@id")
    main_entity_of_page: str = ""
    identifier: str = ""  # the address of its frozen words
    url: str = ""  # that of the page of today
    headline: str = ""
    description: str = ""
    image: str = ""
    version: int = 0
    date_published: str = ""
    date_modified: str = ""
    in_language: str = ""
    license: str = ""
    author: Agent | None = None
    publisher: Agent | None = None
    is_part_of: Part | None = None
    is_based_on: str = ""
    has_part: list[Part] = []
    citation: list[CreativeWork] = []


def write_schema(
    publication: Publication,
    citable: Citable,
    sections: Iterable[Section],
    parts: Iterable[PageAddress],
    cited: Sequence[CreativeWork],
    where: Where,
) -> Markup:
    """Return the JSON-LD of a page, so that it may stand in HTML.

    `parts` are the pages of the site, named on the front page alone; `cited` are the sources, as
    `name_works` or `describe_works` gives them.
    """
    site = publication.site_url
    home = publication.home or site
    day = publication.version.date.isoformat()
    organisation = Agent("Organization", publication.organisation, home)
    report = Report(
        context="https://schema.org",
        type="Report",
        address=citable.address,
        main_entity_of_page=citable.address,
        identifier=where.frozen,
        url=where.live,
        headline=_shorten(citable.title),
        description=citable.abstract or publication.abstract,
        image=f"{home}assets/card.png",
        version=publication.version.number,
        date_published=day,
        date_modified=day,
        in_language=publication.language,
        license=publication.licence,
        author=organisation,
        publisher=organisation,
        is_part_of=None if citable.is_whole else Part("Report", site, publication.title),
        is_based_on=publication.basis,
        has_part=[*_list_sections(citable, sections), *_list_pages(site, parts)],
        citation=[*cited],
    )
    return htmlsafe_json_dumps(report, _encode)


def _encode(report: Report) -> str:
    return msgspec.json.encode(report).decode()


def _list_sections(citable: Citable, sections: Iterable[Section]) -> list[Part]:
    return [
        Part("WebPageElement", f"{citable.address}#{section.id}", section.title)
        for section in sections
        if section.level > 1
    ]


def _list_pages(site: str, pages: Iterable[PageAddress]) -> list[Part]:
    return [Part("Report", site + page.url, read_field(page.title)) for page in pages if page.url]


def name_works(site: str, items: Iterable[CslItem]) -> Sequence[CreativeWork]:
    """Return sources by their addresses on a site alone: what they are is told there."""
    return [_name_work(site, item) for item in items]


def describe_works(site: str, items: Iterable[CslItem]) -> Sequence[CreativeWork]:
    """Return what sources are, each with its address on a site."""
    return [_make_work(site, item) for item in items]


def _name_work(site: str, item: CslItem) -> CreativeWork:
    return CreativeWork("CreativeWork", f"{site}sources/#{item['id']}")


def _make_work(site: str, item: CslItem) -> CreativeWork:
    doi = item.get("DOI")
    resolved = f"https://doi.org/{doi}" if doi else ""
    return msgspec.structs.replace(
        _name_work(site, item),
        name=read_field(item.get("title")),
        author=[make_agent(name) for name in item.get("author", [])],
        date_published=format_date(item.get("issued")),
        publisher=item.get("publisher") or item.get("container-title", ""),
        url=item.get("URL") or resolved,
    )


def make_agent(name: CslName) -> Agent:
    """Return a person or an organisation as schema.org has it, named as it is said."""
    if name.get("literal"):
        return Agent("Organization", read_field(name["literal"]))
    family = join_words([name.get("non-dropping-particle"), name.get("family")])
    words = [name.get("given"), family]
    if name.get("static-ordering"):
        words.reverse()
    return Agent("Person", read_field(join_words(words)))


def _shorten(title: str) -> str:
    """Return a title of at most as many characters as are shown, cut between two words."""
    if len(title) <= _HEADLINE:
        return title
    return title[: _HEADLINE - 1].rsplit(" ", 1)[0] + "…"
