"""What is published: the briefing as a whole, at one time, and where each page of it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from ..dates import format_edtf

# The pages that the engine knows, by their files below `docs/`. A site may be without any.
SOURCES_PAGE = "sources.md"
CLAIMS_PAGE = "claims.md"
CITATIONS_PAGE = "cite.md"  # lists citations; without it nothing can be cited
PRINT_PAGE = "print.md"  # the whole, of which a book is made
FRONT_KEY = "briefing"  # of the front page, and of the briefing as a whole
EDITIONS_FOLDER = "editions"  # of those that were published, in the project and on the site
State = Literal["draft", "published"]
"""What data say of a version."""


class Version(NamedTuple):
    """What is published at one time."""

    number: int  # counted from 1; 0 for the draft before there is an edition
    date: date
    note: str = ""  # why it was made, in a sentence for readers

    @property
    def is_draft(self) -> bool:
        """Whether it is none of the editions."""
        return not self.number

    @property
    def state(self) -> State:
        """What data say of it."""
        return "draft" if self.is_draft else "published"

    @property
    def name(self) -> str:
        """`edition 3`, or `draft`."""
        if self.is_draft:
            return "draft"
        return f"edition {self.number}"

    @property
    def day(self) -> str:
        """The date in words."""
        return format_edtf(self.date.isoformat())

    @property
    def path(self) -> str:
        """The way from the root of the site to its pages: `editions/3/`; empty for the draft."""
        if self.is_draft:
            return ""
        return f"{EDITIONS_FOLDER}/{self.number}/"

    @property
    def changes_path(self) -> str:
        """The way to the page that says what it changed: `editions/2-3/`; empty for the first."""
        if self.number <= 1:
            return ""
        return f"{EDITIONS_FOLDER}/{self.number - 1}-{self.number}/"


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
    cut_off: date = date.max  # last day on which the main text knows anything
    article: str = ""  # key of the article that it restates
    basis: str = ""  # address of that article
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
    def is_front(self) -> bool:
        """Whether it is the front page, which stands at the root of the site."""
        return not self.url

    @property
    def root(self) -> str:
        """The way from the page to the root of the site: `../`, or empty."""
        return "../" * self.url.count("/")

    @property
    def name(self) -> str:
        """How lists call it."""
        return "Front page" if self.is_front else self.title

    @property
    def key(self) -> str:
        """Its key in the site, with which those of its sections begin."""
        return FRONT_KEY if self.is_front else self.url.strip("/").replace("/", "-")

    def name_section(self, title: str) -> str:
        """Return what a section is cited by: its title below that of the page, unless the front."""
        return title if self.is_front else f"{self.title}: {title}"

    def find_key(self, name: str) -> str:
        """Return the key of what has an id on the page, `trade--tariffs`; without one, its own."""
        return f"{self.key}--{name}" if name else self.key
