"""What is told of sources: in the block beside a paragraph, in notes, ledger and list of sources.

Speaker and carrier are two things: parties to the matter and origins are counted by speakers, since
what leaders of NATO said in a Ukrainian agency rests on NATO. Words of a source are a link to them,
with a text directive (https://wicg.github.io/scroll-to-text-fragment/); a browser that does not
know these opens the page at its top.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..dates import format_edtf
from ..pages.vocabulary import BEARING, HOW_READ
from ..sources.entries import LABELS, UNREAD, Source
from .records import SourceRecord
from .statements import Knowledge, PageEvidence, Statement

NOT_SEEN, _ = HOW_READ[UNREAD]
"""What `find_extent` says of a source that nobody saw."""
_DIRECTIVE = ":~:text="  # begins what a browser looks for; before it stands `#`, or a fragment
# Letters of all scripts may stand in an address (https://url.spec.whatwg.org/#url-code-points); of
# the signs that may, `-`, `,` and `&` divide a directive.
_ENCODED = re.compile(r"[^A-Za-z0-9!$'()*+./:;=?@_~\x80-\U0010ffff]")
_OF_ARTICLE = {"all": "the article says so", "part": "the article says a part of it"}


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


class Quotation(NamedTuple):
    """Words of a source."""

    words: str
    language: str  # BCP 47 tag, empty where it is not known
    address: str  # that leads to them, empty where they were not seen at that of the source


class Cited(NamedTuple):
    """A source as it is cited for a statement: all that is told of it there is told by this."""

    source: Source
    record: SourceRecord  # what the record of the statement says of it

    @property
    def speaker(self) -> str:
        """Whose words they are: the record names another, or they are the source's own."""
        return self.record.speaker or self.source.origin

    @property
    def party(self) -> str:
        """The state whose side the speaker takes in the matter; empty for none."""
        own = "" if self.record.speaker else self.source.party
        return self.record.party or own

    @property
    def quotation(self) -> Quotation | None:
        """Its words; None where the record has none.

        Only those lead anywhere that were seen at the address of the source: of any others, the
        record says under `unseen` why they were not.
        """
        if not self.record.has_words:
            return None
        address = ""
        if self.source.url and not self.record.unseen:
            around = self.record.before, self.record.after
            address = lead_to_words(self.source.url, self.record.words, *around)
        return Quotation(self.record.words, self.source.language, address)


_UNRECORDED = SourceRecord(bears="not-seen")


def gather_cited(
    statement: Statement, keys: Iterable[str], sources: Mapping[str, Source]
) -> list[Cited]:
    """Return some sources as they are cited for a statement."""
    records = statement.record.sources
    return [Cited(sources[key], records.get(key, _UNRECORDED)) for key in keys if key in sources]


def list_led_to(
    statements: Iterable[Statement], sources: Mapping[str, Source]
) -> dict[str, list[Quotation]]:
    """Return by key the words of sources that links lead to, as some statements cite them.

    Each stands once, in the order of the statements.
    """
    found = defaultdict[str, dict[Quotation, None]](dict)
    for statement in statements:
        for cited in gather_cited(statement, statement.keys, sources):
            if cited.quotation and cited.quotation.address:
                found[cited.source.key][cited.quotation] = None
    return {key: list(quotations) for key, quotations in found.items()}


def lead_to_words(address: str, words: str, before: str = "", after: str = "") -> str:
    """Return an address that leads to words on its page, between others where these are given."""
    parts = [_encode(words)]
    if before:
        parts.insert(0, f"{_encode(before)}-")
    if after:
        parts.append(f"-{_encode(after)}")
    mark = "" if "#" in address else "#"
    return f"{address}{mark}{_DIRECTIVE}{','.join(parts)}"


def _encode(words: str) -> str:
    """Return words as a text directive takes them."""
    return _ENCODED.sub(lambda sign: f"%{ord(sign[0]):02X}", " ".join(words.split()))


def find_extent(*sources: Source) -> str:
    """Return in two words how far that of some sources was read which was read best.

    It is empty where no entry says it.
    """
    extents = {source.extent for source in sources}
    return next((words for extent, (words, _day) in HOW_READ.items() if extent in extents), "")


def tell_extent(source: Source) -> str:
    """Return how far a source was read, and on which day; empty where its entry does not say."""
    _words, with_day = HOW_READ.get(source.extent, ("", ""))
    return with_day.format(format_edtf(source.read))


def describe(source: Source) -> str:
    """Return what a source is, for its note: a sentence; empty where its entry says nothing."""
    party = f"party: {source.party}" if source.party else ""
    owner = ", ".join(filter(None, [party, source.organ]))
    origin = ""
    if source.given_origin and source.origin not in source.short:
        origin = f"goes back to {source.origin}"
    text = "; ".join(filter(None, [source.kind, owner, origin, tell_extent(source)]))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def list_remarks(source: Source) -> list[tuple[str, str]]:
    """Return what the annotation of a source says after each of `LABELS`, in their order.

    Each is a label and a remark.
    """
    return sorted(source.remarks, key=lambda remark: LABELS.index(remark[0]))


def search_copies(source: Source) -> str:
    """Return where an archive lists what copies of a source it has, if any.

    It is a search, and says nothing of what it finds. Empty where a source has no address.
    """
    return f"https://web.archive.org/web/*/{source.url}" if source.url else ""


def list_read(statement: Statement, knowledge: Knowledge) -> list[tuple[Cited, str]]:
    """Return what was read for a claim or a note, each with remarks, in the order of its record."""
    cited = gather_cited(statement, statement.record.sources, knowledge.sources)
    return [(each, " · ".join(_tell_record(statement, each, knowledge))) for each in cited]


def _tell_record(statement: Statement, cited: Cited, knowledge: Knowledge) -> Iterator[str]:
    """Yield what a source bears out; of the article, which is no proof of itself, what it says.

    Then who speaks, and on which day both were compared.
    """
    key, bears = cited.source.key, cited.record.bears
    told = _OF_ARTICLE if key == knowledge.article else {}
    yield told.get(bears, BEARING[bears])
    if cited.record.speaker:
        party = f", party: {cited.party}" if cited.party else ""
        yield f"speaker: {cited.speaker}{party}"
    held = knowledge.records.find_held(statement.id, key)
    if held and bears != "not-seen":
        yield f"compared on {format_edtf(held.day)}"
