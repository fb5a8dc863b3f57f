"""The records of a page's evidence: where things stand, what they claim, what they rest on."""

from dataclasses import dataclass, field
from typing import NamedTuple


class PageAddress(NamedTuple):
    """Where a page stands."""

    uri: str  # its file below `docs/`: `leverage.md`
    url: str  # its address from the root of the site: `leverage/`, empty for the front page
    title: str

    @property
    def root(self) -> str:
        """The way from the page to the root of the site: `../`, or empty."""
        return "../" * self.url.count("/")

    @property
    def key(self) -> str:
        """Its key in the site, and the beginning of its sections': `leverage`; `briefing` for the front page."""
        return self.url.strip("/").replace("/", "-") or "briefing"


class Section(NamedTuple):
    """A heading and what stands below it, up to the next heading."""

    id: str
    title: str
    level: int  # 1 for the page's title, 2 for a section


@dataclass(frozen=True)
class Passage:
    """What is held against sources: a claim or a box, with an address of its own."""

    id: str
    kind: str  # of a claim one of `vocabulary.KINDS`, of a box one of `vocabulary.BOXES`
    page: PageAddress
    keys: tuple[str, ...]  # those of the sources cited in it, each once, in order
    text: str = field(default="", kw_only=True)  # the words alone, without label and markers; a box's with its title's
    said: str = field(default="", kw_only=True)  # its words, with each marker as its key and locator

    @property
    def address(self) -> str:
        """The permanent address, from the root of the site."""
        return f"{self.page.url}#{self.id}"


@dataclass(frozen=True)
class Claim(Passage):
    """One labelled paragraph, or a clause of one."""

    section: Section
    event: str = ""  # date of what is asserted, in EDTF; empty where none is given or implied
    article: int | None = None  # paragraph of the article that it restates; None for a paragraph that we added
    check: str = ""  # one of `vocabulary.VERDICTS`, empty where nothing was checked
    accepts: tuple[str, ...] = ()  # codes of faults that the author knows of and explains in the text
    paragraph: str = ""  # id of the paragraph that it stands in: its own, or another where it is a clause


@dataclass(frozen=True)
class Box(Passage):
    """A `check` or `since` box, whose first id within is its own; or, of no kind, a paragraph that cites a source."""

    title: str = ""
    follows: str = ""  # id of the claim that it is about, empty where there is none


@dataclass(frozen=True)
class PageEvidence:
    """All that was collected on one page, in reading order."""

    page: PageAddress
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    boxes: tuple[Box, ...]
    lede: str = ""  # the finding of the page: the words of its first paragraph of the class `bottom-line`

    @property
    def passages(self) -> tuple[Claim | Box, ...]:
        """The claims and the boxes."""
        return (*self.claims, *self.boxes)
