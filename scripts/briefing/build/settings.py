"""What `mkdocs.yml` may say: our own settings, and the places where MkDocs and its plugins write.

Ours stand under `extra: briefing:` and are read by MkDocs' own means. A rule is a generator; its docstring is the rule.
"""

import datetime
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as opt
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from ..addresses import is_web
from ..editions.manifest import FOLDER
from ..pages.document import make_url
from ..problems import Problem, nearest
from ..text import find_hidden

_PLACE = re.compile(r"(?:[\w-]+/)*[\w-]+\.md", re.A)
_MARKUP = re.compile(r"[<>\"'\\]")  # what the templates of others would take for the end of an attribute

Fault = tuple[str, str, str, str]  # the words of the file that it is about, message, code, hint


class BriefingSettings(base.Config):  # type: ignore[no-untyped-call]
    """The typed settings; an unknown one is reported."""

    cut_off = opt.Type(datetime.date)  # last day on which the main text knows anything, for example `2024-11-26`
    date = opt.Type(datetime.date)
    """Date of the draft, for citations while there is no edition, for example `2026-11-25`."""
    article = opt.Type(str, default="")  # citation key of the article that the briefing restates
    kicker = opt.Type(str, default="")
    """What stands above the title of the front page, for example `Sourced briefing · as of 26 November 2024`."""
    language = opt.Type(str, default="")
    """What the words are written in as a BCP 47 tag, `en-GB`, where the theme's `language` says less."""
    licence = opt.Type(str, default="https://creativecommons.org/licenses/by/4.0/")
    """Address of the licence of the text."""
    contact = opt.Type(str, default="")
    """Where an error is reported, `mailto:desk@example.org`; if empty, the issues of `repo_url`."""
    accent = opt.Type(str, default="")
    """The colour of links and verdicts on light and on dark paper, for example `#7a1f2e #eeaca0`."""
    draft = opt.Type(bool, default=False)
    """Whether the next edition is being written: the site then builds while its words differ from the newest."""


@dataclass(frozen=True)
class Places:
    """What MkDocs has read from its file about places."""

    nav: Any
    redirects: Mapping[str, Any]  # of mkdocs-redirects: old page, new page or address
    site_url: str
    pages: Collection[str]  # the Markdown files below `docs/`


def load_settings(extra: Mapping[str, Any]) -> BriefingSettings:
    """Return the settings in `config.extra`. Raise ConfigurationError with one line a fault."""
    settings = BriefingSettings()
    settings.load_dict(extra.get("briefing") or {})
    errors, warnings = settings.validate()
    if errors or warnings:
        faults = "; ".join(f"'{key}': {fault}" for key, fault in [*errors, *warnings])
        raise ConfigurationError(f"mkdocs.yml: extra: briefing: {faults}")
    return settings


def list_words(config: MkDocsConfig, settings: BriefingSettings) -> dict[str, str]:
    """Return what settings say around every page, by their names: all that an edition keeps of them."""
    return {"site_name": config.site_name, "cut_off": settings.cut_off.isoformat(),
            "language": str(config.theme.get("language") or "en"), "site_description": config.site_description or "",
            "site_author": config.site_author or "", "copyright": config.copyright or "", "kicker": settings.kicker,
            "article": settings.article, "nav": json.dumps(config.nav, ensure_ascii=False) if config.nav else ""}


def check_places(path: str, text: str, places: Places) -> Iterator[Problem]:
    """Yield the faults of a `mkdocs.yml`: its `path`, its `text`, and values that MkDocs has read from it."""
    yield from (Problem(path, *fault) for fault in find_hidden(text))
    for rule in (check_site, check_nav, check_redirects):
        for words, message, code, hint in rule(places):
            yield Problem(path, find_line(text, words), message, code, hint)


def check_site(places: Places) -> Iterator[Fault]:
    """The address of the site is one of the web."""
    if places.site_url and not _is_plain(places.site_url):
        yield "site_url", f"the address of the site is not taken: {places.site_url}", "unsafe-address", "write https://…/"


def check_nav(places: Places) -> Iterator[Fault]:
    """The navigation names pages in `docs/`, or addresses of the web."""
    for target in _list_targets(places.nav):
        if target not in places.pages and not _is_plain(target):
            yield (target, f"nav names '{target}', which is no page in docs/", "broken-nav",
                   nearest(target, places.pages) or "name a Markdown file below docs/")


def check_redirects(places: Places) -> Iterator[Fault]:
    """A redirect leads from a page that is no more to one that is, or to the web; editions are not led away."""
    taken = {make_url(page).lower() for page in places.pages}
    for old, new in places.redirects.items():
        if (not _PLACE.fullmatch(str(old)) or make_url(str(old)).lower() in taken
                or str(old).lower().startswith(f"{FOLDER}/")):
            yield (str(old), f"redirect_maps names '{old}', which cannot be the name of an old page", "bad-redirect",
                   "name a Markdown file that is no longer in docs/")
        target = str(new)
        if not (_is_plain(target) or (target.partition("#")[0] in places.pages and not _MARKUP.search(target))):
            yield (target, f"redirect_maps leads to '{target}', which is no page in docs/", "bad-redirect",
                   nearest(target, places.pages))


def find_line(text: str, words: str) -> int:
    """Return the first line of a text that has some words; 1 where none has."""
    return next((number for number, line in enumerate(text.split("\n"), start=1) if words in line), 1)


def _is_plain(address: str) -> bool:
    return is_web(address) and not _MARKUP.search(address)


def _list_targets(nav: Any) -> Iterator[str]:
    """Yield every target in a navigation, however deep; MkDocs says what else is wrong with it."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for part in nav.values() if isinstance(nav, dict) else nav:
            yield from _list_targets(part)
