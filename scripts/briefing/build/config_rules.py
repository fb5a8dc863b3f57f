"""What `mkdocs.yml` may say about places: addresses, and files of the site.

A rule is a generator; its docstring is the rule. MkDocs and its plugins write where they are told to.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..addresses import is_web
from ..problems import Problem, nearest

_PLACE = re.compile(r"(?:[\w-]+/)*[\w-]+\.md", re.A)
_MARKUP = re.compile(r"[<>\"'\\]")
"""What the templates of others would take for the end of an attribute."""


def check_config(path: str, text: str, nav: Any, redirects: Mapping[str, Any], site_url: str,
                 pages: Collection[str]) -> Iterator[Problem]:
    """Yield the faults of a `mkdocs.yml`: its `path`, its `text`, and values that MkDocs has read from it.

    `pages` are the Markdown files below `docs/`.
    """
    faults = [*_check_site(site_url), *_check_nav(nav, pages), *_check_redirects(redirects, pages)]
    for words, message, code, hint in faults:
        yield Problem(path, _find_line(text, words), message, code, hint)


def _check_site(site_url: str) -> Iterator[tuple[str, str, str, str]]:
    """The address of the site is one of the web."""
    if site_url and not _is_plain(site_url):
        yield "site_url", f"the address of the site is not taken: {site_url}", "unsafe-address", "write https://…/"


def _check_nav(nav: Any, pages: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
    """The navigation names pages in `docs/`, or addresses of the web."""
    for target in _list_targets(nav):
        if target not in pages and not _is_plain(target):
            yield (target, f"nav names '{target}', which is no page in docs/", "broken-nav",
                   nearest(target, pages) or "name a Markdown file below docs/")


def _check_redirects(redirects: Mapping[str, Any], pages: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
    """A redirect leads from a page that is no more to one that is, or to the web."""
    for old, new in redirects.items():
        if not _PLACE.fullmatch(str(old)) or old in pages:
            yield (str(old), f"redirect_maps names '{old}', which cannot be the name of an old page", "bad-redirect",
                   "name a Markdown file that is no longer in docs/")
        target = str(new)
        if not (_is_plain(target) or (target.partition("#")[0] in pages and not _MARKUP.search(target))):
            yield (target, f"redirect_maps leads to '{target}', which is no page in docs/", "bad-redirect",
                   nearest(target, pages))


def _is_plain(address: str) -> bool:
    return is_web(address) and not _MARKUP.search(address)


def _list_targets(nav: Any) -> Iterator[str]:
    """Give every target in a navigation, however deep; MkDocs says what else is wrong with it."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for part in nav.values() if isinstance(nav, dict) else nav:
            yield from _list_targets(part)


def _find_line(text: str, words: str) -> int:
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, start=1) if words in line), 1)
