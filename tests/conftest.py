"""Tiny sites built for real, and the real site built once."""

import fcntl
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from support import ABEL, Built, MakeSite, build_site, run_python, write_site

from briefing import words

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")


@pytest.fixture(autouse=True)
def _english() -> None:
    """Speak English, whatever the test before has built."""
    words.use("en")


@pytest.fixture
def no_hang(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stop a test that takes longer than the `SECONDS` of its module."""

    def stop(*_: object) -> None:
        raise TimeoutError("this never ends")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(request.module.SECONDS)
    yield
    signal.alarm(0)


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Build a site from a mapping of file names to texts, with our settings and a bare theme.

    A call with the same `tmp_path` builds again over what is there. `index.md` may be given as `page`."""

    def make(
        page: str = "", bib: str = ABEL, files: Mapping[str, str] | None = None, strict: bool = True
    ) -> Built:
        write_site(
            tmp_path, {"docs/index.md": page, "bibliography.bib": bib, **(files or {})}, strict
        )
        return build_site(tmp_path)

    return make


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The real site, built by the real command, once for all processes of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    site = (base.parent if hasattr(pytestconfig, "workerinput") else base) / "real/site"
    with site.parent.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            built = run_python(
                "-m", "mkdocs", "build", "-d", site, SITE_URL="https://briefing.example/"
            )
            assert (built.returncode, "WARNING" in built.stderr) == (0, False), built.stderr
    return site
