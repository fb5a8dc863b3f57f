"""Everything ready to cite: each page, section and source in all its forms, and the files that hold them."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..cache import Memory, remember
from ..claims.records import PageEvidence
from ..html import parse
from ..pandoc import run_pandoc, start
from ..sources.bibliography import Source
from .citable import CitablePage, Publication, make_citable_page, make_csl
from .exports import LANGUAGES, Item, write, write_csl
from .styles import Runs, format_items, split_runs

_ENDINGS = {".bib": "biblatex", "-bibtex.bib": "bibtex", ".ris": "ris", ".json": "csl"}  # of the file with each form
_OURS = {"annote", "keyword", "title-short"}  # what an entry of our bibliography says to us alone
Forms = Mapping[str, Runs | str]  # one thing in all its forms: runs that are roman and italic in turn, or text


@dataclass(frozen=True)
class Citing:
    """All that the citations of a site are made of."""

    publication: Publication
    pages: tuple[CitablePage, ...]
    items: Mapping[str, Item]  # CSL-JSON of every page and section, by its key
    sources: Mapping[str, Item]  # CSL-JSON of the sources, by their keys, in the order of the `.bib` file
    forms: Callable[[str], Forms]  # by any of those keys; written when first asked for
    short_names: Mapping[str, str]  # of the sources

    def find_items(self, page: CitablePage) -> list[Item]:
        """Return the CSL-JSON of the sources that a page cites."""
        return [self.sources[key] for key in page.keys if key in self.sources]


def make_citing(publication: Publication, pages: Iterable[tuple[PageEvidence, str]], sources: Mapping[str, Source],
                notes: Mapping[str, str], bib: Path, cache: Path, memory: Memory) -> Citing:
    """Return all citations; at a site's first build this waits for pandoc. Raise PandocError.

    `pages` come with their descriptions, `notes` are those of the sources as HTML, `bib` is the file of these.
    """
    reading = start(load_csl, bib, cache)
    citable = tuple(make_citable_page(publication, page, abstract) for page, abstract in pages)
    items = {part.key: make_csl(publication, part) for page in citable for part in page.citables}
    styled = format_items(list(items.values()), cache)
    cited = {item["id"]: _tidy(item, sources[item["id"]]) for item in reading.result() if item["id"] in sources}

    def find_forms(key: str) -> Forms:
        item, note = items.get(key) or cited[key], notes.get(key, "")
        return memory.recall(("forms", repr(item), note), partial(_write_forms, item, styled.get(key), note))
    return Citing(publication, citable, items, cited, find_forms, {key: sources[key].short for key in cited})


def load_csl(bib: Path, cache: Path) -> list[Item]:
    """Return the entries of a `.bib` file as CSL-JSON, in its order. Raise PandocError where pandoc cannot read it."""
    return list(json.loads(remember(cache, "csl.json", [bib.read_bytes(), version("pypandoc-binary")],
                                    lambda: run_pandoc("", "--from=biblatex", "--to=csljson", str(bib)))))


def _write_forms(item: Item, styled: Mapping[str, Runs] | None, note: str) -> Forms:
    return {**(styled or {"note": split_runs(parse(note))}), **{form: write(form, item) for form in _ENDINGS.values()}}


def _tidy(item: Item, source: Source) -> Item:
    """Return a source without what is of use to us alone, and with the tag of its language."""
    language = LANGUAGES.get(source.get("langid"), item.get("language", {}))
    return {name: value for name, value in {**item, "language": language}.items() if name not in _OURS and value != {}}


def _write_citations(citing: Citing, page: CitablePage) -> str:
    """Return what the cite dialog of a page shows, as JSON: its sections, paragraphs and sources."""
    paragraphs: dict[str, Any] = {}
    for part in page.citables:
        for claim in part.claims:
            name = claim.paragraph or claim.id
            address = citing.publication.freeze(f"{page.citables[0].address}#{name}")
            said = paragraphs.setdefault(name, {"section": part.section, "address": address, "sources": []})
            said["sources"] += [key for key in claim.keys if key in citing.sources and key not in said["sources"]]
    return json.dumps({
        "path": citing.publication.path,
        "items": {part.section: {"title": part.title, "address": citing.publication.freeze(part.address),
                                 "forms": citing.forms(part.key)} for part in page.citables},
        "paragraphs": paragraphs,
        "sources": {key: {"title": citing.short_names[key], "forms": citing.forms(key)}
                    for key in page.keys if key in citing.sources}}, ensure_ascii=False) + "\n"


def write_page_files(citing: Citing, page: CitablePage) -> dict[str, str]:
    """Return the files of a page's citations by their paths from the root of the site."""
    url, own = page.evidence.page.url, [citing.items[page.citables[0].key]]
    made = {f"{url}citations.json": _write_citations(citing, page), **_export(f"{url}page", own, citing)}
    return made | (_export(f"{url}sources", citing.find_items(page), citing) if url
                   else _export("briefing", own, citing))


def write_source_files(citing: Citing) -> dict[str, str]:
    """Return the files of all sources together."""
    return _export("sources", list(citing.sources.values()), citing)


def list_files(urls: Sequence[str]) -> list[str]:
    """Return the paths of all those files for the addresses of the pages, before anything is known of them."""
    names = dict.fromkeys(["briefing", "sources", *(f"{url}{part}" for url in urls for part in ("page", "sources"))])
    return [*(f"{url}citations.json" for url in urls), *(f"{name}{end}" for name in names for end in _ENDINGS)]


def _export(name: str, items: Sequence[Item], citing: Citing) -> dict[str, str]:
    """Return the files of some items; `name` is their path without the ending."""
    forms = [citing.forms(item["id"]) for item in items]
    return {name + ending: write_csl(items) if form == "csl" else "\n".join(str(one[form]) for one in forms)
            for ending, form in _ENDINGS.items() if items}
