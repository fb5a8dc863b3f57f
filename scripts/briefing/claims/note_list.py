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

NOTE = "#fn:" + NOTE_ID.format("")
"""What an address of the note of a source begins with; the citation key follows."""
PLACE = "notes"  # id of the heading above the notes of a page


def finish_notes(body: Node, places: Mapping[str, str], sources: str, cited: Mapping[str, Source]) -> None:
    """Number the markers of a page, and finish its list of notes, if it has one.

    `places` has the title of the section or the box that each marker in the text stands in, by the marker's id;
    `sources` is the way to the page of sources, or empty; `cited` has the sources by their keys.
    """
    holder = body.css_first("div.footnote")
    listing = holder.css_first("ol") if holder else None
    if holder is None or listing is None:
        return
    drop(holder, "hr")
    holder.attrs["role"], holder.attrs["aria-labelledby"] = "doc-endnotes", PLACE
    heading = make("h2", id=PLACE)
    heading.insert_child(make("a", WORDS["notes"], class_="heading-link", href=f"#{PLACE}"))
    prepend(holder, "\n", heading)
    numbers: dict[str, int] = {}
    for marker in sorted(body.css("sup[id^=fnref]"), key=lambda marker: get(marker, "id") not in places):
        for link in marker.css("a"):
            link.inner_html = str(numbers.setdefault(get(link, "href"), len(numbers) + 1))
            link.attrs["role"] = "doc-noteref"
    for link in body.css(".claim-sources a"):
        prepend(link, make("b", str(numbers[get(link, "href")])), " ")
    notes = sorted(listing.css("li[id]"), key=lambda note: numbers.get(f"#{get(note, 'id')}", len(numbers)))
    inner = (get(marker, "id") for marker in holder.css("sup[id^=fnref]"))
    named = dict.fromkeys(inner, _("another note")) | {**places}
    for affix in body.css("sup[id^=fnref] + .cite-affix"):  # between them stands a space
        before = affix.prev and affix.prev.prev
        if before and get(before, "id") in named:
            named[get(before, "id")] += f", {affix.text()}"
    for note in notes:
        key = f"#{get(note, 'id')}".removeprefix(NOTE)
        if key in cited and (told := tell(cited[key])):
            (note.css("p")[-1:] or [note])[0].insert_child(make("span", told, class_="note-record", data_derived=""))
        _name_ways_back(note, named, f"{sources}#{key}" if sources and key in cited else "")
    listing.inner_html = "\n" + "\n".join(str(note.html) for note in notes) + "\n"


def _name_ways_back(note: Node, places: Mapping[str, str], source: str) -> None:
    """Name each way back after the section or box that it leads to, and lead on to the source, where it is known."""
    holder = make("span", class_="backlinks")
    used: list[str] = []
    for link in note.css("a.footnote-backref"):
        place = places.get(get(link, "href")[1:], _("the text"))
        used.append(place)
        name = place if used.count(place) == 1 else f"{place} ({used.count(place)})"
        holder.insert_child(make("a", f"↩\u00a0{name}", class_="footnote-backref", href=get(link, "href"),
                                 aria_label=_("Back to: {name}", name=name), role="doc-backlink"))
        holder.insert_child(" ")
        link.decompose()
    if source:
        holder.insert_child(make("a", _("What rests on this source"), class_="note-source", href=source))
    last = note.css("p")[-1:] or [note]
    last[0].insert_child(holder)
