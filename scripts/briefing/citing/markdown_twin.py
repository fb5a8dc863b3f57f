"""A page as plain Markdown: what it says, for programs and for any other builder.

It is published as `index.md` beside the page, and is made of the page as readers see it, slots
filled. At its head stands what it is: title, address, edition and state, day, licence. Below each
paragraph stand its statements, each as a sentence with its address, its kind and its verdict, then
what was read for it.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

import msgspec

from ..claims.statements import Publication, Statement
from ..dates import format_edtf
from ..html import Node, classes, get, parse
from ..pages.vocabulary import KINDS, VERDICTS
from .markdown import Block, escape, write_items, write_link
from .markdown_writer import MarkdownWriter

# Classes of what the statements of a paragraph say in the block beside it, of names that it has
# twice, and of ways back.
_TOLD_ELSEWHERE = frozenset({"doubt", "checks__names", "checks__plain", "footnote-backref"})


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a twin says of itself, as YAML at its head."""

    title: str
    description: str
    part_of: str  # the title of the briefing
    address: str  # of the page of today
    frozen: str | None  # of the same page in its edition, whose words stay; none in a draft
    edition: int | None
    state: str  # `published` or `draft`
    date: datetime.date  # of the edition, or of the draft
    language: str
    author: str
    licence: str


@dataclass(frozen=True)
class TwinPage:
    """A page that has a twin."""

    url: str  # from the root of the site
    title: str
    description: str
    html: str  # of its article, slots filled
    frozen: str | None = None  # where its words stay, if an edition keeps them
    claims: Mapping[str, Statement] = field(default_factory=dict)  # by the id of their clause


def write_twin(page: TwinPage, publication: Publication, *, restates: bool) -> str:
    """Return a page as Markdown; `restates` says whether the briefing restates an article."""
    address = publication.site_url + page.url
    front = FrontMatter(
        title=page.title or publication.title,
        description=page.description,
        part_of=publication.title,
        address=address,
        frozen=page.frozen,
        edition=publication.version.number or None,
        state="published" if publication.version.number else "draft",
        date=publication.version.date,
        language=publication.language,
        author=publication.organisation,
        licence=publication.licence,
    )
    body = parse(page.html)
    twin = _Twin(page, publication, restates)
    writer = MarkdownWriter(twin.lead, twin.lay_behind, twin.is_left_out)
    _quote_notes(body)
    _part_addresses(body)
    text = "\n\n".join(writer.write(body))
    head = msgspec.yaml.encode(front).decode()
    return f"---\n{head}---\n\n{text}\n"


class _Twin:
    """What a writer asks of one page."""

    def __init__(self, page: TwinPage, publication: Publication, restates: bool) -> None:
        self.page = page
        self.address = publication.site_url + page.url
        self.site = publication.site_url
        self.restates = restates

    def lead(self, link: str) -> str:
        """Return the whole address for one as it stands in the page."""
        return urljoin(self.address, link)

    def is_left_out(self, node: Node) -> bool:
        """Return whether the statements below a paragraph say the same."""
        is_told = not _TOLD_ELSEWHERE.isdisjoint(classes(node))
        return is_told and node.css_first("a:not(.verdict, .footnote-backref)") is None

    def lay_behind(self, node: Node) -> Iterable[Block]:
        """Yield the statements of a paragraph, under what the block beside it says of them all."""
        names = [get(clause, "id") for clause in node.css("span.clause")] if node.tag == "p" else []
        claims = [self.page.claims[name] for name in names if name in self.page.claims]
        if claims:
            yield "**Statements**"
            yield write_items([self._write_statement(claim)] for claim in claims)

    def _write_statement(self, claim: Statement) -> Block:
        sentence = write_link(escape(claim.sentence), self.site + claim.address)
        return " · ".join([sentence, *self._describe(claim)])

    def _describe(self, claim: Statement) -> Iterator[str]:
        """Yield what is said of a statement, piece by piece."""
        record = claim.record
        yield KINDS[claim.kind]
        if record.event:
            yield escape(format_edtf(record.event))
        if record.restates is not None:
            yield f"paragraph {record.restates} of the article"
        elif self.restates:
            yield "added"
        if record.verdict:
            yield self._tell_verdict(VERDICTS[record.verdict], record.because)

    @staticmethod
    def _tell_verdict(verdict: str, because: str) -> str:
        if not because:
            return f"**{verdict}**"
        return f"**{verdict}**: {escape(because)}"


def _quote_notes(body: Node) -> None:
    """Make a quotation of each note, so that it is seen where it ends."""
    for box in body.css("details[role=group], div.admonition[role=group]"):
        if box.parent is not None and box.parent.tag != "blockquote":
            quoted = parse(f"<blockquote>{box.html}</blockquote>").first_child
            assert quoted is not None
            box.replace_with(quoted)


def _part_addresses(body: Node) -> None:
    """On the page of the whole an address stands apart from the words by a gap alone."""
    for address in body.css("span.address"):
        address.insert_before(" ")
        address.insert_after(" ")
