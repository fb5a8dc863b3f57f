"""What is wrong with a site that was put together, and what of it an author is told."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..claims.backing import NOTICES, OWED, check_pages
from ..claims.figure_forms import FORMS
from ..claims.figure_rules import check_figures
from ..claims.figures import Targets, list_items
from ..claims.readings import BOARD_VIEWS, check_board, list_board_items
from ..claims.rows import Row
from ..claims.rules import Facts
from ..claims.statements import Item, Version
from ..editions.manifest import Edition
from ..editions.promises import Difference, check_editions
from ..html import parse, read
from ..pages.safety import SLOT
from ..problems import Problem
from .causes import find_unread, has_followers
from .pages import RenderedPage
from .project import Project


class Made(NamedTuple):
    """What was put together."""

    rows: Sequence[Row]
    targets: Targets
    kept: Edition  # all that an edition keeps of it
    differences: Sequence[Difference]  # what is not said as the newest edition says it
    unfilled: Sequence[Problem]  # slots that could not be filled


def judge_site(
    project: Project, version: Version, pages: Sequence[RenderedPage], made: Made
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the faults of a site, and what its author should know and is not to blame for.

    What may follow from something else is left out.
    """
    unread = find_unread(project, pages)
    judged = _check_claims(project, pages, made.targets, unread)
    told = _list_told(project, version)
    faults = [*_check_unkept(project, pages)]
    faults += [problem for problem in judged if problem.code not in told]
    faults += made.unfilled
    if not has_followers(project, unread, judged):
        shown = _list_shown(pages)
        if made.unfilled:  # one of these may be meant to show what nothing shows
            shown.update(FORMS, BOARD_VIEWS)
        figures = project.figures.values()
        faults += check_figures(figures, made.targets, shown, made.kept.passages)
        faults += check_board(project.board, made.rows, made.targets, shown)
        faults += _check_promises(project, version, made.kept, made.differences)
    return tuple(faults), tuple(problem for problem in judged if problem.code in told)


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
    sources = project.bibliography.sources
    is_readable = project.bibliography.is_readable and (project.notes or not sources)
    if is_article_unknown or not is_readable:
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


def _list_told(project: Project, version: Version) -> frozenset[str]:
    """Return the codes of what an author is told of and not stopped by; in a draft also debts."""
    is_draft = project.settings.draft and not version.number
    return NOTICES | OWED if is_draft else NOTICES


def _check_promises(
    project: Project, version: Version, kept: Edition, differences: Sequence[Difference]
) -> Iterator[Problem]:
    """What is published is kept; in a draft, and in an edition to come, words may differ."""
    is_open = project.settings.draft or version.number > len(project.editions)
    silent = [] if is_open else differences
    return check_editions(project.editions, kept, project.find_line, silent)


def _check_unkept(project: Project, pages: Sequence[RenderedPage]) -> Iterator[Problem]:
    """A page that no edition keeps, since it shows others or editions, claims nothing by itself."""
    for page in pages:
        own = page.evidence.statements
        if page.is_generated and (own or (page.shows_whole and read(parse(page.body.html)))):
            place = project.find_line(page.uri, own[0].id if own else "")
            message = "no edition keeps what this page says by itself, and it could change unseen"
            yield Problem(*place, message, "unkept-words", "say it on a page that editions keep")
