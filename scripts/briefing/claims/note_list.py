"""The notes at the foot of a page: numbered in reading order, under a heading, each with named ways back.

Python-Markdown reads boxes after the text around them, so that its own numbers do not follow the text
(https://python-markdown.github.io/extensions/footnotes/).
"""

from collections.abc import Mapping

from ..html import Node, drop, get, make, prepend
from ..pages.vocabulary import NOTE_ID, WORDS
from ..sources.bibliography import Source
from ..words import _
from .support import tell

NOTE = "#fn:" + NOTE_ID.format("")  # what the address of the note of a source begins with; its key follows
PLACE = "notes"  # id of the heading above the notes of a page


def finish_notes(body: Node, places: Mapping[str, str], sources: str, cited: Mapping[str, Source]) -> None:
    """Number the markers of a page, and finish its list of notes, if it has one.

    `places` has the title of the section or the box that each marker in the text stands in, by the marker's id;
    `sources` is the way to the page of sources, or empty; `cited` has the sources by their keys.
    """
    holder, listing = body.css_first("div.footnote"), body.css_first("div.footnote ol")
    if holder is None or listing is None:
        return
    drop(holder, "hr")
    holder.attrs["role"], holder.attrs["aria-labelledby"] = "doc-endnotes", PLACE
    heading = make("h2", id=PLACE)
    heading.insert_child(make("a", WORDS["notes"], class_="heading-link", href=f"#{PLACE}"))
    prepend(holder, "\n", heading)
    numbers = _number_markers(body)
    named = {get(marker, "id"): _("another note") for marker in holder.css("sup[id^=fnref]")} | {**places}
    for affix in body.css("sup[id^=fnref] + .cite-affix"):  # between them stands a space
        before = affix.prev and affix.prev.prev
        if before and get(before, "id") in named:
            named[get(before, "id")] += f", {affix.text()}"
    notes = sorted(listing.css("li[id]"), key=lambda note: numbers.get(f"#{get(note, 'id')}", len(numbers)))
    for note in notes:
        _finish_note(note, named, sources, cited)
    listing.inner_html = "\n" + "\n".join(str(note.html) for note in notes) + "\n"


def _number_markers(body: Node) -> dict[str, int]:
    """Number the markers of a page, those in notes last; return the number of each note by its address."""
    numbers: dict[str, int] = {}
    for link in body.css("sup[id^=fnref] a"):
        link.inner_html = str(numbers.setdefault(get(link, "href"), len(numbers) + 1))
        link.attrs["role"] = "doc-noteref"
    for link in body.css(".claim-sources a"):
        prepend(link, make("b", str(numbers[get(link, "href")])), " ")
    return numbers


def _finish_note(note: Node, places: Mapping[str, str], sources: str, cited: Mapping[str, Source]) -> None:
    """Say at the end of a note what its source is, where each way back leads, and lead on to the source."""
    key = f"#{get(note, 'id')}".removeprefix(NOTE)
    holder, used = make("span", class_="backlinks"), list[str]()
    for link in note.css("a.footnote-backref"):
        used.append(places.get(get(link, "href")[1:], _("the text")))
        name = used[-1] if used.count(used[-1]) == 1 else f"{used[-1]} ({used.count(used[-1])})"
        holder.insert_child(make("a", f"↩\u00a0{name}", class_="footnote-backref", href=get(link, "href"),
                                 aria_label=_("Back to: {name}", name=name), role="doc-backlink"))
        holder.insert_child(" ")
        link.decompose()
    if sources and key in cited:
        holder.insert_child(make("a", _("What rests on this source"), class_="note-source", href=f"{sources}#{key}"))
    last = (note.css("p")[-1:] or [note])[0]
    if key in cited and (told := tell(cited[key])):
        last.insert_child(make("span", told, class_="note-record", data_derived=""))
    last.insert_child(holder)
