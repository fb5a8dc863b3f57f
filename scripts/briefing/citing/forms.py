"""Everything ready to cite: the six forms of each citable thing and source, and the files that hold them."""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..background import start
from ..claims.records import Claim, PageEvidence
from ..sources.bibliography import Source
from .citable import Citable, Publication, list_citables, make_csl
from .exports import Item, write_bibtex, write_csl, write_ris
from .styles import Runs, StyledSources, format_items

FORMS = {"chicago": "Chicago note", "apa": "APA", "mla": "MLA", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
"""The forms of a citation, and their names for readers."""

Forms = Mapping[str, Runs | str]
"""By form: runs that are roman and italic in turn, or plain text."""


@dataclass(frozen=True)
class CitablePage:
    """A page with what can be cited on it: itself first, then its sections."""

    evidence: PageEvidence
    abstract: str
    citables: tuple[Citable, ...]

    @property
    def keys(self) -> list[str]:
        """Citation keys of the page, each once, claims before boxes."""
        return list(dict.fromkeys(key for part in (self.evidence.claims, self.evidence.boxes)
                                  for record in part for key in record.keys))

    def find_claims(self, citable: Citable) -> list[Claim]:
        """Give the claims that are cited with a citable's citation."""
        return [claim for claim in self.evidence.claims if self.find_citable(claim.section.id) == citable]

    def find_citable(self, section: str) -> Citable:
        """Give the section's citable, or the page's own for its title and what stands under no section."""
        own = self.citables[0]
        return next((citable for citable in self.citables if citable.key == f"{own.key}--{section}"), own)


@dataclass(frozen=True)
class Citing:
    """All that the citations of a site are made of."""

    publication: Publication
    pages: Sequence[CitablePage]
    items: Mapping[str, Item]
    """CSL-JSON of everything that can be cited, by its key."""
    sources: Mapping[str, Source]
    styled: Future[dict[str, dict[str, Runs]]]
    """The citation of each item in each style; pandoc is at it while pages are filled."""
    styled_sources: Future[StyledSources]

    @cached_property
    def source_items(self) -> Mapping[str, Item]:
        """CSL-JSON of the sources, by their keys."""
        return {item["id"]: item for item in self.styled_sources.result().items}

    @cached_property
    def forms(self) -> Mapping[str, Forms]:
        """All forms of items and sources, by key. Waits for pandoc."""
        styled, sources = self.styled.result(), self.styled_sources.result().styled
        forms = {key: make_forms(item, styled[key]) for key, item in self.items.items()}
        return forms | {key: {**make_forms(item, sources[key]), "bibtex": self.sources[key].raw + "\n"}
                        for key, item in self.source_items.items()}

    def find_items(self, page: CitablePage) -> list[Item]:
        """Give the CSL-JSON of the sources that a page cites."""
        return [self.source_items[key] for key in page.keys if key in self.source_items]


def make_citing(publication: Publication, pages: Sequence[tuple[PageEvidence, str]], sources: Mapping[str, Source],
                styled_sources: Future[StyledSources], cache: Path) -> Citing:
    """Gather everything, and begin to format it. `pages` come with their descriptions; `cache` is a folder."""
    citable_pages = [CitablePage(page, abstract, tuple(list_citables(publication, page, abstract)))
                     for page, abstract in pages]
    items = {citable.key: make_csl(publication, citable) for page in citable_pages for citable in page.citables}
    styled = start(format_items, list(items.values()), cache, "items")
    return Citing(publication, citable_pages, items, sources, styled, styled_sources)


def make_forms(item: Item, styled: Mapping[str, Runs]) -> dict[str, Runs | str]:
    """Give all forms of one item."""
    return {**styled, "bibtex": write_bibtex([item]), "ris": write_ris([item]), "csl": write_csl([item])}


def write_page_citations(citing: Citing, page: CitablePage) -> str:
    """Give what the cite dialog of a page shows, as JSON: its sections, paragraphs and sources."""
    title = page.evidence.sections[0].id if page.evidence.sections else ""
    sections = {citable.key.partition("--")[2] or title: citable for citable in page.citables}
    names = {citable.key: name for name, citable in sections.items()}
    data = {
        "path": citing.publication.path,
        "items": {name: {"title": citable.title, "address": citing.publication.freeze(citable.address),
                         "forms": citing.forms[citable.key]} for name, citable in sections.items()},
        "paragraphs": {claim.id: {"section": names[page.find_citable(claim.section.id).key],
                                  "address": citing.publication.freeze(citing.publication.site_url + claim.address),
                                  "sources": claim.keys}
                       for claim in page.evidence.claims},
        "sources": {key: {"title": citing.sources[key].short, "forms": citing.forms[key]}
                    for key in page.keys if key in citing.forms}}
    return json.dumps(data, ensure_ascii=False) + "\n"


def write_exports(name: str, items: Sequence[Item], bibtex: str = "") -> dict[str, str]:
    """Give the three files of a list of items; `name` is the path without its ending."""
    return {f"{name}.bib": bibtex or write_bibtex(items), f"{name}.ris": write_ris(items),
            f"{name}.json": write_csl(items)}


def write_files(citing: Citing) -> dict[str, str]:
    """Give every file of citations by its path from the root of the site."""
    made: dict[str, str] = {}
    for page in citing.pages:
        url = page.evidence.page.url
        own = [citing.items[page.citables[0].key]]
        made |= write_exports(f"{url}page", own)
        made[f"{url}citations.json"] = write_page_citations(citing, page)
        if url:
            made |= _write_sources(f"{url}sources", citing, page.keys)
        else:
            made |= write_exports("briefing", own)
    return made | _write_sources("sources", citing, list(citing.source_items))


def list_files(urls: Sequence[str]) -> list[str]:
    """Give the paths of all those files for the addresses of the pages, before anything is known of them."""
    names = [f"{url}{part}.{ending}" for url in [*urls, ""] for part in ("page", "sources")
             for ending in ("bib", "ris", "json")]
    return list(dict.fromkeys([*names, *(f"{url}citations.json" for url in urls),
                               "briefing.bib", "briefing.ris", "briefing.json"]))


def _write_sources(name: str, citing: Citing, keys: Sequence[str]) -> dict[str, str]:
    known = [key for key in keys if key in citing.source_items]
    if not known:
        return {}
    bibtex = "\n\n".join(citing.sources[key].raw for key in known) + "\n"
    return write_exports(name, [citing.source_items[key] for key in known], bibtex)
