"""The options of the plugin in `mkdocs.yml`; what MkDocs has itself it checks itself.

Each option says once what it is: its type, its default, a line for authors. MkDocs takes them as
they are written, since it knows no lines; `read_settings` says what is wrong with them, and where.
"""

import datetime
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import msgspec
from mkdocs.config.base import BaseConfigOption, Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, ConfigurationError
from msgspec import Meta

from ..pages.document import make_url
from ..pages.publication import EDITIONS_FOLDER
from ..problems import FieldPath, Problem, nearest
from ..sources.bibliography import Bibliography
from ..text import is_web
from ..yamldata import Form, YamlFile, read_yaml

PLUGIN = "briefing"  # its name under `plugins:`
_PLACE = re.compile(r"(?:[\w-]+/)*[\w-]+\.md", re.A)
_MARKUP = re.compile(r"[<>\"'\\]")  # what others' templates would take for the end of an attribute
_Value = TypeVar("_Value")


class Setting(BaseConfigOption[_Value]):
    """An option of the plugin. One without a default has to be given."""

    def __init__(
        self,
        kind: type[_Value],
        description: str,
        default: _Value | None = None,
        pattern: str | None = None,
    ) -> None:
        super().__init__()
        self.default = default
        said = Meta(description=description, pattern=pattern)
        self.kind = Annotated[kind, said]


class BriefingConfig(Config):
    """The options of the plugin `briefing`."""

    cut_off = Setting(
        datetime.date, "the last day on which the main text knows anything, as 2024-11-26"
    )
    date = Setting(datetime.date, "the day of the draft, while there is no edition, as 2026-11-25")
    tell_later = Setting(
        tuple[str, ...],
        "a list of the pages that may tell what came after the cut-off, first the one that has the "
        "whole story: [later.md, index.md]",
        (),
    )
    article = Setting(str, "the citation key of the article that the briefing restates", "")
    language = Setting(
        str,
        "the tag of the words’ language, en-GB, where theme: language: says less",
        "",
        r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$",
    )
    licence = Setting(
        str,
        "the address of the text’s licence",
        "https://creativecommons.org/licenses/by/4.0/",
        r"^https?://\S+$",
    )
    # Without it, the issues of `repo_url`.
    contact = Setting(
        str,
        "where to report an error, mailto:a@b.example or an address of the web",
        "",
        r"^(?:(?:mailto:\S+@|https?://)\S+)?$",
    )
    corrections = Setting(
        str, "the page that says how to send a correction, about.md#corrections", ""
    )
    redirects = Setting(dict[str, str], "where each page that moved is now, {old.md: new.md}", {})
    figures = Setting(
        str, "the folder of the figures that this briefing draws itself", "scripts/figures"
    )

    def load_dict(self, patch: dict[str, Any]) -> None:
        """Keep what is written, beside what the options are without it."""
        super().load_dict(patch)
        self.written = {name: value for name, value in patch.items() if value is not None}

    def validate(self) -> tuple[list[Any], list[Any]]:
        """Leave all that is wrong to `read_settings`, which says where it stands."""
        return [], []


def list_settings() -> list[str]:
    """Return the names of all options, in their order."""
    return [name for name, _option in BriefingConfig._schema]


class FaultyProject(ConfigurationError):  # noqa: N818  (it is no fault of the program)
    """What is wrong with settings or files, so that MkDocs cannot go on."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class SettingsFile(NamedTuple):
    """A `mkdocs.yml`, and where in it our options stand."""

    data: YamlFile
    at: FieldPath

    def report(self, problem: Problem) -> Problem:
        """Return what is wrong with an option, at its place."""
        return self.data.report(self.at, problem)


def read_settings(config: BriefingConfig, file: Path) -> SettingsFile:
    """Give the options their types, and return the file that says where each of them stands.

    MkDocs has read the same file, and those that it inherits. Raise FaultyProject where one is not
    what it may be.
    """
    written = read_yaml(file.read_text(encoding="utf-8"), file.name)
    at = _find_options(written.value)
    value: Any = config.written
    for step in reversed(at):
        value = {step: value}
    data = YamlFile(file.name, value, written.places, written.problems)
    settings, problems = data.read(_make_form(), *at, name=f"plugins: {PLUGIN}")
    if settings is None:
        raise FaultyProject(problems)
    for name in list_settings():
        config[name] = getattr(settings, name)
    return SettingsFile(data, at)


@cache  # a server reads its settings at each build
def _make_form() -> type[msgspec.Struct]:
    """Return the form that all options make up."""
    fields = list[Any]()
    for name, option in BriefingConfig._schema:
        assert isinstance(option, Setting)
        required = (name, option.kind)
        fields.append(required if option.default is None else (*required, option.default))
    return msgspec.defstruct("Settings", fields, bases=(Form,), frozen=True, kw_only=True)


def _find_options(written: Any) -> FieldPath:
    """Return the path of our options in a `mkdocs.yml`, whose plugins are a list or a mapping."""
    plugins = written.get("plugins") if isinstance(written, dict) else None
    if isinstance(plugins, list):
        for number, plugin in enumerate(plugins):
            if isinstance(plugin, dict) and PLUGIN in plugin:
                return ("plugins", number, PLUGIN)
    return ("plugins", PLUGIN)


def list_words(config: MkDocsConfig, settings: BriefingConfig) -> dict[str, str]:
    """Return what settings say around every page, by name: all that an edition keeps of them."""
    return {
        "site_name": config.site_name,
        "cut_off": settings.cut_off.isoformat(),
        "language": str(config.theme.get("language") or "en"),
        "site_description": config.site_description or "",
        "site_author": config.site_author or "",
        "copyright": config.copyright or "",
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


def check_settings(
    settings_file: SettingsFile,
    settings: BriefingConfig,
    pages: Collection[str],
    bibliography: Bibliography,
) -> Iterator[Problem]:
    """Yield the faults of settings, as `read_settings` leaves them, that types cannot say.

    `pages` are the files of those in `docs/`.
    """
    found = [
        *_check_days(settings.cut_off, settings.date),
        *_check_corrections(settings.corrections, pages),
        *_check_later(settings.tell_later, pages),
        *_check_redirects(settings.redirects, pages),
        *_check_article(settings.article, bibliography),
    ]
    for problem in found:
        yield settings_file.report(problem)


def corrections_are_there(
    settings_file: SettingsFile, place: str, ids: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """The place for corrections is on its page; `ids` are those of each page, by its file."""
    page, _sign, name = place.partition("#")
    if name and name not in ids[page]:
        message = f"corrections names '{place}', and docs/{page} has no id '{name}'"
        hint = nearest(name, ids[page]) or "write behind # an id of that page"
        problem = Problem(message, "broken-fragment", hint, part=("corrections",))
        yield settings_file.report(problem)


def locate(file: Path, words: str) -> tuple[str, int]:
    """Return path and line of the first place in a `mkdocs.yml` that has some words; 1 for none."""
    text = file.read_text(encoding="utf-8")
    before = text.partition(words)[0] if words in text else ""
    return file.name, before.count("\n") + 1


def _check_days(cut_off: datetime.date, day: datetime.date) -> Iterator[Problem]:
    """A draft is not older than what its main text knows."""
    if day < cut_off:
        message = f"date is {day}, before the cut-off, {cut_off}"
        yield Problem(message, "bad-date", "write the day of the draft", part=("date",))


def _check_article(key: str, bibliography: Bibliography) -> Iterator[Problem]:
    """What the briefing restates is in the bibliography."""
    if key and key not in bibliography.sources and bibliography.is_readable:
        message = f"the article '{key}' is not in {bibliography.path}"
        hint = nearest(key, bibliography.sources)
        yield Problem(message, "unknown-key", hint, part=("article",))


def _check_corrections(place: str, pages: Collection[str]) -> Iterator[Problem]:
    """What every page names for corrections is a page that is there, or a place on it."""
    page = place.partition("#")[0]
    if place and (page not in pages or _MARKUP.search(place)):
        message = f"corrections names '{place}', which is no page in docs/"
        hint = nearest(page, pages) or "name a Markdown file below docs/, with an id behind #"
        yield Problem(message, "broken-link", hint, part=("corrections",))


def _check_later(named: Collection[str], pages: Collection[str]) -> Iterator[Problem]:
    """What may tell what came later is a page that is there."""
    for page in named:
        if page not in pages:
            message = f"tell_later names '{page}', which is no page in docs/"
            hint = nearest(page, pages) or "name Markdown files below docs/"
            yield Problem(message, "broken-link", hint, part=("tell_later",))


def _check_redirects(redirects: Mapping[str, str], pages: Collection[str]) -> Iterator[Problem]:
    """A redirect leads from a page that is gone to one that is there, or to the web."""
    taken = {make_url(page).lower() for page in pages}
    for old, target in redirects.items():
        is_there = make_url(old).lower() in taken
        if not _PLACE.fullmatch(old) or is_there or old.lower().startswith(f"{EDITIONS_FOLDER}/"):
            message = f"redirects names '{old}', which cannot be the name of an old page"
            hint = "name a Markdown file that is no longer in docs/"
            yield Problem(message, "bad-redirect", hint, part=("redirects", old))
        leads = target.partition("#")[0] in pages or is_web(target)
        if not leads or _MARKUP.search(target):
            message = f"redirects leads to '{target}', which is no page in docs/"
            hint = nearest(target, pages)
            yield Problem(message, "bad-redirect", hint, part=("redirects", old))
