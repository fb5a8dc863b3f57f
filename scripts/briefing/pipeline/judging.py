"""What is wrong with a site that was put together, and what of it an author is told."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from ..claims.forecasts import FORMS as BOARD_FORMS
from ..claims.rules import UNSURE, Briefing, check_claims
from ..claims.support import NOTICES
from ..editions.promises import check_addresses
from ..figures.figures import FIGURES_FOLDER, list_items
from ..figures.forms import FORMS
from ..figures.rules import entries_fit_statements
from ..pages.rules import uncited_source
from ..problems import Problem, find_nearest
from ..web.templates import SlotFault
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
        faults += check_addresses(project.editions, passages, site.redirects)
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
        shown.update(FORMS, BOARD_FORMS)
    briefing = Briefing(
        pages=[page.evidence for page in site.pages],
        knowledge=project.knowledge._replace(unread=site.unread),
        find_place=project.find_place,
        targets=site.targets,
        figures=project.figures.values(),
        items=[*list_items(project.figures.values(), site.targets)],
        board=project.board,
        shown=shown,
        addresses=site.passages.keys(),
    )
    return sorted(check_claims(briefing, [entries_fit_statements]))


def _check_pages(project: Project, pages: Sequence[RenderedPage]) -> Iterator[Problem]:
    """A page holds what it may, and some page cites each source."""
    if _knows_sources(project):
        sources = project.bibliography.sources
        cited = [key for page in pages for key in _list_keys(project, page)]
        yield from uncited_source(cited, sources)
    for page in pages:
        yield from page.problems
        yield from _find_unkept(project, page)


def _list_keys(project: Project, page: RenderedPage) -> Iterator[str]:
    """Yield the keys that a page cites, and those that it may mean where something is wrong."""
    yield from page.keys
    if page.problems and page.uri in project.by_uri:
        for word in re.findall(r"@([\w-]+)", project.by_uri[page.uri].text):
            yield find_nearest(word, project.bibliography.sources)


def _find_unkept(project: Project, page: RenderedPage) -> Iterator[Problem]:
    """A page that no edition keeps, since it shows others or editions, claims nothing by itself."""
    if page.is_generated:
        own = page.evidence.statements
        if own or (page.shows_whole and page.has_words):
            place = project.find_line(page.uri, own[0].id if own else "")
            message = "no edition keeps what this page says by itself, and it could change unseen"
            yield Problem(message, "unkept-words", "say it on a page that editions keep").at(*place)


def _list_unfilled(site: Site) -> Iterator[Problem]:
    """Yield each slot that cannot be filled, at its line."""
    for page in site.pages:
        for fault in page.unfilled:
            problem = _explain_unfilled(fault, site.project)
            if problem:
                yield problem.at(*site.project.find_line(page.uri, fault.words))


def _explain_unfilled(fault: SlotFault, project: Project) -> Problem | None:
    """Return what is wrong with a slot; None where it follows from another fault."""
    if not project.bibliography.is_readable:  # then nothing can be cited
        return None
    if fault.view not in FORMS or fault.view in project.figures:
        return fault.problem
    folders = {PurePath(problem.path).parent.name for problem in project.problems}
    if FIGURES_FOLDER in folders:
        return None
    hint = f"write it into docs/{FIGURES_FOLDER}/{fault.view}.yml"
    return Problem(f"the figure '{fault.view}' has no data", fault.problem.code, hint)
