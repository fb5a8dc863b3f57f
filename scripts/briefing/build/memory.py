"""Rendered pages that a server keeps from one build to the next, so that a change costs the pages that it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..cache import make_digest
from ..claims.records import PageEvidence


@dataclass(frozen=True)
class Rendering:
    """A page after Markdown."""

    html: str
    toc: Any
    """Its contents, as MkDocs has them."""
    found: PageEvidence


@dataclass
class Memory:
    """Renderings by the file of their page, each with the digest of all that it was made from."""

    kept: dict[str, tuple[str, Rendering]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    """Of the pages as they are now."""

    def recall(self, uri: str, text: str, meta: Mapping[str, Any], around: str) -> bool:
        """Whether a page was rendered from the same text and metadata before, among the same files and sources."""
        self.digests[uri] = make_digest(text, repr(meta), around)
        return self.find(uri) is not None

    def find(self, uri: str) -> Rendering | None:
        """Give what was kept of a page, if the page is still as it was."""
        digest, rendering = self.kept.get(uri, ("", None))
        return rendering if digest and digest == self.digests.get(uri) else None

    def keep(self, uri: str, rendering: Rendering) -> None:
        """Keep a page as it was just rendered."""
        self.kept[uri] = (self.digests[uri], rendering)
