"""What is wrong with a site that was put together, and what of it an author is told."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePath

from ..claims.backing import NOTICES, check_pages
from ..claims.belonging import UNSURE
from ..claims.figure_forms import FORMS
from ..claims.figure_rules import check_figures
from ..claims.figures import FIGURES_FOLDER, Targets, list_items
from ..claims.readings import BOARD_VIEWS, check_board, list_board_items
from ..claims.rules import Facts
from ..claims.statements import Item
from ..editions.promises import check_addresses
from ..html import parse, read
from ..pages.safety import SLOT
from ..problems import Problem
from ..web.templates import SlotFault
from .pages import RenderedPage
from .project import Project
from .site import Site


def judge_site(site: Site) -> tuple[list[Problem], list[Problem]]:
    """Return the faults of a site, and what its author should know and is not to blame for.

    What may follow from something else is left out.
    """
    project, pages = site.project, site.pages
    targets = Targets(site.rows, [note for page in pages for note in page.evidence.notes])
    unread = find_unread(project, pages)
    judged = _check_claims(project, pages, targets, unread)
    unfilled = [*_list_unfilled(site)]
    faults = [*_check_pages(project, pages), *unfilled]
    faults += [problem for problem in judged if problem.code not in NOTICES]
    is_known = _knows_sources(project) and project.records.is_sound and not unread
    if is_known and UNSURE.isdisjoint(problem.code for problem in judged):
        faults += _check_whole(site, targets, is_filled=not unfilled)
    return faults, [problem for problem in judged if problem.code in NOTICES]


def _check_whole(site: Site, targets: Targets, *, is_filled: bool) -> Iterator[Problem]:
    """Yield what is wrong with figures, forecasts and addresses, which rest on all pages."""
    shown = _list_shown(site.pages)
    if not is_filled:  # what is not filled may be meant to show what nothing shows
        shown.update(FORMS, BOARD_VIEWS)
    figures = site.project.figures.values()
    yield from check_figures(figures, targets, shown, site.passages)
    yield from check_board(site.project.board, site.rows, targets, shown)
    passages = {page.url: site.bodies[page.uri].passages for page in site.pages}
    yield from check_addresses(site.project.editions, passages, site.redirects)


def find_unread(project: Project, pages: Sequence[RenderedPage]) -> frozenset[str]:
    """Return the files of pages on which something is wrong, from which more would follow."""
    places = {problem.path for problem in project.problems}
    faulty = {uri for uri, document in project.by_uri.items() if document.path in places}
    return frozenset(faulty.union(page.uri for page in pages if page.problems))


def _knows_sources(project: Project) -> bool:
    """Return whether sources could be read, by us and by pandoc."""
    has_notes = bool(project.notes or not project.bibliography.sources)
    return project.bibliography.is_readable and has_notes


def _list_shown(pages: Iterable[RenderedPage]) -> set[str]:
    """Return the names of all views that some slot asks for."""
    shown = set[str]()
    for page in pages:
        shown.update(slot["view"] for slot in SLOT.finditer(page.body.html))
    return shown


def _check_claims(
    project: Project,
    pages: Sequence[RenderedPage],
    targets: Targets,
    unread: Collection[str],
) -> list[Problem]:
    """Return what is wrong with claims, in order; nothing where their sources are not known."""
    is_article_unknown = bool(project.settings.article) and project.article is None
    if is_article_unknown or not _knows_sources(project):
        return []
    items = list[Item]()
    items += list_items(project.figures.values(), targets)
    items += list_board_items(project.board, targets)
    evidence = [page.evidence for page in pages]
    facts = Facts(
        sources=project.bibliography.sources,
        states=project.states,
        records=project.records,
        article=project.article.key if project.article else "",
        cut_off=project.settings.cut_off,
        unread=unread,
    )
    return sorted(check_pages(evidence, items, facts, project.find_place))


def _check_pages(project: Project, pages: Sequence[RenderedPage]) -> Iterator[Problem]:
    """A page holds what it may.

    One that no edition keeps, since it shows others or editions, claims nothing by itself.
    """
    for page in pages:
        yield from page.problems
        own = page.evidence.statements
        if page.is_generated and (own or (page.shows_whole and read(parse(page.body.html)))):
            place = project.find_line(page.uri, own[0].id if own else "")
            message = "no edition keeps what this page says by itself, and it could change unseen"
            yield Problem(message, "unkept-words", "say it on a page that editions keep").at(*place)


def _list_unfilled(site: Site) -> Iterator[Problem]:
    """Yield each slot that cannot be filled, at its line."""
    for uri, faults in site.unfilled.items():
        for fault in faults:
            problem = _explain_unfilled(fault, site.project)
            if problem:
                yield problem.at(*site.project.find_line(uri, fault.words))


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
