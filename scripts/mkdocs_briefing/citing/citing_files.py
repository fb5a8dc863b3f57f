"""What is published of this room: exports, the feed, and what programs read in place of pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from jinja2 import Environment

from ..folders import File
from ..pages.publication import Publication, Version
from .exports import Citing, write_files, write_page_files
from .feed import Changes
from .twin import Twin, write_twin


def list_twins(twins: Iterable[Twin], publication: Publication) -> Iterator[File]:
    """Yield each page as Markdown."""
    for twin in twins:
        yield f"{twin.page.url}index.md", partial(write_twin, twin, publication)


def list_files(
    citing: Citing, twins: Sequence[Twin], told: Mapping[Version, Changes], env: Environment
) -> Iterator[File]:
    """Yield the files of all that can be cited.

    `told` are the statements that each edition changed, the newest first; `env` has the templates.
    """
    for page in citing.pages:
        yield from write_page_files(citing, page).items()
    yield from write_files(citing, "sources", citing.find(citing.sources)).items()
    publication = citing.publication
    versions = [*told] or [publication.version]
    shown = {"publication": publication, "versions": versions, "changes": told}
    yield "feed.xml", partial(env.get_template("feed.html").render, shown)
    shown = {"publication": publication, "version": publication.version, "pages": twins}
    yield "llms.txt", partial(env.get_template("llms.html").render, shown)
