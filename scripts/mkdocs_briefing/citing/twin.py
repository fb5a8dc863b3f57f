"""A page as plain Markdown: what it says, for programs and for any other builder.

It is published as `index.md` beside the page, and markdownify makes it of the page as readers see
it, slots filled. At its head stands what it is; below each paragraph, of each of its statements,
kind, verdict and address, and then what its sources say that no note of theirs does. What only a
browser or a pointer needs is left out, and drawings are but for their names.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from html import escape as escape_html
from itertools import groupby
from textwrap import indent
from typing import Any, NamedTuple
from urllib.parse import urljoin

import msgspec
from markdownify import MarkdownConverter

from ..answers import remember
from ..claims.statements import Statement
from ..html import Node, classes, get, lead_links, make, normalise, parse, read, rename, write
from ..pages.furniture import select_furniture
from ..pages.publication import PageAddress, Publication
from ..vocabulary import KINDS

# What a block beside a paragraph says otherwise stands in lines of statements and notes of sources.
_LEFT_OUT = select_furniture("twin")
_LARGE = 20_000  # characters of a block


class _Writer(MarkdownConverter):
    """markdownify with notes, and with quotation marks that are none of a program."""

    def convert_a(self, el: Any, text: str, parent_tags: Collection[str]) -> str:
        address = str(el.get("href", ""))
        label = _name_note(address)
        if label:
            return f"[^{label}]"
        shown = address if el.get_text() == address else text  # without backslashes, as a link
        return str(super().convert_a(el, shown, parent_tags))  # type: ignore[misc]

    def convert_li(self, el: Any, text: str, parent_tags: Collection[str]) -> str:
        label = _name_note(str(el.get("id", "")))
        if not label:
            return str(super().convert_li(el, text, parent_tags))  # type: ignore[misc]
        return f"[^{label}]: {indent(text.strip(), '    ').lstrip()}\n\n"

    def convert_q(self, el: Any, text: str, parent_tags: Collection[str]) -> str:
        return f"“{text}”"

    def convert_span(self, el: Any, text: str, parent_tags: Collection[str]) -> str:
        return f" {text} " if "address" in el.get("class", ()) else text

    def convert_sup(self, el: Any, text: str, parent_tags: Collection[str]) -> str:
        is_raised = any(map(str.isalnum, text)) and el.find("a") is None
        return f"^{text}^" if is_raised else text


_WRITER = _Writer(
    heading_style="ATX",
    bullets="-",
    escape_misc=True,
    sub_symbol="~",
)


def escape(text: str) -> str:
    """Return text so that Markdown shows it as it stands, in one line."""
    return _tidy(_WRITER.escape(normalise(text), ()))  # type: ignore[attr-defined]


def _tidy(text: str) -> str:
    """Return Markdown in which a number has no backslash where it cannot begin an item."""
    return re.sub(r"(?m)(?<=\S[ \u00a0])(\d{1,9})\\(?=[.)])", r"\1", text)


class Twin(NamedTuple):
    """A page that is to be published as Markdown."""

    page: PageAddress
    html: str  # of its article
    description: str
    frozen: str | None  # where its words stay, if an edition keeps them
    claims: Mapping[str, Statement]  # by the ids of clauses


def write_twin(twin: Twin, publication: Publication) -> str:
    """Return a page as Markdown."""
    page, version = twin.page, publication.version
    address = publication.site_url + page.url
    front = {
        "title": page.title or publication.title,
        "description": twin.description,
        "part_of": publication.title,
        "address": address,  # of the page of today
        "frozen": twin.frozen,  # of the same page in its edition, whose words stay; none in a draft
        "edition": version.number or None,
        "state": version.state,
        "date": version.date,  # of the edition, or of the draft
        "language": publication.language,
        "author": publication.organisation,
        "licence": publication.licence,
    }
    described = {
        name: _describe(claim, publication.site_url) for name, claim in twin.claims.items()
    }
    given = twin.html, address, msgspec.json.encode(described)
    text = remember(partial(_write_body, twin.html, address, described), "twin", *given).decode()
    return f"---\n{msgspec.yaml.encode(front).decode()}---\n\n{text}\n"


def _write_body(html: str, address: str, described: Mapping[str, str]) -> bytes:
    """Return the article at an address as Markdown; `described` has what each statement is."""
    body = parse(html)
    _leave_out(body)
    for paragraph in body.css("p:has(span.clause)"):
        _list_statements(paragraph, described)
    lead_links(body, lambda link: link if _name_note(link) else urljoin(address, link))
    _open_boxes(body)
    blocks = [*body.iter(include_text=True), *parse(_list_long_forms(body)).iter()]
    texts = filter(None, _convert(str(block.html) for block in blocks))
    return "\n\n".join(texts).encode()


def _convert(blocks: Iterable[str]) -> Iterator[str]:
    """Yield blocks of HTML as Markdown, asked for together but for large ones.

    These are parts of the page of the whole, of which one has changed.
    """
    for _, some in groupby(blocks, lambda block: block if len(block) > _LARGE else ""):
        group = [*some]
        yield remember(partial(_write_blocks, group), "blocks", *group).decode()


def _write_blocks(blocks: Iterable[str]) -> bytes:
    """Return blocks of HTML as Markdown, with an empty line between two."""
    texts = (_tidy(_WRITER.convert(block).strip()) for block in blocks)
    return "\n\n".join(filter(None, texts)).encode()


def _leave_out(body: Node) -> None:
    """Leave out what nobody reads here; a drawing leaves its name."""
    for node in body.css(_LEFT_OUT):
        node.decompose()
    for block in body.css(".checks"):
        _join_sources(block)
    for drawing in body.css("svg"):
        drawing.replace_with(make("em", get(drawing, "aria-label")))


def _join_sources(block: Node) -> None:
    """Make one list of the sources of a paragraph, without those of which it says nothing."""
    for holder in block.css("li div"):
        holder.unwrap()
    for named in block.css("li summary"):
        speaker = named.css_first("i")
        named.inner_html = f"{write(speaker)}:" if speaker is not None else ""
    items = [str(item.html) for item in block.css("li") if any(map(read, item.css("span, q")))]
    *others, whole = block.css("ul") or [make("ul")]
    for other in others:
        other.decompose()
    whole.inner_html = "".join(items)


def _list_statements(paragraph: Node, described: Mapping[str, str]) -> None:
    """Put below a paragraph kind, verdict and address of each of its statements, one a line."""
    names = [get(clause, "id") for clause in paragraph.css("span.clause")]
    lines = [described[name] for name in names if name in described]
    if lines:
        below = make("p")
        below.inner_html = "<br>".join(lines)
        paragraph.insert_after(below)


def _describe(claim: Statement, site: str) -> str:
    """Return what a statement is, as HTML: kind, verdict, address, and why the verdict."""
    record = claim.record
    said = " · ".join(filter(None, [KINDS[record.kind].name, record.verdict_term.name]))
    address = escape_html(site + claim.address)
    line = f'<em>{said}</em> · <a href="{address}">{address}</a>'
    is_doubted = record.verdict and record.because
    return f"{line} · {escape_html(record.because)}" if is_doubted else line


def _name_note(link: str) -> str:
    """Return the label of the note with an id, `cite-abel` for `fn:cite-abel`; empty for others."""
    name = link.removeprefix("#")
    return name.replace("fn:", "", 1) if "fn:" in name and "/" not in name else ""


def _open_boxes(body: Node) -> None:
    """Make of boxes what Markdown has: of notes quotations, of what is folded its words.

    In an item these go on in its line.
    """
    for name in body.css(".bottom-line-name"):
        name.insert_child(":")
    # What is read as its words; of a table, markdownify looks through all for each `tbody`.
    body.unwrap_tags(["tbody", "span:not(.address)", "small", "time"])
    for box in body.css("li > details, li > details > summary, summary:has(h3)"):
        box.unwrap()
    for title in body.css("summary, .admonition-title"):
        title.unwrap_tags(["b", "strong"])
        title.inner_html = f"<strong>{title.inner_html}</strong>"
        rename(title, "p")
    for box in body.css("details, div.admonition"):
        is_note = get(box, "role") == "group" or "admonition" in classes(box)
        rename(box, "blockquote" if is_note else "div")


def _list_long_forms(body: Node) -> str:
    """Return the long forms of a page's abbreviations, as HTML."""
    forms = {read(node): get(node, "title") for node in body.css("abbr[title]")}
    items = [f"<li>{escape_html(f'{short}: {long}')}</li>" for short, long in forms.items()]
    return f"<p><strong>Abbreviations</strong></p><ul>{''.join(items)}</ul>" if items else ""
