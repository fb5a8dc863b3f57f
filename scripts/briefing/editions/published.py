"""Editions on the site: their pages in the frame of the present site, what each changed, and what became of it all."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import msgspec
from jinja2 import Environment

from ..cache import Part, make_digest
from ..citing.exports import Item, make_citable_page, write_kept
from ..claims.records import FOLDER, PageAddress, PageEvidence, Publication, Section
from ..html import make, parse, rename, suit_readers, write
from ..words import _
from .manifest import Edition
from .outcomes import compare_editions, list_corrections, list_outcomes, write_passages
from .promises import follow

_FILES = {
    "page.bib": "biblatex",
    "page.ris": "ris",
    "page.json": "csl",
}  # the form of a page's citation in each


@dataclasses.dataclass(frozen=True)
class Frames:
    """All editions, and the site as it is now around them."""

    editions: Sequence[Edition]
    publication: Publication
    sources: Mapping[str, Item]  # CSL-JSON of the sources, by their keys
    live: Edition
    env: Environment  # where the templates are
    shown: Mapping[str, Any]  # what MkDocs gives to them

    def list_parts(self, around: str) -> Iterator[Part]:
        """Yield the files of all editions in parts; `around` is a digest of them and of what is around them."""
        live = self.live.data
        yield FOLDER, around, lambda: {f"{FOLDER}/passages.json": write_passages(self.editions)}
        for edition in self.editions:
            path = edition.version.path
            yield path, around, partial(self._write_files, edition)
            for url, page in edition.data.pages.items():
                keys = dict.fromkeys(key for passage in page.passages for key, _ in passage.sources)
                cited, current = (
                    [self.sources[key] for key in keys if key in self.sources],
                    follow(url, live.redirects),
                )
                current = (
                    current if current in live.pages else ""
                )  # where the page is now; empty where it is no more
                yield (
                    path + page.file,
                    make_digest(around, repr((cited, current))),
                    partial(self._write_page, edition, url, cited, current),
                )
        for old, new in pairwise(self.editions):
            url = f"{FOLDER}/{old.version.number}-{new.version.number}/"
            yield url, around, partial(self._compare, old, new, url)

    def _write_files(self, edition: Edition) -> Mapping[str, str | bytes]:
        path, framed = edition.version.path, {page.file for page in edition.data.pages.values()}
        return {
            path + name: content for name, content in edition.files.items() if name not in framed
        } | {f"{path}outcomes.json": msgspec.json.encode(list_outcomes(edition, self.editions[-1]))}

    def _write_page(
        self, edition: Edition, url: str, cited: Sequence[Item], current: str
    ) -> dict[str, str | bytes]:
        page, place, site = (
            edition.data.pages[url],
            edition.version.path + url,
            self.publication.site_url,
        )
        kept = {
            "biblatex": page.citations.get("bibtex", "")
        } | page.citations  # its name in editions 1 and 2
        forms = {form: text.replace("{site_url}", site) for form, text in kept.items()}
        sections = [passage for passage in page.passages if passage.what == "section"]
        head = {**self._make_head(edition, url), "sections": sections, "cited": cited}
        text = self._render(
            "edition.html",
            place,
            title=page.title,
            content=suit(edition.read_article(url)),
            edition=edition,
            own_url=url,
            current_url=current,
            citations=forms,
            toc=[part for part in sections if part.level < 3],
            meta={"description": page.description, "robots": "noindex", "head": head},
        )
        return {
            f"{place}index.html": text,
            **{place + name: forms[form] for name, form in _FILES.items() if forms.get(form)},
            f"{place}citations.json": write_kept(
                f"{page.title}, {edition.version.name}", site + place, forms
            ),
        }

    def _make_head(self, edition: Edition, url: str) -> Mapping[str, object]:
        """Return what `overrides/layout/head.html` wants of a page: it is part of a publication of its own."""
        pages, said, version, now = (
            edition.data.pages,
            edition.data.settings,
            edition.version,
            self.publication,
        )
        publication = dataclasses.replace(
            now,
            title=edition.data.site_name,
            version=version,
            site_url=now.site_url + version.path,
            home=now.site_url,
            organisation=said.get("site_author") or now.organisation,
            abstract=said.get("site_description") or now.abstract,
        )
        evidence = PageEvidence(PageAddress("", url, pages[url].title), (), (), ())
        return {
            "publication": publication,
            "citable": make_citable_page(publication, evidence, pages[url].description).citables[0],
            "parts": ()
            if url
            else [PageAddress("", other, page.title) for other, page in pages.items()],
        }

    def _render(self, template: str, url: str, **page: Any) -> str:
        return self.env.select_template([template, "main.html"]).render(
            self.shown,
            page=SimpleNamespace(url=url, canonical_url=self.publication.site_url + url, **page),
        )

    def _compare(self, old: Edition, new: Edition, url: str) -> Mapping[str, str]:
        title = _("What changed in {edition}", edition=new.version.name)
        words = self.env.get_template("views/changes.html").render(
            old=old,
            new=new,
            pages=compare_editions(old, new),
            corrections=list_corrections(old, new),
        )
        about = _("{title}, section by section, old words beside new ones.", title=title)
        return {
            f"{url}index.html": self._render(
                "main.html",
                url,
                title=title,
                content=words,
                toc=[Section("changes", title, 1)],
                meta={"description": about},
            )
        }


def suit(article: str) -> str:
    """Return a frozen article with the same words in a form that reader views and validators take. To some, a long
    table without a group for each row is the whole page, and a block in an item is furniture; a cell has no role to
    name, HTML no span and no decade (https://html.spec.whatwg.org/#the-time-element), captions end a figure."""
    body = parse(suit_readers(article))
    for name, selector in (
        ("role", "table[role], table [role]"),
        ("datetime", "[datetime*='/'], [datetime*=X]"),
    ):
        for node in body.css(selector):
            del node.attrs[name]
    for row in body.css(".ledger > tbody > tr"):
        row.replace_with(make("tbody", row))
    body.unwrap_tags([".ledger > tbody:has(tbody)"])
    for selector, tag in (
        ("div:has(> .ledger)", "section"),
        (".timeline li > div", "p"),
        ("time:not([datetime])", "span"),
        ("figure:has(> ol) > figcaption", "p"),
        ("figure:has(> ol)", "div"),
    ):
        for node in body.css(selector):
            rename(node, tag)
    return write(body)
