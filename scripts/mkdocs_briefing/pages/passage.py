"""What has an address on a page: a section, a paragraph, a claim, a note, an older id.

One type for all who cut a page: the walk, which needs headings; editions, which keep words; the
search, which reads other words, and what stands in slots.
"""

import msgspec

from ..vocabulary import VERDICTS
from .furniture import ENDS


class Passage(msgspec.Struct, omit_defaults=True):
    """One thing that was said, by the members that `docs/schemas/edition.json` describes.

    The first editions kept more of it, which is not read: but for a sum of all that.
    """

    what: str
    id: str = ""
    title: str = ""
    level: int = 0
    words: str = ""
    kind: str = ""
    event: str = ""
    verdict: str = ""
    sources: list[list[str]] = []
    to: str = ""
    sha256: str = ""

    @property
    def url(self) -> str:
        """Where it stands within its page, as templates ask a table of contents of MkDocs."""
        return f"#{self.id}"

    def says_as(self, later: "Passage") -> bool:
        """Return whether a later one says the same: by sums of both, else by words and labels."""
        if self.sha256 and later.sha256:
            return self.sha256 == later.sha256
        term = VERDICTS.get(later.verdict)
        verdicts = (later.verdict, *(term.divides if term else ()))
        return self.verdict in verdicts and self._list_said() == later._list_said()

    def _list_said(self) -> tuple[str, ...]:
        end = self.what if self.what in ENDS else ""
        return self.words, self.kind, self.event, end
