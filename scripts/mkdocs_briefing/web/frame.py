"""What templates place around the text of a page: styles, tabs, and the way to the next section."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, pairwise
from typing import Any, NamedTuple

from ..html import Node, classes, get, make
from ..yamldata import Written

CITE = "assets/js/cite.js"  # of a site that can be cited
MOVED = "assets/js/moved.js"  # of pages that lead on
PRINT_STYLE = "assets/css/print.css"  # of all pages, for paper

_WHOLE = "whole"  # the slot that shows all pages, and so needs the styles of each

# Stylesheets that not all pages have, by the sort of a page or the views that its slots name; which
# a figure needs, its form says. Then scripts, by slots as they stand: a part may have no form.
_STYLES = {
    "front": {"front", "score", "themes", "whole"},
    "apparatus": {"article", "cite", "ledger", "sources", "summary", "whole"},
    "article": {"article"},
    "dialogs": {"article", "check", "cite", "ledger", "sources"},
    "editions": {"changes", "check", "editions"},
    "board": {"forecasts", "watch", "whole"},
}
_SCRIPTS = {"ledger": {"article", "ledger", "sources index"}, "quotations": {"check"}}


def list_styles(sort: str, slots: Collection[str], figures: Mapping[str, Written]) -> list[str]:
    """Return the stylesheets of a page beside that of all; `slots` are what it asks to be shown."""
    views = {slot.partition(" ")[0] for slot in slots}
    shown = [each.form for name, each in figures.items() if not views.isdisjoint({name, _WHOLE})]
    own = [name for name, asking in _STYLES.items() if not asking.isdisjoint({sort, *views})]
    names = chain(own, *(form.styles for form in shown))
    ours_first = sorted(dict.fromkeys(names), key=lambda name: name not in _STYLES)
    return [name_style(name) for name in ours_first]


def list_scripts(slots: Collection[str]) -> list[str]:
    """Return the scripts of a page beside those of all."""
    return [_name_script(name) for name, asking in _SCRIPTS.items() if not asking.isdisjoint(slots)]


def list_optional() -> set[str]:
    """Return the stylesheets and scripts of the engine that only pages which ask for them need."""
    always = {"dialogs"}  # which scripts and the page for what is not found ask for
    return {*map(name_style, _STYLES.keys() - always), *map(_name_script, _SCRIPTS), CITE, MOVED}


def name_style(name: str) -> str:
    """Return the path of a stylesheet by its name: `board`."""
    return f"assets/css/{name}.css"


def _name_script(name: str) -> str:
    return f"assets/js/{name}.js"


class Tab(NamedTuple):
    """One way to a page, or to the first page of a section of the navigation."""

    title: str
    url: str
    is_apparatus: bool  # whether it leads to what stands behind the claims
    current: str  # of `aria-current`: `page`, `true` for a section, or empty


def list_tabs(items: Iterable[Any]) -> list[Tab]:
    """Return the tabs of a page; `items` are those of the navigation of MkDocs."""
    tabs = []
    for item in items:
        target = item
        while target.children:
            target = target.children[0]
        meta = getattr(target, "meta", {})  # a link elsewhere has none
        current = ""
        if item.active:
            current = "page" if item.is_page else "true"
        tabs.append(Tab(item.title, target.url, meta.get("sort") == "apparatus", current))
    return tabs


def group_sections(body: Node) -> None:
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


def link_sections(body: Node, titles: Mapping[str, str]) -> None:
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


def add_depth_line(body: Node) -> None:
    """Say above the first section that verdicts stand beside paragraphs, and how to see sources.

    Where there are verdicts. The label is that of the switch in the header.
    """
    first = body.css_first("h2")
    if first is None or not body.css(".checks > .mark"):
        return
    line = make("p", "Each paragraph has its verdict beside it", class_="depth-line")
    label = make("label", "open all sources", for_="depth-checks")
    way = make("span", " · ")
    way.insert_child(label)
    line.insert_child(way)
    first.insert_before(line)
