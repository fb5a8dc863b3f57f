"""The words of an edition, computed again from the pages that it keeps.

A manifest lists what each page says, and the sum of its file. Whoever changes a page and makes its
sum anew leaves the words as they were; whoever changes both rewrites what others have, which
`.ci/guard-editions` sees.
"""

from collections.abc import Iterable, Iterator, Sequence

from ..claims.statements import EDITIONS_FOLDER
from ..html import parse, restore_ids
from ..problems import Problem
from .manifest import Edition, KeptPage
from .passages import Passage, find_passages

_HINT = "put it back: git checkout -- editions"


def check_words(editions: Iterable[Edition]) -> Iterator[Problem]:
    """Yield what a page of an edition says otherwise than its manifest, as problems."""
    for edition in editions:
        for file, name in _list_differing(edition):
            yield _make_problem(str(edition.data.edition), file, name)


def _make_problem(number: str, file: str, name: str) -> Problem:
    what = f"'{name}' does not say" if name else "this page does not say"
    message = f"{what} what its manifest has"
    return Problem(message, "edition-altered", _HINT).at(f"{EDITIONS_FOLDER}/{number}/{file}", 1)


def _list_differing(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the first passage of each page that says something else than the manifest has.

    It is the file of the page, and the id of the passage.
    """
    for url, page in edition.data.pages.items():
        body = parse(edition.read_article(url))
        restore_ids(body)
        for passage in _compare(page, find_passages(body, url), edition):
            yield page.file, passage.id
            break


def _compare(page: KeptPage, found: Sequence[Passage], edition: Edition) -> Iterator[Passage]:
    """Yield the passages that differ, those of the manifest first."""
    kept = {_list_said(passage, edition): passage for passage in page.passages}
    read = {_list_said(passage, edition): passage for passage in found}
    yield from (passage for said, passage in kept.items() if said not in read)
    yield from (passage for said, passage in read.items() if said not in kept)


def _list_said(passage: Passage, edition: Edition) -> tuple[str, ...]:
    """Return what is compared of a passage.

    Editions 1 and 2 did not keep all tags without which words say something else; kinds and dates
    of the first three stand on their pages in forms that are no longer read.
    """
    marked = passage.marked if edition.data.figures is not None else ""
    return passage.id, passage.title, passage.words, marked
