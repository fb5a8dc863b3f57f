"""Rules on a page for what no build would tell: Markdown reads it, and readers miss something.

A rule is a generator over a page; its docstring is the rule.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ..html import HEADINGS, get, read
from ..problems import Problem
from ..text import find_scheme, is_safe
from .document import ANCHOR, SOURCE_NOTE, PageTree, leave_out

ADDRESS_HINT = "add a line { #a-short-id } below it"
_LONGEST = 60  # characters that are quoted


def id_of_marker(page: PageTree) -> Iterator[Problem]:
    """An id behind a citation is an anchor's: given to the marker it would lead nowhere."""
    for marker in page.body.css("sup[id]:has(> a.footnote-ref):not([id^='fnref'])"):
        name = get(marker, "id")
        message = f"the id '{name}' is given to the marker of a citation"
        hint = f"write [](){{ #{name} }} behind it"
        yield Problem(message, "marker-with-id", hint).at(*page.document.locate(name))


def skipped_heading(page: PageTree) -> Iterator[Problem]:
    """A heading is at most one level below the one before it."""
    headings = page.body.css(", ".join(sorted(HEADINGS)))
    for above, heading in pairwise(headings):
        level = int(str(above.tag)[1]) + 1
        if int(str(heading.tag)[1]) > level:
            words = read(heading, leave_out)
            message = f"the heading '{words}' skips a level"
            line = page.find(f"# {words}", words)
            yield Problem(message, "skipped-heading", f"begin it with {'#' * level}", line=line)


def sound_picture(page: PageTree) -> Iterator[Problem]:
    """A picture has words for who does not see it, and is a file of the site."""
    for picture in page.body.css("img"):
        address = get(picture, "src")
        line = page.find(address)
        if not get(picture, "alt").strip():
            message = f"the picture '{address[:_LONGEST]}' has no words"
            hint = "write ![What it shows](its address)"
            yield Problem(message, "picture-without-words", hint, line=line)
        is_foreign = bool(find_scheme(address)) or address.startswith("//")
        if is_foreign and is_safe(address):  # else it is told already
            message = f"the picture '{address[:_LONGEST]}' is not of this site"
            hint = "no browser loads it, by the policy of the site; put a copy below docs/"
            yield Problem(message, "foreign-picture", hint, line=line)


def repeated_slot(page: PageTree) -> Iterator[Problem]:
    """A slot stands once on a page."""
    for slot, number in Counter(page.slots).items():
        if number > 1:
            words = f"<!-- briefing: {slot} -->"
            line = page.document.text.count("\n", 0, page.document.text.rfind(words)) + 1
            message = f"the slot '{slot}' stands twice on this page"
            yield Problem(message, "repeated-slot", "delete one", line=line)


def paragraph_without_id(page: PageTree) -> Iterator[Problem]:
    """A paragraph can be cited: it has an address, if others do.

    Of one with a clause or a citation another rule says so, as a fault.
    """
    if page.body.css_first("body > p[id]") is None:
        return
    said = f":has({ANCHOR}), :has(> sup > a[href^='#{SOURCE_NOTE}'])"
    for paragraph in page.body.css(f"body > p:not([id], {said})"):
        words = read(paragraph, leave_out)
        if words:
            message = "this paragraph has no id, and nobody can cite it"
            line = page.find(words[:_LONGEST])
            yield Problem(message, "paragraph-without-id", ADDRESS_HINT, line=line)


SILENT = (id_of_marker, skipped_heading, sound_picture, repeated_slot, paragraph_without_id)
"""All of them."""
