"""Other briefings: folders that `mkdocs-briefing new` began, and which a push checks and publishes.

`tram` restates an article, and has what goes with that; `two` has two pages, three sources and
claims of two kinds; `least` a front page, a theme and a list of sources. Each is pushed by itself,
and as a fork of this repository, whose text it takes the place of.

Alone it notices what of the engine hangs on this repository's text, what it leaves on a site that
has no page for it, and a workflow that refuses a sound briefing.
"""

import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pushed import ADDRESS, Repository
from support import PUSH, ROOT, SETTINGS, hold_readings, run, run_python
from within import run_within

HERE = Path(__file__).parent
GOLDEN = ROOT / "tests/golden/site"
COMMAND = ("-m", "mkdocs_briefing.commands.main")
UNFILLED = re.compile(r"\{\{|\{%|\{#-|<!-- briefing")
"""What a template or a slot has, and nothing that was made of it."""
NAME = re.compile(r"\b[A-Z][a-z]{4,}")


OURS = {"docs", "editions", "bibliography.bib", "mkdocs.yml", "tests/briefing"}
"""What of this repository is of its text, or knows it."""
MADE = {".git", ".venv", "site", "dist", "screenshots"}
"""What no commit has."""
FIRST = ".ci/first-publication"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engine, as another briefing installs it."""
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    [wheel] = folder.glob("mkdocs_briefing-*.whl")
    return wheel


def write_briefing(kind: str, root: Path) -> None:
    """Put a briefing of this folder in the place of the one that is there."""
    shutil.rmtree(root / "docs", ignore_errors=True)
    shutil.copytree(HERE / kind, root, dirs_exist_ok=True)


def begin(kind: str, root: Path, wheel: Path) -> None:
    """Begin a briefing with `new`, and then write it; one called `new` stays as it was begun."""
    run(*COMMAND, "new", *kind.split()[1:], root)
    shutil.copy2(wheel, root)
    if not kind.startswith("new"):
        write_briefing(kind, root)


def freeze(root: Path) -> None:
    """Hold all against its sources, and freeze the first edition."""
    hold_readings(root)
    assert "froze edition 1" in run(*COMMAND, "edition", "--note", "The first", folder=root)


def try_all(repository: Repository) -> None:
    """Push a draft, its first edition, and another draft: each is green, and one is published."""
    root = repository.root
    assert not repository.push()
    freeze(root)
    assert repository.push()
    (root / FIRST).unlink()
    front = root / "docs/index.md"
    whole = front.read_text(encoding="utf-8")
    front.write_text(f"{whole}\nMore will be said.\n{{ #more }}\n", encoding="utf-8")
    assert not repository.push()
    front.write_text(whole, encoding="utf-8")


BEGUN = [(kind, "a briefing") for kind in ("tram", "two", "least", "new", "new --article")]


@pytest.fixture(scope="module", params=[*BEGUN, ("tram", "briefing")], ids=" in ".join)
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, wheel: Path
) -> Path:
    """The folder of another briefing that was pushed three times, with `site/` as it is live."""
    kind, name = request.param
    folder = tmp_path_factory.mktemp("another")
    (folder / "web").mkdir()
    begin(kind, folder / name, wheel)
    workflow = folder / name / ".github/workflows/publish.yml"
    repository = Repository(folder / name, workflow, folder / "web")
    try_all(repository)
    shutil.rmtree(repository.root / "site")
    shutil.copytree(repository.live, repository.root / "site")
    return repository.root


def leave_out(folder: str, names: list[str]) -> set[str]:
    """Return what of a folder of this repository no fork with another text has."""
    here = Path(folder).relative_to(ROOT)
    return {
        name
        for name in names
        if (here / name).as_posix() in OURS | MADE or name.endswith(("_cache", "__pycache__"))
    }


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("kind", ["tram", "two", "least"])
def test_a_fork_of_this_repository_with_another_text_passes_its_gate_of_content(
    kind: str, tmp_path: Path
) -> None:
    """With what a push runs but the tests of the engine, in the environment of these tests."""
    root = tmp_path / "a fork"
    shutil.copytree(ROOT, root, ignore=leave_out)
    write_briefing(kind, root)
    (root / FIRST).write_text("Nothing is on the web yet.", encoding="utf-8")
    (root / ".venv").mkdir()
    for part in Path(sys.prefix).iterdir():
        (root / ".venv" / part.name).symlink_to(part)
    for ready in ("ready", "ready-dev"):
        (root / ".venv" / ready).unlink(missing_ok=True)
        (root / ".venv" / ready).touch()
    (tmp_path / "web").mkdir()
    try_all(Repository(root, root / ".github/workflows/publish.yml", tmp_path / "web"))


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
    asked = run_python(*COMMAND, "publishable", folder=published, SITE_URL=ADDRESS)
    assert asked.returncode == 0, asked.stdout
    assert (published / "site/editions/1/index.html").is_file()


@pytest.mark.slow
def test_what_it_does_not_use_is_not_published(published: Path) -> None:
    """Each style, script and font is named by a page, a style or a script."""
    site = published / "site"
    named = [text for path, text in list_texts(site) if not path.startswith(("SHA", "_h"))]
    for path in site.glob("assets/**/*.*"):
        assert any(path.name in text or path.stem.split(".")[0] in text for text in named), path
    figures = {path.stem for path in published.glob("docs/figures/*.yml")}
    drawn = {path.stem for path in (ROOT / "scripts/figures").glob("*.html")}
    schemas = {path.stem for path in site.glob("schemas/*.json")}
    styles = {path.name.split(".")[0] for path in site.glob("assets/**/*.css")}
    assert (schemas | styles) & drawn == figures & drawn


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


def test_new_writes_over_nothing(tmp_path: Path) -> None:
    mine = tmp_path / "mkdocs.yml"
    mine.write_text("mine", encoding="utf-8")
    refused = run_within("new", tmp_path)
    assert refused.returncode == 1
    assert refused.stderr == f"{mine} is there already, and nothing was written\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


@pytest.mark.slow
def test_a_wheel_has_the_engine_alone_and_builds_a_briefing(tmp_path: Path, wheel: Path) -> None:
    """No file of this text, of its figures or its tests; what it needs is there already."""
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        archive.extractall(tmp_path / "installed")
    assert {top for top in tops if not top.endswith(".dist-info")} == {"mkdocs_briefing"}
    root = tmp_path / "a briefing"
    where = {"PYTHONPATH": str(tmp_path / "installed")}
    run(*COMMAND, "new", root, **where)
    assert {path.name for path in PUSH.iterdir()} <= {path.name for path in root.iterdir()}
    asked = "import mkdocs_briefing; print(mkdocs_briefing.__file__)"
    assert str(tmp_path) in run("-c", asked, folder=root, **where)
    run("-m", "mkdocs", "build", folder=root, **where)
    assert (root / "site/trade/index.html").is_file()


@pytest.mark.slow
def test_pip_and_mkdocs_alone_build_a_clone(tmp_path: Path) -> None:
    """From an empty home, in a path with a space, and without the network, as README shows it.

    The packages are there already, or pip would ask for them.
    """
    root = tmp_path / "a clone"
    root.mkdir()
    for name in ("mkdocs.yml", "bibliography.bib", "pyproject.toml", "requirements.txt"):
        shutil.copy2(ROOT / name, root)
    for name in ("docs", "editions", "scripts", "requirements"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    home = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "home/.cache")}
    installed = run(
        *("-m", "pip", "install", "-r", "requirements.txt", "--no-index", "--dry-run"),
        *("--no-build-isolation",),
        folder=root,
        **home,
    )
    wanted = re.findall(r"Would install (.*)", installed)
    assert [name for line in wanted for name in line.split()] in ([], ["mkdocs-briefing-1.0.0"])
    run("-m", "mkdocs", "build", folder=root, PYTHONPATH=str(root / "scripts"), **home)
    assert (root / "site/index.html").is_file()
