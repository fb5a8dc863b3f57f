"""A tiny site that was frozen, which the tests of editions change."""

from pathlib import Path

import pytest
from support import ABEL, ROOT, TEMPLATES, Project, make_settings, read_files, write_files


class Site(Project):
    """A site of two pages, frozen as edition 1."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        own = {"bibliography.bib": ABEL, "mkdocs.yml": make_settings()}
        write_files(root, {**own, **read_files(ROOT / "tests/data/frozen"), **TEMPLATES})
        self.freeze("Begins.")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)
