"""All citations of a site, of what is on it and of its sources, in all their forms."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from ..claims.statements import Publication
from ..html import parse
from ..programs import SECONDS, ProgramError
from ..sources.csl import CslItem
from ..sources.entry import Source
from .bibtex import write_biblatex, write_bibtex
from .citable import CitablePage, make_csl
from .csl import write_csl
from .dialog import Forms
from .ris import write_ris
from .styles import Styled, format_items, split_runs

_SOURCE = "@"  # begins the key of a source beside those of what is on the site


@dataclass(frozen=True)
class Citing:
    """All that the citations of a site are made of. Keys are those of what is cited."""

    publication: Publication
    pages: tuple[CitablePage, ...]
    items: Mapping[str, CslItem]  # what can be cited on the site, by the keys of citables
    kept: Mapping[str, CslItem]  # pages of editions, by their paths
    sources: Mapping[str, CslItem]  # in the order of the `.bib` file
    notes: Mapping[str, str]  # the note of each source, as HTML
    short_names: Mapping[str, str]  # of the sources
    item_data: Mapping[str, Forms]  # `items` as reference managers read them, by id
    source_data: Mapping[str, Forms]
    styled: Future[dict[str, Styled]]  # all in the official styles, by `_key`, while pandoc works

    def cite_item(self, key: str) -> Forms:
        """Return the citation of something on the site, in all its forms.

        It waits until pandoc is done, at most the time that a program may take. Raises
        ProgramError where pandoc refuses or takes longer.
        """
        item = self.items[key]
        return {**self._wait_for_styles()[item["id"]], **self.item_data[item["id"]]}

    def cite_kept(self, path: str) -> Styled:
        """Return the citation of a page of an edition; none where it cannot be cited.

        Raises as `cite_item` does.
        """
        return self._wait_for_styles()[self.kept[path]["id"]] if path in self.kept else {}

    def cite_source(self, key: str) -> Forms:
        """Return the citation of a source, in all its forms. Raises as `cite_item` does."""
        note = split_runs(parse(self.notes.get(key, "")))
        styled = self._wait_for_styles()[_SOURCE + key]
        return {**styled, "note": note, **self.source_data[key]}

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


@dataclass(frozen=True)
class Sources:
    """The sources of a site. Mappings are by their keys."""

    entries: Mapping[str, Source]
    notes: Mapping[str, str]  # as HTML

    def publish(self) -> dict[str, CslItem]:
        """Return the record of each source, as others may read it."""
        return {key: source.item for key, source in self.entries.items()}


def make_citing(
    publication: Publication,
    pages: Sequence[CitablePage],
    sources: Sources,
    kept: Mapping[str, CslItem],
) -> Citing:
    """Return all citations of some pages and of the sources, while pandoc works on in a thread.

    `kept` are pages of editions, by their paths.
    """
    items = dict[str, CslItem]()
    for page in pages:
        items |= {citable.key: make_csl(publication, citable) for citable in page.list_citations()}
    published = sources.publish()
    cited = [*items.values(), *kept.values()]
    for key, item in published.items():
        cited.append({**item, "id": _SOURCE + key})
    executor = ThreadPoolExecutor(1)
    styled = executor.submit(format_items, cited)
    executor.shutdown(wait=False)  # the thread ends when this is done
    return Citing(
        publication=publication,
        pages=tuple(pages),
        items=items,
        kept=kept,
        sources=published,
        notes=sources.notes,
        short_names={key: sources.entries[key].short for key in published},
        item_data={item["id"]: _write_data(item) for item in items.values()},
        source_data={key: _write_data(item) for key, item in published.items()},
        styled=styled,
    )


def _write_data(item: CslItem) -> Forms:
    """Return an item in the forms that reference managers read, each as it stands in a file."""
    return {
        "biblatex": write_biblatex(item),
        "bibtex": write_bibtex(item),
        "ris": write_ris(item),
        "csl": write_csl([item]),
    }
