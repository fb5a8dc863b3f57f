"""A second briefing: begun as CONTRIBUTING says, it passes what a push runs, and is published.

One has two pages, three sources and two claims; the least has a front page, a theme and a list of
sources. Neither has pages that only bring something along, such as that of editions.

Alone it notices what of the engine hangs on this repository's text, and what it leaves on a site
that has no page for it.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from support import ROOT, SETTINGS, run, run_python

HERE = Path(__file__).parent
GOLDEN = ROOT / "tests/golden/site"
ADDRESS = "https://salt.example/briefing/"
KEYS = ("harbour2020", "dunn2020", "pilots2020")
PARTS = (".ci", ".github", "docs", "editions", "overrides", "scripts", "tests", "tools")
"""The folders of a clone."""
GONE = (
    *("editions", "bibliography.bib", "tests/briefing"),
    *(".github/images", ".lycheeignore", "CITATION.cff"),
)
"""What CONTRIBUTING says to empty or delete, beside `docs/`."""
KEPT = {"assets", "schemas"}
"""Of `docs/`."""
UNFILLED = re.compile(r"\{\{|\{%|\{#-|<!-- briefing")
"""What a template or a slot has, and nothing that was made of it."""
NAME = re.compile(r"\b[A-Z][a-z]{4,}")


def copy_repository(root: Path) -> None:
    """Copy what a clone has."""
    root.mkdir()
    for file in ROOT.iterdir():
        if file.is_file() and file.name != ".git":  # as which a worktree has one
            shutil.copy2(file, root)
    for name in PARTS:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))


def begin(kind: str, root: Path) -> None:
    """Begin a briefing in a copy of this repository, with the environment of the tests."""
    copy_repository(root)
    for name in GONE:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for path in (root / "docs").iterdir():
        if path.name not in KEPT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(HERE / kind / "docs", root / "docs", dirs_exist_ok=True)
    shutil.copy(HERE / kind / "bibliography.bib", root)
    own = (HERE / kind / "settings.yml").read_text(encoding="utf-8")
    engine = SETTINGS[SETTINGS.index("# The engine") :]
    (root / "mkdocs.yml").write_text(own + engine, encoding="utf-8")
    (root / ".ci/first-publication").write_text("Nothing is published yet.\n", encoding="utf-8")
    (root / ".venv").symlink_to(sys.prefix)


def make(root: Path, *arguments: str) -> str:
    """Run make, which takes the environment as it is; return all that it says."""
    ready = ("-o", ".venv/ready", "-o", ".venv/ready-dev")
    done = subprocess.run(
        ["make", *ready, *arguments],
        cwd=root,
        env={**os.environ, "SITE_URL": ADDRESS},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module", params=["two", "least"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a second briefing, checked, frozen as its first edition and built as that."""
    root = tmp_path_factory.mktemp("another") / request.param
    begin(request.param, root)
    assert "WARNING" not in make(root, "content")
    for key in KEYS:
        run("scripts/checked.py", "--", key, folder=root)
    assert "froze edition 1" in make(root, "edition", "NOTE=The first")
    assert "WARNING" not in make(root, "content")
    make(root, "build")
    return root


def list_texts(site: Path) -> Iterator[tuple[str, str]]:
    """Yield each published text, with its path, but for scripts and styles."""
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix not in {".woff2", ".png", ".gz", ".pdf", ".epub"}:
            yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


def list_names() -> set[str]:
    """Return the names that the settings of this repository say, and no made-up briefing does."""
    settings = yaml.safe_load(SETTINGS.replace("!ENV", "#"))
    first = f"{settings['site_name']} {settings['site_description']}"
    made_up = (
        *HERE.rglob("*.yml"),
        *HERE.rglob("*.md"),
        *GOLDEN.rglob("*.yml"),
        *GOLDEN.rglob("*.md"),
    )
    other = "".join(path.read_text(encoding="utf-8") for path in made_up)
    return {name for name in NAME.findall(first) if name not in other}


@pytest.mark.slow
def test_it_is_an_edition_that_may_be_published(published: Path) -> None:
    asked = run_python("scripts/publishable.py", folder=published, SITE_URL=ADDRESS)
    assert asked.returncode == 0, asked.stdout
    assert (published / "site/editions/1/index.html").is_file()


@pytest.mark.slow
def test_nothing_published_is_a_template_or_of_the_first_briefing(published: Path) -> None:
    names = list_names()
    for path, text in list_texts(published / "site"):
        if not path.startswith("assets/"):
            assert UNFILLED.findall(text) == [], path
        assert names.isdisjoint(NAME.findall(text)), path


@pytest.mark.slow
def test_each_address_of_its_own_that_it_names_is_there(published: Path) -> None:
    """What `make content` follows are links; here are those of programs too, as in a head."""
    site = published / "site"
    for path, text in list_texts(site):
        for name in re.findall(rf"{re.escape(ADDRESS)}([\w./-]*)", text):
            place = site / name.rstrip(".")
            assert place.is_file() or (place / "index.html").is_file(), (path, name)


@pytest.mark.slow
def test_pip_and_mkdocs_alone_build_a_clone(tmp_path: Path) -> None:
    """From an empty home, in a path with a space, and without the network, as README shows it.

    The packages are there already, or pip would ask for them.
    """
    root = tmp_path / "a clone"
    copy_repository(root)
    home = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "home/.cache")}
    installed = run(
        *("-m", "pip", "install", "-r", "requirements.txt", "--no-index", "--dry-run"),
        folder=root,
        **home,
    )
    assert "Would install" not in installed
    run("-m", "mkdocs", "build", folder=root, **home)
    assert (root / "site/index.html").is_file()
