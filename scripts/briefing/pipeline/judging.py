"""What is wrong with a site that was put together, and what of it an author is told.

It is asked in four stages: what is misread, doubled, unfit, untrue. Each is asked where all before
it are silent, since what one finds may be why another finds more.
"""

from collections.abc import Iterator

from ..claims.briefing import Briefing
from ..claims.record_files import check_aliases, list_aliases
from ..claims.rules import check_claims, one_id_each, records_are_of_statements
from ..claims.support import NOTICES
from ..editions.promises import find_changed_words, find_lost_addresses
from ..figures.figures import list_items
from ..figures.rules import entries_fit_statements
from ..pages.rules import repeated_id, uncited_source
from ..problems import Problem
from .site import Site


def judge_site(site: Site) -> tuple[list[Problem], list[Problem]]:
    """Return the faults of a site, and what its author should know and is not to blame for."""
    notices = list[Problem]()
    for stage in (find_misread, find_doubled, find_unfit, find_untrue):
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
    """An id stands once on a page, and for one statement; an older one leads to one of these."""
    for page in site.pages:
        document = site.project.by_uri.get(page.uri)
        if document:
            records = site.project.records.of_page(page.uri)
            yield from check_aliases(page.uri, records, site.project.ids[page.uri])
            older = {alias.old for alias in list_aliases(records)}
            yield from repeated_id(document, [name for name in page.ids if name not in older])
    yield from one_id_each(_gather(site))


def find_unfit(site: Site) -> Iterator[Problem]:
    """Pages, views, sources and records belong together, and an edition keeps what is claimed."""
    cited = [key for page in site.pages for key in page.keys]
    yield from uncited_source(cited, site.project.bibliography.sources)
    for page in site.pages:
        for fault in page.unfilled:
            yield fault.problem.at(*site.project.find_line(page.uri, fault.words))
    yield from _find_unkept(site)
    yield from records_are_of_statements(_gather(site))


def _find_unkept(site: Site) -> Iterator[Problem]:
    """A page that no edition keeps, since it shows others or editions, claims nothing by itself."""
    for page in site.pages:
        own = page.evidence.statements
        if page.is_generated and (own or (page.shows_whole and page.has_words)):
            place = site.project.find_line(page.uri, own[0].id if own else "")
            message = "no edition keeps what this page says by itself, and it could change unseen"
            yield Problem(message, "unkept-words", "say it on a page that editions keep").at(*place)


def find_untrue(site: Site) -> Iterator[Problem]:
    """What is said is borne out, and every edition is kept: its addresses, the newest's words."""
    passages = {page.url: page.passages for page in site.pages}
    yield from find_lost_addresses(site.project.editions, passages, site.redirects)
    for edition in site.project.editions:
        if edition.version == site.publication.version:
            yield from find_changed_words(edition, site.passages)
    yield from check_claims(_gather(site), [entries_fit_statements])


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
        items=[*list_items(project.figures.values(), site.targets)],
        shown={slot.partition(" ")[0] for page in site.pages for slot in page.slots},
        addresses=site.passages.keys(),
    )
