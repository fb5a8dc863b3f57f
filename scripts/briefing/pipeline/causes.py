"""Faults from which others would follow: what follows is not said, since it would help nobody."""

from collections.abc import Collection, Iterable, Sequence

from ..claims.belonging import UNSURE
from ..problems import Problem
from .pages import RenderedPage
from .project import Project

# Codes of faults of a whole file or page, from which others follow that would help nobody.
ROOT_CAUSES = {"bib-pandoc", "bib-syntax", "open-attributes"}
# Codes of faults of a page with which it is not sure what it claims and cites.
PAGE_CAUSES = {
    "anchor-form",
    "claim-without-id",
    "duplicate-id",
    "duplicate-note",
    "key-characters",
    "malformed-citation",
    "open-attributes",
    "open-box",
    "open-citation",
    "stray-citation",
    "undefined-note",
    "unknown-key",
}


def find_unread(project: Project, pages: Sequence[RenderedPage]) -> frozenset[str]:
    """Return the files of pages with faults from which others would follow."""
    places = {problem.path for problem in project.problems if problem.code in PAGE_CAUSES}
    faulty = {uri for uri, document in project.by_uri.items() if document.path in places}
    return frozenset(faulty.union(page.uri for page in pages if page.problems))


def has_followers(project: Project, unread: Collection[str], judged: Iterable[Problem]) -> bool:
    """Return whether something is wrong from which other faults would follow."""
    codes = {problem.code for problem in project.problems}
    unsure = UNSURE & {problem.code for problem in judged}
    return bool(ROOT_CAUSES & codes or unread or unsure) or not project.records.is_sound
