"""What the generated pages show: records in, filled templates out.

A page asks for a view by a comment, `<!-- briefing: sources added -->`; the markup is in
`overrides/views/<view>.html`, or in `overrides/figures/`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import markdown
from jinja2 import Environment, TemplateError, TemplateNotFound

from .states import find_states
from ..dates import format_edtf
from ..sources.bibliography import Source
from ..sources.links import Link, find_link
from .ledger import Row
from .records import PageEvidence

_SLOT = re.compile(r"<!-- briefing: (?P<view>[a-z]+)(?: (?P<part>[a-z0-9]+))? -->")
_LABELS = ("Checked", "Not checked", "Defect")
_REMARK = re.compile(rf"({'|'.join(_LABELS)}): (.*?)(?=\s(?:{'|'.join(_LABELS)}):|$)", re.S)
_READER = markdown.Markdown()
_WORDS = 16
"""How much of a claim is shown where it is only pointed to."""


class ViewError(Exception):
    """A view that cannot be filled: its name, and why."""


@dataclass(frozen=True)
class Use:
    """One place where a source is cited."""

    how: str
    """`Cited for`, `Checks` or `Later fact`."""
    kind: str
    text: str
    address: str


@dataclass(frozen=True)
class SourceView:
    """One source as `/sources/` shows it."""

    source: Source
    reference: str
    """The note as HTML, without the paragraph around it."""
    archived: str
    """The Wayback Machine's address for the day of access; empty without an address."""
    remarks: Mapping[str, Sequence[str]]
    """What was checked, what was not, and defects, by label."""
    uses: Sequence[Use]
    link: Link | None
    """What is known of its address."""
    state: str
    """`retracted`, `gone` or nothing."""

    @property
    def seen(self) -> str:
        """Last day in words on which its address was there; empty where it never was, as far as is known."""
        return format_edtf(self.link.seen.isoformat()) if self.link and self.link.seen else ""

    @property
    def missing(self) -> str:
        """Day in words since which its address is dead; empty where it is not."""
        return format_edtf(self.link.since.isoformat()) if self.link and self.link.is_dead else ""

    @property
    def accessed(self) -> str:
        """Day of access in words."""
        return format_edtf(self.source.get("urldate"))


def fill(text: str, env: Environment, shown: Mapping[str, Any], adapt: Callable[[str], str] = str) -> str:
    """Replace each slot in a page's HTML or Markdown by its template, which is given `shown` and the slot's `part`.

    `adapt` is applied to the HTML of each slot. Raises ViewError where there is no such view, or no such claim as
    it names.
    """
    def fill_slot(slot: re.Match[str]) -> str:
        try:
            template = env.select_template([f"{folder}/{slot['view']}.html" for folder in ("views", "figures")])
            return adapt(template.render({**shown, "part": slot["part"]}))
        except TemplateError as error:
            reason = "there is no such view" if isinstance(error, TemplateNotFound) else str(error.message)
            raise ViewError(slot["view"], reason) from error
    return _SLOT.sub(fill_slot, text)


def view_sources(sources: Mapping[str, Source], notes: Mapping[str, str], rows: Sequence[Row],
                 pages: Sequence[PageEvidence], links: Mapping[str, Link]) -> list[SourceView]:
    """Give all sources: those of the article in its order, then ours by the names that head them."""
    uses, states = find_uses(rows, pages), find_states(sources, links)
    views = [SourceView(source, _render_note(notes.get(key, "")), make_archived(source),
                        group_remarks(source), uses.get(key, []), find_link(source.get("url"), links),
                        states.get(key, ""))
             for key, source in sources.items()]
    return sorted(views, key=_order)


@lru_cache(10_000)
def _render_note(note: str) -> str:
    return _READER.reset().convert(note)[3:-4]


def _order(view: SourceView) -> str:
    return view.source.short.removeprefix("The ") if "added" in view.source.keywords else ""


def group_remarks(source: Source) -> dict[str, list[str]]:
    """Read an annotation: sentences after `Checked:`, `Not checked:` and `Defect:`, in this order."""
    found = _REMARK.findall(source.get("annotation"))
    groups = {label: [text for given, text in found if given == label] for label in _LABELS}
    return {label: texts for label, texts in groups.items() if texts}


def find_uses(rows: Sequence[Row], pages: Sequence[PageEvidence]) -> dict[str, list[Use]]:
    """Give every place where each source is cited: claims first, then boxes."""
    found: dict[str, list[Use]] = {}
    for key, use in _list_uses(rows, pages):
        found.setdefault(key, []).append(use)
    return found


def make_archived(source: Source) -> str:
    """Give the address of the copy nearest to the day of access, by the Wayback Machine's rule.

    https://web.archive.org/web/<YYYYMMDD>/<address> leads to the copy closest to that day.
    """
    address, accessed = source.get("url"), source.accessed
    return f"https://web.archive.org/web/{accessed.earliest:%Y%m%d}/{address}" if address and accessed else ""


def shorten(text: str) -> str:
    """Give the first words of a text, with an ellipsis where some are left out."""
    words = text.split(maxsplit=_WORDS)
    return " ".join(words[:_WORDS]) + ("\u00a0…" if len(words) > _WORDS else "")


def _list_uses(rows: Sequence[Row], pages: Sequence[PageEvidence]) -> Iterator[tuple[str, Use]]:
    for row in rows:
        for key in row.claim.keys:
            yield key, Use("Cited for", row.kind, shorten(row.claim.text), row.claim.address)
    for page in pages:
        for box in page.boxes:
            how = "Later fact" if box.kind == "since" else "Checks"
            for key in box.keys:
                yield key, Use(how, "", box.title, f"{page.page.url}#{box.id}")
