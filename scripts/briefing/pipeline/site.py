"""The third stage of a build: rendered pages become a site, filled and checked, its citations written out."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config

from ..book.book import make_parts
from ..cache import recall
from ..citing.exports import CitablePage, Citing, make_citable_page, make_citing
from ..claims.evidence import OWED
from ..claims.ledger import Row, fill_figures, list_sources, make_rows
from ..claims.records import Publication, Version
from ..claims.rules import NOTICES, Facts, check_pages
from ..data import as_text
from ..editions.manifest import Edition, KeptPage, Manifest
from ..editions.outcomes import find_since
from ..editions.passages import find_passages
from ..editions.promises import Difference, check_editions, find_differences
from ..html import parse_once, read
from ..pages.safety import SLOT
from ..problems import Problem, say
from ..programs import start
from ..web.assets import draw_card
from ..web.templates import compile_frame, fill
from .pages import RenderedPage
from .project import CITATIONS, Project

REQUEST = "briefing-request"  # where in `config.extra` a command leaves its `as_version`, and finds the `site`
_PARTS = 20  # how many pages the head of the front page names, which would grow with the site; the sitemap names all


@dataclass(frozen=True)
class Site:
    """All pages put together. Mappings are by the file of a page below `docs/`."""

    project: Project
    publication: Publication
    pages: tuple[RenderedPage, ...]  # in reading order
    rows: Sequence[Row]  # the ledger of claims; the `key` of each stands for all that is in it
    citing: (
        Citing | None
    )  # all citations; None where the site has no page of citations, or no sources
    card: Future[bytes] | None  # the picture for link previews, once it is asked for
    has_book: bool  # whether a page shows the whole, and so a PDF and an EPUB do
    bodies: Mapping[str, str]  # the HTML of each page with its slots filled
    kept: Edition  # all that an edition keeps of it
    differences: Sequence[Difference]  # what is not said as the newest edition says it
    faults: tuple[Problem, ...]
    notices: tuple[Problem, ...]  # what an author should know and is not to blame for

    @cached_property
    def cited(self) -> dict[str, CitablePage]:
        """The pages that can be cited, by their addresses from the root of the site: all that an edition keeps."""
        return {page.evidence.page.url: page for page in self.citing.pages} if self.citing else {}

    def cite(self, url: str) -> dict[str, str]:
        """Return how the page with an address is cited, by form; `{site_url}` for the site, which may move."""
        forms = self.citing.forms(self.cited[url].citables[0].key) if self.citing else {}
        root = self.publication.site_url or "\0"
        return {form: "".join(text).replace(root, "{site_url}") for form, text in forms.items()}

    def make_head(self, url: str) -> dict[str, Any] | None:
        """Return the metadata of a page that can be cited, as `overrides/layout/head.html` wants them."""
        if not (self.citing and (page := self.cited.get(url))):
            return None
        parts = [other.evidence.page for other in self.citing.pages[:_PARTS]]
        # Google Scholar wants a PDF in the folder of its page, and this one is of the whole.
        front = {
            "parts": parts,
            "pdf": f"{self.publication.site_url}briefing.pdf" if self.has_book else "",
        }
        return {
            "publication": self.publication,
            "citable": page.citables[0],
            "sections": page.evidence.sections,
            "cited": self.citing.find_items(page),
            **({} if url else front),
        }

    def find_status(self, page: RenderedPage) -> dict[str, Any] | None:
        """Return where a page that an edition keeps stands among the editions. Its `sections` are those that the newest
        has: each with the edition that first had its present words, and whether an earlier one had others."""
        editions, passages = self.project.editions, self.kept.passages
        since = [
            (section, find_since(editions, address, passages[address].sha256))
            for section in page.evidence.sections
            if (address := f"{page.url}#{section.id}") in passages
        ]
        differing = [other for other in self.differences if other.place == page.url]
        return (
            None
            if page.is_generated or not editions
            else {
                "version": editions[-1].version,
                "is_kept": page.url in editions[-1].data.pages,
                "differing": differing,
                "sections": [(section, *words) for section, words in since if words],
            }
        )


def name_publication(project: Project, version: Version, site_url: str) -> Publication:
    """Return what is said of the briefing as a whole where it is cited."""
    settings, words, article = project.settings, project.words, project.article
    return Publication(
        words["site_name"],
        words["site_author"] or words["site_name"],
        version,
        site_url,
        words["site_description"],
        settings.language or words["language"],
        settings.licence,
        *((article.get("url"), f"{article.who} ({article.when})") if article else ()),
    )


def make_site(
    project: Project, publication: Publication, pages: Sequence[RenderedPage], env: Environment
) -> Site:
    """Return the site that some rendered pages make up; `env` is where the templates are."""
    version, sources, evidence = (
        publication.version,
        project.bibliography.sources,
        [page.evidence for page in pages],
    )
    citable = [
        recall(
            ("citable", publication, page.made_from),
            make_citable_page,
            publication,
            page.evidence,
            page.meta.get("description", ""),
        )
        for page in pages
        if not page.is_generated
    ]
    citing = (
        make_citing(
            publication, citable, sources, project.notes, project.entries.result(), project.cache
        )
        if project.notes and CITATIONS in project.by_uri
        else None
    )
    card = (
        start(
            draw_card,
            publication.title,
            publication.abstract,
            f"{version.name.capitalize()}, {version.day}",
            project.cache,
        )
        if citing
        else None
    )
    rows = [
        row | {"key": (page.made_from, number)}
        for page in pages
        for number, row in enumerate(
            recall(("rows", page.made_from), make_rows, [page.evidence], sources, project.support)
        )
    ]
    figures, items, unknown = fill_figures(
        project.figures, rows, [box for page in evidence for box in page.boxes]
    )
    bodies, broken = _fill_bodies(
        project, pages, env, version=version, rows=rows, citing=citing, figures=figures
    )
    kept = _keep(project, version, pages, bodies)
    differences = list(find_differences(project.editions[-1], kept)) if project.editions else []
    facts = Facts(sources, project.states, project.links, project.support, project.settings.cut_off)
    judged = (
        sorted(check_pages(evidence, items, facts, project.find_line))
        if project.bibliography.is_readable
        else []
    )
    told = NOTICES | (OWED if project.settings.draft and not version.number else set())
    faults = [
        *_check_unkept(project, pages),
        *(found for found in judged if found.code not in told),
        *broken,
    ]
    if not (
        {"bib-syntax", "open-attributes"} & {fault.code for fault in project.problems}
        or any(page.problems for page in pages)
    ):  # the rest would follow from these
        is_open = project.settings.draft or version.number > len(project.editions)
        faults += [
            *unknown,
            *check_editions(
                project.editions, kept, project.find_line, [] if is_open else differences
            ),
        ]
    return Site(
        project,
        publication,
        tuple(pages),
        rows,
        citing,
        card,
        any(page.shows_whole for page in pages),
        bodies,
        kept,
        differences,
        tuple(faults),
        tuple(found for found in judged if found.code in told),
    )


def _fill_bodies(
    project: Project, pages: Sequence[RenderedPage], env: Environment, **shown: object
) -> tuple[dict[str, str], list[Problem]]:
    """Return the HTML of each page with its slots filled, what shows other pages last, and the slots that cannot be."""
    bodies, faults, evidence = dict[str, str](), list[Problem](), [page.evidence for page in pages]
    sources = project.bibliography.sources
    shown |= {
        "sources": list_sources(sources, evidence),
        "shorts": {key: sources[key].short for key in sources},
        "themes": [page for page in evidence if page.claims and page.page.url],
        "ledger": "claims/" if "claims.md" in project.by_uri else "",
    }
    compile_frame(env)  # while pandoc works, which is waited for next
    for page in sorted(
        pages, key=lambda page: (page.shows_whole, page.uri == CITATIONS)
    ):  # which waits for pandoc
        address = page.evidence.page
        parts = make_parts(evidence, bodies, address.root) if page.shows_whole else {}
        bodies[page.uri], found = fill(
            page.html, env, {**shown, "root": address.root, "page": address, "parts": parts}
        )
        faults += [Problem(*project.find_line(page.uri, words), *fault) for words, fault in found]
    return bodies, faults


def _keep(
    project: Project, version: Version, pages: Sequence[RenderedPage], bodies: Mapping[str, str]
) -> Edition:
    """Return all that an edition keeps, but for sums, pictures and citations."""
    finished = [page for page in pages if not page.is_generated]
    kept = {
        page.url: KeptPage(
            title=page.evidence.page.title,
            description=page.meta.get("description", ""),
            file=f"{page.url}index.html",
            sha256="",
            citations={},
            passages=page.passages
            if body is page.html
            else recall(
                ("passages", page.made_from, body),
                find_passages,
                body,
                page.url,
                project.read_picture,
            ),
            views=[" ".join(filter(None, slot.groups())) for slot in SLOT.finditer(page.html)],
        )  # `sources added`
        for page in finished
        for body in [bodies[page.uri]]
    }
    shown = {
        name: as_text(project.figures[name])
        for page in kept.values()
        for name in page.views or ()
        if name in project.figures
    }
    around = dict(project.words)
    return Edition(
        Manifest(
            schema="../../schemas/edition.json",
            edition=version.number,
            date=version.date,
            note=version.note,
            site_name=around.pop("site_name"),
            cut_off=around.pop("cut_off"),
            settings=around,
            pictures={},
            pages=kept,
            predecessor=project.editions[-1].data.sha256 if project.editions else None,
            figures=shown,
            redirects={
                old: new.partition("#")[0] for old, new in sorted(project.redirects.items())
            },
            sha256="",
        ),
        {
            f"{page.url}index.html": f"<article>\n{bodies[page.uri]}\n</article>\n".encode()
            for page in finished
        },
    )


def _check_unkept(project: Project, pages: Sequence[RenderedPage]) -> Iterator[Problem]:
    """A page that no edition keeps, since it shows others or lists editions, claims nothing by itself."""
    for page in pages:
        own = [*page.evidence.claims, *page.evidence.boxes]
        if page.is_generated and (own or (page.shows_whole and read(parse_once(page.html)))):
            yield Problem(
                *project.find_line(page.uri, own[0].id if own else ""), *say("unkept-words")
            )


def build(config_file: Path, as_version: Version | None = None) -> Site:
    """Return the site of a `mkdocs.yml`, checked as strictly as for publishing; nothing is published. `as_version` is
    an edition that is to be. Raise Abort or another MkDocsException where something is wrong, after it was logged."""
    with tempfile.TemporaryDirectory() as folder:
        config = load_config(str(config_file), site_dir=str(Path(folder, "site")), strict=True)
        config.extra[REQUEST] = {"as_version": as_version}
        config.plugins.on_startup(command="build", dirty=False)
        build_with_mkdocs(config)
    site: Site = config.extra[REQUEST]["site"]
    return site
