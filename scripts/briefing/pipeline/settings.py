"""What `mkdocs.yml` may say: our own settings under `extra: briefing:`, those of MkDocs and its plugins, and those of
Material that work here, of https://squidfunk.github.io/mkdocs-material/setup/."""

import datetime
import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, ConfigurationError

from ..claims.records import FOLDER
from ..data import read_yaml
from ..html import parse
from ..pages.document import Document, make_url
from ..pages.safety import check_tree
from ..problems import Problem, nearest, say
from ..sources.bibliography import Bibliography
from ..text import find_hidden, is_safe, is_web
from ..web.templates import MATERIAL
from ..words import LANGUAGES

# What to do about each setting that has no effect, by its name in `mkdocs.yml`.
NO_EFFECT: dict[str, str] = read_yaml(Path(__file__).with_name("no_effect.yml").read_text("utf-8"))[
    0
]
_ADDRESSES = {
    "extra.social.link",
    "repo_url",
    "edit_uri",
    "extra.briefing.contact",
    "extra.briefing.licence",
}
_PLACE = re.compile(r"(?:[\w-]+/)*[\w-]+\.md", re.A)
_MARKUP = re.compile(
    r"[<>\"'\\]"
)  # what the templates of others would take for the end of an attribute


class BriefingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The typed settings; an unknown one is refused."""

    cut_off: (
        datetime.date
    )  # last day on which the main text knows anything, for example `2024-11-26`
    date: (
        datetime.date
    )  # of the draft, for citations while there is no edition, for example `2026-11-25`
    article: str = ""  # citation key of the article that the briefing restates
    kicker: str = ""  # above the title: `Sourced briefing · as of 26 November 2024`
    language: str = ""  # BCP 47 tag of the words, `en-GB`, where the theme's `language` says less
    licence: str = "https://creativecommons.org/licenses/by/4.0/"  # address of that of the text
    contact: str = (
        ""  # where to report an error, `mailto:a@b.example`; else the issues of `repo_url`
    )
    accent: str = ""  # colour of links and verdicts on light and dark paper: `#7a1f2e #eeaca0`
    draft: bool = False  # the next edition is being written: words may differ from the newest


def load_settings(extra: Mapping[str, Any]) -> BriefingSettings:
    """Return the settings in `config.extra`. Raise ConfigurationError."""
    try:
        return msgspec.convert(extra.get("briefing") or {}, BriefingSettings)
    except msgspec.ValidationError as error:
        raise ConfigurationError(f"mkdocs.yml: extra: briefing: {error}") from error


def list_words(config: MkDocsConfig, settings: BriefingSettings) -> dict[str, str]:
    """Return what settings say around every page, by their names: all that an edition keeps of them."""
    return {
        "site_name": config.site_name,
        "cut_off": settings.cut_off.isoformat(),
        "language": str(config.theme.get("language") or "en"),
        "site_description": config.site_description or "",
        "site_author": config.site_author or "",
        "copyright": config.copyright or "",
        "kicker": settings.kicker,
        "article": settings.article,
        "nav": json.dumps(config.nav, ensure_ascii=False) if config.nav else "",
    }


def name_bib(config: MkDocsConfig) -> str:
    """Return the path of the bibliography as `mkdocs.yml` has it. Raise BuildError where it names none."""
    plugin: Any = config.plugins.get("bibtex")
    if plugin is None or not plugin.config.bib_file:
        raise BuildError(
            "mkdocs.yml: no bibliography is named; write under plugins: bibtex: {bib_file: …}"
        )
    return str(plugin.config.bib_file)


def list_redirects(config: MkDocsConfig) -> dict[str, str]:
    """Return where mkdocs-redirects leads, by the file of an old page: to that of another, or to the web."""
    plugin: Any = config.plugins.get("redirects")
    return {
        str(old): str(new)
        for old, new in (plugin.config.get("redirect_maps", {}) if plugin else {}).items()
    }


def check_settings(
    path: str, text: str, config: MkDocsConfig, pages: Collection[str], bibliography: Bibliography
) -> Iterator[Problem]:
    """Yield the faults of the text of a `mkdocs.yml`, from which MkDocs has read `config`, beside `pages` in `docs/`.
    What it names is there. A redirect leads from a page that is gone to one that is there, or to the web."""

    def report(words: str, *fault: str) -> Problem:
        return Problem(path, find_line(text, words), *fault)

    yield from (Problem(path, *fault) for fault in find_hidden(text))
    yield from check_material(path, text)
    article, sources = load_settings(config.extra).article, bibliography.sources
    taken = {make_url(page).lower() for page in pages}
    if config.site_url and not _is_plain(config.site_url):
        yield report("site_url", *say("unsafe-address/site", config.site_url))
    if article and article not in sources and bibliography.is_readable:
        hint = nearest(article, sources)
        yield report(article, *say("unknown-key/article", article, name_bib(config), hint=hint))
    for name in list_nav(config.nav):
        if name not in pages and not _is_plain(name):
            yield report(name, *say("broken-nav", name, hint=nearest(name, pages)))
    for old, target in list_redirects(config).items():
        if (
            not _PLACE.fullmatch(old)
            or make_url(old).lower() in taken
            or old.lower().startswith(f"{FOLDER}/")
        ):
            yield report(old, *say("bad-redirect/old", old))
        if not (
            _is_plain(target) or (target.partition("#")[0] in pages and not _MARKUP.search(target))
        ):
            yield report(target, *say("bad-redirect/target", target, hint=nearest(target, pages)))


def list_nav(nav: Any) -> Iterator[str]:
    """Yield the pages and addresses of a navigation, however deep; MkDocs says what else is wrong."""
    for part in nav.values() if isinstance(nav, dict) else nav or ():
        yield from [part] if isinstance(part, str) else list_nav(part)


def _is_plain(address: str) -> bool:
    return is_web(address) and not _MARKUP.search(address)


def find_line(text: str, words: str) -> int:
    """Return the first line of a text that has some words; 1 where none has."""
    return text.partition(words)[0].count("\n") + 1 if words and words in text else 1


def check_material(path: str, text: str) -> Iterator[Problem]:
    """A setting of Material's has an effect here; what it shows is known to Material, and may be published."""
    for name, line, value in _list_settings(
        yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    ):
        if name in NO_EFFECT and (name, value.lower()) != ("theme.font", "false"):
            yield Problem(path, line, *say("no-effect", name, hint=NO_EFFECT[name]))
        elif name == "theme.language" and value and value not in LANGUAGES:
            yield Problem(
                path, line, *say("unknown-language", value, hint=nearest(value, LANGUAGES))
            )
        elif name == "extra.social.icon" and not (MATERIAL / f".icons/{value}.svg").is_file():
            yield Problem(path, line, *say("unknown-icon", value))
        elif (
            name == "extra.briefing.accent"
            and value
            and not re.fullmatch(r"#[0-9A-Fa-f]{6} #[0-9A-Fa-f]{6}", value)
        ):
            yield Problem(path, line, *say("bad-colour", value))
        elif value and name in _ADDRESSES and not is_safe(value):
            yield Problem(path, line, *say("unsafe-address/setting", value))
        elif name == "copyright":
            yield from check_tree(Document(path, path, text), parse(value))


def _list_settings(node: yaml.Node | None, name: str = "") -> Iterator[tuple[str, int, str]]:
    """Yield name, line and text of each setting and of each entry of a list; no text for what is none."""
    listed = [(item, item) for item in node.value] if isinstance(node, yaml.SequenceNode) else []
    for key, value in node.value if isinstance(node, yaml.MappingNode) else listed:
        if isinstance(key, yaml.MappingNode):  # an entry with settings of its own
            yield from _list_settings(key, name)
        elif isinstance(key, yaml.ScalarNode):
            child = f"{name}.{key.value}".lstrip(".").replace("material/", "")
            is_text = isinstance(value, yaml.ScalarNode) and not value.tag.startswith(
                "!"
            )  # !ENV is none
            yield child, key.start_mark.line + 1, value.value if is_text else ""
            if (
                child.count(".") < 2
            ):  # no setting that is looked at is deeper; an alias can lead down for ever
                yield from _list_settings(value, child)
