"""What an edition keeps of a site."""

from typing import Any

import msgspec

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
        "pages": {page.url: _keep_page(site, page) for page in site.kept},
    }
    kept: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(members))  # as it is read again
    return kept


def _keep_page(site: Site, page: RenderedPage) -> dict[str, Any]:
    return {
        "title": page.evidence.page.title,
        "description": page.description,
        "passages": page.passages,
    }


def _keep_records(site: Site, page: RenderedPage) -> dict[str, Any]:
    records = site.project.records.of_page(page.uri).records
    return {name: _keep_record(record) for name, record in records.items()}


def _keep_record(record: Record) -> dict[str, Any]:
    """Return a record without its older ids, which are promised as addresses."""
    written: dict[str, Any] = msgspec.to_builtins(record)
    return {name: value for name, value in written.items() if name != "aliases"}
