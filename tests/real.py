"""The text of this repository, which tests of the engine never read."""

from mkdocs.config import load_config
from outline import Outline
from support import ROOT

from mkdocs_briefing.pipeline.project import Project, read_project

BRIEFING = Outline(ROOT)


def read_real_project() -> Project:
    """Return the project of the repository as it was read."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return read_project(config, config.plugins["briefing"].config)
