"""Tiny sites built for real; the golden site and that of this repository, each built once."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from golden.make import lay_out
from hypothesis import settings
from support import (
    ABEL,
    Built,
    MakeSite,
    RealBuild,
    build_site,
    run,
    run_python,
    write_records,
    write_site,
)

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
pytest_plugins = ["browsing"]
pytest.register_assert_rewrite("looks", "published")
HERE = Path(__file__).parent
CACHE_NAME = "briefing-tests-"
_CACHE = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a cache folder of its own, so that none takes a result from the user's.

    Worker processes, the commands that tests start and a run within a run inherit it, and share
    what is in it.
    """
    is_within = CACHE_NAME in os.environ.get("XDG_CACHE_HOME", "")
    if not hasattr(config, "workerinput") and not is_within:
        config.stash[_CACHE] = tempfile.mkdtemp(prefix=CACHE_NAME)
        os.environ["XDG_CACHE_HOME"] = config.stash[_CACHE]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that know this briefing; one made with the same engine has its own.

    Those that take minutes begin first: one that began last would run alone.
    """
    for item in items:
        if HERE / "briefing" in item.path.parents:
            item.add_marker(pytest.mark.content)
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Delete the cache folder of the run."""
    if _CACHE in config.stash:
        shutil.rmtree(config.stash[_CACHE], ignore_errors=True)


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Build a site from a mapping of file names to texts, with our settings and a bare theme.

    A call with the same `tmp_path` builds again over what is there. `index.md` may be given as
    `page`, its records by id, and `bibliography.bib` as `bib`.
    """

    def make(
        page: str = "",
        bib: str = ABEL,
        files: Mapping[str, str] | None = None,
        strict: bool = True,
        records: Mapping[str, Any] | None = None,
    ) -> Built:
        own = {"docs/index.md": page, "bibliography.bib": bib}
        if records:
            own["docs/records/index.yml"] = write_records(records)
        write_site(tmp_path, {**own, **(files or {})}, strict)
        return build_site(tmp_path)

    return make


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """A folder that all processes of pytest-xdist have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if hasattr(pytestconfig, "workerinput") else base


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Have a folder for this process alone."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def golden_site(shared: Path) -> Path:
    """The folder of the golden site, built once."""
    folder = shared / "golden"
    with hold(folder):
        if not folder.exists():
            lay_out(folder)
            run("-m", "mkdocs", "build", folder=folder)
    return folder / "site"


@pytest.fixture(scope="session")
def real_build(shared: Path) -> RealBuild:
    """What the real command made of the text of this repository, once."""
    folder = shared / "real"
    said = folder / "said"
    with hold(folder):
        if not said.exists():
            address = "https://briefing.example/"
            built = run_python("-m", "mkdocs", "build", "-d", folder / "site", SITE_URL=address)
            folder.mkdir(exist_ok=True)
            said.write_text(built.stderr, encoding="utf-8")
    return RealBuild(folder / "site", said.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def real_site(real_build: RealBuild) -> Path:
    """The folder of its site. Where it is not built one test says why; the others wait."""
    if not real_build.is_published:
        pytest.skip("the site is not built: tests/site/test_real_site.py says why")
    return real_build.folder
