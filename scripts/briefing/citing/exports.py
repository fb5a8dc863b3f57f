"""The files that a citing reader takes home: of the site, of each page, and of its sources."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from ..sources.csl import CslItem
from .citable import CitablePage, CitableParagraph, make_csl
from .citations import Citing
from .csl import write_csl
from .dialog import Dialog, DialogItem, DialogParagraph, DialogSource, Forms, write_dialog

# The form of each item in a file, by the ending of the file.
_FORMS = {".bib": "biblatex", "-bibtex.bib": "bibtex", ".ris": "ris"}


def list_export_files(urls: Sequence[str]) -> list[str]:
    """Return the paths of all files of citations, from the addresses of the pages alone."""
    endings = [*_FORMS, ".json"]
    names = ["briefing", "sources"]
    for url in urls:
        names += [f"{url}page", f"{url}sources"]
    dialogs = [f"{url}citations.json" for url in urls]
    return dialogs + [name + ending for name in dict.fromkeys(names) for ending in endings]


def write_files(name: str, items: Collection[CslItem], data: Mapping[str, Forms]) -> dict[str, str]:
    """Return the files of some items by their paths; `name` is their path without the ending.

    `data` has each item by its id, in the forms that reference managers read.
    """
    if not items:
        return {}
    files = {f"{name}.json": write_csl(list(items))}
    for ending, form in _FORMS.items():
        texts = [str(data[item["id"]][form]) for item in items]
        files[name + ending] = "\n".join(texts)
    return files


def write_page_files(citing: Citing, page: CitablePage) -> dict[str, str]:
    """Return the files of a page's citations by their paths from the root of the site.

    Those of the front page are the briefing's too. Raises ProgramError as `Citing.cite_item` does.
    """
    url = page.evidence.page.url
    own = [make_csl(citing.publication, page.citables[0])]
    cited = citing.find_cited(page)
    files = {f"{url}citations.json": write_dialog(make_dialog(citing, page, cited))}
    files |= write_files(f"{url}page", own, citing.item_data)
    if url:
        return files | write_files(f"{url}sources", cited, citing.source_data)
    return files | write_files("briefing", own, citing.item_data)


def make_dialog(citing: Citing, page: CitablePage, cited: Iterable[CslItem]) -> Dialog:
    """Return what the dialog of a page reads; `cited` are the sources of the page."""
    freeze = citing.publication.freeze
    return Dialog(
        path=citing.publication.version.path,
        items={
            part.id: DialogItem(part.title, freeze(part.address), citing.cite_item(part.key))
            for part in page.list_citations()
        },
        paragraphs={
            paragraph.own.id: _make_paragraph(citing, paragraph) for paragraph in page.paragraphs
        },
        sources={
            item["id"]: DialogSource(citing.short_names[item["id"]], citing.cite_source(item["id"]))
            for item in cited
        },
    )


def _make_paragraph(citing: Citing, paragraph: CitableParagraph) -> DialogParagraph:
    keys = dict.fromkeys(key for claim in paragraph.own.claims for key in claim.keys)
    return DialogParagraph(
        item=paragraph.cited_as.id,
        address=citing.publication.freeze(paragraph.own.address),
        sources=[key for key in keys if key in citing.sources],
    )
