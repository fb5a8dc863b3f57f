"""The records of a page's evidence: where things stand, what they claim, what they rest on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageAddress:
    """Where a page stands."""

    uri: str
    """Its file below `docs/`: `leverage.md`."""
    url: str
    """Its address from the root of the site: `leverage/`, empty for the front page."""
    title: str

    @property
    def root(self) -> str:
        """The way from the page to the root of the site: `../`, or empty."""
        return "../" * self.url.count("/")


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, up to the next heading."""

    id: str
    title: str
    level: int
    """1 for the page's title, 2 for a section."""


@dataclass(frozen=True)
class Claim:
    """One labelled paragraph."""

    id: str
    kind: str
    """One of `vocabulary.KINDS`."""
    page: PageAddress
    section: Section
    event: str
    """Date of what is asserted, in EDTF; empty where none is given or implied."""
    article: int | None
    """Paragraph of the article that it restates; None for a paragraph that we added."""
    check: str
    """One of `vocabulary.VERDICTS`, empty where checking changed nothing."""
    restates: tuple[str, ...]
    """Ids of the article's claims that stand in this paragraph."""
    keys: tuple[str, ...]
    """Citation keys, each once, in order."""
    accepts: tuple[str, ...]
    """Codes of faults that the author knows of and explains in the text."""
    text: str
    """The words alone, without label and markers."""

    @property
    def address(self) -> str:
        """The permanent address, from the root of the site."""
        return f"{self.page.url}#{self.id}"


@dataclass(frozen=True)
class Box:
    """A `check` or `since` box: what checking found, or what became known later."""

    kind: str
    """`check` or `since`."""
    page: PageAddress
    id: str
    """Id of its first paragraph that has one."""
    title: str
    follows: str
    """Id of the claim above it, empty where there is none."""
    keys: tuple[str, ...]


@dataclass(frozen=True)
class PageEvidence:
    """All that was collected on one page, in reading order."""

    page: PageAddress
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    boxes: tuple[Box, ...]


def make_key(page: PageAddress, section: Section | None = None) -> str:
    """Give the key of a page or of a section: `leverage`, `leverage--kim`; `briefing` for the front page."""
    base = page.url.strip("/").replace("/", "-") or "briefing"
    return f"{base}--{section.id}" if section else base
