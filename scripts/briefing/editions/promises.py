"""What editions promise: no published word changes in silence, no published address is lost.

A site is *settled* when its files say what they said for the newest edition, and each of its
addresses has the words that it had there; otherwise it is a *draft*.
"""

from collections.abc import Iterator, Mapping, Sequence

from ..problems import Problem, find_nearest
from .editions import MANIFEST, Edition, list_by_address
from .passages import Passage
from .whereabouts import follow


def list_differing(
    newest: Edition, digests: Mapping[str, str], passages: Mapping[str, Passage]
) -> list[str]:
    """Return the files and addresses of a site that do not say what the newest edition says.

    An edition that kept no digests is compared by words, kinds, days and verdicts alone.
    """
    kept = newest.data.get("digests") or digests
    files = [name for name in {**kept, **digests} if kept.get(name) != digests.get(name)]
    before = newest.passages
    addresses = [
        address
        for address in {**before, **passages}
        if not _is_same(before.get(address), passages.get(address))
    ]
    return [*sorted(files), *addresses]


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
            problem = _tell_lost(address, edition.passages[address].what, there)
            yield problem.at(edition.version.path + MANIFEST, 1)


def _tell_lost(address: str, what: str, there: Sequence[str]) -> Problem:
    """Return the problem that an id, of a claim or of what else, is none of those on its page."""
    name = address.partition("#")[2]
    if not there:
        message = f"the address /{address} no longer leads anywhere: its page is gone"
        hint = "put it back, or say under redirect_maps in mkdocs.yml which page has its place"
        return Problem(message, "lost-address", hint)
    now = find_nearest(name, there) or "new-id"
    alias = f"aliases: {{{now}: [{name}]}} at the head of the records of its page"
    if what in ("claim", "note"):
        alias = f"aliases: [{name}] in its record"
    hint = (
        f"if it is now '{now}', write {alias}; if it is gone, leave a line that says "
        f"what became of it, with {{ #{name} .moved }} or {{ #{name} .withdrawn }} below it"
    )
    message = f"the address /{address} no longer leads anywhere: '{name}' is not on its page"
    return Problem(message, "lost-address", hint)
