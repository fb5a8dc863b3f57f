"""The life cycle of a build, in order; the logic is in the package `briefing`.

MkDocs puts this folder on `sys.path` only while it loads this file, so everything from
`briefing` is imported at the top. State lives in `_build` and is made anew in `on_config`:
`mkdocs serve` keeps this module for all its builds.
"""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from briefing import publish
from briefing.checks import Project, check_project
from briefing.citations import shield, unshield
from briefing.evidence import Claim, EvidenceExtension, Section
from briefing.notes import check_titles, load_notes
from briefing.registry import NoteRegistry
from briefing.views import fill_page

log = get_plugin_logger("briefing")


@dataclass
class _Build:
    """What one build knows."""

    project: Project
    notes: dict[str, str]
    evidence: EvidenceExtension
    site: Path | None = None
    """Where the finished site goes; None while serving."""
    stage: Path | None = None
    """Where it is built."""
    sections: dict[str, list[Section]] = field(default_factory=dict)
    """By the path of the page below `docs/`."""
    claims: dict[str, list[Claim]] = field(default_factory=dict)


_build: _Build
_command = "build"


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a build or a server."""
    global _command
    _command = command


@event_priority(100)
def _read_project(config: MkDocsConfig) -> MkDocsConfig:
    """Check everything an author can break, before anything is written."""
    global _build
    project = check_project(Path(config.config_file_path).parent, Path(config.docs_dir),
                            config.plugins["bibtex"].config.bib_file)
    notes, faults = load_notes(project.bib, list(project.bibliography.sources), project.root / ".cache")
    lost = check_titles(project.bibliography.sources, notes)
    for problem in sorted([*project.problems, *faults, *lost]):
        log.warning(str(problem))
    if not project.is_buildable:
        raise BuildError("a file that the build needs cannot be read; see the warnings above")
    _build = _Build(project, notes, EvidenceExtension())
    config.markdown_extensions.append(_build.evidence)  # type: ignore[arg-type]
    if _command == "build":
        _build.site = Path(config.site_dir)
        _build.stage = publish.make_stage(_build.site)
        config.site_dir = str(_build.stage)
    # The plugin keeps a registry that is newer than its files: it does not parse the .bib again.
    plugin: Any = config.plugins["bibtex"]
    plugin.registry = NoteRegistry(project.bibliography.data, notes)
    plugin.last_configured = float("inf")
    return config


on_config = _read_project


@event_priority(100)
def _hide_from_bibtex(markdown: str, /, **_: Any) -> str:
    return shield(markdown, _build.notes)


@event_priority(-100)
def _show_again(markdown: str, /, **_: Any) -> str:
    return unshield(markdown)


on_page_markdown = CombinedEvent(_hide_from_bibtex, _show_again)


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Keep the records of the page that was just rendered."""
    _build.sections[page.file.src_uri] = _build.evidence.sections
    _build.claims[page.file.src_uri] = _build.evidence.claims
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Fill the generated pages, now that the text of every page is known."""
    for file in files.documentation_pages():
        if file.page and file.page.content:
            file.page.content = fill_page(file.page.content, env, _build.project, _build.notes)
    return env


@event_priority(-100)
def on_post_build(**_: Any) -> None:
    """Put the finished site in place, unless a strict build has counted a warning."""
    if _build.site is None or _build.stage is None:
        return
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    if any(counter.get_counts() for counter in counters):
        publish.discard(_build.stage)
        log.info("The site was left as it was: %s", _build.site)
    else:
        publish.publish(_build.stage, _build.site)
        log.info("Published to %s", _build.site)


def on_build_error(error: Exception) -> None:
    """Delete what a broken build has left."""
    if "_build" in globals() and _build.stage is not None:
        publish.discard(_build.stage)
