"""How the pages of editions are cited: from one record each, as those of the site are.

The first six editions keep the citations that their pages had when they were published. What stands
above a page is made anew.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ..citing.record import Citable, make_citable_page, make_record
from ..claims.statements import PageAddress, PageEvidence, Publication
from ..sources.csl import CslItem
from .editions import Edition


def list_references(editions: Sequence[Edition], publication: Publication) -> dict[str, CslItem]:
    """Return the record of each page of the editions that can be cited, by its path.

    `publication` is the present one.
    """
    references = dict[str, CslItem]()
    for edition in editions:
        own = place(publication, edition)
        for url, page in edition.data["pages"].items():
            citable = find_citable(own, edition, url)
            kept = _read_kept(page, citable.title)
            if kept:
                item = make_record(own, citable._replace(title=kept["title"]))
                item["language"] = kept.get("language", own.language)
                references[edition.version.path + url] = item
    return references


def place(publication: Publication, edition: Edition) -> Publication:
    """Return an edition as a publication of its own, at its addresses on the present site."""
    settings = edition.data.get("settings", {})
    return dataclasses.replace(
        publication,
        title=edition.data["site_name"],
        version=edition.version,
        site_url=publication.site_url + edition.version.path,
        home=publication.site_url,
        organisation=settings.get("site_author") or publication.organisation,
        abstract=settings.get("site_description") or publication.abstract,
    )


def find_citable(publication: Publication, edition: Edition, url: str) -> Citable:
    """Return a page of an edition as a whole; `publication` is that of the edition."""
    page = edition.data["pages"][url]
    evidence = PageEvidence(PageAddress("", url, page["title"]), (), (), ())
    return make_citable_page(publication, evidence, page["description"]).citables[0]


def _read_kept(page: Mapping[str, Any], title: str) -> dict[str, Any]:
    """Return the record that a page was published with; empty where it could not be cited.

    After edition 6 none is kept, and it has the `title` of the page.
    """
    if "citations" not in page:
        return {"title": title}
    text = page["citations"].get("csl")
    if not text:
        return {}
    [item] = msgspec.json.decode(text, type=list[dict[str, Any]])
    return item
