"""Editions on the site: their pages in the frame of the present site, what each changed, and what became of it all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment

from ..cache import make_digest, remember
from ..citing.citable import Publication, make_citable_page
from ..citing.exports import Item
from ..citing.head import Head, make_head
from ..claims.records import PageAddress, PageEvidence, Section
from ..pages.vocabulary import KINDS, VERDICTS
from .changes import compare_editions, list_corrections
from .manifest import FOLDER, Edition, find_article
from .outcomes import write_outcomes, write_passages
from .promises import follow

_ENDINGS = {"bibtex": "bib", "ris": "ris", "csl": "json"}
"""Of the files with the citation of a page, by form."""


@dataclass(frozen=True)
class Present:
    """The site as it is now, around its editions."""

    publication: Publication
    sources: Mapping[str, Item]
    """CSL-JSON of the sources, by their keys."""
    urls: Sequence[str]
    """Addresses of its pages."""
    redirects: Mapping[str, str]
    """Where others have gone."""
    env: Environment
    """Where the templates are."""
    shown: Mapping[str, Any]
    """What MkDocs gives to them."""

    def render(self, template: str, url: str, title: str, content: str, **more: Any) -> str:
        """Return a page in a template, which finds in it what MkDocs' own pages have."""
        page = SimpleNamespace(url=url, title=title, content=content, is_homepage=False, previous_page=None,
                               next_page=None, canonical_url=self.publication.site_url + url, **more)
        return self.env.select_template([template, "main.html"]).render(self.shown, page=page)


def publish_editions(editions: Sequence[Edition], present: Present, cache: Path) -> dict[str, bytes]:
    """Return every file of all editions by its path from the root of the site.

    A page is its article, byte for byte, in the template `edition.html`. What is made of an edition is kept in the
    folder `cache` until something around it changes.
    """
    made = {edition.version.path + name: content for edition in editions for name, content in edition.files.items()}
    around, sums = _sum_up(present), [edition.data["sha256"] for edition in editions]
    for before, edition in pairwise([None, *editions]):
        assert edition  # only the first of all has none before it
        files = list(_list_files(edition, before, editions, present))
        number = edition.version.number
        texts = remember(cache, f"edition-{number}.html", [around, *sums[max(0, number - 2):number + 1], sums[-1]],
                         partial(_join, [make for _, make in files]))
        made |= zip([name for name, _ in files], texts.split(b"\0"), strict=True)
    if editions:
        made[f"{FOLDER}/passages.json"] = remember(cache, "passages.json", [around, *sums],
                                                   lambda: write_passages(editions).encode())
    return made


def _sum_up(present: Present) -> str:
    """Return the digest of all that pages of editions are made with: templates, code, the present site."""
    empty = present.render("main.html", f"{FOLDER}/", "", "", meta={}, toc=[])
    loader = present.env.loader
    templates = [loader.get_source(present.env, name)[0] for name in present.env.list_templates(["html"]) if loader]
    code = [path.read_text("utf-8") for path in sorted(Path(__file__).parent.parent.rglob("*.py"))]
    return make_digest(empty, repr((present.publication, present.sources, present.urls, present.redirects)), *templates,
                       *code)


def _join(makers: Sequence[Callable[[], str]]) -> bytes:
    """Return texts with a byte between them that no page holds."""
    return b"\0".join(make().encode() for make in makers)


def _list_files(edition: Edition, before: Edition | None, editions: Sequence[Edition],
                present: Present) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the path of each file that is made of an edition, and what makes it."""
    path = edition.version.path
    for url, page in edition.data["pages"].items():
        yield path + page["file"], partial(_wrap, edition, url, editions, present)
        for form in _ENDINGS.keys() & page["citations"].keys():
            yield (f"{path}{url}page.{_ENDINGS[form]}",
                   partial(page["citations"][form].replace, "{site_url}", present.publication.site_url))
    yield f"{path}outcomes.json", partial(write_outcomes, edition, editions[-1])
    if before:
        url = f"{FOLDER}/{before.version.number}-{edition.version.number}/"
        yield f"{url}index.html", partial(_compare, before, edition, url, present)


def _wrap(edition: Edition, url: str, editions: Sequence[Edition], present: Present) -> str:
    """Return a page of an edition in its frame."""
    page, current = edition.data["pages"][url], follow(url, present.redirects)
    cited = {form: text.replace("{site_url}", present.publication.site_url) for form, text in page["citations"].items()}
    meta = {"description": page["description"], "robots": "noindex", "head": _make_head(edition, url, present)}
    return present.render(
        "edition.html", edition.version.path + url, page["title"], find_article(edition.files[page["file"]]),
        edition=edition, editions=editions, own_url=url, current_url=current if current in present.urls else "",
        citations=cited, meta=meta, toc=_list_contents(page["passages"]))


def _make_head(edition: Edition, url: str, present: Present) -> Head:
    """Return the metadata of a page as part of its edition, whose address is the only one that it has."""
    data, version, settings = edition.data, edition.version, edition.data.get("settings", {})
    home = present.publication.site_url
    publication = replace(
        present.publication, title=data["site_name"], date=version.date, version=version.name, number=version.number,
        path="", site_url=home + version.path, home=home,
        organisation=settings.get("site_author") or present.publication.organisation,
        abstract=settings.get("site_description") or present.publication.abstract)
    passages = data["pages"][url]["passages"]
    sections = tuple(Section(passage["id"], passage["title"], passage["level"])
                     for passage in passages if passage["what"] == "section")
    keys = dict.fromkeys(key for passage in passages for key, _ in passage.get("sources", ()))
    evidence = PageEvidence(PageAddress("", url, edition.urls[url]), sections, (), ())
    citable = make_citable_page(publication, evidence, data["pages"][url]["description"]).citables[0]
    parts = [PageAddress("", other, title) for other, title in edition.urls.items()]
    return make_head(publication, evidence, citable, [present.sources[key] for key in keys if key in present.sources],
                     parts)


def _compare(old: Edition, new: Edition, url: str, present: Present) -> str:
    """Return the page that says what changed from one edition to the next."""
    title = f"What changed in {new.version.name}"
    claiming = {address.partition("#")[0] for edition in (old, new) for address, passage in edition.passages.items()
                if passage.kind in KINDS}
    words = present.env.get_template("views/changes.html").render(
        old=old, new=new, pages=compare_editions(old, new), corrections=list_corrections(old, new), kinds=KINDS,
        verdicts=VERDICTS, claiming=claiming)
    return present.render("main.html", url, title, words, toc=[{"url": "#changes"}],
                          meta={"description": f"{title}, section by section, old words beside new ones."})


def _list_contents(passages: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the title of a page, with its sections as its children, as MkDocs has them."""
    headings = [{"title": escape(passage["title"]), "url": f"#{passage['id']}", "level": passage["level"]}
                for passage in passages if passage["what"] == "section" and passage["level"] < 3]
    return [heading | {"children": headings[1:]} for heading in headings[:1]]
