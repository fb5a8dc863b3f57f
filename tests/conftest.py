"""Tiny sites built for real, the real site built once, and a browser to open it in."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

ROOT = Path(__file__).parent.parent

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
        """Give the HTML of a page."""
        return (self.root / "site" / page).read_text(encoding="utf-8")

    def codes(self) -> set[str]:
        """Give the codes of the messages."""
        return {message.rsplit("[", 1)[-1].rstrip("]") for message in self.messages}


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage().removeprefix("briefing: "))


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Built]:
    """Build a site from a mapping of file names to texts, with our settings and a bare theme.

    A call with the same `tmp_path` builds again over what is there. `index.md` may be given as `page`.
    """
    def make(page: str = "", bib: str = ABEL, files: Mapping[str, str] | None = None, strict: bool = True) -> Built:
        wanted = {"docs/index.md": page, "bibliography.bib": bib, "theme/main.html": "{{ page.content }}",
                  "mkdocs.yml": make_settings(strict), **(files or {})}
        for name, text in wanted.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return build_site(tmp_path)
    return make


def make_settings(strict: bool = True) -> str:
    """Give our own `mkdocs.yml` with a theme of one line, so that a build takes no time."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "#")
    ours = yaml.safe_load(text)
    kept = {key: ours[key] for key in ("markdown_extensions", "validation", "extra") if key in ours}
    plugins = [plugin for plugin in ours["plugins"] if plugin != "search"]
    return yaml.safe_dump({**kept, "site_name": "Tiny", "site_url": "https://tiny.example/", "strict": strict,
                           "plugins": plugins, "hooks": [str(ROOT / "scripts/mkdocs_hooks.py")],
                           "theme": {"name": None, "custom_dir": "theme"}})


def build_site(root: Path) -> Built:
    """Run what `mkdocs build` runs, and collect the warnings."""
    recorder = _Recorder()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(recorder)
    try:
        config = load_config(str(root / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        is_published = True
    except (Abort, ConfigurationError):
        is_published = False
    finally:
        logger.removeHandler(recorder)
    return Built(root, recorder.messages, is_published)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built by the real command into a folder of its own."""
    site = tmp_path_factory.mktemp("real") / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://briefing.example/"}
    run = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-d", str(site)], cwd=ROOT, env=environment,
                         capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr, run.stderr
    return site
