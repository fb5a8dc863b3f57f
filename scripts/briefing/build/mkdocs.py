"""What one build knows, from its settings to the assembly of its pages; for `mkdocs_hooks.py`."""

import logging
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from ..background import start
from ..citing.citable import Publication
from ..citing.styles import StyledSources, format_sources
from ..claims.labels import EvidenceExtension
from ..claims.records import PageAddress
from ..editions.frozen import FrozenAddress, view_frozen
from ..editions.manifest import Edition, Version, is_about_editions
from ..pages.document import make_url
from ..problems import Problem
from ..web.assets import Assets
from . import publish
from .config_rules import check_config
from .project import Project, list_made_files
from .settings import BriefingSettings, load_settings
from .site import CITATIONS, Assembly, RenderedPage

log = get_plugin_logger("briefing")


@dataclass
class Build:
    """All of it; the later fields are filled as the build goes on."""

    project: Project
    settings: BriefingSettings
    cache: Path
    evidence: EvidenceExtension
    shorts: Mapping[str, str]
    """Short form of each source by its key."""
    editions: list[Edition]
    version: Version
    redirects: Mapping[str, str]
    """By the address of a page that has moved, where to."""
    styled_sources: Future[StyledSources] | None
    """Under way while pages are rendered; None where there is no page of citations, or nothing to cite."""
    assets: Assets = field(default_factory=lambda: Assets({}))
    stage: publish.Stage | None = None
    """Where it is built; None while serving, and when the build has ended."""
    order: list[str] = field(default_factory=list)
    """Paths of the pages below `docs/`, in the order of the navigation."""
    pages: dict[str, RenderedPage] = field(default_factory=dict)
    """By those paths."""
    frozen: dict[str, FrozenAddress] = field(default_factory=dict)
    """Pages of editions, by the path that they would have below `docs/`."""
    assembly: Assembly | None = None
    around: str = ""
    """Digest of what a page is rendered among: settings, other files, short forms of sources."""

    @property
    def made_files(self) -> list[str]:
        """Paths of the files that the build fills at its end."""
        return ["search-index.js", *list_made_files(list(self.project.by_uri))]

    def view_frozen(self, uri: str, site_url: str) -> dict[str, object]:
        """Give what templates show of a page of an edition, such as its way to the present."""
        urls = [make_url(document.uri) for document in self.project.documents]
        return view_frozen(self.frozen[uri], self.editions, urls, self.redirects, site_url)


def begin(config: MkDocsConfig, project: Project, editions: list[Edition], freezing: Version | None) -> Build:
    """Gather what a build knows at its start, and set the time that MkDocs writes into files.

    `freezing` is what the pages are built as when they become an edition.
    """
    settings, cache = load_settings(config.extra), Path(config.config_file_path).parent / ".cache"
    version = freezing or (editions[-1].version if editions else Version(0, settings.date))
    os.environ["SOURCE_DATE_EPOCH"] = str(version.epoch)
    redirects = {make_url(old): make_url(new.partition("#")[0]) for old, new in _read_redirects(config).items()}
    shorts = {key: source.short for key, source in project.bibliography.sources.items()}
    has_citations = project.notes and CITATIONS in project.by_uri
    styled = start(format_sources, project.bib, cache) if has_citations else None
    return Build(project, settings, cache, _make_evidence(project), shorts, editions, version, redirects, styled)


def check_settings(config: MkDocsConfig, project: Project) -> list[Problem]:
    """Check `mkdocs.yml`."""
    file, pages = Path(config.config_file_path), {document.uri for document in project.documents}
    return list(check_config(file.name, file.read_text(encoding="utf-8"), config.nav, _read_redirects(config),
                             config.site_url or "", pages))


def is_view(page: Page) -> bool:
    """Whether a page shows others again, or lists editions, and is neither cited nor frozen itself."""
    return "robots" in page.meta or is_about_editions(page.file.src_uri)


def assemble(build: Build, env: Environment, config: MkDocsConfig) -> Assembly:
    """Put the pages together, now that all are rendered."""
    project, settings, version = build.project, build.settings, build.version
    sources = project.bibliography.sources
    basis = sources[settings.article].get("url") if settings.article in sources else ""
    publication = Publication(config.site_name, config.site_author or config.site_name, version.date, version.name,
                              config.site_url or "", config.site_description or "", basis=basis, path=version.path,
                              number=version.number)
    order = [uri for uri in dict.fromkeys([*build.order, *build.pages]) if uri in build.pages]
    return Assembly(project, settings, publication, [build.pages[uri] for uri in order], build.editions, version,
                    env, build.cache, build.styled_sources)


def fill_pages(files: Files, assembly: Assembly) -> None:
    """Give each page its finished body, and templates what they say of it; waits for pandoc."""
    bodies = assembly.bodies
    heads = assembly.describe()
    for uri, html in bodies.items():
        page: Any = files.src_uris[uri].page
        page.content = html
        page.meta |= {"head": heads.get(uri), "status": assembly.find_status(uri)}


def finish(build: Build) -> None:
    """Put the site in place, unless a strict build has counted a warning."""
    stage, build.stage = build.stage, None
    if stage is None:
        return
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    if any(counter.get_counts() for counter in counters):
        publish.discard(stage)
        log.info("The site was left as it was: %s", stage.site)
    else:
        publish.list_contents(stage.path)
        publish.publish(stage)
        log.info("Published to %s", stage.site)


def give_up(build: Build) -> None:
    """Delete what a broken build has left."""
    stage, build.stage = build.stage, None
    if stage:
        publish.discard(stage)


def list_facts(build: Build) -> dict[str, Any]:
    """Give what a build knew about each page while it rendered it, for `build_successor.py`."""
    evidence = build.evidence
    return {"sources_url": evidence.sources_url, "cite_url": evidence.cite_url, "pages": dict(_list_pages(build))}


def _list_pages(build: Build) -> Iterator[tuple[str, dict[str, Any]]]:
    def tell(address: PageAddress, shorts: Mapping[str, str], now: str | None, is_cited: bool) -> dict[str, Any]:
        return {"uri": address.uri, "url": address.url, "title": address.title, "shorts": dict(shorts), "now": now,
                "is_cited": is_cited}
    for uri, page in build.pages.items():
        yield uri, tell(page.evidence.page, build.shorts, None, not page.is_view)
    for uri, frozen in build.frozen.items():
        now = str(build.view_frozen(uri, "")["now"])
        address = PageAddress(frozen.file, frozen.url, frozen.edition.urls[frozen.url])
        yield uri, tell(address, frozen.edition.shorts, now.removeprefix("../") if frozen.url else now, True)


def _make_evidence(project: Project) -> EvidenceExtension:
    there = {document.uri for document in project.documents}
    sources_url, cite_url = (make_url(uri) if uri in there else "" for uri in ("sources.md", CITATIONS))
    return EvidenceExtension(sources_url, cite_url)


def _read_redirects(config: MkDocsConfig) -> Mapping[str, str]:
    redirects: Any = config.plugins["redirects"].config if "redirects" in config.plugins else {}
    maps: Mapping[str, str] = redirects.get("redirect_maps", {})
    return maps
