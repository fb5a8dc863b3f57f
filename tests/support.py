"""What the tests share: a tiny site and how it is built, and the pages of the real one."""

import logging
import os
import re
import shutil
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
from typing import Any, Literal

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError
from playwright.sync_api import Page

from briefing.claims.records import Version
from briefing.editions.manifest import load_editions
from freeze_edition import freeze

os.environ["NO_MKDOCS_2_WARNING"] = "1"  # whatever is run from here
ROOT = Path(__file__).parent.parent
SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
NAV = re.findall(r"(?m)^ +- (?:.*: )?([\w/-]+)\.md$", SETTINGS)
PAGES = (*("" if name == "index" else f"{name}/" for name in NAV), "404.html")
"""The addresses of all pages of the navigation of the real site."""

THEMES = tuple(
    url
    for url, name in zip(PAGES, NAV, strict=False)
    if re.search(
        r" \.(?:fact|report|assessment)", (ROOT / f"docs/{name}.md").read_text(encoding="utf-8")
    )
)
"""Those that the briefing consists of: they make claims."""

CITED = tuple(url for url in PAGES[:-1] if url != "editions/")
"""Those that can be cited."""

TEMPLATES = {
    f"theme/{path.relative_to(ROOT / 'overrides').as_posix()}": path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "overrides").rglob("*.*"))
    if path.parent.name in {"views", "figures"}
    or path.name
    in {
        "head.html",
        "banner.html",
        "status.html",
        "versions.html",
        "edition.html",
        "feed.html",
        "llms.txt",
        "book.html",
    }
}
"""Our templates of what stands within a page, by the name that they have in a tiny site."""

VERSION = next(
    (
        edition.version
        for edition in reversed(load_editions(ROOT)[0])
        if "draft: true" not in SETTINGS
    ),
    Version(0, date(2026, 11, 25)),
)
"""What the real site is published as: its newest edition, or the draft before there is one."""

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

    def check(self) -> subprocess.CompletedProcess[str]:
        """Run the command that checks without a build."""
        return run_python(
            ROOT / "scripts/check_evidence.py", "--config", "mkdocs.yml", folder=self.root
        )

    def codes(self) -> set[str]:
        """Return the codes of the messages."""
        return {message.rsplit("[", 1)[-1].rstrip("]") for message in self.messages}


MakeSite = Callable[..., Built]
OpenPage = Callable[..., Page]


def read_data(name: str) -> Any:
    """Return what a file of `tests/data` holds: of YAML and JSON the values, of any other the text."""
    text = (ROOT / "tests/data" / name).read_text(encoding="utf-8")
    return yaml.safe_load(text) if name.endswith((".yml", ".json")) else text


def run_python(
    *arguments: object, folder: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
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


def read_files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder but those of the cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


def run_apart(call: Callable[[], Any]) -> Any:
    """Call in a thread of its own: in that of the tests the event loop of Playwright may be running already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(call).result()


def find_headers(site: Path, path: str) -> list[tuple[str, str]]:
    """Return the headers that a site's `_headers` has for a path: those of every pattern that it fits."""
    found, fits = [], False
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            fits = fnmatchcase(path.partition("?")[0], line)
        elif line and fits:
            name, _, value = line.strip().partition(": ")
            found.append((name, value))
    return found


def find_dead_links(site: Path) -> list[str]:
    """Return each link within a built site that leads to no file, or to no id there, with its page."""
    pages = {page.resolve(): page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    ids = {page: set(re.findall(r'\sid="([^"]+)"', html)) for page, html in pages.items()}
    dead = []
    for page, html in pages.items():
        for target in set(re.findall(r'<a [^>]*href="(?![a-z]+:)([^"]*)"', html)):
            path, _, name = target.partition("#")
            path = path.partition("?")[0]
            base = site / path[1:] if path.startswith("/") else page.parent / path
            file = (page if not path else base / "index.html" if base.is_dir() else base).resolve()
            if not file.is_file() or (name and name not in ids.get(file, {name})):
                dead.append(f"{page}: {target}")
    return dead


def make_settings(
    strict: bool = True, redirects: dict[str, str] | None = None, **changed: Any
) -> str:
    """Return a `mkdocs.yml` with the extensions of ours and a theme of one line, so that a build takes no time."""
    ours = read_settings()
    return yaml.safe_dump(
        {
            "site_name": "Tiny",
            "site_url": "https://tiny.example/",
            "strict": strict,
            "extra": {"briefing": {"cut_off": date(2024, 11, 26), "date": date(2026, 11, 25)}},
            "plugins": [
                {"redirects": {"redirect_maps": redirects}} if redirects else "redirects",
                ours["plugins"][1],
            ],
            "hooks": [f"{ROOT}/scripts/mkdocs_hooks.py"],
            "theme": {"name": None, "custom_dir": "theme"},
            **{name: ours[name] for name in ("markdown_extensions", "validation")},
            **changed,
        }
    )


@cache
def read_settings() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(SETTINGS.replace("!ENV", "#"))
    return said


def write_files(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files, by their names, and the folders that they need."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def write_site(root: Path, files: Mapping[str, str | bytes], strict: bool = True) -> None:
    """Write the files of a tiny site, with our settings and a bare theme."""
    write_files(
        root,
        {
            "theme/main.html": "{{ page.content | safe }}",
            "mkdocs.yml": make_settings(strict),
            **files,
        },
    )


def write_real_theme(root: Path, **settings: Any) -> None:
    """Write our own `mkdocs.yml` with the real theme, and the assets that it needs, for pages of another site."""
    ours = read_settings()
    said = {name: value for name, value in ours["extra"]["briefing"].items() if name != "article"}
    kept = {
        name: value for name, value in ours.items() if name not in {"nav", "not_in_nav", "watch"}
    }
    own = {
        "hooks": [f"{ROOT}/scripts/mkdocs_hooks.py"],
        "extra": ours["extra"] | {"briefing": said},
        "theme": ours["theme"] | {"custom_dir": f"{ROOT}/overrides"},
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump({**kept, **own, **settings}), encoding="utf-8")
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets", dirs_exist_ok=True)


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

    def freeze(self, note: str) -> str:
        """Make an edition."""
        return freeze(self.root / "mkdocs.yml", note, date(2026, 11, 25))

    def build(self) -> Built:
        """Build what is there."""
        return build_site(self.root)


def build_site(root: Path, command: Literal["build", "serve"] = "build", **settings: Any) -> Built:
    """Run what `mkdocs build` runs, or `serve` before it serves, and collect the warnings."""
    said = BufferingHandler(10_000)
    said.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(said)
    try:
        config = load_config(str(root / "mkdocs.yml"), **settings)
        config.plugins.on_startup(command=command, dirty=False)
        build(config)
        is_published = True
    except (SystemExit, ConfigurationError) as end:
        is_published = isinstance(end, SystemExit) and not end.code
    finally:
        logging.getLogger("mkdocs").removeHandler(said)
    return Built(
        root,
        [record.getMessage().removeprefix("briefing: ") for record in said.buffer],
        is_published,
    )
