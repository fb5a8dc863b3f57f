"""What a page's head says to machines: who wrote what, when, where it stands, and what it rests on.

Five vocabularies, because each kind of reader knows one: Highwire tags (Google Scholar,
https://scholar.google.com/intl/en/scholar/inclusion.html; Zotero), Dublin Core, Open Graph,
schema.org as JSON-LD (https://developers.google.com/search/docs/appearance/structured-data/article),
and typed links (https://signposting.org/FAIR/, RFC 8574). COinS is left out: where a page has
several, a reference manager offers those works in place of the page.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..claims.records import PageAddress, PageEvidence
from .citable import Citable, Publication
from .exports import Item, format_date, format_name

_FORMATS = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems",
            "json": "application/vnd.citationstyles.csl+json"}
"""Ending of each file that describes a page, and its media type."""
_HEADLINE = 110
"""What Google shows of a headline."""
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Link:
    """One `<link>`."""

    rel: str
    href: str
    type: str = ""
    """Media type of what it leads to."""
    title: str = ""


@dataclass(frozen=True)
class Head:
    """The metadata of one page, in the order in which the template writes them; nothing is escaped for HTML."""

    links: tuple[Link, ...]
    names: tuple[tuple[str, str], ...]
    """`name` and `content` of `<meta>`."""
    properties: tuple[tuple[str, str], ...]
    """`property` and `content` of `<meta>`."""
    json_ld: str
    """Ready to stand in a `<script>`."""
    references: tuple[str, ...]
    """Content of each `citation_reference`. They come last, so that a compressor still remembers
    their titles when it meets them again in the notes, if the page is not too long."""


@dataclass(frozen=True)
class _Subject:
    """What is described: one page, and all that is known of it."""

    publication: Publication
    page: PageEvidence
    title: str
    address: str
    abstract: str
    cited: Sequence[Item]
    image: str
    parts: Sequence[PageAddress]
    """The other pages, on the front page only."""
    pdf: str
    """Address of the whole briefing as a PDF, beside which stands an EPUB; empty where there is none."""
    versions: Sequence[Link]

    @property
    def is_whole(self) -> bool:
        """Whether it is the front page, which stands for the briefing."""
        return not self.page.page.url


def make_head(publication: Publication, page: PageEvidence, citable: Citable, cited: Sequence[Item],
              image: str, parts: Sequence[PageAddress] = (), pdf: str = "", versions: Sequence[Link] = ()) -> Head:
    """Give the metadata of a page, described by its own `citable`.

    `cited` are the page's sources as CSL-JSON, `parts` the other pages of the site, of which the
    front page tells; `image` and `pdf` are absolute addresses, `versions` links to other versions of the page.
    """
    others = [] if page.page.url else [part for part in parts if part.url]
    subject = _Subject(publication, page, _fold(citable.title), citable.address,
                       _fold(citable.abstract or publication.abstract), cited, image, others, pdf, versions)
    names = [*_list_highwire(subject), *_list_dublin_core(subject), ("twitter:card", "summary_large_image")]
    return Head(tuple(_list_links(subject)), tuple((name, text) for name, text in names if text),
                tuple(_list_open_graph(subject)), write_json_ld(_describe(subject)),
                tuple(make_reference(item) for item in cited))


def write_json_ld(data: Mapping[str, Any]) -> str:
    """Give JSON that no character can break out of a `<script>`."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def make_reference(item: Item) -> str:
    """Give a source as the content of `citation_reference`: fields between semicolons, which no value may hold.

    Title, authors and date find the work; its address would double the weight of the whole head.
    """
    fields = [("title", item.get("title")), *(("author", format_name(name)) for name in item.get("author", [])),
              ("publication_date", format_date(item).replace("-", "/"))]
    return "; ".join(f"citation_{name}={_fold(str(text)).replace(';', ',')}" for name, text in fields if text)


def shorten(title: str) -> str:
    """Cut a headline between words, with an ellipsis, where it is longer than is shown."""
    if len(title) <= _HEADLINE:
        return title
    kept = title[:_HEADLINE]
    return (kept.rpartition(" ")[0] or kept[:-1]) + "…"


def _list_links(subject: _Subject) -> Iterator[Link]:
    site, kind = subject.publication.site_url, ("Report", "AboutPage") if subject.is_whole else ("Article", "WebPage")
    yield Link("schema.DC", "http://purl.org/dc/elements/1.1/")
    yield Link("cite-as", subject.publication.freeze(subject.address))
    for ending, media_type in _FORMATS.items():
        yield Link("describedby", f"{subject.address}page.{ending}", media_type)
    yield Link("author", site)
    yield Link("license", subject.publication.licence)
    for name in kind:
        yield Link("type", f"https://schema.org/{name}")
    for part in subject.parts:
        yield Link("item", site + part.url, "text/html")
    if subject.is_whole and subject.pdf:
        yield Link("item", subject.pdf, "application/pdf")
        yield Link("item", subject.pdf.removesuffix("pdf") + "epub", "application/epub+zip")
    if not subject.is_whole:
        yield Link("collection", site, "text/html")
    yield from subject.versions
    # Not "alternate" alone: Material's script takes each such link for a translation, and fetches its sitemap.
    yield Link("alternate feed", f"{site}feed.xml", "application/atom+xml", "Editions and corrections")


def _list_highwire(subject: _Subject) -> Iterator[tuple[str, str]]:
    publication, day = subject.publication, f"{subject.publication.date:%Y/%m/%d}"
    yield "citation_title", subject.title
    # The comma says that all before it is the family name: without it Zotero cuts the organisation's name in two.
    yield "citation_author", f"{publication.organisation},"
    yield "citation_technical_report_institution", publication.organisation
    yield "citation_publication_date", day
    yield "citation_online_date", day
    yield "citation_language", publication.language
    yield "citation_public_url", publication.freeze(subject.address)
    yield "citation_abstract_html_url", subject.address
    yield "citation_pdf_url", subject.pdf


def _list_dublin_core(subject: _Subject) -> Iterator[tuple[str, str]]:
    publication = subject.publication
    yield "DC.title", subject.title
    yield "DC.creator", publication.organisation
    yield "DC.publisher", publication.organisation
    yield "DC.date", publication.date.isoformat()
    # `Text`, the word of the DCMI types, makes a journal article of the page in Zotero.
    yield "DC.type", "Report"
    yield "DC.language", publication.language
    yield "DC.identifier", subject.address
    yield "DC.rights", publication.licence
    yield "DC.description", subject.abstract
    yield "DC.relation.isPartOf", "" if subject.is_whole else publication.site_url


def _list_open_graph(subject: _Subject) -> Iterator[tuple[str, str]]:
    # `website`, even on the front page, would make Zotero file a web page instead of a report.
    yield "og:type", "article"
    yield "og:title", subject.title
    yield "og:description", subject.abstract
    yield "og:url", subject.address
    yield "og:site_name", subject.publication.title
    yield "og:image", subject.image
    yield "og:image:width", "1200"
    yield "og:image:height", "630"
    yield "og:image:alt", subject.publication.title


def _describe(subject: _Subject) -> dict[str, Any]:
    publication, day = subject.publication, subject.publication.date.isoformat()
    organisation = {"@type": "Organization", "name": publication.organisation, "url": publication.site_url}
    whole = {"@type": "Report", "@id": publication.site_url, "name": publication.title}
    sections = [{"@type": "WebPageElement", "@id": f"{subject.address}#{section.id}", "name": section.title}
                for section in subject.page.sections if section.level > 1]
    pages = [{"@type": "Article", "@id": publication.site_url + part.url, "name": part.title}
             for part in subject.parts]
    # The address names the entry on the page of sources, which has all the rest.
    cited = [{"@type": "CreativeWork", "@id": f"{publication.site_url}sources/#{item['id']}",
              "name": _fold(str(item.get("title", "")))} for item in subject.cited]
    data = {
        "@context": "https://schema.org", "@type": ["Article", "Report"] if subject.is_whole else "Article",
        "@id": subject.address, "mainEntityOfPage": subject.address, "headline": shorten(subject.title),
        "description": subject.abstract, "image": subject.image, "datePublished": day, "dateModified": day,
        "inLanguage": publication.language, "license": publication.licence, "author": organisation,
        "publisher": organisation, "isPartOf": None if subject.is_whole else whole, "isBasedOn": publication.basis,
        "hasPart": sections + pages, "citation": cited}
    return {name: value for name, value in data.items() if value}


def _fold(text: str) -> str:
    return " ".join(text.split())
