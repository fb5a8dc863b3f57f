"""What a machine may mend in words: quotation marks, dates, spaces at the ends of lines.

Only running text is touched: no code, address, attribute, tag, citation or name of a box.
"""

import re
from collections.abc import Iterator

from ..text import replace_spans
from ..words import LANGUAGES, format_edtf, get_format, parse_edtf
from .document import Document
from .masking import FRONT_MATTER

Edit = tuple[int, int, str]  # start, end, and what stands there instead

_DAY = re.compile(r"(?<![\w/.–-])\d{4}-\d\d-\d\d(?![\w/–-])", re.A)
_QUOTE = re.compile(r"[\"']")
_BEFORE_OPENING = frozenset(" \t\n([{—–‘“«\u00a0")
# What stands before and behind the words of the title of a box.
_BOX = re.compile(
    r"^(?P<before> *(?:\?{3}\+?|!!!|={3}\+?)[^\n\"]*\")[^\n]*?(?P<behind>\"?[ \t]*)$", re.M
)
_END_OF_LINE = re.compile(r"[ \t]+$", re.M)
_NO_BREAK_SPACE = "\u00a0"


def mend_page(page: Document, language: str) -> str:
    """Return the text of a page with what can be mended in its words."""
    running = _mask_names(page)
    edits = [*mend_words(running, language), *_list_ends(page)]
    return replace_spans(page.text, sorted(edits))


def mend_text(text: str, language: str) -> str:
    """Return words that are no Markdown with what can be mended in them."""
    return replace_spans(text, sorted(mend_words(text, language)))


def mend_words(text: str, language: str) -> Iterator[Edit]:
    """Yield in a text the quotation marks that are straight and the days that are numbers."""
    for match in _DAY.finditer(text):
        if parse_edtf(match[0]):
            yield *match.span(), format_edtf(match[0]).replace(_NO_BREAK_SPACE, " ")
    for match in _QUOTE.finditer(text):
        mark = _curl(text, match.start(), language)
        if mark:
            yield *match.span(), mark


def _curl(text: str, place: int, language: str) -> str:
    """Return the sign that is meant by a straight one; empty where that is not sure.

    Behind a digit it may stand for feet, inches or minutes.
    """
    before, after = f"\n{text}\n"[place], f"\n{text}\n"[place + 2]
    if before.isdigit():
        return ""
    opens = before in _BEFORE_OPENING and not after.isspace()
    if text[place] == "'":
        opens = opens and not after.isdigit()  # a year: ’24
        return "‘" if opens else "’"
    if language.partition("-")[0] not in LANGUAGES:
        return ""  # whose quotation marks we do not know
    opening, closing = get_format("quotes")
    return str(opening if opens else closing)


def _mask_names(page: Document) -> str:
    """Return the running text of a page without what Markdown reads as names and addresses."""
    spans = [(attributes.place.start, attributes.place.end) for attributes in page.attributes]
    spans += [(mark.start, mark.end) for mark in page.links]
    spans += [(group.start, group.end) for group in page.groups]
    for match in _BOX.finditer(page.masked):
        spans += [match.span("before"), match.span("behind")]
    # What is masked already begins and ends no word.
    blanks = [(start, end, _blank(page.running[start:end])) for start, end in sorted(spans)]
    return replace_spans(page.running, blanks)


def _blank(text: str) -> str:
    return "".join(sign if sign == "\n" else "x" for sign in text)


def _list_ends(page: Document) -> Iterator[Edit]:
    """Yield the spaces at the ends of lines that say nothing: two before a line break do."""
    front = FRONT_MATTER.match(page.text)
    start = front.end() if front else 0
    for match in _END_OF_LINE.finditer(page.text, start):
        line_start = page.text.rfind("\n", 0, match.start()) + 1
        is_code = page.text[line_start : match.start()].strip() and not (
            page.masked[line_start : match.start()].strip()
        )
        next_line = page.text[match.end() + 1 :].partition("\n")[0]
        is_last = not next_line.strip() or next_line.lstrip().startswith("{")  # of its paragraph
        breaks = match[0].endswith("  ") and not is_last and match.start() > line_start
        if not is_code and not breaks:
            yield *match.span(), ""
