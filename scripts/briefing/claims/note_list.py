"""The notes at the foot of a page: numbered in reading order, under a heading, each with named ways back.

Python-Markdown reads boxes after the text around them, so that its own numbers do not follow the text
(https://python-markdown.github.io/extensions/footnotes/).
"""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from ..html import Node, get, make, prepend
from ..pages.vocabulary import NOTE_ID, WORDS
from ..sources.bibliography import Source
from ..words import _, show
from .ledger import describe

NOTE = "#fn:" + NOTE_ID.format("")  # what the address of the note of a source begins with; its key follows
PLACE = "notes"  # id of the heading above the notes of a page
TEMPLATES = Environment(autoescape=True, loader=FileSystemLoader(Path(__file__).parent))
TEMPLATES.globals |= {"_": show, "describe": describe, "place": PLACE, "note_address": NOTE}


def finish_notes(body: Node, places: Mapping[str, str], sources: str, cited: Mapping[str, Source]) -> None:
    """Number the markers of a page, those in notes last, and finish its list of notes, if it has one.

    `places` has the title of the section or the box that each marker in the text stands in, by the marker's id;
    `sources` is the way to the page of sources, or empty; `cited` has the sources by their keys.
    """
    holder, numbers = body.css_first("div.footnote"), dict[str, int]()
    if holder is None:
        return
    for link in body.css("sup[id^=fnref] a"):
        link.inner_html = str(numbers.setdefault(get(link, "href"), len(numbers) + 1))
        link.attrs["role"] = "doc-noteref"
    for link in body.css(".claim-sources a"):
        prepend(link, make("b", str(numbers[get(link, "href")])), " ")
    named = {get(marker, "id"): _("another note") for marker in holder.css("sup[id^=fnref]")} | {**places}
    for affix in body.css("sup[id^=fnref] + .cite-affix"):  # between them stands a space
        before = affix.prev and affix.prev.prev
        if before and get(before, "id") in named:
            named[get(before, "id")] += f", {affix.text()}"
    notes = sorted(holder.css("ol li[id]"), key=lambda note: numbers.get(f"#{get(note, 'id')}", len(numbers)))
    for note in notes:
        _finish_note(note, named, sources, cited)
    holder.attrs["role"], holder.attrs["aria-labelledby"] = "doc-endnotes", PLACE
    holder.inner_html = TEMPLATES.get_template("notes.html").render(
        title=WORDS["notes"], notes=[str(note.html) for note in notes])


def _finish_note(note: Node, places: Mapping[str, str], sources: str, cited: Mapping[str, Source]) -> None:
    """Say at the end of a note what its source is, where each way back leads, and lead on to the source."""
    ways, used = list[tuple[str, str]](), list[str]()
    for link in note.css("a.footnote-backref"):
        used.append(places.get(get(link, "href")[1:], _("the text")))
        number = used.count(used[-1])
        ways.append((get(link, "href"), used[-1] if number == 1 else f"{used[-1]} ({number})"))
        link.decompose()
    last, source = (note.css("p")[-1:] or [note])[0], cited.get(f"#{get(note, 'id')}".removeprefix(NOTE))
    last.inner_html = str(last.inner_html) + TEMPLATES.get_template("note.html").render(
        told=describe(source)[1] if source else "", ways=ways,
        address=f"{sources}#{source.key}" if sources and source else "")
