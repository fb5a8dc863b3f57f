"""Pages after Markdown, remembered from one run to the next: what did not change is not rendered again.

What is kept is checked and labelled anew by each run, like a page that was just rendered.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc

from ..cache import keep, make_digest, read_kept
from ..claims.note_list import PLACE
from ..pages.vocabulary import WORDS

_PACKAGES = ("Markdown", "mkdocs", "mkdocs-bibtex", "pymdown-extensions")


@dataclass
class Rendering:
    """One page, if it is known."""

    path: Path
    """Where it is kept."""
    digest: str
    """Of all that it is made from."""
    html: str = ""
    title: str = ""
    contents: Any = None
    """Its headings as Python-Markdown lists them; None for a page that is not known."""

    @property
    def is_known(self) -> bool:
        """Whether the page need not be rendered."""
        return self.contents is not None

    @property
    def toc(self) -> TableOfContents:
        """The contents of the page, as MkDocs has them."""
        return get_toc(self.contents)

    def keep(self, html: str, title: str, toc: Iterable[AnchorLink]) -> None:
        """Keep a page as it was just rendered."""
        keep(self.path, {"digest": self.digest, "html": html, "title": title,
                         "contents": list(map(_list_heading, toc))})


def load_rendering(folder: Path, uri: str, *parts: str) -> Rendering:
    """Return what is kept of a page in `folder`, if that was made from the same `parts`; `uri` is the page's file."""
    path = folder / "pages" / f"{make_digest(uri)}.json"
    rendering = Rendering(path, make_digest(*parts, *map(version, _PACKAGES), Path(__file__).read_bytes()))
    kept = read_kept(path)
    if isinstance(kept, dict) and kept.get("digest") == rendering.digest:
        with suppress(KeyError, TypeError, AttributeError):  # of another shape: then the page is rendered again
            get_toc(kept["contents"])
            return replace(rendering, html=str(kept["html"]), title=str(kept["title"]), contents=kept["contents"])
    return rendering


def list_notes(toc: TableOfContents) -> None:
    """Name the notes, which are put below a page when it is labelled, among the sections of its contents."""
    first = next(iter(toc), None)
    sections = first.children if first and first.level == 1 else toc.items
    sections.append(AnchorLink(WORDS["notes"], PLACE, 2))


def _list_heading(link: AnchorLink) -> dict[str, Any]:
    return {"name": link.title, "id": link.id, "level": link.level, "children": list(map(_list_heading, link.children))}
