"""All citations of a site, and the files that a citing reader takes home.

They are of the briefing, of each page, and of its sources; and `citations.json`, which the dialog
of a page reads (`docs/assets/js/cite.js`).
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2.utils import htmlsafe_json_dumps

from ..html import parse
from ..pages.publication import Publication
from ..sources.csl import CslItem
from ..sources.entries import Source
from ..yamldata import format_json
from .forms import Forms, cite, split_runs, write_forms
from .record import CitablePage, CitableParagraph

# The form of each record in a file, by the ending of the file.
_FORMS = {".bib": "biblatex", "-bibtex.bib": "bibtex", ".ris": "ris"}


@dataclass(frozen=True)
class Citing:
    """All that can be cited on a site, and its sources."""

    publication: Publication
    pages: Sequence[CitablePage]
    sources: Mapping[str, Source]  # by citation key, in the order of the `.bib` file
    notes: Mapping[str, str]  # the note of each source, as HTML

    @cached_property
    def data(self) -> dict[str, dict[str, str]]:
        """All records for reference managers, by id. Raise ProgramError where pandoc refuses."""
        items = [citable.record for page in self.pages for citable in page.list_citations()]
        return write_forms([*items, *self.find(self.sources)])

    def find(self, keys: Iterable[str]) -> list[CslItem]:
        """Return the records of the sources with some keys, each once, as far as there are any."""
        return [self.sources[key].item for key in dict.fromkeys(keys) if key in self.sources]

    def cite_item(self, item: CslItem) -> Forms:
        """Return the citation of something on the site, in all its forms."""
        return {**cite(item), **self.data[item["id"]]}

    def cite_source(self, key: str) -> Forms:
        """Return the note of a source, and its BibLaTeX."""
        note = split_runs(parse(self.notes.get(key, "")))
        return {"note": note, "biblatex": self.data[key]["biblatex"]}


def list_export_files(urls: Sequence[str]) -> list[str]:
    """Return the paths of all files of citations, from the addresses of the pages alone."""
    endings = [*_FORMS, ".json"]
    names = ["briefing", "sources"]
    for url in urls:
        names += [f"{url}page", f"{url}sources"]
    dialogs = [f"{url}citations.json" for url in urls]
    return dialogs + [name + ending for name in dict.fromkeys(names) for ending in endings]


def write_files(citing: Citing, name: str, items: Collection[CslItem]) -> dict[str, str]:
    """Return the files of some records by their paths; `name` is that without the ending."""
    if not items:
        return {}
    files = {f"{name}.json": format_json([*items])}
    for ending, form in _FORMS.items():
        files[name + ending] = "\n".join(citing.data[item["id"]][form] for item in items)
    return files


def write_page_files(citing: Citing, page: CitablePage) -> dict[str, str]:
    """Return the files of a page's citations by their paths from the root of the site.

    Those of the front page are the briefing's too.
    """
    url = page.evidence.page.url
    own = [page.citables[0].record]
    files = {f"{url}citations.json": _write_dialog(citing, page)}
    files |= write_files(citing, f"{url}page", own)
    if url:
        return files | write_files(citing, f"{url}sources", citing.find(page.keys))
    return files | write_files(citing, "briefing", own)


def _write_dialog(citing: Citing, page: CitablePage) -> str:
    """Return what the dialog of a page reads, with a line for each thing in it.

    That is, by id, what can be cited there, with its address and its forms; the paragraphs, with
    what is cited in their place and the keys of their sources; and these sources.
    """
    freeze = citing.publication.freeze
    items = {
        part.id: {
            "title": part.title,
            "address": freeze(part.address),
            "forms": citing.cite_item(part.record),
        }
        for part in page.list_citations()
    }
    paragraphs = {each.own.id: _describe_paragraph(citing, each) for each in page.paragraphs}
    cited = [item["id"] for item in citing.find(page.keys)]
    sources = {
        key: {"title": citing.sources[key].short, "forms": citing.cite_source(key)} for key in cited
    }
    parts: dict[str, dict[str, Any]] = {
        "items": items,
        "paragraphs": paragraphs,
        "sources": sources,
    }
    lists = [f'"{name}": {_write_lines(entries)}' for name, entries in parts.items()]
    path = _write_json(citing.publication.version.path)  # of the edition; empty for a draft
    return f'{{"path": {path}, {", ".join(lists)}}}\n'


def _describe_paragraph(citing: Citing, paragraph: CitableParagraph) -> dict[str, object]:
    keys = [key for claim in paragraph.own.claims for key in claim.keys]
    return {
        "item": paragraph.cited_as.id,
        "address": citing.publication.freeze(paragraph.own.address),
        "sources": [item["id"] for item in citing.find(keys)],
    }


def _write_lines(entries: Mapping[str, Any]) -> str:
    """Return a mapping as JSON, with a line for each entry."""
    lines = [f"{_write_json(key)}: {_write_json(entry)}" for key, entry in entries.items()]
    return "\n".join(["{", *([",\n".join(lines)] if lines else []), "}"])


def _write_json(data: object) -> str:
    """Return JSON that may also stand in HTML."""
    return str(htmlsafe_json_dumps(data, json.dumps, ensure_ascii=False))
