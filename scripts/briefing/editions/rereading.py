"""The words of an edition, computed again from the pages that it keeps.

A manifest lists what each page says, and the sum of its file. Whoever changes a page and makes its
sum anew leaves the words as they were; whoever changes both rewrites what others have, which
`.ci/guard-editions` sees.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from ..claims.statements import EDITIONS_FOLDER
from ..html import parse, restore_ids
from ..problems import Problem
from ..store import Store
from .manifest import Edition, KeptPage
from .passages import Passage, find_passages

_HINT = "put it back: git checkout -- editions"


def check_words(editions: Sequence[Edition], store: Store) -> list[Problem]:
    """Return what a page of an edition says otherwise than its manifest, as problems.

    All files are those of their manifests, whose sums stand for them in `store`: an edition is read
    once on a machine, and after that costs a look at one small file.
    """
    by_number = {str(edition.data.edition): edition for edition in editions}
    inputs = {number: [edition.data.sha256] for number, edition in by_number.items()}

    def make(numbers: Iterable[str]) -> dict[str, bytes]:
        made = dict[str, bytes]()
        for number in numbers:
            made[number] = json.dumps([*_list_differing(by_number[number])]).encode()
        return made

    results = store.get_each("frozen-words", inputs, make)
    problems = list[Problem]()
    for number, result in results.items():
        problems += [_make_problem(number, file, name) for file, name in json.loads(result)]
    return problems


def _make_problem(number: str, file: str, name: str) -> Problem:
    what = f"'{name}' does not say" if name else "this page does not say"
    message = f"{what} what its manifest has"
    return Problem(f"{EDITIONS_FOLDER}/{number}/{file}", 1, message, "edition-altered", _HINT)


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
