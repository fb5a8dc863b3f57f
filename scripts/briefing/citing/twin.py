"""A page as plain Markdown: what it says, for programs and for any other builder.

It is published as `index.md` beside the page, and markdownify makes it of the page as readers see
it, slots filled. At its head stands what it is; below each paragraph, of each of its statements,
kind, verdict and address. What only a browser or a pointer needs is left out, and drawings are but
for their names.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape as escape_html
from textwrap import indent
from typing import Any
from urllib.parse import urljoin

import msgspec
from markdownify import MarkdownConverter

from ..claims.statements import Publication, Statement
from ..html import Node, classes, get, normalise, parse, read, rename, write
from ..pages.vocabulary import KINDS, VERDICTS

# Words for those who act, what is not read out, ways back, and what a block says twice.
_LEFT_OUT = (
    "script, style, template, form, button, select, textarea, input, [aria-hidden=true], "
    ".footnote-backref, .checks__way, .checks__names, .checks__plain"
)


@dataclass(frozen=True)
class TwinPage:
    """A page that has a twin."""

    url: str  # from the root of the site
    title: str
    description: str
    html: str  # of its article, slots filled
    frozen: str | None = None  # where its words stay, if an edition keeps them
    claims: Mapping[str, Statement] = field(default_factory=dict)  # by the id of their clause


class _Writer(MarkdownConverter):
    """markdownify with notes, and with quotation marks that are none of a program."""

    def convert_a(self, el: Any, text: str, parent_tags: Collection[str]) -> str:
        label = _name_note(str(el.get("href", "")).removeprefix("#"))
        if label:
            return f"[^{label}]"
        return str(super().convert_a(el, text, parent_tags))  # type: ignore[misc]

    def convert_li(self, el: Any, text: str, parent_tags: Collection[str]) -> str:
        label = _name_note(str(el.get("id", "")))
        if not label:
            return str(super().convert_li(el, text, parent_tags))  # type: ignore[misc]
        return f"[^{label}]: {indent(text.strip(), '    ').lstrip()}\n\n"

    def convert_q(self, el: Any, text: str, parent_tags: Collection[str]) -> str:
        return f"“{text}”"

    def convert_sup(self, el: Any, text: str, parent_tags: Collection[str]) -> str:
        is_raised = any(map(str.isalnum, text)) and el.find("a") is None
        return f"^{text}^" if is_raised else text


_WRITER = _Writer(heading_style="ATX", bullets="-", escape_misc=True, sub_symbol="~")


def escape(text: str) -> str:
    """Return text so that Markdown shows it as it stands, in one line."""
    return _tidy(_WRITER.escape(normalise(text), ()))  # type: ignore[attr-defined]


def _tidy(text: str) -> str:
    """Return Markdown in which a number has no backslash where it cannot begin an item."""
    return re.sub(r"(?m)(?<=\S[ \u00a0])(\d{1,9})\\(?=[.)])", r"\1", text)


def write_twin(page: TwinPage, publication: Publication) -> str:
    """Return a page as Markdown."""
    version = publication.version
    address = publication.site_url + page.url
    front = {
        "title": page.title or publication.title,
        "description": page.description,
        "part_of": publication.title,
        "address": address,  # of the page of today
        "frozen": page.frozen,  # of the same page in its edition, whose words stay; none in a draft
        "edition": version.number or None,
        "state": "published" if version.number else "draft",
        "date": version.date,  # of the edition, or of the draft
        "language": publication.language,
        "author": publication.organisation,
        "licence": publication.licence,
    }
    body = parse(page.html)
    _leave_out(body)
    for paragraph in body.css("p:has(span.clause)"):
        _tell_statements(paragraph, page.claims, publication.site_url)
    _lead(body, address)
    _open_boxes(body)
    text = _tidy(_WRITER.convert(write(body) + _list_long_forms(body)).strip())
    return f"---\n{msgspec.yaml.encode(front).decode()}---\n\n{text}\n"


def _leave_out(body: Node) -> None:
    """Leave out what nobody reads; a drawing leaves its name."""
    for node in body.css(_LEFT_OUT):
        node.decompose()
    for drawing in body.css("svg"):
        name = get(drawing, "aria-label")
        drawing.replace_with(_make(f" <em>{escape_html(name)}</em> " if name else " "))


def _make(html: str) -> Node:
    """Return an element without a meaning of its own around some HTML."""
    node = parse(f"<span>{html}</span>").first_child
    assert node is not None
    return node


def _tell_statements(paragraph: Node, claims: Mapping[str, Statement], site: str) -> None:
    """Put below a paragraph kind, verdict and address of each of its statements, one a line."""
    lines = list[str]()
    for clause in paragraph.css("span.clause"):
        claim = claims.get(get(clause, "id"))
        if claim:
            verdict = claim.record.verdict
            said = [KINDS[claim.kind], *([VERDICTS[verdict]] if verdict else [])]
            address = escape_html(site + claim.address)
            lines.append(f'<em>{" · ".join(said)}</em> · <a href="{address}">{address}</a>')
    if lines:
        below = parse(f"<p>{'<br>'.join(lines)}</p>").first_child
        assert below is not None
        paragraph.insert_after(below)


def _lead(body: Node, address: str) -> None:
    """Give links and pictures whole addresses, but for those that lead to notes."""
    for name in ("href", "src"):
        for node in body.css(f"[{name}]"):
            link = get(node, name)
            if not _name_note(link.removeprefix("#")):
                node.attrs[name] = urljoin(address, link)


def _name_note(name: str) -> str:
    """Return the label of the note with an id, `cite-abel` for `fn:cite-abel`; empty for others."""
    return name.replace("fn:", "", 1) if "fn:" in name and "/" not in name else ""


def _open_boxes(body: Node) -> None:
    """Make of boxes what Markdown has: of notes quotations, of what is folded its words.

    In an item these go on in its line.
    """
    body.unwrap_tags(["tbody"])  # of a table, markdownify looks through all for each
    for summary in body.css("li > details > summary"):
        summary.unwrap()
    for details in body.css("li > details"):
        details.unwrap()
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
