"""The records of the briefing as a whole, and of a page: where it stands, what it claims."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..words import _, format_edtf

EDITIONS_FOLDER = "editions"  # of those that were published, in the project and on the site


class Version(NamedTuple):
    """What is published at one time."""

    number: int  # counted from 1; 0 for the draft before there is an edition
    date: date
    note: str = ""  # why it was made, in a sentence for readers

    @property
    def name(self) -> str:
        """`edition 3`, or `draft`."""
        if not self.number:
            return _("draft")
        return _("edition {number}", number=self.number)

    @property
    def day(self) -> str:
        """The date in words."""
        return format_edtf(self.date.isoformat())

    @property
    def path(self) -> str:
        """The way from the root of the site to its pages: `editions/3/`; empty for the draft."""
        if not self.number:
            return ""
        return f"{EDITIONS_FOLDER}/{self.number}/"


@dataclass(frozen=True)
class Publication:
    """The briefing as a whole."""

    title: str
    organisation: str  # author and publisher, one literal name
    version: Version
    site_url: str  # absolute, with a slash at its end
    abstract: str
    language: str = "en"
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    basis: str = ""  # address of the article that it restates
    restated: str = ""  # that article in short, `Abel (2020)`
    home: str = ""  # address of the site where `site_url` is that of an edition on it

    def freeze(self, address: str) -> str:
        """Return the address of the frozen words for a live address: what a citation leads to."""
        root = self.home or self.site_url
        return root + self.version.path + address.removeprefix(self.site_url)


class PageAddress(NamedTuple):
    """Where a page stands."""

    uri: str  # its file below `docs/`: `trade.md`
    url: str  # its address from the root of the site: `trade/`, empty for the front page
    title: str

    @property
    def root(self) -> str:
        """The way from the page to the root of the site: `../`, or empty."""
        return "../" * self.url.count("/")

    @property
    def key(self) -> str:
        """Its key in the site, with which those of its sections begin; `briefing` for the front."""
        return self.url.strip("/").replace("/", "-") or "briefing"


class Section(NamedTuple):
    """A heading and what stands below it, up to the next one.

    Without words, it is what stands above the first heading.
    """

    id: str = ""
    title: str = ""
    level: int = 1  # of the page's title; 2 for a section


_TOP = Section()


@dataclass(frozen=True)
class Statement:
    """What a page says and holds against sources, with an address of its own.

    It is a *claim*, a labelled paragraph or a clause of one; a *box*, `check` or `since`, whose id
    is the first one within it; or, of no kind, a paragraph that cites.
    """

    id: str
    kind: str  # of a claim one of `vocabulary.KINDS`, of a box one of `vocabulary.BOXES`
    page: PageAddress
    keys: tuple[str, ...]  # those of the sources cited in it, each once, in order
    section: Section = _TOP  # where a claim stands
    article: int | None = None  # paragraph of the article that a claim restates; None for ours
    check: str = ""  # of a claim, one of `vocabulary.VERDICTS`; empty where nothing was checked
    accepts: tuple[str, ...] = ()  # codes of faults that the author explains in the text
    paragraph: str = ""  # id of the paragraph that a claim is, or is a clause of
    text: str = ""  # the words alone, without label and markers; a box's with its title's
    said: str = ""  # its words, with each marker as its key and locator
    event: str = ""  # date of what it is about, in EDTF; empty where none is given
    title: str = ""  # of a box
    follows: str = ""  # id of the claim that a box is about, empty where there is none

    @property
    def address(self) -> str:
        """The permanent address, from the root of the site."""
        return f"{self.page.url}#{self.id}"

    @property
    def is_restated(self) -> bool:
        """Whether it is a claim of the article's, restated; all others are ours."""
        return self.article is not None


class Item(NamedTuple):
    """Words that sum claims up: a lede, an item of a list, a row of a table, a figure's entry."""

    text: str
    place: tuple[str, str | int]  # a page's file and words that find the line; or a file and a line
    links: tuple[
        str, ...
    ]  # where it leads, from the root of the site; nowhere: the top of its page
    keys: tuple[str, ...] = ()  # of the sources that it cites
    accepts: tuple[str, ...] = ()  # as a claim does


class PageEvidence(NamedTuple):
    """All that was collected on one page, in reading order."""

    page: PageAddress
    sections: tuple[Section, ...]
    claims: tuple[Statement, ...]
    boxes: tuple[Statement, ...]  # and the paragraphs of no kind that cite
    items: tuple[Item, ...] = ()
    lede: str = ""  # the finding of the page: the words of its first paragraph `.bottom-line`

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The claims, then the boxes."""
        return (*self.claims, *self.boxes)
