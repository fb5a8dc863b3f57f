"""The site of this text in browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from served import serve


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    with serve(real_site) as address:
        yield address
