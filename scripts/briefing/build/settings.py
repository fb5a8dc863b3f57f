"""What `mkdocs.yml` may say: our own settings, and the places where MkDocs and its plugins write.

Ours stand under `extra: briefing:` and are read by MkDocs' own means. A rule is a generator; its docstring is the rule.
"""

import datetime
import json
import re
from collections.abc import Collection, Iterator, Mapping
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
    date = opt.Type(datetime.date)  # of the draft, for citations while there is no edition, for example `2026-11-25`
    article = opt.Type(str, default="")  # citation key of the article that the briefing restates
    kicker = opt.Type(str, default="")  # above the title: `Sourced briefing · as of 26 November 2024`
    language = opt.Type(str, default="")  # BCP 47 tag of the words, `en-GB`, where the theme's `language` says less
    licence = opt.Type(str, default="https://creativecommons.org/licenses/by/4.0/")  # address of that of the text
    contact = opt.Type(str, default="")  # where to report an error, `mailto:a@b.example`; else the issues of `repo_url`
    accent = opt.Type(str, default="")  # colour of links and verdicts on light and dark paper: `#7a1f2e #eeaca0`
    draft = opt.Type(bool, default=False)  # the next edition is being written: words may differ from the newest


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


def check_places(path: str, text: str, config: MkDocsConfig, pages: Collection[str]) -> Iterator[Problem]:
    """Yield the faults of a `mkdocs.yml`: its `path`, its `text`, and what MkDocs has read from it.

    `pages` are the Markdown files below `docs/`.
    """
    yield from (Problem(path, *fault) for fault in find_hidden(text))
    for words, *fault in (*_check_site(config), *_check_nav(config.nav, pages),
                          *_check_redirects(list_redirects(config), pages)):
        yield Problem(path, find_line(text, words), *fault)


def list_redirects(config: MkDocsConfig) -> Mapping[str, Any]:
    """Return what mkdocs-redirects is told: by the file of an old page a new one, or an address."""
    plugin: Any = config.plugins.get("redirects")
    return plugin.config.get("redirect_maps", {}) if plugin else {}


def _check_site(config: MkDocsConfig) -> Iterator[Fault]:
    """The address of the site is one of the web."""
    url = config.site_url
    if url and not _is_plain(url):
        yield "site_url", f"the address of the site is not taken: {url}", "unsafe-address", "write https://…/"


def _check_nav(nav: Any, pages: Collection[str]) -> Iterator[Fault]:
    """The navigation, however deep, names pages in `docs/`, or addresses of the web; MkDocs says what else is wrong."""
    for part in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _check_nav(part, pages)
    if isinstance(nav, str) and nav not in pages and not _is_plain(nav):
        yield (nav, f"nav names '{nav}', which is no page in docs/", "broken-nav",
               nearest(nav, pages) or "name a Markdown file below docs/")


def _check_redirects(maps: Mapping[str, Any], pages: Collection[str]) -> Iterator[Fault]:
    """A redirect leads from a page that is no more to one that is, or to the web; editions are not led away."""
    taken = {make_url(page).lower() for page in pages}
    for old, target in ((str(old), str(new)) for old, new in maps.items()):
        if not _PLACE.fullmatch(old) or make_url(old).lower() in taken or old.lower().startswith(f"{FOLDER}/"):
            yield (old, f"redirect_maps names '{old}', which cannot be the name of an old page", "bad-redirect",
                   "name a Markdown file that is no longer in docs/")
        if not (_is_plain(target) or (target.partition("#")[0] in pages and not _MARKUP.search(target))):
            yield (target, f"redirect_maps leads to '{target}', which is no page in docs/", "bad-redirect",
                   nearest(target, pages))


def find_line(text: str, words: str) -> int:
    """Return the first line of a text that has some words; 1 where none has."""
    return text.partition(words)[0].count("\n") + 1 if words in text else 1


def _is_plain(address: str) -> bool:
    return is_web(address) and not _MARKUP.search(address)
