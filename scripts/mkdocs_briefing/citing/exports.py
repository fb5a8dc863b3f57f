"""All citations of a site, and the files that a citing reader takes home.

They are of the briefing and all its sources, and of each page; and `citations.json`, which the
dialog of a page reads (`assets/js/cite.js`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from ..folders import Content
from ..html import parse
from ..pages.publication import FRONT_KEY, Publication
from ..programs import begin
from ..sources.csl import CslItem
from ..sources.entries import Source
from ..yamldata import format_json
from .citation_forms import Forms, cite, split_runs, write_forms
from .record import Citable, CitablePage

# The form of each record in a file, by the ending of the file.
_FORMS = {".bib": "biblatex", "-bibtex.bib": "bibtex", ".ris": "ris"}
_OF_PAGES = (".bib", ".ris")  # BibTeX is for the whole alone, as lists of sources are


@dataclass(frozen=True)
class Citing:
    """All that can be cited on a site, and its sources."""

    publication: Publication
    pages: Sequence[CitablePage]
    sources: Mapping[str, Source]  # by citation key, in the order of the `.bib` file
    notes: Mapping[str, str]  # the note of each source, as HTML
    written: Future[dict[str, dict[str, str]]]  # what `data` returns

    @property
    def data(self) -> dict[str, dict[str, str]]:
        """All records for reference managers, by id. Raise ProgramError where pandoc refuses."""
        return self.written.result()

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


def begin_citing(
    publication: Publication,
    pages: Sequence[CitablePage],
    sources: Mapping[str, Source],
    notes: Mapping[str, str],
) -> Citing:
    """Return all citations, of which pandoc begins to write the records."""
    citables = [each for page in pages for each in (*page.citables, *page.paragraphs)]
    own = [each.record for each in citables]
    written = begin(write_forms, [*own, *(source.item for source in sources.values())])
    return Citing(publication, pages, sources, notes, written)


def write_files(
    citing: Citing, name: str, items: Collection[CslItem], endings: Iterable[str] = _FORMS
) -> dict[str, Content]:
    """Return the files of some records by their paths; `name` is that without the ending."""
    if not items:
        return {}
    files: dict[str, Content] = {f"{name}.json": partial(format_json, [*items])}
    for ending in endings:
        files[name + ending] = partial(_join, citing, _FORMS[ending], items)
    return files


def _join(citing: Citing, form: str, items: Iterable[CslItem]) -> str:
    """Return some records in a form, as a file has them."""
    return "\n".join(citing.data[item["id"]][form] for item in items)


def write_page_files(citing: Citing, page: CitablePage) -> dict[str, Content]:
    """Return the files of a page's citations by their paths from the root of the site.

    One has the sources that it cites, for a claim or not. Those of the front page are the
    briefing's too, and beside it stand all sources.
    """
    address = page.evidence.page
    own = [page.citables[0].record]
    files: dict[str, Content] = {
        f"{address.url}citations.json": partial(_write_dialog, citing, page)
    }
    files |= write_files(citing, f"{address.url}page", own, _OF_PAGES)
    if address.is_front:
        return files | write_files(citing, FRONT_KEY, own)
    loose = [key for key, _ in page.evidence.loose]
    sources = citing.find([*page.keys, *loose])
    if sources:
        files[f"{address.url}sources.bib"] = partial(_join, citing, _FORMS[".bib"], sources)
    return files


def _write_dialog(citing: Citing, page: CitablePage) -> str:
    """Return what the dialog of a page reads.

    That is, by id, what can be cited there: title, address, forms and the keys of its sources; and
    these sources.
    """
    cited = [item["id"] for item in citing.find(page.keys)]
    parts = {
        "items": {each.id: _describe(citing, each) for each in (*page.citables, *page.paragraphs)},
        "sources": {
            key: {"title": citing.sources[key].short, "forms": citing.cite_source(key)}
            for key in cited
        },
    }
    return format_json(parts)


def _describe(citing: Citing, citable: Citable) -> dict[str, object]:
    keys = [key for claim in citable.claims for key in claim.keys]
    return {
        "title": citable.title,
        "address": citable.publication.freeze(citable.address),
        "version": citable.publication.version.name,
        "forms": citing.cite_item(citable.record),
        "sources": [item["id"] for item in citing.find(keys)],
    }
