"""Our own settings in `mkdocs.yml`, under `extra: briefing:`; what MkDocs has it checks itself.

But for redirects: pages that lead on are ours, and nobody else looks where to.
"""

import datetime
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, ConfigurationError
from msgspec import Meta

from ..pages.document import make_url
from ..pages.publication import EDITIONS_FOLDER
from ..problems import Problem, nearest
from ..sources.bibliography import Bibliography
from ..text import is_web
from ..yamldata import Form, YamlFile, read_yaml

_PLACE = re.compile(r"(?:[\w-]+/)*[\w-]+\.md", re.A)
_MARKUP = re.compile(r"[<>\"'\\]")  # what others' templates would take for the end of an attribute


class BriefingSettings(Form, frozen=True, kw_only=True):
    """The typed settings; an unknown one is refused."""

    cut_off: Annotated[
        datetime.date,
        Meta(description="the last day on which the main text knows anything, as 2024-11-26"),
    ]
    date: Annotated[
        datetime.date,
        Meta(description="the day of the draft, while there is no edition, as 2026-11-25"),
    ]
    article: Annotated[
        str, Meta(description="the citation key of the article that the briefing restates")
    ] = ""
    kicker: Annotated[str, Meta(description="a few words above the title")] = ""
    language: Annotated[
        str,
        Meta(
            description="the tag of the words’ language, en-GB, where theme: language: says less",
            pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$",
        ),
    ] = ""
    licence: Annotated[
        str, Meta(description="the address of the text’s licence", pattern=r"^https?://\S+$")
    ] = "https://creativecommons.org/licenses/by/4.0/"
    contact: Annotated[
        str,
        Meta(
            description="where to report an error, mailto:a@b.example or an address of the web",
            pattern=r"^(?:(?:mailto:|https?://)\S+)?$",
        ),
    ] = ""  # without it, the issues of `repo_url`
    corrections: Annotated[
        str, Meta(description="the page that says how to send a correction, method.md#corrections")
    ] = ""


class FaultyProject(ConfigurationError):  # noqa: N818  (it is no fault of the program)
    """What is wrong with settings or files, so that MkDocs cannot go on."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def load_settings(extra: Mapping[str, Any], file: Path) -> BriefingSettings:
    """Return the settings in `config.extra`, which was read from a file.

    Raise FaultyProject where they are none.
    """
    written = extra.get("briefing") or {}
    if isinstance(written, dict):  # what YAML takes for a number may be meant as a text
        given = {name: value for name, value in written.items() if value is not None}
        written = {str(name): _write(value) for name, value in given.items()}
    places = read_yaml(file.read_text(encoding="utf-8")).places
    data = YamlFile(file.name, {"extra": {"briefing": written}}, places)
    settings, problems = data.read(BriefingSettings, "extra", "briefing", name="extra: briefing")
    if settings is None:
        raise FaultyProject(problems)
    return settings


def _write(value: Any) -> Any:
    """Return a value as it is written, a day or `true`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def list_words(config: MkDocsConfig, settings: BriefingSettings) -> dict[str, str]:
    """Return what settings say around every page, by name: all that an edition keeps of them."""
    return {
        "site_name": config.site_name,
        "cut_off": settings.cut_off.isoformat(),
        "language": str(config.theme.get("language") or "en"),
        "site_description": config.site_description or "",
        "site_author": config.site_author or "",
        "copyright": config.copyright or "",
        "kicker": settings.kicker,
        "article": settings.article,
        "corrections": settings.corrections,
        "nav": json.dumps(config.nav, ensure_ascii=False) if config.nav else "",
        "language_tag": settings.language,
        "licence": settings.licence,
        "contact": settings.contact,
        "repo_url": config.repo_url or "",
        "social": json.dumps(config.extra.get("social") or [], ensure_ascii=False, default=str),
    }


def name_bib(config: MkDocsConfig) -> str:
    """Return the path of the bibliography as `mkdocs.yml` has it. Raise BuildError for none."""
    plugin: Any = config.plugins.get("bibtex")
    if plugin is None or not plugin.config.bib_file:
        raise BuildError(
            "mkdocs.yml: no bibliography is named; write under plugins: bibtex: {bib_file: …}"
        )
    return str(plugin.config.bib_file)


def list_redirects(config: MkDocsConfig) -> dict[str, str]:
    """Return where mkdocs-redirects leads, to a file or to the web, by the file of an old page."""
    plugin: Any = config.plugins.get("redirects")
    maps = plugin.config.get("redirect_maps", {}) if plugin else {}
    return {str(old): str(new) for old, new in maps.items()}


def check_settings(
    file: Path,
    config: MkDocsConfig,
    settings: BriefingSettings,
    pages: Mapping[str, Collection[str]],
    bibliography: Bibliography,
) -> Iterator[Problem]:
    """Yield the faults of a `mkdocs.yml`, each at the first line that has what it quotes.

    `pages` are the files of those in `docs/`, each with its ids.
    """
    found = [*_check_corrections(settings.corrections, pages)]
    found += _check_redirects(list_redirects(config), pages)
    article = settings.article
    if article and article not in bibliography.sources and bibliography.is_readable:
        message = f"the article '{article}' is not in {name_bib(config)}"
        hint = nearest(article, bibliography.sources)
        found.append((article, Problem(message, "unknown-key", hint)))
    text = file.read_text(encoding="utf-8")
    for words, problem in found:
        before = text.partition(words)[0] if words in text else ""
        yield problem.at(file.name, before.count("\n") + 1)


def _check_corrections(
    place: str, pages: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, Problem]]:
    """What every page names for corrections is a page that is there, or a place on it."""
    page, _sign, name = place.partition("#")
    if place and (page not in pages or _MARKUP.search(place)):
        message = f"corrections names '{place}', which is no page in docs/"
        hint = nearest(page, pages) or "name a Markdown file below docs/, with an id behind #"
        yield place, Problem(message, "broken-link", hint)
    elif name and name not in pages[page]:
        message = f"corrections names '{place}', and docs/{page} has no id '{name}'"
        hint = nearest(name, pages[page]) or "write behind # an id of that page"
        yield place, Problem(message, "broken-fragment", hint)


def _check_redirects(
    redirects: Mapping[str, str], pages: Collection[str]
) -> Iterator[tuple[str, Problem]]:
    """A redirect leads from a page that is gone to one that is there, or to the web."""
    taken = {make_url(page).lower() for page in pages}
    for old, target in redirects.items():
        is_there = make_url(old).lower() in taken
        if not _PLACE.fullmatch(old) or is_there or old.lower().startswith(f"{EDITIONS_FOLDER}/"):
            message = f"redirect_maps names '{old}', which cannot be the name of an old page"
            hint = "name a Markdown file that is no longer in docs/"
            yield old, Problem(message, "bad-redirect", hint)
        leads = target.partition("#")[0] in pages or is_web(target)
        if not leads or _MARKUP.search(target):
            message = f"redirect_maps leads to '{target}', which is no page in docs/"
            yield target, Problem(message, "bad-redirect", nearest(target, pages))
