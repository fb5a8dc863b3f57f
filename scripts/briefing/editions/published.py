"""Editions on the site: their pages in the frame of the present site, what each changed, and what became of it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import msgspec
from jinja2 import Environment

from ..citing.citable import Head, Item, Publication, make_citable_page
from ..claims.records import PageAddress, PageEvidence, Section
from ..pages.vocabulary import KINDS, VERDICTS
from ..words import _
from .manifest import FOLDER, Edition
from .outcomes import compare_editions, list_corrections, list_outcomes, write_passages
from .promises import follow

_FILES = {"page.bib": "biblatex", "page.ris": "ris", "page.json": "csl"}  # the form of a page's citation in each


@dataclass(frozen=True)
class Present:
    """The site as it is now, around its editions."""

    publication: Publication
    sources: Mapping[str, Item]  # CSL-JSON of the sources, by their keys
    live: Edition
    env: Environment  # where the templates are
    shown: Mapping[str, Any]  # what MkDocs gives to them

    def render(self, template: str, url: str, **page: Any) -> str:
        """Return a page in a template, which finds in it what MkDocs' own pages have."""
        address = self.publication.site_url + url
        return self.env.select_template([template, "main.html"]).render(
            self.shown, page=SimpleNamespace(url=url, canonical_url=address, **page))


def publish_editions(editions: Sequence[Edition], present: Present) -> dict[str, bytes | str]:
    """Return every file of all editions by its path from the root of the site; a page is its article in a frame."""
    made: dict[str, bytes | str] = {f"{FOLDER}/passages.json": write_passages(editions)}
    for edition in editions:
        path = edition.version.path
        made |= {path + name: content for name, content in edition.files.items()}
        for url, page in edition.data.pages.items():
            forms = {"biblatex": page.citations.get("bibtex", "")} | page.citations  # its name in editions 1 and 2
            cited = {form: text.replace("{site_url}", present.publication.site_url) for form, text in forms.items()}
            made[path + page.file] = _wrap(edition, url, editions, cited, present)
            made |= {f"{path}{url}{name}": cited[form] for name, form in _FILES.items() if cited.get(form)}
        made[f"{path}outcomes.json"] = msgspec.json.encode(list_outcomes(edition, editions[-1]))
    for old, new in pairwise(editions):
        url = f"{FOLDER}/{old.version.number}-{new.version.number}/"
        made[f"{url}index.html"] = _compare(old, new, url, present)
    return made


def _wrap(edition: Edition, url: str, editions: Sequence[Edition], cited: Mapping[str, str], present: Present) -> str:
    """Return a page of an edition in its frame."""
    page, current = edition.data.pages[url], follow(url, present.live.data.redirects)
    publication = _describe(edition, present.publication)
    sections = [Section(passage.id, passage.title, passage.level) for passage in page.passages
                if passage.what == "section"]
    evidence = PageEvidence(PageAddress("", url, page.title), tuple(sections), (), ())
    keys = dict.fromkeys(key for passage in page.passages for key, _ in passage.sources)
    head = Head(publication, make_citable_page(publication, evidence, page.description).citables[0], evidence.sections,
                [present.sources[key] for key in keys if key in present.sources],
                () if url else [PageAddress("", other, part.title) for other, part in edition.data.pages.items()])
    toc = [{"title": escape(section.title), "url": f"#{section.id}", "level": section.level}
           for section in sections if section.level < 3]
    return present.render(
        "edition.html", edition.version.path + url, title=page.title, content=edition.read_article(url),
        edition=edition, editions=editions, own_url=url, citations=cited,
        current_url=current if current in present.live.data.pages else "",
        meta={"description": page.description, "robots": "noindex", "head": head},
        toc=[heading | {"children": toc[1:]} for heading in toc[:1]])


def _describe(edition: Edition, now: Publication) -> Publication:
    """Return what is said of the briefing as a whole on the pages of an edition, whose addresses are its own."""
    data, said, version = edition.data, edition.data.settings, edition.version
    return replace(now, title=data.site_name, date=data.date, version=version.name, number=version.number, path="",
                   site_url=now.site_url + version.path, home=now.site_url,
                   organisation=said.get("site_author") or now.organisation,
                   abstract=said.get("site_description") or now.abstract)


def _compare(old: Edition, new: Edition, url: str, present: Present) -> str:
    """Return the page that says what changed from one edition to the next."""
    title = _("What changed in {edition}", edition=new.version.name)
    words = present.env.get_template("views/changes.html").render(
        old=old, new=new, pages=compare_editions(old, new), corrections=list_corrections(old, new), kinds=KINDS,
        verdicts=VERDICTS)
    about = _("{title}, section by section, old words beside new ones.", title=title)
    return present.render("main.html", url, title=title, content=words, toc=[{"url": "#changes"}],
                          meta={"description": about})
