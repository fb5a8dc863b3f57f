"""What the answers mean, one finding a function; each is a line for people, with its place.

Nothing here is a fault of the text: that a page goes, moves or changes is no mistake of an author.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from briefing.sources.entries import Source
from briefing.sources.links import bare_address

from .asking import Answer
from .copies import Copy
from .targets import Target, Words
from .words import count, read_page

# Nothing is there (RFC 9110, 15.5.5 and 15.5.11); any other fault may be our own, or pass.
GONE = {404, 410}


def list_findings(target: Target, answer: Answer) -> Iterator[str]:
    """Yield what is to be said of an address and its answer."""
    place = target.places[0]
    if answer.status in GONE:
        yield f"{place}: nothing is there any more, by its server ({answer.status}): " + (
            f"{target.address} [dead]"
        )
    elif not answer.is_well:
        yield f"{place}: it may be there or not, {answer.reason}: {target.address} [unsure]"
    else:
        if is_elsewhere(target.address, answer.place):
            yield (
                f"{place}: {target.address} leads to another address [moved]\n"
                f"  if it is the same page:\n  url = {{{answer.place}}},"
            )
        yield from list_drifted(target, answer)


def is_elsewhere(address: str, place: str) -> bool:
    """Return whether an answer came from another address than was asked.

    That a host now has a certificate, or a path a slash at its end, is no move.
    """
    return _strip(address) != _strip(place)


def _strip(address: str) -> str:
    parts = urlsplit(bare_address(address))
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}"


def list_drifted(target: Target, answer: Answer) -> Iterator[str]:
    """Yield the words that are no longer on a page, or stand there more than once."""
    if not target.words:
        return
    text = read_page(answer.html) if answer.html else None
    if text is None:
        reason = answer.fault or "its page cannot be read"
        yield f"{target.places[0]}: no words could be looked for, {reason} [unsure]"
        return
    for words in target.words:
        yield from _judge_words(words, count(words.whole, text), target, answer)


def _judge_words(words: Words, times: int, target: Target, answer: Answer) -> Iterator[str]:
    if times == 0 and answer.fault:
        yield (
            f"{words.place}: '{words.whole}' was not found in {target.address}, which is "
            f"{answer.fault} [unsure]"
        )
    elif times == 0:
        yield (
            f"{words.place}: '{words.whole}' is no longer in what the server of {target.address} "
            "sends [drifted]\n"
            "  read it again; if a browser does not show the words either, write into the record:\n"
            "  unseen: No longer on the page."
        )
    elif times > 1:
        yield (
            f"{words.place}: '{words.whole}' stands {times} times in {target.address} [repeated]\n"
            "  if the first is not the place, write into the record what stands beside it:\n"
            "  before: …\n  after: …"
        )


def is_drifted(target: Target, answer: Answer) -> bool:
    """Return whether a page, read to its end, lacks words that were seen there."""
    if not answer.is_well or answer.fault:
        return False
    return any("[drifted]" in line for line in list_drifted(target, answer))


def tell_copy(source: Source, copy: Copy, words: Mapping[str, str], today: str) -> str:
    """Return that a copy of a source was found, and the lines to add to its entry.

    `words` are those that records have of the source, by the place of the record.
    """
    text = read_page(copy.html) or ""
    missing = [one for one in words.values() if not count(one, text)]
    lacks = f"; it does not have the words '{missing[0]}'" if missing else ""
    return (
        f"{source.path}:{source.line}: a copy of '{source.key}' was found, made on {copy.day}"
        f"{lacks} [copy]\n"
        f"  archiveurl   = {{{copy.address}}},\n"
        f"  archiveseen  = {{{today}}},"
    )
