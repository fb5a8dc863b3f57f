"""Editions on the site: their pages in the frame of the present site, what each changed, and what became of it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import msgspec
from jinja2 import Environment

from ..citing.citable import Publication, make_citable_page
from ..citing.exports import Item
from ..citing.head import Head, make_head
from ..claims.records import PageAddress, PageEvidence, Section
from ..pages.vocabulary import KINDS, VERDICTS
from ..words import _
from .changes import compare_editions, list_corrections
from .manifest import FOLDER, Edition
from .outcomes import list_outcomes, write_passages
from .passages import Passage
from .promises import follow

_FILES = {"page.bib": ("biblatex", "bibtex"), "page.ris": ("ris",), "page.json": ("csl",)}
"""The files with the citation of a page, and the form that each holds; editions 1 and 2 call biblatex *bibtex*."""


@dataclass(frozen=True)
class Present:
    """The site as it is now, around its editions."""

    publication: Publication
    sources: Mapping[str, Item]  # CSL-JSON of the sources, by their keys
    live: Edition
    env: Environment  # where the templates are
    shown: Mapping[str, Any]  # what MkDocs gives to them

    def render(self, template: str, url: str, title: str, content: str, **more: Any) -> str:
        """Return a page in a template, which finds in it what MkDocs' own pages have."""
        page = SimpleNamespace(url=url, title=title, content=content, is_homepage=False, previous_page=None,
                               next_page=None, canonical_url=self.publication.site_url + url, **more)
        return self.env.select_template([template, "main.html"]).render(self.shown, page=page)


def publish_editions(editions: Sequence[Edition], present: Present) -> dict[str, bytes | str]:
    """Return every file of all editions by its path from the root of the site.

    A page is its article, byte for byte, in the template `edition.html`.
    """
    made: dict[str, bytes | str] = {f"{FOLDER}/passages.json": write_passages(editions)}
    for edition in editions:
        path = edition.version.path
        made |= {path + name: content for name, content in edition.files.items()}
        for url, page in edition.data.pages.items():
            cited = {form: text.replace("{site_url}", present.publication.site_url)
                     for form, text in page.citations.items()}
            made[path + page.file] = _wrap(edition, url, editions, cited, present)
            made |= {f"{path}{url}{name}": cited[form] for name, forms in _FILES.items()
                     for form in [form for form in forms if form in cited][:1]}
        made[f"{path}outcomes.json"] = msgspec.json.encode(list_outcomes(edition, editions[-1]))
    for old, new in pairwise(editions):
        url = f"{FOLDER}/{old.version.number}-{new.version.number}/"
        made[f"{url}index.html"] = _compare(old, new, url, present)
    return made


def _wrap(edition: Edition, url: str, editions: Sequence[Edition], cited: Mapping[str, str], present: Present) -> str:
    """Return a page of an edition in its frame."""
    page, current = edition.data.pages[url], follow(url, present.live.data.redirects)
    meta = {"description": page.description, "robots": "noindex", "head": _make_head(edition, url, present)}
    return present.render(
        "edition.html", edition.version.path + url, page.title, edition.read_article(url), edition=edition,
        editions=editions, own_url=url, current_url=current if current in present.live.urls else "", citations=cited,
        meta=meta, toc=_list_contents(page.passages))


def _make_head(edition: Edition, url: str, present: Present) -> Head:
    """Return the metadata of a page as part of its edition, whose address is the only one that it has."""
    data, version, settings = edition.data, edition.version, edition.data.settings
    home = present.publication.site_url
    publication = replace(
        present.publication, title=data.site_name, date=version.date, version=version.name, number=version.number,
        path="", site_url=home + version.path, home=home,
        organisation=settings.get("site_author") or present.publication.organisation,
        abstract=settings.get("site_description") or present.publication.abstract)
    page = data.pages[url]
    sections = tuple(Section(passage.id, passage.title, passage.level)
                     for passage in page.passages if passage.what == "section")
    keys = dict.fromkeys(key for passage in page.passages for key, _ in passage.sources)
    evidence = PageEvidence(PageAddress("", url, page.title), sections, (), ())
    citable = make_citable_page(publication, evidence, page.description).citables[0]
    return make_head(publication, evidence, citable, [present.sources[key] for key in keys if key in present.sources],
                     [PageAddress("", other, title) for other, title in edition.urls.items()])


def _compare(old: Edition, new: Edition, url: str, present: Present) -> str:
    """Return the page that says what changed from one edition to the next."""
    title = _("What changed in {edition}", edition=new.version.name)
    claiming = {address.partition("#")[0] for edition in (old, new) for address, passage in edition.passages.items()
                if passage.kind in KINDS}
    words = present.env.get_template("views/changes.html").render(
        old=old, new=new, pages=compare_editions(old, new), corrections=list_corrections(old, new), kinds=KINDS,
        verdicts=VERDICTS, claiming=claiming)
    return present.render("main.html", url, title, words, toc=[{"url": "#changes"}],
                          meta={"description": _("{title}, section by section, old words beside new ones.",
                                                 title=title)})


def _list_contents(passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """Return the title of a page, with its sections as its children, as MkDocs has them."""
    headings = [{"title": escape(passage.title), "url": f"#{passage.id}", "level": passage.level}
                for passage in passages if passage.what == "section" and passage.level < 3]
    return [heading | {"children": headings[1:]} for heading in headings[:1]]
