"""What is wrong with a site that was put together, and what of it an author is told.

It is asked in four stages: what is misread, doubled, unfit, untrue. Each is asked where all before
it are silent, since what one finds may be why another finds more.
"""

from collections.abc import Collection, Iterator
from functools import partial

from ..claims.briefing import Briefing
from ..claims.claim_rules import (
    check_claims,
    one_id_each,
    one_place_each,
    records_are_of_statements,
)
from ..claims.record_files import check_aliases, list_aliases
from ..editions.promises import find_changed_words, find_lost_addresses
from ..figures.figures import entries_fit_statements
from ..pages.names import repeated_id, unknown_class
from ..pages.publication import SOURCES_PAGE
from ..problems import Problem
from ..sources.entry_rules import uncited_source
from .days import find_days_to_come
from .moved import find_untold
from .page import RenderedPage
from .settings import corrections_are_there
from .site import Site
from .unsaid import find_unsaid

OF_A_FREEZE = frozenset({"day-to-come", "idle-reason", "stale-check", "untold-move"})
"""Codes of what stops a freeze, and no build."""
NOTICES = OF_A_FREEZE | {
    *("gone-source", "no-description", "other-language"),
    *("paragraph-without-id", "place-left-out"),
}
"""Codes of what an author should know, and what stops no build."""


def judge_site(site: Site, styled: Collection[str]) -> tuple[list[Problem], list[Problem]]:
    """Return the faults of a site, and what its author should know and is not to blame for.

    `styled` are the classes that stylesheets know.
    """
    notices = list[Problem]()
    for stage in (find_misread, find_doubled, partial(find_unfit, styled=styled), find_untrue):
        problems = sorted(stage(site))
        faults = [problem for problem in problems if problem.code not in NOTICES]
        notices += [problem for problem in problems if problem.code in NOTICES]
        if faults:
            return faults, notices
    return [], notices


def find_misread(site: Site) -> Iterator[Problem]:
    """Files can be read as they are meant, and a page holds what it may."""
    yield from site.project.problems
    for page in site.pages:
        yield from page.problems


def find_doubled(site: Site) -> Iterator[Problem]:
    """An id stands once on a page, and for one statement; an older one leads to one of these.

    So does a place in the article, of which the slot `article` makes an id.
    """
    places = [*one_place_each(_gather(site))]
    yield from places
    if places:
        return
    for page in site.pages:
        document = site.project.by_uri.get(page.uri)
        if document:
            records = site.project.records.of_page(page.uri)
            older = {alias.old for alias in list_aliases(records)}
            yield from repeated_id(document, [name for name in page.ids if name not in older])
    yield from one_id_each(_gather(site))


def find_unfit(site: Site, styled: Collection[str]) -> Iterator[Problem]:
    """Pages, slots, styles, sources and records fit, and an edition keeps what is claimed."""
    project = site.project
    cited = [key for page in site.pages for key in page.keys]
    yield from uncited_source(cited, project.bibliography.sources, _list_recorded(site))
    for page in site.pages:
        for fault in page.unfilled:
            yield fault.problem.at(*project.find_line(page.uri, fault.words))
        document = project.by_uri.get(page.uri)
        if document:
            yield from unknown_class(document, page.html, styled)
            yield from check_aliases(page.uri, project.records.of_page(page.uri), page.ids)
    ids = {page.uri: page.ids for page in site.pages}
    yield from corrections_are_there(project.written, project.settings.corrections, ids)
    yield from _find_unlisted(site)
    yield from _find_unkept(site)
    yield from records_are_of_statements(_gather(site))


def _list_recorded(site: Site) -> dict[str, str]:
    """Return where the first record stands that names a source, by the key of each."""
    places = dict[str, str]()
    for uri in site.project.by_uri:
        page = site.project.records.of_page(uri)
        for name, record in page.records.items():
            for key in record.sources:
                line, _column = page.file.find_place(name, "sources", key)
                places.setdefault(key, f"the record of '{name}' ({page.file.path}:{line})")
    return places


def _find_unlisted(site: Site) -> Iterator[Problem]:
    """The page of sources, to which each note leads, lists each source."""
    for page in site.pages:
        missing = sorted(site.project.bibliography.sources.keys() - {*page.ids})
        if page.uri == SOURCES_PAGE and missing and not page.unfilled:
            others = f" and {len(missing) - 1} more" if missing[1:] else ""
            message = (
                f"the note of '{missing[0]}'{others} leads here, and this page does not list it"
            )
            hint = "write <!-- briefing: sources -->, which shows all"
            place = site.project.find_line(page.uri, "<!-- briefing: sources")
            yield Problem(message, "unlisted-source", hint).at(*place)


def _find_unkept(site: Site) -> Iterator[Problem]:
    """A page that no edition keeps, since it shows others or editions, claims nothing by itself."""
    for page in site.pages:
        own = page.evidence.statements
        if page.is_generated and (own or (page.shows_whole and page.has_words)):
            yield _report_unkept(page).at(*site.project.find_line(page.uri, _find_own(page)))


def _find_own(page: RenderedPage) -> str:
    """Return the id of what a page says by itself: a statement, or else a heading; or nothing."""
    names = [statement.id for statement in page.evidence.statements] or sorted(page.headings)
    return names[0] if names else ""


def _report_unkept(page: RenderedPage) -> Problem:
    hint = "say it on a page that editions keep"
    if page.shows_whole and page.headings:
        hint = "take the heading out: this page has its front matter and its slot alone"
    message = "no edition keeps what this page says by itself, and it could change unseen"
    return Problem(message, "unkept-words", hint)


def find_untrue(site: Site) -> Iterator[Problem]:
    """What is said is borne out, and every edition is kept: its addresses, the newest's words."""
    passages = {page.url: page.passages for page in site.pages}
    yield from find_lost_addresses(site.project.editions, passages, site.redirects)
    for edition in site.project.editions:
        if edition.version == site.publication.version:
            yield from find_changed_words(edition, site.passages)
    yield from check_claims(_gather(site), [entries_fit_statements])
    yield from find_untold(site)
    yield from find_days_to_come(site)
    yield from find_unsaid(site)


def _gather(site: Site) -> Briefing:
    """Return what the rules for claims look at."""
    project = site.project
    return Briefing(
        pages=[page.evidence for page in site.pages],
        targets=site.targets,
        cut_off=site.publication.cut_off,
        tell_later=site.project.settings.tell_later,
        article=site.publication.article,
        figures=project.figures,
        items=site.items,
        shown={slot.partition(" ")[0] for page in site.pages for slot in page.slots},
    )
