"""What is wrong with a site that was put together, and what of it an author is told."""

from collections.abc import Iterator, Sequence

from ..claims.rules import UNSURE, Briefing, check_claims
from ..claims.support import NOTICES
from ..editions.promises import find_lost_addresses
from ..figures.figures import list_items
from ..figures.forms import FORMS
from ..figures.rules import entries_fit_statements
from ..pages.rules import uncited_source
from ..problems import Problem
from .pages import RenderedPage
from .project import Project
from .site import Site


def judge_site(site: Site) -> tuple[list[Problem], list[Problem]]:
    """Return the faults of a site, and what its author should know and is not to blame for.

    What may follow from something else is left out.
    """
    project, pages = site.project, site.pages
    unfilled = [*_list_unfilled(site)]
    judged = _check_claims(site, is_filled=not unfilled)
    faults = [*_check_pages(project, pages), *unfilled]
    faults += [problem for problem in judged if problem.code not in NOTICES]
    is_known = _knows_sources(project) and project.records.is_sound and not site.unread
    if is_known and UNSURE.isdisjoint(problem.code for problem in judged):
        passages = {page.url: page.passages for page in pages}
        faults += find_lost_addresses(project.editions, passages, site.redirects)
    return faults, [problem for problem in judged if problem.code in NOTICES]


def _knows_sources(project: Project) -> bool:
    """Return whether sources could be read, by us and by pandoc."""
    has_notes = bool(project.notes or not project.bibliography.sources)
    return project.bibliography.is_readable and has_notes


def _check_claims(site: Site, *, is_filled: bool) -> list[Problem]:
    """Return what is wrong with claims, in order; nothing where their sources are not known."""
    project = site.project
    is_article_unknown = bool(project.settings.article) and project.article is None
    if is_article_unknown or not _knows_sources(project):
        return []
    shown = {slot.partition(" ")[0] for page in site.pages for slot in page.slots}
    if not is_filled:  # what is not filled may be meant to show what nothing shows
        shown.update(FORMS)
    briefing = Briefing(
        pages=[page.evidence for page in site.pages],
        knowledge=project.knowledge._replace(unread=site.unread),
        find_place=project.find_place,
        targets=site.targets,
        figures=project.figures,
        items=[*list_items(project.figures.values(), site.targets)],
        shown=shown,
        addresses=site.passages.keys(),
    )
    return sorted(check_claims(briefing, [entries_fit_statements]))


def _check_pages(project: Project, pages: Sequence[RenderedPage]) -> Iterator[Problem]:
    """A page holds what it may, and some page cites each source, where all can be read."""
    if _knows_sources(project) and not any(page.problems for page in pages):
        cited = [key for page in pages for key in page.keys]
        yield from uncited_source(cited, project.bibliography.sources)
    for page in pages:
        yield from page.problems
        yield from _find_unkept(project, page)


def _find_unkept(project: Project, page: RenderedPage) -> Iterator[Problem]:
    """A page that no edition keeps, since it shows others or editions, claims nothing by itself."""
    if page.is_generated:
        own = page.evidence.statements
        if own or (page.shows_whole and page.has_words):
            place = project.find_line(page.uri, own[0].id if own else "")
            message = "no edition keeps what this page says by itself, and it could change unseen"
            yield Problem(message, "unkept-words", "say it on a page that editions keep").at(*place)


def _list_unfilled(site: Site) -> Iterator[Problem]:
    """Yield each slot that cannot be filled, at its line, unless a faulty file may be why."""
    project = site.project
    for page in site.pages if project.bibliography.is_readable else ():
        for fault in page.unfilled:
            if not (fault.is_missing and project.problems):
                yield fault.problem.at(*project.find_line(page.uri, fault.words))
