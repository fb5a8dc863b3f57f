"""What editions promise: no published word changes in silence, no published address is lost.

A site is *settled* when its files say what they said for the newest edition, and otherwise a
*draft*: that is known before a page is made. Each address of a settled one has what the edition has
there; where it has not, a program changed it.
"""

from collections.abc import Iterator, Mapping, Sequence

from ..answers import ENGINE_NAME
from ..pages.passage import Passage
from ..problems import Problem, find_nearest
from .editions import MANIFEST, Edition, list_by_address
from .runs import compare_words
from .whereabouts import follow

ACCESS_DAYS = "days of access"  # what is digested beside the files; edition 7 had none of it
_NOTHING = Passage("")


def list_changed(newest: Edition, digests: Mapping[str, str]) -> list[str]:
    """Return the files of a site that do not say what they said for the newest edition.

    The first editions kept no digests: no file is one of theirs.
    """
    kept = dict(newest.data.get("digests") or {})
    kept.setdefault(ACCESS_DAYS, digests[ACCESS_DAYS])
    return sorted(name for name in {**kept, **digests} if kept.get(name) != digests.get(name))


def list_differing(newest: Edition, passages: Mapping[str, Passage]) -> list[str]:
    """Return the addresses of a site at which it does not say what the newest edition says."""
    before = newest.passages
    addresses = {**before, **passages}
    return [each for each in addresses if not _is_same(before.get(each), passages.get(each))]


def find_changed_words(newest: Edition, passages: Mapping[str, Passage]) -> Iterator[Problem]:
    """No words change of which no file says why: by a template, say, or by another pandoc.

    Where a place that differs stands in another that does, the inner one alone is reported. A lost
    address is another rule's.
    """
    differing = list_differing(newest, passages)
    words = {place: passages[place].words for place in differing if place in passages}
    for place in words:
        if not any(_is_within(other, place, words) for other in words):
            said = _show(newest.passages.get(place, _NOTHING), passages[place])
            message = f"/{place} does not say what {newest.version.name} says: {said}"
            hint = f"put back what changed it, or make an edition{_name_engines(newest)}"
            yield Problem(message, "changed-words", hint).at(newest.version.path + MANIFEST, 1)


def _name_engines(newest: Edition) -> str:
    """Return by which version of the engine an edition was made, where that is another one."""
    made_by = newest.data.get("engine", ENGINE_NAME)
    return f"; {made_by} made that edition, this is {ENGINE_NAME}" if made_by != ENGINE_NAME else ""


def _is_within(other: str, place: str, words: Mapping[str, str]) -> bool:
    """Return whether an address names a part of what stands at another, by the words of both."""
    is_on_page = other.startswith(place.partition("#")[0] + "#")
    inner, outer = words[other], words[place]
    return is_on_page and bool(inner) and inner != outer and inner in outer


def _show(old: Passage, new: Passage) -> str:
    """Return what changed between the words of both, or else what is said of them."""
    signs = {"removed": "[out: {}]", "added": "[in: {}]", "same": "…"}
    runs = compare_words(old.words, new.words)
    if all(run.kind == "same" for run in runs):
        return "another kind, day or verdict"
    return " ".join(signs[run.kind].format(run.words) for run in runs)


def _is_same(old: Passage | None, new: Passage | None) -> bool:
    """Return whether the same is said at an address; an older id that leads there says nothing."""
    said = [passage for passage in (old, new) if passage and passage.what != "alias"]
    return not said or (len(said) == 2 and said[0].says_as(said[1]))


def find_lost_addresses(
    editions: Sequence[Edition],
    pages: Mapping[str, Sequence[Passage]],
    redirects: Mapping[str, str],
) -> Iterator[Problem]:
    """Every address that an edition had leads to what it named, or to what became of that.

    `pages` are the passages of those of the live site, by address.
    """
    live = list_by_address(pages)
    last = {address: each for each in editions for address in each.passages}
    for address, edition in last.items():
        url, _, name = address.partition("#")
        now = follow(url, redirects)
        if name and f"{now}#{name}" not in live:
            there = [passage.id for passage in pages.get(now, ())]
            problem = _report_lost(address, there)
            yield problem.at(edition.version.path + MANIFEST, 1)


def list_ids(editions: Sequence[Edition], url: str) -> list[str]:
    """Return the ids that a page has in any edition."""
    passages = (passage for each in editions for passage in each.pages.get(url, ()))
    return sorted({passage.id for passage in passages} - {""})


def _report_lost(address: str, there: Sequence[str]) -> Problem:
    """Return the problem that an id is none of those on its page."""
    name = address.partition("#")[2]
    if not there:
        message = f"the address /{address} no longer leads anywhere: its page is gone"
        hint = "put it back, or say under redirects in mkdocs.yml which page has its place"
        return Problem(message, "lost-address", hint)
    now = find_nearest(name, there) or "new-id"
    hint = (
        f"if it is now '{now}', write aliases: {{{now}: [{name}]}} at the head of the records of "
        f"its page; if it is gone, leave a line that says what became of it, with "
        f"{{ #{name} .moved }} or {{ #{name} .withdrawn }} below it"
    )
    message = f"the address /{address} no longer leads anywhere: '{name}' is not on its page"
    return Problem(message, "lost-address", hint)
