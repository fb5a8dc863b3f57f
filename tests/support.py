"""What the tests share: a tiny site and how it is built."""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs_bibtex.plugin import BibTexPlugin
from playwright.sync_api import Page

from mkdocs_briefing.claims.held import list_owed
from mkdocs_briefing.commands.checked import mark_held
from mkdocs_briefing.commands.edition import freeze
from mkdocs_briefing.pages.citations import install_registry
from mkdocs_briefing.pipeline.dry_run import dry_run

os.environ["NO_MKDOCS_2_WARNING"] = "1"  # whatever is run from here
os.environ.pop("SITE_URL", None)  # the sites of the tests have addresses of their own
ROOT = Path(__file__).parent.parent
PUSH = ROOT / "scripts/mkdocs_briefing/starter/push"
"""What `mkdocs-briefing new` writes beside a briefing, for GitHub."""
GOLDEN = ROOT / "tests/golden/site"
"""A small briefing in which everything occurs: what tests of the engine read."""
SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
"""Those of this repository, whose names no other briefing may publish."""
BRIEFING = {
    "cut_off": date(2024, 11, 26),
    "date": date(2026, 11, 25),
    "figures": f"{ROOT}/scripts/figures",
}
"""The options of our plugin on a tiny site."""

ABEL = """@online{abel2020,
  author  = {Abel, Anna},
  title   = {{Nato and the Suwałki Gap}},
  date    = {2020-05-04},
  url     = {https://example.org/abel},
  urldate = {2020-05-05},
}
"""
"""One sound entry, enough for most tests."""


@dataclass
class Built:
    """What a build of a tiny site left behind."""

    root: Path
    messages: list[str]
    """Warnings of ours, without the name of the plugin."""
    is_published: bool

    def html(self, page: str = "index.html") -> str:
        """Return the HTML of a page; with plain spaces, also where a day stays with its month."""
        text = (self.root / "site" / page).read_text(encoding="utf-8")
        return text.replace("\u00a0", " ").replace('data-derived=""', "data-derived")

    def codes(self) -> set[str]:
        """Return the codes of the messages."""
        return {message.rsplit("[", 1)[-1].rstrip("]") for message in self.messages}


class RealBuild(NamedTuple):
    """What the real command made of a briefing."""

    folder: Path
    messages: str
    """What it said, of warnings and errors too."""

    @property
    def is_published(self) -> bool:
        """Whether there is a site."""
        return self.folder.exists()


MakeSite = Callable[..., Built]
OpenPage = Callable[..., Page]


def read_data(name: str) -> Any:
    """Return what a file of `tests/data` holds: the values of YAML and JSON, else the text."""
    text = read_text(name)
    return msgspec.yaml.decode(text) if name.endswith((".yml", ".json")) else text


def read_text(name: str) -> str:
    """Return the text of a file of `tests/data`, whatever it is."""
    return (ROOT / "tests/data" / name).read_text(encoding="utf-8")


def read_entry(name: str, key: str) -> str:
    """Return an entry of the nasty bibliography, with another key."""
    text = read_text("hostile/nasty.bib")
    [entry] = re.findall(rf"(?ms)^@online\{{{name},.*?^\}}\n", text)
    return str(entry).replace(name, key, 1)


def say(kind: str, *keys: str, **fields: Any) -> dict[str, Any]:
    """Return the record of a statement that cites some sources, of which none was seen."""
    sources = {key: {"bears": "not-seen"} for key in keys}
    return {"kind": kind, **fields, "sources": sources}


def write_notes(text: str, notes: Mapping[str, str]) -> str:
    """Return what mkdocs-bibtex makes of the Markdown of a page, with the notes of sources."""
    plugin = BibTexPlugin()
    plugin.load_config({"bib_file": "a.bib"})
    install_registry(plugin, notes)
    return str(plugin.on_page_markdown(text, page=None, config=None, files=None))


def write_records(records: Mapping[str, Any]) -> str:
    """Return the text of a page's file of records, which are given by id."""
    return yaml.safe_dump(dict(records), allow_unicode=True, sort_keys=False)


def hold_readings(root: Path) -> None:
    """Note of a draft that each passage was held against each of its sources."""
    build = dry_run(root / "mkdocs.yml")
    for key in list_owed(build.site.statements):
        mark_held(build, key, [])


def run_python(
    *arguments: object, folder: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script or a module as somebody does who stands in `folder`."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def run(*arguments: object, folder: Path = ROOT, **environment: str) -> str:
    """Run a script or a module that must end well, and return what it prints."""
    ended = run_python(*arguments, folder=folder, **environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def git(folder: Path, *arguments: str) -> str:
    """Run Git as nobody in particular, and return what it prints."""
    nobody = ("-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *nobody, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, files: Mapping[str, str | bytes] | None = None) -> str:
    """Commit all that is there, with more files if any, and return the name of the commit."""
    write_files(folder, files or {})
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", "--allow-empty")
    return git(folder, "rev-parse", "HEAD")


def read_files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder but those of the cache, by their names."""
    files = dict[str, bytes]()
    for path in folder.rglob("*"):
        if path.is_file():
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files


def run_apart(call: Callable[[], Any]) -> Any:
    """Call in a thread of its own: in that of the tests, Playwright's event loop may be running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(call).result()


def find_headers(site: Path, path: str) -> list[tuple[str, str]]:
    """Return the headers that a site's `_headers` has for a path, of every pattern that it fits."""
    headers = []
    fits = False
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            fits = fnmatchcase(path.partition("?")[0], line)
        elif line and fits:
            name, _, value = line.strip().partition(": ")
            headers.append((name, value))
    return headers


def make_settings(
    strict: bool = True,
    **changed: Any,
) -> str:
    """Return a `mkdocs.yml` with our extensions and a theme of one line, quick to build."""
    ours = read_settings()
    settings = {
        "site_name": "Tiny",
        "site_url": "https://tiny.example/",
        "strict": strict,
        "plugins": [{"briefing": {**BRIEFING}}, find_plugin(ours, "bibtex")],
        "theme": {"name": None, "custom_dir": "theme"},
        "markdown_extensions": ours["markdown_extensions"],
    }
    return yaml.safe_dump({**settings, **changed})


def find_plugin(settings: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a plugin with its options, as settings have it in their list."""
    return next(plugin for plugin in settings["plugins"] if name in plugin)


def find_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of our plugin in settings, which can be changed there."""
    options: dict[str, Any] = find_plugin(settings, "briefing")["briefing"]
    return options


@cache
def read_settings() -> dict[str, Any]:
    """Return the settings of the golden site as they are written."""
    settings: dict[str, Any] = yaml.safe_load((GOLDEN / "mkdocs.yml").read_text(encoding="utf-8"))
    return settings


def write_files(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files, by their names, and the folders that they need."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def write_site(root: Path, files: Mapping[str, str | bytes], strict: bool = True) -> None:
    """Write the files of a tiny site, with our settings and a bare theme."""
    settings = make_settings(strict)
    own = {"theme/main.html": "{{ page.content | safe }}", "mkdocs.yml": settings}
    write_files(root, {**own, **files})


def write_real_theme(root: Path, **changed: Any) -> None:
    """Write the settings of the golden site for the pages of another.

    What they say of its own pages stays out.
    """
    settings = dict(read_settings())
    for name in ("nav", "not_in_nav"):
        settings.pop(name)
    settings["plugins"] = [
        {"briefing": {"language": "en-GB", **BRIEFING}},
        find_plugin(settings, "bibtex"),
    ]
    (root / "mkdocs.yml").write_text(yaml.safe_dump({**settings, **changed}), encoding="utf-8")


class Project:
    """A tiny site that can be edited, built and frozen."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        write_files(self.root, {name: text})

    def edit(self, name: str, old: str, new: str) -> None:
        """Put some words in the place of others."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def hold(self) -> None:
        """Hold all passages of a draft against their sources, as is owed before an edition."""
        hold_readings(self.root)

    def freeze(self, note: str) -> str:
        """Make an edition."""
        return freeze(self.root / "mkdocs.yml", note, date(2026, 11, 25))

    def build(self) -> Built:
        """Build what is there."""
        return build_site(self.root)


def load_settings(root: Path, **settings: Any) -> MkDocsConfig:
    """Return the settings of a site as MkDocs reads them. Raise ConfigurationError.

    MkDocs 1.6.1 raises ValueError for an address with half a pair of brackets, before anybody else
    is asked.
    """
    try:
        return load_config(str(root / "mkdocs.yml"), **settings)
    except ValueError as error:
        raise ConfigurationError(str(error)) from error


def build_site(root: Path, command: Literal["build", "serve"] = "build", **settings: Any) -> Built:
    """Run what `mkdocs build` runs, or `serve` before it serves, and collect the warnings."""
    handler = BufferingHandler(10_000)
    handler.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        config = load_settings(root, **settings)
        config.plugins.on_startup(command=command, dirty=False)
        build(config)
        is_published = True
    except ConfigurationError:
        is_published = False
    except SystemExit as end:
        is_published = not end.code
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)
    messages = [record.getMessage().removeprefix("briefing: ") for record in handler.buffer]
    return Built(root, messages, is_published)
