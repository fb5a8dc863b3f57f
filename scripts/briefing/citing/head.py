"""What the head of a page says of it to search engines: schema.org as JSON-LD.

https://developers.google.com/search/docs/appearance/structured-data/article says what they read.
"""

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from jinja2.utils import htmlsafe_json_dumps

from ..pages.publication import PageAddress
from ..sources.csl import CslItem, CslName, format_date, join_words, name_family, read_field
from .record import Citable

_HEADLINE = 110  # how many characters of a title Google shows


class Where(NamedTuple):
    """The two addresses of a page, whichever of them it is that is read."""

    live: str  # of the page of today
    frozen: str  # of its words in an edition, which stay


Thing = dict[str, object]
"""Something as schema.org has it, by its members."""


def make_head(
    citable: Citable,
    where: Where,
    cited: Sequence[Thing] = (),
    parts: Iterable[PageAddress] = (),
) -> dict[str, Any]:
    """Return the metadata of a page, as `overrides/layout/head.html` wants it: from its record.

    `parts` are the pages of the site, named on the front page alone; `cited` are the sources, as
    `describe_works` gives them.
    """
    publication = citable.publication
    site = publication.site_url
    pages = [_make_part(site + page.url, page.title) for page in parts if page.url]
    report = _describe_report(citable, where) | {
        "isPartOf": None if citable.is_whole else _make_part(site, publication.title),
        "isBasedOn": publication.basis,
        "hasPart": pages,
        "citation": [*cited],
    }
    said = _keep_said(report)
    return {
        "publication": publication,
        "citable": citable,
        "record": citable.record,
        "live": where.live,
        "frozen": where.frozen,
        "schema": htmlsafe_json_dumps(said, json.dumps, ensure_ascii=False, separators=(",", ":")),
    }


def _describe_report(citable: Citable, where: Where) -> Thing:
    """Return what a page is; a list of types would stop reader views."""
    publication, record = citable.publication, citable.record
    home = publication.home or publication.site_url
    day = format_date(record["issued"])
    author = _keep_said(make_agent(record["author"][0]) | {"url": home})
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": citable.address,
        "mainEntityOfPage": citable.address,
        "identifier": where.frozen,
        "url": where.live,
        "headline": textwrap.shorten(
            record["title"], _HEADLINE, placeholder="…", break_on_hyphens=False
        ),
        "description": record.get("abstract") or publication.abstract,
        "image": f"{home}assets/card.png",
        "version": publication.version.number,
        "datePublished": day,
        "dateModified": day,
        "inLanguage": record.get("language"),
        "license": publication.licence,
        "author": author,
        "publisher": author,
    }


def _keep_said(thing: Mapping[str, object]) -> Thing:
    return {name: value for name, value in thing.items() if value}


def _make_part(address: str, name: str) -> Thing:
    return {"@type": "Report", "@id": address, "name": read_field(name)}


def describe_works(site: str, items: Iterable[CslItem]) -> list[Thing]:
    """Return what sources are, each with its address on a site."""
    return [_describe_work(site, item) for item in items]


def _describe_work(site: str, item: CslItem) -> Thing:
    doi = item.get("DOI")
    work: Thing = {
        "@type": "CreativeWork",
        "@id": f"{site}sources/#{item['id']}",
        "name": read_field(item.get("title")),
        "author": [make_agent(name) for name in item.get("author", [])],
        "datePublished": format_date(item.get("issued")),
        "publisher": item.get("publisher") or item.get("container-title"),
        "url": item.get("URL") or (f"https://doi.org/{doi}" if doi else ""),
    }
    return _keep_said(work)


def make_agent(name: CslName) -> Thing:
    """Return a person or an organisation as schema.org has it, named as it is said."""
    words = [name.get("given"), name_family(name)]
    if name.get("static-ordering"):
        words.reverse()
    kind = "Organization" if "literal" in name else "Person"
    return {"@type": kind, "name": read_field(join_words(words))}
