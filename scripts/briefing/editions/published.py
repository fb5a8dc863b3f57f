"""Editions on the site: their pages in the frame of the present site, what each changed, and what became of it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import msgspec
from jinja2 import Environment

from ..citing.exports import Item, make_citable_page, write_kept
from ..claims.records import FOLDER, PageAddress, PageEvidence, Publication, Section
from ..pages.vocabulary import KINDS, VERDICTS
from ..words import _
from .manifest import Edition
from .outcomes import compare_editions, list_corrections, list_outcomes, write_passages
from .promises import follow

_FILES = {"page.bib": "biblatex", "page.ris": "ris", "page.json": "csl"}  # the form of a page's citation in each


@dataclass(frozen=True)
class Frames:
    """All editions, and the site as it is now around them."""

    editions: Sequence[Edition]
    publication: Publication
    sources: Mapping[str, Item]  # CSL-JSON of the sources, by their keys
    live: Edition
    env: Environment  # where the templates are
    shown: Mapping[str, Any]  # what MkDocs gives to them

    def write(self) -> dict[str, bytes | str]:
        """Return every file of all editions by its path from the root of the site."""
        made: dict[str, bytes | str] = {f"{FOLDER}/passages.json": write_passages(self.editions)}
        for edition in self.editions:
            path = edition.version.path
            made |= {path + name: content for name, content in edition.files.items()}
            for url, page in edition.data.pages.items():
                forms = {"biblatex": page.citations.get("bibtex", "")} | page.citations  # its name in editions 1 and 2
                cited = {form: text.replace("{site_url}", self.publication.site_url) for form, text in forms.items()}
                made[path + page.file] = self._wrap(edition, url, cited)
                made |= {f"{path}{url}{name}": cited[form] for name, form in _FILES.items() if cited.get(form)}
                made[f"{path}{url}citations.json"] = write_kept(
                    f"{page.title}, {edition.version.name}", f"{self.publication.site_url}{path}{url}", cited)
            made[f"{path}outcomes.json"] = msgspec.json.encode(list_outcomes(edition, self.editions[-1]))
        for old, new in pairwise(self.editions):
            url = f"{FOLDER}/{old.version.number}-{new.version.number}/"
            made[f"{url}index.html"] = self._compare(old, new, url)
        return made

    def _render(self, template: str, url: str, **page: Any) -> str:
        """Return a page in a template, which finds in it what MkDocs' own pages have."""
        return self.env.select_template([template, "main.html"]).render(
            self.shown, page=SimpleNamespace(url=url, canonical_url=self.publication.site_url + url, **page))

    def _wrap(self, edition: Edition, url: str, cited: Mapping[str, str]) -> str:
        """Return a page of an edition in its frame."""
        page, pages, current = edition.data.pages[url], edition.data.pages, follow(url, self.live.data.redirects)
        sections = tuple(Section(passage.id, passage.title, passage.level) for passage in page.passages
                         if passage.what == "section")
        publication = self._describe(edition)
        evidence = PageEvidence(PageAddress("", url, page.title), sections, (), ())
        keys = dict.fromkeys(key for passage in page.passages for key, _ in passage.sources)
        head = {"publication": publication, "sections": sections,
                "citable": make_citable_page(publication, evidence, page.description).citables[0],
                "cited": [self.sources[key] for key in keys if key in self.sources],
                "parts": () if url else [PageAddress("", other, part.title) for other, part in pages.items()]}
        toc = [{"title": escape(section.title), "url": f"#{section.id}", "level": section.level}
               for section in sections if section.level < 3]
        return self._render(
            "edition.html", edition.version.path + url, title=page.title, content=edition.read_article(url),
            edition=edition, editions=self.editions, own_url=url, citations=cited,
            current_url=current if current in self.live.data.pages else "",
            meta={"description": page.description, "robots": "noindex", "head": head},
            toc=[heading | {"children": toc[1:]} for heading in toc[:1]])

    def _describe(self, edition: Edition) -> Publication:
        """Return what is said of the briefing as a whole on the pages of an edition, whose addresses are its own."""
        now, said, version = self.publication, edition.data.settings, edition.version
        return replace(now, title=edition.data.site_name, version=version, site_url=now.site_url + version.path,
                       home=now.site_url,
                       organisation=said.get("site_author") or now.organisation,
                       abstract=said.get("site_description") or now.abstract)

    def _compare(self, old: Edition, new: Edition, url: str) -> str:
        """Return the page that says what changed from one edition to the next."""
        title = _("What changed in {edition}", edition=new.version.name)
        words = self.env.get_template("views/changes.html").render(
            old=old, new=new, pages=compare_editions(old, new), corrections=list_corrections(old, new), kinds=KINDS,
            verdicts=VERDICTS)
        about = _("{title}, section by section, old words beside new ones.", title=title)
        return self._render("main.html", url, title=title, content=words, toc=[{"url": "#changes"}],
                            meta={"description": about})
