"""What a statement rests on: a source, what is on record of it there, and when both were compared.

Speaker and carrier are two things: parties to the matter and origins are counted by speakers, since
what leaders of NATO said in a Ukrainian agency rests on NATO. Words of a source are a link to them,
with a text directive (https://wicg.github.io/scroll-to-text-fragment/); a browser that does not
know these opens the page at its top.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ..sources.entries import Source
from .record_files import Held, name_pair
from .records import Record, SourceRecord

DIRECTIVE = ":~:text="  # begins what a browser looks for; before it stands `#`, or a fragment
# Letters of all scripts may stand in an address (https://url.spec.whatwg.org/#url-code-points); of
# the signs that may, `-`, `,` and `&` divide a directive.
_ENCODED = re.compile(r"[^A-Za-z0-9!$'()*+./:;=?@_~\x80-\U0010ffff]")
_UNRECORDED = SourceRecord(bears="not-seen")


class Quotation(NamedTuple):
    """Words of a source."""

    words: str
    language: str  # BCP 47 tag, empty where it is not known
    address: str  # that leads to them, empty where they were not seen at that of the source


class Evidence(NamedTuple):
    """A source for one statement, and what was found in it: whatever shows it asks this."""

    source: Source
    record: SourceRecord  # what the record of the statement says of it
    held: Held | None  # when both were last held together; None for never
    is_cited: bool  # in the words of the statement, and not only on record for it

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
            address = lead_to_words(self.source.url, self.record.words)
        return Quotation(self.record.words, self.source.language, address)


class Library(NamedTuple):
    """What evidence is taken from: the bibliography, and what was held against it."""

    sources: Mapping[str, Source] = {}  # by key
    held: Mapping[str, Held] = {}  # by `name_pair`

    def list_evidence(
        self, name: str, record: Record, cited: Collection[str]
    ) -> Iterator[Evidence]:
        """Yield what the statement with an id rests on: what it cites, then what else is on record.

        `cited` has the keys of what it cites.
        """
        for key in dict.fromkeys([*cited, *record.sources]):
            if key in self.sources:
                reading = record.sources.get(key, _UNRECORDED)
                held = self.held.get(name_pair(name, key))
                yield Evidence(self.sources[key], reading, held, key in cited)


def lead_to_words(address: str, words: str) -> str:
    """Return an address that leads to words on its page."""
    encoded = _ENCODED.sub(lambda sign: f"%{ord(sign[0]):02X}", " ".join(words.split()))
    mark = "" if "#" in address else "#"
    return f"{address}{mark}{DIRECTIVE}{encoded}"
