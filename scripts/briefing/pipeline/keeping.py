"""What an edition keeps of a site."""

from typing import Any

import msgspec
from msgspec.structs import replace

from ..claims.records import Record
from ..editions.editions import Edition
from ..editions.freezing import list_pictures, make_edition
from .pages import RenderedPage
from .site import Site

_SETTINGS = ("language", "site_description", "site_author")


def freeze_site(site: Site) -> dict[str, bytes]:
    """Return the files of the edition that a site is to be, by their paths in it."""
    project = site.project
    before = project.editions[-1] if project.editions else None
    articles = {page.url: page.html for page in site.kept}
    read = {path: project.read_picture(path) for path in list_pictures(articles)}
    pictures = {path: content for path, content in read.items() if content}
    return make_edition(_keep(site, before), articles, pictures, before)


def _keep(site: Site, before: Edition | None) -> dict[str, Any]:
    """Return the members of a manifest, as `docs/schemas/edition.json` describes them."""
    project, version = site.project, site.publication.version
    sources = project.bibliography.sources
    members = {
        "$schema": "../../schemas/edition.json",
        "edition": version.number,
        "date": version.date.isoformat(),
        "note": version.note,
        "predecessor": before.data["sha256"] if before else None,
        "predecessor_swhid": before.swhid if before else None,
        "site_name": project.words["site_name"],
        "settings": {name: project.words[name] for name in _SETTINGS},
        "digests": dict(sorted(project.digests.items())),
        "redirects": site.redirects,
        "sources": {key: {"short": each.short} for key, each in sources.items()},
        "records": {page.url: _keep_records(site, page) for page in site.kept},
        "pages": {
            page.url: {
                "title": page.evidence.page.title,
                "description": page.description,
                "passages": page.passages,
            }
            for page in site.kept
        },
    }
    kept: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(members))  # as it is read again
    return kept


def _keep_records(site: Site, page: RenderedPage) -> dict[str, Record]:
    """Return the records of a page without their older ids, which are promised as addresses."""
    records = site.project.records.of_page(page.uri).records
    return {name: replace(record, aliases=()) for name, record in records.items()}
