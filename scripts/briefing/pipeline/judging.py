"""What is wrong with a site that was put together, and what of it an author is told.

A stage is asked where all before it are sound: what one finds may be why another finds more.
"""

from collections.abc import Callable, Iterator

from ..claims.briefing import Briefing
from ..claims.record_files import check_aliases
from ..claims.rules import check_claims, check_records
from ..claims.support import NOTICES
from ..editions.promises import find_lost_addresses
from ..figures.figures import list_items
from ..figures.rules import entries_fit_statements
from ..pages.rules import uncited_source
from ..problems import Problem
from .site import Site


def judge_site(site: Site) -> tuple[list[Problem], list[Problem]]:
    """Return the faults of a site, and what its author should know and is not to blame for."""
    notices = list[Problem]()
    for stage in STAGES:
        problems = sorted(stage(site))
        faults = [problem for problem in problems if problem.code not in NOTICES]
        notices += [problem for problem in problems if problem.code in NOTICES]
        if faults or site.project.problems:
            return faults, notices
    return [], notices


def _check_pages(site: Site) -> Iterator[Problem]:
    """A page holds what it may."""
    for page in site.pages:
        yield from page.problems


def _check_whole(site: Site) -> Iterator[Problem]:
    """Slots are filled, some page cites each source, and an edition keeps what is claimed."""
    cited = [key for page in site.pages for key in page.keys]
    yield from uncited_source(cited, site.project.bibliography.sources)
    for page in site.pages:
        for fault in page.unfilled:
            yield fault.problem.at(*site.project.find_line(page.uri, fault.words))
        own = page.evidence.statements
        if page.is_generated and (own or (page.shows_whole and page.has_words)):
            place = site.project.find_line(page.uri, own[0].id if own else "")
            message = "no edition keeps what this page says by itself, and it could change unseen"
            yield Problem(message, "unkept-words", "say it on a page that editions keep").at(*place)


def _check_records(site: Site) -> Iterator[Problem]:
    """What a page states has a record, and what is on record is stated."""
    for uri, records in site.project.records.pages.items():
        yield from check_aliases(uri, records, site.project.ids[uri])
    yield from check_records(_gather(site))


def _check_editions(site: Site) -> Iterator[Problem]:
    """Every address of every edition leads somewhere."""
    passages = {page.url: page.passages for page in site.pages}
    yield from find_lost_addresses(site.project.editions, passages, site.redirects)


def _check_claims(site: Site) -> Iterator[Problem]:
    """Claims are borne out, and figures and forecasts by them."""
    yield from check_claims(_gather(site), [entries_fit_statements])


def _gather(site: Site) -> Briefing:
    project = site.project
    return Briefing(
        pages=[page.evidence for page in site.pages],
        targets=site.targets,
        cut_off=site.publication.cut_off,
        article=site.publication.article,
        figures=project.figures,
        items=[*list_items(project.figures.values(), site.targets)],
        shown={slot.partition(" ")[0] for page in site.pages for slot in page.slots},
        addresses=site.passages.keys(),
    )


STAGES: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    _check_pages,
    _check_whole,
    _check_records,
    _check_editions,
    _check_claims,
)
