"""What a page must have, and what it may not hold: rules on the tree that its Markdown became.

A rule is a generator over a page; its docstring is the rule. What follows from another fault is
left out: where Markdown does not read an attribute list or a box, the rest of a page may be meant.
"""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import urlsplit

from ..html import HEADINGS, Node, classes, get, read, write
from ..problems import Problem, ask, nearest
from ..vocabulary import CHECK, HEADS
from .citations import check_citations, find_groups, list_keys
from .document import ANCHOR, SLOT, SOURCE_NOTE, Document, PageTree, leave_out
from .front_matter import front_matter
from .furniture import NOTE_ID
from .safety import ATTRIBUTES, hidden_character, unsafe_markup
from .silent_rules import ADDRESS_HINT, SILENT

_LONGEST = 60  # characters that are quoted
_UNTITLED = {"", "Note"}  # titles that are not an author's
_LIKENESS = 0.75  # from which on bold words are a slip for the name of a voice
_LIKENESS_OF_COUNT = 0.8  # of which *comment* has less
# Characters by which a line is found: of the beginning of a text, and around what stands in one.
_FIRST = 30
_NEAR = 12


def check_page(page: PageTree) -> list[Problem]:
    """Return what is wrong with a page, each with its line; what is unsafe comes first."""
    unread = [*ask(READ, page)]
    faults = [*unread, *ask(ALWAYS if unread else ALWAYS + MEANT, page)]
    return [fault.at(page.document.path, fault.line or 1) for fault in dict.fromkeys(faults)]


# The text.


def bad_address(document: Document) -> Iterator[Problem]:
    """The address of a link can be read; where it cannot, MkDocs fails."""
    for match in _ADDRESS.finditer(document.text):
        try:
            urlsplit(match[1])
        except ValueError:
            line = document.text.count("\n", 0, match.start(1)) + 1
            message = f"the address '{match[1][:_LONGEST]}' cannot be read"
            yield Problem(message, "bad-address", "write brackets as %5B and %5D", line=line)


_ADDRESS = re.compile(r"(?:\]\(|\]:|<)\s*<?((?:https?:)?//[^\s<>()]+)")


def empty_page(page: PageTree) -> Iterator[Problem]:
    """A page is not empty."""
    if not page.document.text.strip():
        yield Problem("the page is empty", "empty-page", "write a heading, or delete the file")


# What is left over: Markdown has read it otherwise than its author meant.


class Leftover(NamedTuple):
    """Signs that no finished page has in its text."""

    code: str
    pattern: re.Pattern[str]
    message: str  # with `{}` for what was found
    hint: str  # in which `a-short-id` stands for the id that was found


LEFTOVERS = (
    Leftover(
        "merge-conflict",
        re.compile(r"^<{7} [^\n]*", re.M),
        "'{}' is shown as text: Git has left both versions here",
        "keep one, and take out the lines with <<<<<<<, ======= and >>>>>>>",
    ),
    Leftover(
        "open-attributes",
        re.compile(r"\{:?[ ]*[#.][\w-][^{}\n]*\}?|^[ ]*[#.]?[\w-]+[ ]?\}[ ]*$", re.M),
        "the attribute list at '{}' is not read",
        "write [](){ #a-short-id } behind a clause, { #a-short-id } behind a heading, or right "
        "below a paragraph on a line of its own",
    ),
    Leftover(
        "open-box",
        re.compile(r"^[ ]*[!?]{2,}\+?[ ]*\w[^\n]*", re.M),
        "'{}' begins no box",
        'write ??? note "Its title"',
    ),
    Leftover(
        "anchor-form",
        re.compile(r"\[\]\([^\n)]*\)?"),
        "'{}' is no anchor",
        "write [](){ #a-short-id } behind a clause, and words in any other link",
    ),
    Leftover(
        "broken-view",
        re.compile(r"<!--(?![^\n]*-->)[^\n]*"),
        "'{}' begins a comment without an end",
        "close it with -->",
    ),
    Leftover(
        "broken-view",
        re.compile(r"<!--[^\n]*-->"),
        "'{}' is shown as text",
        "write it on a line of its own between two empty ones, or between backticks",
    ),
)


def left_over(page: PageTree) -> Iterator[Problem]:
    """No attribute list, box, anchor or comment is left as text, but in code."""
    for code, pattern, message, hint in LEFTOVERS:
        for match in pattern.finditer(page.text):
            words = match[0].strip()
            said = message.format(words[:_LONGEST])
            meant = hint.replace("a-short-id", _find_id(words))
            yield Problem(said, code, meant, line=page.find(words, words.split()[0]))


def _find_id(words: str) -> str:
    """Return the id that an author meant to give, or one that stands for it."""
    given = re.search(r"#([\w-]+)", words)
    return given[1] if given else "a-short-id"


def own_footnote(page: PageTree) -> Iterator[Problem]:
    """A note is that of a source, and a citation makes it: nobody writes one by hand."""
    text = page.document.text
    cited = re.findall(r"@([\w-]+)", " ".join(find_groups(text)))
    made = {NOTE_ID.format(key) for key in cited}
    names = [note.removeprefix("fn:") for note in page.notes]
    own = [name for name in names if name not in made or f"[^{name}]:" in text]
    for name in dict.fromkeys([*own, *_FOOTNOTE.findall(page.text)]):
        message = f"the footnote '{name[:_LONGEST]}' is made by no citation"
        hint = "cite its source, [@key], or write its words into the text"
        yield Problem(message, "own-footnote", hint, line=page.find(f"[^{name}", f"fn:{name}"))


# That Markdown has left as text; of those of sources `unsound_citation` tells.
_FOOTNOTE = re.compile(rf"\[\^(?!{NOTE_ID.format('')})([^\]\n]*)")
_CALL = re.compile(r"<!--\s*(\w+)(?:(?:\s+in\s+words)?\s*:|(?:\s+[\w-]+){1,2}\s*-->)")


def broken_slot(page: PageTree) -> Iterator[Problem]:
    """A comment that calls the engine is a slot, and a block by itself, or one in a line."""
    for node in (page.body.parent or page.body).traverse(include_text=True):
        text = " ".join(str(node.html).split()) if node.is_comment_node else ""
        call = _CALL.match(text)
        is_slot = SLOT.fullmatch(text) and node.parent and node.parent.tag == "body"
        if call and not is_slot and (hint := _suggest_slot(call[1])):
            message = f"the slot '{text[:_LONGEST]}' is not read"
            line = page.find(text[:_LONGEST], f"<!--{call[1]}")
            yield Problem(message, "broken-view", hint, line=line)


def _suggest_slot(word: str) -> str:
    """Return how to write the slot that a comment was meant for by its first word, if any."""
    if nearest(word, ["briefing"]):
        return "write <!-- briefing: name -->, on a line of its own between two empty ones"
    if get_close_matches(word.lower(), ["verdict"], 1, _LIKENESS_OF_COUNT):
        return "write <!-- verdict: id-of-a-claim -->, on one line"
    if get_close_matches(word.lower(), ["count"], 1, _LIKENESS_OF_COUNT):
        return "write <!-- count: forecasts --> or <!-- count in words: forecasts -->, on one line"
    return ""


def unsound_citation(page: PageTree) -> Iterator[Problem]:
    """What mkdocs-bibtex takes for a group of citations can be read whole, and its keys are known.

    A group stands where it can cite: in no code, which would show the name of a note, and in no
    link, of which it would take the words.
    """
    if page.known is None:
        return
    for raw in dict.fromkeys(find_groups(page.document.text)):
        if f"[{raw}]" not in page.code:
            faults = _judge_group(page, raw, page.known)
            yield from (fault.at("", page.find(f"[{raw}]")) for fault in faults)
    for key in dict.fromkeys(_MARKER.findall(write(page.body))):
        line = page.find(f"`[@{key}", f"\\[@{key}", f'"[@{key}', f"@{key}")
        yield _report_stray(f"@{key}").at("", line)


def _judge_group(page: PageTree, raw: str, known: Collection[str]) -> list[Problem]:
    """Return the faults of what stands between two brackets; of a link, that it is none to cite."""
    group = f"[{raw}]"
    # The address of a link stands behind it, or in a line of its own, in a list or a quotation too.
    link = r"{0}\(|^[ \t>*+\d.-]*{0}:\s".format(re.escape(group))
    others = re.sub(link, "", page.document.text, flags=re.MULTILINE)
    is_stray = others != page.document.text and any(key in known for key in list_keys(raw))
    faults = check_citations(raw, known, page.bibliography) if group in others else ()
    return [*([_report_stray(group)] if is_stray else []), *faults]


_MARKER = re.compile(rf"\[\^{NOTE_ID}\]".format(r"([\w-]+)"))  # that Markdown has not read


def _report_stray(words: str) -> Problem:
    message = f"'{words}' would cite where it stands, in code, a link, a tag or escaped"
    hint = "write &#91; for its bracket, and code between <code> and </code>"
    return Problem(message, "stray-citation", hint)


def open_citation(page: PageTree) -> Iterator[Problem]:
    """No citation is left as text, but in code; a group has rules of its own."""
    groups = [re.escape(f"[{raw}]") for raw in find_groups(page.document.text)]
    text = re.sub("|".join(groups), "", page.text) if groups else page.text
    for match in _OPEN_CITATION.finditer(text):
        if match[0].startswith("[") or match["key"] in (page.known or ()):
            before = text[: match.start()].rpartition("\n")[2][-_NEAR:]
            behind = text[match.end() :].partition("\n")[0][:_NEAR]
            near = (before + match[0] + behind, before + match[0], match[0] + behind)
            words = f"@{match['key'] or ''}"
            message = f"'{words}' has no two square brackets of its own on one line"
            hint = "write [@key], and &#91; for another bracket that opens"
            yield Problem(message, "open-citation", hint, line=page.find(*near, words))


# A citation that is no group: what stands in a bracket with it counts as one.
_OPEN_CITATION = re.compile(
    r"(?P<open>\[[^\[\]]*?(?<![\w.+-])-?)?@(?P<key>[\w-]++)(?!\.\w)(?(open)[^\[\]]*)|\[@"
)


# What a page has.


def _begin(text: str) -> tuple[str, str]:
    """Return how a text begins, by which its line is found: markup may part the longer form."""
    return text[:_FIRST], " ".join(text.split()[:2])


def heading_without_id(page: PageTree) -> Iterator[Problem]:
    """A heading has an id that its author has chosen, so that its address outlives its wording."""
    for heading in page.body.css(", ".join(sorted(HEADINGS))):
        if get(heading, "id") not in page.document.ids:
            words = read(heading, leave_out)
            message = f"the heading '{words}' has no id"
            hint = "end the line with { #a-short-id }, chosen for its meaning"
            line = page.find(f"# {words}", *_begin(words))
            yield Problem(message, "heading-without-id", hint, line=line)


def above_heading(page: PageTree) -> Iterator[Problem]:
    """A page that has headings begins with one."""
    if not page.body.css_first(", ".join(HEADINGS)):
        return
    nodes = page.body.iter(include_text=True)
    for node in takewhile(lambda node: node.tag not in HEADINGS, nodes):
        words = read(node)[:_FIRST]
        if words or node.css_first("img"):
            line = page.find(*_begin(words or "!["))
            message = f"'{words}' stands above the first heading"
            yield Problem(message, "above-heading", "move it below", line=line)
            return


# What cites a source and has no address: of its own, of what it stands in, or of a claim in it.
_UNADDRESSED = (
    f":is(p, li, dd, dt):has(> sup > a[href^='#{SOURCE_NOTE}'])"
    f":not([id], [id] *, table *, :has({ANCHOR}))"
)


def cited_without_id(page: PageTree) -> Iterator[Problem]:
    """What cites a source has an address, but for tables and notes."""
    for block in page.body.css(_UNADDRESSED):
        message = "this paragraph cites a source but has no id"
        line = page.find(*_begin(read(block, leave_out)))
        yield Problem(message, "claim-without-id", ADDRESS_HINT, line=line)


# A paragraph that may have clauses.
_PARAGRAPH = "p:not(details *, .admonition *)"


def claimed_without_id(page: PageTree) -> Iterator[Problem]:
    """A paragraph with a clause has an address, too."""
    for paragraph in page.body.css(f"{_PARAGRAPH}:not([id]):has(> {ANCHOR})"):
        if paragraph.attributes.keys() - ATTRIBUTES:  # which another rule reports
            continue
        name = get(paragraph.css(ANCHOR)[0], "id")
        problem = Problem(f"the paragraph of '{name}' has no id", "claim-without-id", ADDRESS_HINT)
        yield problem.at(*page.document.locate(name))


def unknown_voice(page: PageTree) -> Iterator[Problem]:
    """Bold words at the head of a paragraph that are nearly the name of a voice are that name.

    So are those that are nearly the name of what came later.
    """
    for name in page.body.css(f"{_PARAGRAPH} > strong"):
        words = read(name)
        meant = get_close_matches(words, HEADS.values(), 1, _LIKENESS)
        if name.prev is None and meant and words not in meant:
            message = f"'**{words}**' is the name of no voice"
            problem = Problem(message, "unknown-voice", f"did you mean '**{meant[0]}**'?")
            yield problem.at(*page.document.locate(words))


def check_boxes(page: PageTree) -> Iterator[Problem]:
    """A box is a note, of which kind its record says; it has a title of its author's and a text."""
    for box in page.body.css("details, .admonition"):
        name = " ".join(each for each in classes(box) if each != "admonition")
        line = page.find(
            _quote_box(box, name), f"???{name}", f"???+{name}", f"!!!{name}", "<details"
        )
        for problem in _judge_box(box, name):
            yield problem.at("", line)


def _quote_box(box: Node, name: str) -> str:
    """Return the words by which a box is found: its title, or the first of its text."""
    title, *texts = [read(part, leave_out) for part in box.iter()] or [""]
    if name == "note" and title in _UNTITLED:
        return "".join(texts[:1])[:_FIRST]
    return f'"{title}"'


def _judge_box(box: Node, name: str) -> Iterator[Problem]:
    title = next(iter(box.iter()), box)
    if name != "note":
        kind = f", and kind: {name} in its record" if name == CHECK else ""
        hint = f'write ??? note "Its title"{kind}'
        yield Problem(f"there is no box '{name}'", "unknown-box", hint)
    elif read(title) == read(box):
        hint = "write it below the title, four spaces in"
        yield Problem("this box 'note' has no text", "empty-box", hint)
    elif read(title) in _UNTITLED:
        hint = "write it behind ??? note, between quotation marks"
        yield Problem("this note has no title", "box-without-title", hint)


def anchor_form(page: PageTree) -> Iterator[Problem]:
    """A link without words is an anchor: it has an id, and leads nowhere."""
    for node in page.body.css("a:empty"):
        if node.attributes.keys() - ATTRIBUTES:  # which another rule reports
            continue
        name = get(node, "id")
        more = [
            *node.attributes.keys() - {"id", "href"},
            *(["an address"] * bool(get(node, "href"))),
        ]
        if not name:
            hint = "write [](){ #a-short-id } behind a clause, and words in any other link"
            unnamed = re.search(r"\[\]\([^)\n]*\)(?!\{[^{}\n]*#)", page.document.text)
            line = page.document.text.count("\n", 0, unnamed.start()) + 1 if unnamed else 1
            yield Problem("an anchor has no id", "anchor-form", hint, line=line)
        elif more:
            message = f"the anchor '{name}' has more than an id, {', '.join(sorted(more))}"
            hint = f"write [](){{ #{name} }}; what is said of a clause stands in its record"
            line = page.document.find_line(name)
            yield Problem(message, "anchor-form", hint, line=line)


def anchor_place(page: PageTree) -> Iterator[Problem]:
    """An anchor stands directly in a paragraph, and in none of a note, which is one statement."""
    for node in page.body.css(f"{ANCHOR}:is(:not(p > a), details a, .admonition a)"):
        name = get(node, "id")
        message = f"'{name}' closes no clause of a paragraph"
        hint = "write it behind words in running text, outside of emphasis, lists, tables and notes"
        line = page.document.find_line(name)
        yield Problem(message, "anchor-place", hint, line=line)


READ = (front_matter, left_over)
"""Whether Markdown reads what an author meant."""
ALWAYS = (
    unsafe_markup,
    hidden_character,
    empty_page,
    own_footnote,
    broken_slot,
    unsound_citation,
    open_citation,
    above_heading,
    check_boxes,
)
"""The rules that hold for any page."""
MEANT = (
    heading_without_id,
    cited_without_id,
    claimed_without_id,
    unknown_voice,
    anchor_form,
    anchor_place,
    *SILENT,
)
"""What may only follow, where it does not."""
