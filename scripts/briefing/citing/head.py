"""What a page's head says to machines, in five vocabularies, because each kind of reader knows one.

`overrides/layout/head.html` has Highwire tags (Google Scholar, https://scholar.google.com/intl/en/scholar/inclusion.html;
Zotero), Dublin Core, Open Graph and typed links (https://signposting.org/FAIR/, RFC 8574); here is schema.org as
JSON-LD (https://developers.google.com/search/docs/appearance/structured-data/article). COinS is left out: where a page
has several, a reference manager offers those works in place of the page.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..claims.records import PageAddress, PageEvidence
from ..html import normalise
from ..text import shorten
from .citable import Citable, Publication
from .exports import Item, format_date, format_name

# What could break out of a `<script>`.
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Head:
    """What the head of one page says; nothing is escaped for HTML but `json_ld`. Addresses are absolute."""

    publication: Publication
    citable: Citable  # the page itself
    parts: tuple[str, ...]  # addresses of the other pages, on the front page only
    pdf: str  # of the whole briefing, beside which stands an EPUB; empty where there is none
    json_ld: str  # stands at the end of the page: there it repeats what a compressor remembers of the notes


def make_head(publication: Publication, page: PageEvidence, citable: Citable, cited: Sequence[Item],
              parts: Sequence[PageAddress] = (), pdf: str = "") -> Head:
    """Return the metadata of a page, described by its own `citable`.

    `cited` are its sources as CSL-JSON, `parts` the other pages of the site, of which the front page tells.
    """
    others = {publication.site_url + part.url: part.title for part in parts if part.url and citable.is_whole}
    sections = {f"{citable.address}#{section.id}": section.title for section in page.sections if section.level > 1}
    data = _describe(publication, citable) | _keep_said(
        hasPart=[{"@type": kind, "@id": address, "name": normalise(title)}
                 for kind, titles in (("WebPageElement", sections), ("Report", others))
                 for address, title in titles.items()],
        citation=[_describe_source(f"{publication.site_url}sources/#{item['id']}", item) for item in cited])
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return Head(publication, citable, tuple(others), pdf, written)


def _keep_said(**data: Any) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def _describe_source(address: str, item: Item) -> dict[str, Any]:
    """Return a source as schema.org knows it; its address here is that of its entry on the page of sources."""
    authors = [{"@type": "Person", "name": " ".join(reversed(format_name(name).split(", ", 1)))} if "family" in name
               else {"@type": "Organization", "name": format_name(name)} for name in item.get("author", [])]
    return {"@type": "CreativeWork", "@id": address} | _keep_said(
        name=normalise(item.get("title", "")), author=authors, datePublished=format_date(item),
        publisher=item.get("publisher"), url=item.get("URL") or ("DOI" in item and f"https://doi.org/{item['DOI']}"))


def _describe(publication: Publication, citable: Citable) -> dict[str, Any]:
    site, day, home = publication.site_url, publication.date.isoformat(), publication.home or publication.site_url
    organisation = {"@type": "Organization", "name": publication.organisation, "url": home}
    # A list of types stops reader views.
    return {"@context": "https://schema.org", "@type": "Report", "@id": citable.address} | _keep_said(
        mainEntityOfPage=citable.address, headline=shorten(citable.title, 110),  # as much as Google shows
        description=citable.abstract or publication.abstract, image=f"{home}assets/card.png",
        version=publication.number, datePublished=day, dateModified=day, inLanguage=publication.language,
        license=publication.licence, author=organisation, publisher=organisation,
        isPartOf=not citable.is_whole and {"@type": "Report", "@id": site, "name": publication.title},
        isBasedOn=publication.basis)
