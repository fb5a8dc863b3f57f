"""The notes of a page, as readers find them below the text."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..html import Node, get
from ..sources.entries import Source
from .markers import NOTE, Markers
from .partials import WayBack, render_note_end, render_notes
from .quotations import Quotation


class Notes(NamedTuple):
    """What the notes of a page need to know."""

    markers: Markers
    places: Mapping[str, str]  # what each marker in the text stands in, by its id
    sources: Mapping[str, Source]
    sources_address: str  # of the page of sources; empty where there is none
    quoted: Mapping[str, Sequence[Quotation]]  # words of sources that links lead to, by key


def finish_notes(holder: Node, notes: Notes) -> None:
    """Finish the list of the notes of a page, which `holder` has, in the order of their numbers."""
    numbers = {marker.note: marker.number for marker in notes.markers.values()}
    ordered = sorted(
        holder.css("ol li[id]"),
        key=lambda note: numbers.get(f"#{get(note, 'id')}", len(numbers)),
    )
    for note in ordered:
        _finish_note(note, notes)
    holder.attrs["role"] = "doc-endnotes"
    holder.attrs["aria-labelledby"] = "notes"
    holder.inner_html = render_notes([str(note.html) for note in ordered])


def _finish_note(note: Node, notes: Notes) -> None:
    """Put at the end of a note what its source is, and where it leads.

    Its ways back say what they lead to; one more leads to all that rests on its source.
    """
    addresses = [get(link, "href") for link in note.css("a.footnote-backref")]
    note.strip_tags(["a.footnote-backref"], recursive=True)
    key = f"#{get(note, 'id')}".removeprefix(NOTE)
    uses = f"{notes.sources_address}#{key}" if notes.sources_address else ""
    paragraphs = note.css("p")
    last = paragraphs[-1] if paragraphs else note
    quoted = notes.quoted.get(key, ())
    end = render_note_end(notes.sources.get(key), quoted, _name_ways(addresses, notes), uses)
    last.inner_html = str(last.inner_html) + end


def _name_ways(addresses: Iterable[str], notes: Notes) -> list[WayBack]:
    """Return the ways back with the names of their places, numbered where one comes again."""
    counted = Counter[str]()
    ways = []
    for address in addresses:
        name = _name_place(address.removeprefix("#"), notes)
        counted[name] += 1
        if counted[name] > 1:
            ways.append(WayBack(address, f"{name} ({counted[name]})"))
        else:
            ways.append(WayBack(address, name))
    return ways


def _name_place(marker_id: str, notes: Notes) -> str:
    """Return what a marker stands in, with its locator."""
    marker = notes.markers.get(marker_id)
    if marker is None:
        return "the text"
    place = notes.places.get(marker_id, "another note")
    if marker.locator:
        return f"{place}, {marker.locator}"
    return place
