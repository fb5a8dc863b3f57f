"""Editions on the site: their pages in a frame, what each changed, what became of it.

Their pages are cited from one record each, as those of the site are. The first six editions keep
the citations that their pages had; what stands above a page is made anew.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import msgspec
from jinja2 import Environment

from ..citing.citation_forms import cite
from ..citing.head import Where, make_head
from ..citing.record import Citable, make_citable_page
from ..claims.statements import PageEvidence
from ..folders import File
from ..html import parse, suit_readers, write
from ..pages.passage import Passage
from ..pages.publication import EDITIONS_FOLDER, PageAddress, Publication, Version
from .editions import Edition
from .whereabouts import follow, write_outcomes, write_passages

_REST = Passage("section", "rest", "All else, page by page", 2)


@dataclasses.dataclass(frozen=True)
class Frames:
    """All editions, and the site as it is now around them."""

    editions: Sequence[Edition]
    publication: Publication
    is_cited: bool  # whether the site has a page of citations
    redirects: Mapping[str, str]  # of pages that have moved
    urls: Collection[str]  # of the pages that there are
    env: Environment  # where the templates are
    shown: Mapping[str, Any]  # what MkDocs gives to them

    def list_files(self) -> Iterator[File]:
        """Yield the files of all editions, and what became of each passage from one to the next."""
        if self.editions:
            yield f"{EDITIONS_FOLDER}/passages.json", partial(write_passages, self.editions)
        for edition in self.editions:
            yield from self._list_kept_files(edition)
            for url in edition.pages:
                path = f"{edition.version.path}{url}index.html"
                yield path, partial(self._render_page, edition, url)
        for old, new in pairwise(self.editions):
            yield f"{new.version.changes_path}index.html", partial(self._render_changes, old, new)

    def _list_kept_files(self, edition: Edition) -> Iterator[File]:
        """Yield the files of an edition that are published as they are, and what became of it."""
        path = edition.version.path
        framed = {f"{url}index.html" for url in edition.pages}
        for name, content in edition.files.items():
            if name not in framed:
                yield path + name, content
        yield f"{path}outcomes.json", partial(write_outcomes, edition, self.editions[-1])

    def _render_page(self, edition: Edition, url: str) -> str:
        """Return the page of an edition at an address in its frame."""
        page = edition.data["pages"][url]
        publication = _place(self.publication, edition)
        citable = _make_citable(publication, url, page["title"], page["description"])
        cited_title = _read_title(page) if self.is_cited else ""
        sections = [passage for passage in edition.pages[url] if passage.what == "section"]
        return self._render(
            "edition.html",
            edition.version.path + url,
            title=page["title"],
            content=edition.read_article(url),
            edition=edition,
            own_url=url,
            language=publication.language,
            current_url=self._find_current(url),
            citations=cite(citable._replace(title=cited_title).record) if cited_title else {},
            toc=[section for section in sections if section.level < 3],
            meta={
                "description": page["description"],
                "robots": "noindex",
                "head": self._make_head(url, citable),
            },
        )

    def _find_current(self, url: str) -> str:
        """Return where a page is now: the front page where it is no more."""
        current = follow(url, self.redirects)
        return current if current in self.urls else ""

    def _make_head(self, url: str, citable: Citable) -> dict[str, object] | None:
        """Return what `templates/layout/head.html` wants of a page; None where none is cited."""
        if not self.is_cited:
            return None
        current = self.publication.site_url + self._find_current(url)
        return make_head(citable, Where(current, citable.publication.freeze(citable.address)))

    def _render_changes(self, old: Edition, new: Edition) -> str:
        """Return the page that says what an edition changed; no edition has that page."""
        title = f"What changed in {new.version.name}"
        about = f"{title}, section by section, old words beside new ones."
        url = new.version.changes_path
        citable = _make_citable(self.publication, url, title, about)
        where = Where(citable.address, citable.address)
        head = make_head(citable, where) if self.is_cited else None
        changes = new.data["changes"]
        told = _group_moves(new) if "moved" in changes else []
        view = self.env.get_template(f"views/{'moves' if told else 'changes'}.html")
        late = [*self._list_late(new)]
        html = view.render(old=old, new=new, changes=changes, told=told, late=late, rest=_REST)
        content = parse(html)
        suit_readers(content)
        toc = [Passage("section", "changes", title, 1)]
        if told:
            toc += [*(section for section, _moves in told), _REST]
            toc += [Passage("section", page["id"], page["title"], 3) for page in changes["pages"]]
        return self._render(
            "main.html",
            url,
            title=title,
            content=write(content),
            toc=toc,
            slots=["changes"],
            meta={"description": about, "head": head},
        )

    def _list_late(self, edition: Edition) -> Iterator[tuple[Version, int]]:
        """Yield which editions tell of moves that an edition did not tell, and of how many."""
        for later in self.editions[edition.version.number :]:
            moves = (later.data["changes"] or {}).get("moved", ())
            number = [move["edition"] for move in moves].count(edition.version.number)
            if number:
                yield later.version, number

    def _render(self, template: str, url: str, **page: Any) -> str:
        """Return the HTML of the page at an address; `page` is what the template asks of it."""
        address = self.publication.site_url + url
        shown = SimpleNamespace(url=url, canonical_url=address, **page)
        return self.env.select_template([template, "main.html"]).render(self.shown, page=shown)


def _group_moves(edition: Edition) -> list[tuple[Passage, list[Mapping[str, Any]]]]:
    """Return what an edition moved, and what others did and it is the first to tell, by edition."""
    groups = defaultdict[int, list[Mapping[str, Any]]](list)
    own = groups[edition.version.number]
    for move in edition.data["changes"]["moved"]:
        groups[move["edition"]].append(move)
    told = [(Passage("section", "moved", "What moved, and why", 2), own)]
    for number in sorted(groups.keys() - {edition.version.number}, reverse=True):
        title = f"Moved in edition {number}, told late"
        told.append((Passage("section", f"moved-{number}", title, 2), groups[number]))
    return told


def _place(publication: Publication, edition: Edition) -> Publication:
    """Return an edition as a publication of its own, at its addresses on the present site."""
    settings = edition.data.get("settings", {})
    return dataclasses.replace(
        publication,
        title=edition.data["site_name"],
        version=edition.version,
        site_url=publication.site_url + edition.version.path,
        home=publication.site_url,
        organisation=settings.get("site_author") or publication.organisation,
        abstract=settings.get("site_description") or publication.abstract,
    )


def _make_citable(publication: Publication, url: str, title: str, about: str) -> Citable:
    """Return a page of a publication as a whole, at an address in it."""
    evidence = PageEvidence(PageAddress("", url, title))
    return make_citable_page(publication, evidence, about).citables[0]


def _read_title(page: Mapping[str, Any]) -> str:
    """Return the title that a page is cited by; empty where it could not be cited.

    After edition 6 no citation is kept, and it is that of the page.
    """
    if "citations" not in page:
        return str(page["title"])
    text = page["citations"].get("csl")
    return str(msgspec.json.decode(text)[0]["title"]) if text else ""
