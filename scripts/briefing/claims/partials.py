"""The parts of a page that Jinja templates beside this write: records of claims, and notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from ..pages.vocabulary import WORDS
from ..sources.entries import Source
from .checks import Checks
from .quotations import Quotation
from .sources import describe

_TEMPLATES = Environment(
    autoescape=True, auto_reload=False, loader=FileSystemLoader(Path(__file__).parent)
)


@dataclass(frozen=True)
class WayBack:
    """A way from a note back to one of its markers."""

    address: str
    name: str  # of the place


def render_checks(checks: Checks, name: str, cite: str) -> str:
    """Return the HTML of what stands behind a paragraph.

    `name` is the id of the paragraph, `cite` the address of its citation, empty without one.
    """
    return _TEMPLATES.get_template("checks.html").render(checks=checks, id=name, cite=cite)


def render_mark(address: str) -> str:
    """Return the HTML of the mark behind a clause that leads to what came later."""
    return _TEMPLATES.get_template("aftermath.html").render(address=address)


def render_note_end(
    source: Source | None, quoted: Sequence[Quotation], ways: Sequence[WayBack], uses: str
) -> str:
    """Return the HTML at the end of a note.

    `source` is None for a note of an author's own; `quoted` are words of it to which links lead;
    `uses` is the address of what rests on a source, empty where no page lists it.
    """
    about = describe(source) if source else ""
    template = _TEMPLATES.get_template("note.html")
    return template.render(about=about, quoted=quoted, ways=ways, uses=uses if source else "")


def render_notes(notes: Sequence[str]) -> str:
    """Return the HTML of the notes of a page below their heading."""
    return _TEMPLATES.get_template("notes.html").render(notes=notes, title=WORDS["notes"])
