"""What is shown of sources: how each is called, what it is, and what rests on it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..dates import format_edtf
from ..pages.vocabulary import EXTENTS
from ..sources.entries import LABELS, Source
from .speakers import Speaker
from .statements import PageEvidence, Statement


class ListedSource(NamedTuple):
    """A source of the list of sources, and what cites it."""

    source: Source
    uses: tuple[Statement, ...]  # in reading order

    @property
    def claims(self) -> list[Statement]:
        """The claims among what cites it."""
        return [use for use in self.uses if not use.is_note]

    @property
    def checks(self) -> list[Statement]:
        """The notes among them that say what checking found."""
        return [use for use in self.uses if use.kind == "check"]

    @property
    def later(self) -> list[Statement]:
        """The notes among them that say what came after the cut-off."""
        return [use for use in self.uses if use.kind == "since"]


def list_sources(
    sources: Mapping[str, Source], pages: Sequence[PageEvidence]
) -> list[ListedSource]:
    """Return each source with what cites it.

    The article's stand in its order, then ours by name and day, those without a day last.
    """
    uses = defaultdict[str, list[Statement]](list)
    for page in pages:
        for statement in page.statements:
            for key in statement.keys:
                uses[key].append(statement)
    listed = [ListedSource(source, tuple(uses[key])) for key, source in sources.items()]
    return sorted(listed, key=_find_rank)


def _find_rank(listed: ListedSource) -> tuple[str, bool, str]:
    """Return by what a source is sorted: nothing for those of the article."""
    source = listed.source
    if "article" in source.keywords:
        return "", False, ""
    return source.who.removeprefix("The "), not source.given_date, source.given_date


def list_remarks(source: Source) -> list[tuple[str, str]]:
    """Return what the annotation of a source says after each of `LABELS`, in their order.

    Each is a label and a remark.
    """
    return sorted(source.remarks, key=lambda remark: LABELS.index(remark[0]))


def find_reading(*sources: Source) -> str:
    """Return in words how far that of some sources was read which was read best.

    It is empty where no entry says it.
    """
    extents = {source.extent for source in sources}
    for extent, (words, _day) in EXTENTS.items():
        if extent in extents:
            return words
    return ""


def find_unread() -> str:
    """Return what `find_reading` says of a source that nobody saw."""
    words, _day = EXTENTS["none"]
    return words


def tell_reading(source: Source) -> str:
    """Return how far a source was read, and on which day; empty where its entry does not say."""
    _words, with_day = EXTENTS.get(source.extent, ("", ""))
    return with_day.format(format_edtf(source.read))


def tell_owner(source: Source) -> str:
    """Return whose a source is, `party: X, ministry`; empty where its entry does not say."""
    parts = []
    if source.party:
        parts.append(f"party: {source.party}")
    if source.organ:
        parts.append(source.organ)
    return ", ".join(parts)


def tell_speaker(speaker: Speaker) -> str:
    """Return whose words a source is cited for, `speaker: Z, party: X`."""
    parts = [f"speaker: {speaker.name}"]
    if speaker.party:
        parts.append(f"party: {speaker.party}")
    return ", ".join(parts)


def describe(source: Source) -> str:
    """Return what a source is, for its note: a sentence; empty where its entry says nothing."""
    origin = ""
    if source.given_origin and source.origin not in source.short:
        origin = f"goes back to {source.origin}"
    parts = (source.kind, tell_owner(source), origin, tell_reading(source))
    text = "; ".join(filter(None, parts))
    if not text:
        return ""
    return f"{text[:1].upper()}{text[1:]}."


def search_copies(source: Source) -> str:
    """Return where an archive lists what copies of a source it has, if any.

    It is a search, and says nothing of what it finds. Empty where a source has no address.
    """
    if not source.url:
        return ""
    return f"https://web.archive.org/web/*/{source.url}"


def shorten(text: str, count: int = 16) -> str:
    """Return the first words of a text, and a sign where there are more."""
    words = text.split()
    if len(words) <= count:
        return " ".join(words)
    return " ".join(words[:count]) + "\u00a0…"
