"""Editions on the site: their pages in a frame, what each changed, what became of it."""

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import msgspec
from jinja2 import Environment

from ..citing.forms import Runs
from ..citing.head import Where, describe_works, make_head
from ..citing.record import make_citable_page
from ..claims.statements import EDITIONS_FOLDER, PageAddress, PageEvidence, Publication, Section
from ..html import Node, make, parse, rename, suit_readers, write
from ..sources.csl import CslItem
from .editions import Edition
from .outcomes import follow, list_outcomes, write_passages
from .passages import Passage
from .references import find_citable, place

File = tuple[str, bytes]  # the path of a file in the site, and what is in it


@dataclasses.dataclass(frozen=True)
class Frames:
    """All editions, and the site as it is now around them."""

    editions: Sequence[Edition]
    publication: Publication
    sources: Mapping[str, CslItem]  # CSL-JSON of the sources, by their keys
    cite: Callable[[str], dict[str, Runs]]  # how the page of an edition at a path is cited
    redirects: Mapping[str, str]  # of pages that have moved
    urls: Collection[str]  # of the pages that there are
    env: Environment  # where the templates are
    shown: Mapping[str, Any]  # what MkDocs gives to them

    def list_histories(self) -> Iterator[File]:
        """Yield what editions say and said, whatever the bibliography says now.

        That is their own files, and what became of each passage from one to the next.
        """
        if self.editions:
            yield f"{EDITIONS_FOLDER}/passages.json", write_passages(self.editions)
        for edition in self.editions:
            yield from self._list_kept_files(edition)
        for old, new in pairwise(self.editions):
            yield self._render_changes(old, new)

    def _list_kept_files(self, edition: Edition) -> Iterator[File]:
        """Yield the files of an edition that are published as they are, and what became of it."""
        path = edition.version.path
        framed = {f"{url}index.html" for url in edition.pages}
        for name, content in edition.files.items():
            if name not in framed:
                yield path + name, content
        outcomes = list_outcomes(edition, self.editions[-1])
        yield f"{path}outcomes.json", msgspec.json.encode(outcomes)

    def render_page(self, edition: Edition, url: str) -> File:
        """Return the page of an edition at an address in its frame."""
        page = edition.data["pages"][url]
        sections = [passage for passage in edition.pages[url] if passage.what == "section"]
        head = self._make_head(edition, url, sections)
        return self._render(
            "edition.html",
            edition.version.path + url,
            title=page["title"],
            content=suit(edition.read_article(url)),
            edition=edition,
            own_url=url,
            current_url=self._find_current(url),
            citations=self.cite(edition.version.path + url),
            toc=[section for section in sections if section.level < 3],
            meta={"description": page["description"], "robots": "noindex", "head": head},
        )

    def list_cited(self, passages: Sequence[Passage]) -> list[CslItem]:
        """Return the sources that a page of an edition cites, each once, as far as known."""
        keys = dict.fromkeys(key for passage in passages for key, _locator in passage.sources)
        return [self.sources[key] for key in keys if key in self.sources]

    def _find_current(self, url: str) -> str:
        """Return where a page is now: the front page where it is no more."""
        current = follow(url, self.redirects)
        return current if current in self.urls else ""

    def _make_head(
        self, edition: Edition, url: str, passages: Sequence[Passage]
    ) -> dict[str, object]:
        """Return what `overrides/layout/head.html` wants of a page.

        It is part of a publication of its own, which has the addresses of its edition.
        """
        pages = edition.data["pages"]
        publication = place(self.publication, edition)
        citable = find_citable(publication, edition, url)
        parts = list[PageAddress]()
        if not url:  # the front page names the others
            parts = [PageAddress("", other, page["title"]) for other, page in pages.items()]
        sections = [Section(passage.id, passage.title, passage.level) for passage in passages]
        cited = describe_works(publication.site_url, self.list_cited(edition.pages[url]))
        current = self._find_current(url)
        where = Where(self.publication.site_url + current, publication.freeze(citable.address))
        return make_head(publication, citable, where, cited, sections, parts)

    def _describe_changes(self, url: str, title: str, about: str) -> dict[str, object]:
        """Return the same of the page that says what an edition changed; it is in no edition."""
        evidence = PageEvidence(PageAddress("", url, title), (), (), ())
        citable = make_citable_page(self.publication, evidence, about).citables[0]
        where = Where(citable.address, citable.address)
        return make_head(self.publication, citable, where)

    def _render_changes(self, old: Edition, new: Edition) -> File:
        """Return the page that says what an edition changed in the one before."""
        title = f"What changed in {new.version.name}"
        content = self.env.get_template("views/changes.html").render(
            old=old,
            new=new,
            changes=new.data["changes"],
        )
        about = f"{title}, section by section, old words beside new ones."
        url = f"{EDITIONS_FOLDER}/{old.version.number}-{new.version.number}/"
        return self._render(
            "main.html",
            url,
            title=title,
            content=content,
            toc=[Passage("section", "changes", title, 1)],
            meta={"description": about, "head": self._describe_changes(url, title, about)},
        )

    def _render(self, template: str, url: str, **page: Any) -> File:
        """Return the file of the page at an address; `page` is what the template asks of it."""
        address = self.publication.site_url + url
        shown = SimpleNamespace(url=url, canonical_url=address, **page)
        text = self.env.select_template([template, "main.html"]).render(self.shown, page=shown)
        return f"{url}index.html", text.encode()


def suit(article: str) -> str:
    """Return a frozen article with the same words in a form that reader views and validators take.

    Each step says what minds the old form.
    """
    body = parse(suit_readers(article))
    _drop_roles(body)
    _drop_spans_of_time(body)
    _group_rows(body)
    _rename_elements(body)
    return write(body)


def _drop_roles(body: Node) -> None:
    """A cell has no role to name: a table is one without it."""
    for node in body.css("table[role], table [role]"):
        del node.attrs["role"]


def _drop_spans_of_time(body: Node) -> None:
    """HTML knows no span and no decade: https://html.spec.whatwg.org/#the-time-element."""
    for node in body.css("[datetime*='/'], [datetime*=X]"):
        del node.attrs["datetime"]


def _group_rows(body: Node) -> None:
    """To some reader views, a long table without a group for each row is the whole page."""
    for row in body.css(".ledger > tbody > tr"):
        row.replace_with(make("tbody", row))
    body.unwrap_tags([".ledger > tbody:has(tbody)"])


def _rename_elements(body: Node) -> None:
    """A block in an item is furniture to some reader views; a caption ends a figure."""
    for selector, tag in (
        ("div:has(> .ledger)", "section"),
        (".timeline li > div", "p"),
        ("time:not([datetime])", "span"),
        ("figure:has(> ol) > figcaption", "p"),
        ("figure:has(> ol)", "div"),
    ):
        for node in body.css(selector):
            rename(node, tag)
