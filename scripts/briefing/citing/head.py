"""What the head of a page says of it to search engines: schema.org as JSON-LD.

https://developers.google.com/search/docs/appearance/structured-data/article says what they read.
"""

import json
import textwrap
from collections.abc import Iterable
from typing import Any, NamedTuple

from jinja2.utils import htmlsafe_json_dumps

from ..pages.publication import PageAddress
from ..sources.csl import format_date, read_field
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
    parts: Iterable[PageAddress] = (),
) -> dict[str, Any]:
    """Return the metadata of a page, as `overrides/layout/head.html` wants it: from its record.

    `parts` are the pages of the site, named on the front page alone.
    """
    publication = citable.publication
    site = publication.site_url
    pages = [_make_part(site + page.url, page.title) for page in parts if page.url]
    report = _describe_report(citable, where) | {
        "isPartOf": None if citable.is_whole else _make_part(site, publication.title),
        "isBasedOn": publication.basis,
        "hasPart": pages,
    }
    said = {name: value for name, value in report.items() if value}
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
    author = {"@type": "Organization", "name": record["author"][0]["literal"], "url": home}
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


def _make_part(address: str, name: str) -> Thing:
    return {"@type": "Report", "@id": address, "name": read_field(name)}
