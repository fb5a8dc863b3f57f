"""What the head of a page says of it to machines, and the front page of the whole: schema.org.

https://developers.google.com/search/docs/appearance/structured-data/article says what they read.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from jinja2.utils import htmlsafe_json_dumps

from ..pages.publication import PageAddress
from ..sources.csl import format_date
from .record import Citable


class Where(NamedTuple):
    """The two addresses of a page, whichever of them it is that is read."""

    live: str  # of the page of today
    frozen: str  # of its words in an edition, which stay


def make_head(citable: Citable, where: Where) -> dict[str, Any]:
    """Return the metadata of a page, as `templates/layout/head.html` wants it: from its record."""
    return {
        "publication": citable.publication,
        "citable": citable,
        "record": citable.record,
        "live": where.live,
        "frozen": where.frozen,
    }


def describe(whole: Citable, parts: Iterable[PageAddress]) -> str:
    """Return the briefing, of which some pages are parts, as schema.org has it in JSON-LD.

    It has one type: a list of types would stop reader views.
    """
    publication, record = whole.publication, whole.record
    home, day = publication.site_url, format_date(record["issued"])
    author = {"@type": "Organization", "name": record["author"][0]["literal"], "url": home}
    report = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": home,
        "mainEntityOfPage": home,
        "identifier": publication.freeze(home),
        "url": home,
        "headline": record["title"],
        "description": record.get("abstract") or publication.abstract,
        "image": f"{home}assets/card.png",
        "version": publication.version.number,
        "datePublished": day,
        "dateModified": day,
        "inLanguage": record.get("language"),
        "license": publication.licence,
        "author": author,
        "publisher": author,
        "isBasedOn": publication.basis,
        "hasPart": [
            {"@type": "Report", "@id": home + page.url, "name": page.title}
            for page in parts
            if not page.is_front
        ],
    }
    said = {name: value for name, value in report.items() if value}
    return str(htmlsafe_json_dumps(said, json.dumps, ensure_ascii=False, separators=(",", ":")))
