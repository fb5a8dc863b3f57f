"""What templates place around the text of a page: styles, scripts and tabs."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

from ..yamldata import Written

CITE = "assets/js/cite.js"  # of a site that can be cited
MOVED = "assets/js/moved.js"  # of pages that lead on
FRONT = "front"  # the sort of a front page that leads to others, which is laid out by itself
PRINT_STYLE = "assets/css/print.css"  # of all pages, for paper

_WHOLE = "whole"  # the slot that shows all pages, and so needs the styles of each

# Stylesheets that not all pages have, by the sort of a page or the views that its slots name; which
# a figure needs, its form says. Then scripts, by slots as they stand: a part may have no form.
_STYLES = {
    "front": {FRONT, "score", "themes", "whole"},
    "apparatus": {"article", "cite", "ledger", "sources", "summary", "whole"},
    "article": {"article"},
    "dialogs": {"article", "check", "cite", "ledger", "sources"},
    "editions": {"changes", "check", "editions"},
    "board": {"forecasts", "watch", "whole"},
    "map": {"map", "whole"},
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
    """Return the tabs of a page; `items` are those of the navigation of MkDocs.

    They keep its order, as the ways at the foot of a page do. What stands behind the claims begins
    with the first page that claims nothing and is not the article, statement by statement.
    """
    tabs, is_behind = list[Tab](), False
    for item in items:
        target = item
        while target.children:
            target = target.children[0]
        meta = getattr(target, "meta", {})  # a link elsewhere has none
        current = ""
        if item.active:
            current = "page" if item.is_page else "true"
        is_article = "article" in getattr(target, "slots", ())
        is_behind = is_behind or (meta.get("sort") == "apparatus" and not is_article)
        tabs.append(Tab(item.title, target.url, is_behind, current))
    return tabs
