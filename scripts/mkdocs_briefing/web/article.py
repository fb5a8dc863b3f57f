"""The article of a page as readers get it, with the ways to cite and to go on."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from ..answers import keep_last
from ..citing.record import CitablePage
from ..citing.ways import offer_citations
from ..claims.statements import PageEvidence
from ..html import Node, classes, get, lead_links, make, parse, read, suit_readers, write
from ..pages.passage import Passage
from ..text import count_things
from .frame import FRONT

_KEPT = ("data-event", "data-check")  # what a clause's record says: an edition reads it, no reader
_LOOKS = {"clause", "changed"}  # classes of a clause that a style asks for


@keep_last
def write_article(
    _uri: str,
    html: str,
    evidence: PageEvidence,
    passages: Sequence[Passage],
    cited: CitablePage | None,
    sort: str,
) -> str:
    """Return the HTML of an article of a sort; `cited` is what can be cited on it."""
    body = parse(html)
    if cited:
        offer_citations(body, cited)
    if evidence.claims and not evidence.page.is_front:
        _link_sections(body, {each.id: each.title for each in passages})
        _add_depth_line(body)
        _fold_entries(body)
    if sort == FRONT:
        _group_sections(body)
    _leave_out(body, evidence.page.url)
    suit_readers(body)
    return write(body)


def lay_out(html: str, sort: str) -> str:
    """Return the HTML of an article in the elements that the style of its sort lays out."""
    if sort != FRONT:
        return html
    body = parse(html)
    _group_sections(body)
    return write(body)


def _leave_out(body: Node, url: str) -> None:
    """Take away what only editions read of clauses, and the path before an id of the same page."""
    for name in _KEPT:
        for node in body.css(f"[{name}]"):
            del node.attrs[name]
    for clause in body.css("span.clause"):
        clause.attrs["class"] = " ".join(name for name in classes(clause) if name in _LOOKS)
    own = f"../{url}#"
    lead_links(body, lambda link: f"#{link.removeprefix(own)}" if link.startswith(own) else link)


def _group_sections(body: Node) -> None:
    """Put each section of the front page into an element, beside whose heading its text can stand.

    It has the classes of its heading, by which authors say what a section is. Notes end the last.
    """
    runs = list[list[Node]]()
    for node in body.iter(include_text=True):
        if node.tag == "h2" or "footnote" in classes(node):
            runs.append([])
        if runs:
            runs[-1].append(node)
    for run in runs:
        if run[0].tag == "h2":
            _enclose(run, make("section", class_=get(run[0], "class")))


def _enclose(run: Collection[Node], element: Node) -> None:
    """Put nodes that stand one after the other into a new element, in their place."""
    for node in run:
        element.insert_child(node)
    first, *_ = run
    first.insert_before(element)
    for node in run:
        node.decompose()


def _link_sections(body: Node, titles: Mapping[str, str]) -> None:
    """Put a link at the end of each section of an article, on a line of its own, to the next.

    `titles` are those of sections by their ids. It shows where no contents stand beside the text;
    by its class, reader views take it for what it is.
    """
    headings = [node for node in body.css("h2[id]") if node.parent == body]
    for _before, heading in pairwise(headings):
        name = get(heading, "id")
        line = make("p", class_="section-pager")
        line.insert_child(make("a", f"Next: {titles[name]}", href=f"#{name}"))
        heading.insert_before(line)


def _fold_entries(body: Node) -> None:
    """Put the entries of the record that stand together into a fold, with their number at its head.

    Styles show what is in it where there is room, and let a phone fold it.
    """
    for run in _list_runs(body):
        heads = [read(head) for node in run for head in node.css(".entry-head")]
        words = f"The record: {count_things(len(heads), 'entry', 'entries')}"
        day = heads[0].rstrip(".")
        if day[-1:].isdigit():  # a year ends it; other heads are words
            words += f", from {day}"
        fold = make("details", class_="entries")
        fold.insert_child(make("summary", words, data_derived=""))
        _enclose(run, fold)


def _list_runs(body: Node) -> list[list[Node]]:
    """Return the entries of the record that stand together, with what stands behind each."""
    runs, is_within = list[list[Node]](), False
    for node in body.iter(include_text=True):
        is_entry = "entry" in classes(node)
        if is_entry and not is_within:
            runs.append([])
        is_within = is_entry or (is_within and (node.is_text_node or "checks" in classes(node)))
        if is_within:
            runs[-1].append(node)
    return runs


def _add_depth_line(body: Node) -> None:
    """Say above the first section that verdicts stand beside paragraphs, and how to see sources.

    Where there are verdicts. The label is that of the switch in the header.
    """
    first = body.css_first("h2")
    if first is None or not body.css(".checks > .mark"):
        return
    line = make("p", "Each paragraph has its verdict beside it", class_="depth-line")
    label = make("label", "open all sources", for_="depth-checks")
    way = make("span", "\u00a0· ")  # a dot begins no line
    way.insert_child(label)
    line.insert_child(way)
    first.insert_before(line)
