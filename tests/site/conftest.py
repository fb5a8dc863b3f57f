"""A tiny site that was frozen, which the tests of editions change."""

import shutil
from pathlib import Path

import pytest
from support import ABEL, ROOT, Built, Project, make_settings, read_files, write_files


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that site as it was frozen, which no test changes."""
    root = tmp_path_factory.mktemp("frozen") / "site"
    own = {"bibliography.bib": ABEL, "mkdocs.yml": make_settings()}
    write_files(root, {**own, **read_files(ROOT / "tests/data/frozen")})
    site = Project(root)
    site.hold()
    site.freeze("Begins.")
    return root


@pytest.fixture
def site(frozen: Path, tmp_path: Path) -> Project:
    """A copy of it, to be changed."""
    return Project(Path(shutil.copytree(frozen, tmp_path / "site-of-two-pages")))


@pytest.fixture(scope="module")
def second(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with two editions, to look at: a changed word, and another label."""
    folder = tmp_path_factory.mktemp("second") / "site"
    site = Project(Path(shutil.copytree(frozen, folder)))
    site.edit("docs/index.md", "It is windy", "It is calm")
    site.edit("docs/records/theme.yml", "assessment", "forecast")
    site.freeze("The wind has dropped.")
    return site.build()
