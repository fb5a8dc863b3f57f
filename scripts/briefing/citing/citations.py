"""All citations of a site, of what is on it and of its sources, in all their forms."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from ..claims.statements import Publication
from ..html import parse
from ..programs import SECONDS, ProgramError
from ..sources.entries import Source
from ..store import Store
from .bibtex import write_biblatex, write_bibtex
from .citable import CitablePage, make_csl
from .csl import CslItem, publish_source, write_csl
from .dialog import Forms
from .ris import write_ris
from .styles import Styled, format_pages, split_runs


@dataclass(frozen=True)
class Citing:
    """All that the citations of a site are made of. Keys are those of what is cited."""

    publication: Publication
    pages: tuple[CitablePage, ...]
    items: Mapping[str, CslItem]  # what can be cited on the site
    sources: Mapping[str, CslItem]  # in the order of the `.bib` file
    notes: Mapping[str, str]  # the note of each source, as HTML
    short_names: Mapping[str, str]  # of the sources
    item_data: Mapping[str, Forms]  # what can be cited, as reference managers read it
    source_data: Mapping[str, Forms]
    styled: Future[dict[str, Styled]]  # the items in the official styles, while pandoc works

    def cite_item(self, key: str) -> Forms:
        """Return the citation of something on the site, in all its forms.

        It waits until pandoc is done, at most the time that a program may take. Raises
        ProgramError where pandoc refuses or takes longer.
        """
        return {**self._wait_for_styles()[key], **self.item_data[key]}

    def cite_source(self, key: str) -> Forms:
        """Return the citation of a source, in all its forms."""
        note = split_runs(parse(self.notes.get(key, "")))
        return {"note": note, **self.source_data[key]}

    def find_cited(self, page: CitablePage) -> list[CslItem]:
        """Return the sources that a page cites, each once, claims before boxes."""
        cited = dict[str, CslItem]()
        for statement in page.evidence.statements:
            for key in statement.keys:
                if key in self.sources:
                    cited[key] = self.sources[key]
        return list(cited.values())

    def _wait_for_styles(self) -> dict[str, Styled]:
        try:
            return self.styled.result(timeout=SECONDS)
        except TimeoutError as error:
            message = f"pandoc was stopped, because it took more than {SECONDS} seconds"
            raise ProgramError(message) from error


def make_citing(
    publication: Publication,
    pages: Sequence[CitablePage],
    sources: Mapping[str, Source],
    notes: Mapping[str, str],
    entries: Mapping[str, CslItem],
    store: Store,
) -> Citing:
    """Return all citations of some pages and of the sources, while pandoc works on in a thread.

    `notes` are HTML and `entries` what `csl.read_items` has read, both by the key of a source.
    """
    items_of_pages = {page.evidence.page.key: _list_items(publication, page) for page in pages}
    executor = ThreadPoolExecutor(1)
    styled = executor.submit(format_pages, items_of_pages, store)
    executor.shutdown(wait=False)  # the thread ends when this is done
    items = {item["id"]: item for items in items_of_pages.values() for item in items}
    published = {key: publish_source(entry, sources[key]) for key, entry in entries.items()}
    return Citing(
        publication=publication,
        pages=tuple(pages),
        items=items,
        sources=published,
        notes=notes,
        short_names={key: sources[key].short for key in entries},
        item_data={key: _write_data(item) for key, item in items.items()},
        source_data={key: _write_data(item) for key, item in published.items()},
        styled=styled,
    )


def _list_items(publication: Publication, page: CitablePage) -> list[CslItem]:
    """Return what can be cited on a page."""
    return [make_csl(publication, citable) for citable in page.list_citations()]


def _write_data(item: CslItem) -> Forms:
    """Return an item in the forms that reference managers read, each as it stands in a file."""
    return {
        "biblatex": write_biblatex(item),
        "bibtex": write_bibtex(item),
        "ris": write_ris(item),
        "csl": write_csl([item]),
    }
