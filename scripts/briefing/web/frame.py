"""What templates place around the text of a page: its style, tabs, and ways to its editions."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ..claims.statements import EDITIONS_FOLDER, Section, Version
from ..html import parse

_ROWS = 'class="rows '  # of a view of forecasts or of what to watch
_FORM = 'class="check-citation"'
# What stands on front pages, and seldom on any other; and all figures but the map.
_OF_FRONT = re.compile(r'class="(?:answer|tally|map|no-map|argued|compared|findings)"')
_ANSWER = 'class="answer"'
_CHECKS = 'class="checks"'
_FIGURE = re.compile(r'class="figure (?!ties")(?P<kind>[\w-]+)"')
_FIGURES = {"chart", "courses", "stances"}  # kinds of figures with a stylesheet of their own
# What is not read with a text: notes, what was checked, what is folded, what only some hear.
_ASIDE = (
    ".footnote, sup, .checks, .check, .aftermath, .cite, details > :not(summary), .as-table, svg, "
    ".moved, .visually-hidden, [aria-hidden=true]"
)
_WORDS_A_MINUTE = 238  # of prose, read silently (Brysbaert 2019)


def has_answers(content: str) -> bool:
    """Return whether the HTML of a page is that of a front page, without contents and checks."""
    return _ANSWER in content


def choose_style(page: Any) -> str:
    """Return the name of the stylesheet for a sort of page, which is loaded beside that for all.

    It is empty where there is no more than text. `page` is one of MkDocs, or None for a page
    without text.
    """
    if page is None:
        return ""
    if page.url.startswith(f"{EDITIONS_FOLDER}/"):
        return "editions"
    content = getattr(page, "content", None) or ""
    if page.meta.get("is_apparatus"):
        is_more = _OF_FRONT.search(content) or _CHECKS in content or _FORM in content
        return "all" if is_more else "apparatus"
    return _choose_by_content(content)


def _choose_by_content(content: str) -> str:
    if _ROWS in content:
        return "board"
    figures = {match["kind"] for match in _FIGURE.finditer(content)}
    shows_checks = _CHECKS in content and not has_answers(content)
    if _OF_FRONT.search(content):
        return "all" if figures or shows_checks else "front"
    if figures:
        return _choose_by_figures(figures)
    return "checked" if shows_checks else ""


def _choose_by_figures(kinds: set[str]) -> str:
    """Return the style of the one kind of figure of a page; of several, that which has all."""
    [first, *others] = kinds
    return "all" if others or first not in _FIGURES else first


def count_minutes(pages: Iterable[str]) -> int:
    """Return how long it takes to read the text of some pages of HTML, in whole minutes."""
    words = 0
    for html in pages:
        body = parse(html)
        body.strip_tags(_ASIDE.split(", "), recursive=True)
        words += len(body.text(separator=" ").split())
    return max(round(words / _WORDS_A_MINUTE), 1)


class Tab(NamedTuple):
    """One way to a page, or to the first page of a section of the navigation."""

    title: str
    url: str
    is_apparatus: bool  # whether it leads to what stands behind the claims
    current: str  # of `aria-current`: `page`, `true` for a section, or empty


def list_tabs(items: Iterable[Any]) -> list[Tab]:
    """Return the tabs of a page; `items` are those of the navigation of MkDocs."""
    return [_make_tab(item) for item in items]


def _make_tab(item: Any) -> Tab:
    target = item
    while getattr(target, "children", None):
        target = target.children[0]
    meta = getattr(target, "meta", {})  # a link elsewhere has none
    current = ""
    if item.active:
        current = "page" if getattr(item, "is_page", False) else "true"
    return Tab(item.title, target.url, bool(meta.get("is_apparatus")), current)


class Since(NamedTuple):
    """The sections of a page that have had their present words since one edition."""

    version: Version
    is_revised: bool  # whether an earlier edition had other words there
    sections: list[Section]


def group_by_edition(sections: Sequence[tuple[Section, Version, bool]]) -> list[Since]:
    """Return sections by the edition that first had their present words: those revised first.

    Within these, the newest edition is first. Each section comes with that edition and with
    whether it was revised there.
    """
    groups = dict[tuple[bool, int], Since]()
    for section, version, is_revised in sections:
        group = groups.setdefault((is_revised, version.number), Since(version, is_revised, []))
        group.sections.append(section)
    return [groups[key] for key in sorted(groups, reverse=True)]
