"""The golden site in browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from served import serve

from .places import THEME

IN_FIREFOX = {
    "test_cite",
    "test_copying",
    "test_keys",
    "test_policy",
    "test_search",
}
"""Tests that are done there too, but for touch and for pages without JavaScript.

WebDriver BiDi has neither."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Repeat in Firefox what readers do most, with the slow tests."""
    name = metafunc.module.__name__.rpartition(".")[2]
    if name in IN_FIREFOX and "browser" in metafunc.fixturenames:
        firefox = pytest.param("firefox", marks=pytest.mark.slow)
        metafunc.parametrize("browser", ["browser", firefox], indirect=True)


@pytest.fixture(scope="session")
def address(golden_site: Path) -> Iterator[str]:
    with serve(golden_site) as address:
        yield address


@pytest.fixture(scope="session")
def theme() -> str:
    """The address of a page that has every feature."""
    return THEME
