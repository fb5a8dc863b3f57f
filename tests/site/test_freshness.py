"""Nothing old is taken for new: whatever a site is made of changes, the next build shows it.

Each case has published stale pages once (edition 3), when keys named what somebody had thought of.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from support import (
    ABEL,
    build_site,
    make_settings,
    read_files,
    run_python,
    say,
    write_files,
    write_records,
)

from briefing.pipeline import stamp

NOTHING = "Nothing has changed since the site was built"
PAGE = """# Front { #front }

It said "so -- far" in a [note](other.md).[@abel2020][](){ #said }
{ #sayings }
"""
RECORDS = write_records({"said": say("fact", "abel2020")})
FRAME = "{{ config.site_name }}|{{ config.theme.logo }}|{{ page.content | safe }}|{{ extra }}"
HOOK = """
def on_page_context(context, **_):
    context["extra"] = "context-{0}"

def on_post_page(output, **_):
    return output + "post-{0}"

def on_page_content(html, **_):
    return html.replace("far", "content-{0}")
"""


GENERATING = """
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "made.md", content="# Made elsewhere"))
    return files
"""


def write_project(root: Path, **settings: object) -> None:
    """Write a tiny project, whose settings say more than those of the tests do."""
    text = yaml.safe_load(make_settings(draft=True)) | settings
    write_files(
        root,
        {
            "mkdocs.yml": yaml.safe_dump(text),
            "bibliography.bib": ABEL,
            "docs/index.md": PAGE,
            "docs/records/index.yml": RECORDS,
            "docs/other.md": "# Other { #other }\n\nMore.\n{ #more }\n",
            "theme/main.html": FRAME,
        },
    )


def run_build(root: Path, **environment: str) -> str:
    """Build in a process of its own, as an author does; return what the build says."""
    ended = run_python("-m", "mkdocs", "build", folder=root, **environment)
    assert ended.returncode == 0, ended.stderr
    return ended.stderr


def read_front(root: Path) -> str:
    return (root / "site/index.html").read_text(encoding="utf-8")


OURS = yaml.safe_load(make_settings())["hooks"]
Build = Callable[[Path], str]
CheckFresh = Callable[[Path, str], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a project."""
    return tmp_path / "project"


@pytest.fixture
def build(caplog: pytest.LogCaptureFixture) -> Build:
    """Builds a project, and returns what the build says."""
    caplog.set_level("INFO")

    def run(root: Path) -> str:
        caplog.clear()
        assert build_site(root).is_published
        return caplog.text

    return run


@pytest.fixture
def check_fresh(build: Build, monkeypatch: pytest.MonkeyPatch) -> CheckFresh:
    """The next build shows something that the site has not, and is what a first one would give."""

    def check(root: Path, shown: str) -> None:
        assert shown not in read_front(root)
        assert NOTHING not in build(root)
        assert shown in read_front(root)
        fresh = root.with_name(f"{root.name}-fresh")
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site"))
        monkeypatch.setenv("XDG_CACHE_HOME", str(fresh / "cache"))
        build(fresh)
        assert read_files(root / "site") == read_files(fresh / "site")

    return check


def test_a_setting_that_is_inherited_counts(
    root: Path, build: Build, check_fresh: CheckFresh
) -> None:
    """`INHERIT` brings settings of which the text of mkdocs.yml says nothing."""
    write_project(root, INHERIT="base.yml")
    (root / "base.yml").write_text("theme: {logo: one.svg}\n", encoding="utf-8")
    build(root)
    (root / "base.yml").write_text("theme: {logo: two.svg}\n", encoding="utf-8")
    check_fresh(root, "two.svg")


def test_an_extension_of_markdown_that_is_inherited_counts(
    root: Path, build: Build, check_fresh: CheckFresh
) -> None:
    """It changes how every page is rendered."""
    write_project(root, INHERIT="base.yml")
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    extensions = settings.pop("markdown_extensions")
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    base = root / "base.yml"
    base.write_text(yaml.safe_dump({"markdown_extensions": extensions}), encoding="utf-8")
    build(root)
    smart = [*extensions, {"smarty": {"smart_dashes": True}}]
    base.write_text(yaml.safe_dump({"markdown_extensions": smart}), encoding="utf-8")
    check_fresh(root, "so – far")


def test_a_setting_that_comes_from_the_environment_counts(
    root: Path, build: Build, check_fresh: CheckFresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`!ENV` is resolved by MkDocs, and the text of mkdocs.yml stays the same."""
    extensions = yaml.safe_load(make_settings())["markdown_extensions"]
    smart = [*extensions, {"smarty": {"smart_dashes": "ENVIRONMENT"}}]
    write_project(root, markdown_extensions=smart)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    named = settings.replace("ENVIRONMENT", "!ENV [DASHES, false]")
    (root / "mkdocs.yml").write_text(named, encoding="utf-8")
    build(root)
    monkeypatch.setenv("DASHES", "true")
    check_fresh(root, "so – far")


def test_other_hooks_are_heard_at_every_event_and_in_every_build(root: Path) -> None:
    """Nobody knows what they read, so that with one the site is always built."""
    write_project(root, hooks=[*OURS, "second.py"])
    hook = root / "second.py"
    hook.write_text(HOOK.replace("{0}", "one"), encoding="utf-8")
    run_build(root)
    for words in ("context-one", "post-one", "content-one"):
        assert words in read_front(root)
    hook.write_text(HOOK.replace("{0}", "two"), encoding="utf-8")
    assert NOTHING not in run_build(root)
    for words in ("context-two", "post-two", "content-two"):
        assert words in read_front(root)


def test_another_hook_is_heard_also_where_nothing_is_redirected(root: Path, build: Build) -> None:
    """A site needs no plugin but bibtex."""
    settings = yaml.safe_load(make_settings())
    write_project(root, hooks=[*OURS, "second.py"], plugins=settings["plugins"][1:])
    (root / "second.py").write_text(HOOK.replace("{0}", "one"), encoding="utf-8")
    build(root)
    assert NOTHING not in build(root)


def test_a_page_that_another_hook_makes_is_published(root: Path, build: Build) -> None:
    write_project(root, hooks=[*OURS, "second.py"])
    (root / "second.py").write_text(GENERATING, encoding="utf-8")
    build(root)
    assert "Made elsewhere" in (root / "site/made/index.html").read_text(encoding="utf-8")


def test_an_extension_that_reads_other_files_is_never_taken_from_before(
    root: Path, build: Build
) -> None:
    """What `pymdownx.snippets` takes in is in no key of ours."""
    extensions = yaml.safe_load(make_settings())["markdown_extensions"]
    snippets = {"pymdownx.snippets": {"base_path": str(root)}}
    write_project(root, markdown_extensions=[*extensions, snippets])
    page = f'{PAGE}\n--8<-- "more.txt"\n'
    write_files(root, {"docs/index.md": page, "more.txt": "Words of before."})
    build(root)
    assert "Words of before" in read_front(root)
    (root / "more.txt").write_text("Words of now.", encoding="utf-8")
    build(root)
    assert "Words of now" in read_front(root)


def test_a_quiet_build_publishes_no_fault_either(root: Path) -> None:
    """`mkdocs build -q` switches off MkDocs' own count of warnings, and so its strictness."""
    write_project(root)
    run_build(root)
    before = read_files(root / "site")
    write_files(root, {"docs/index.md": PAGE.replace("abel2020", "nobody")})
    for options in (["-q"], []):
        ended = run_python("-m", "mkdocs", "build", *options, folder=root)
        assert ended.returncode == 1
        assert read_files(root / "site") == before
    assert "[unknown-key]" in ended.stderr


def test_a_hook_that_is_added_counts(root: Path, build: Build) -> None:
    write_project(root)
    build(root)
    write_project(root, hooks=[*OURS, "second.py"])
    (root / "second.py").write_text(HOOK.replace("{0}", "new"), encoding="utf-8")
    build(root)
    assert "post-new" in read_front(root)


@pytest.mark.slow
def test_a_package_that_is_installed_or_upgraded_counts(root: Path) -> None:
    """Any of them may change a page; none has to be named anywhere."""
    write_project(root)
    run_build(root)
    for name in ("jinja2-99.0.dist-info", "typst-99.0.dist-info", "new-1.egg-info"):
        (root / "packages" / name).mkdir(parents=True)
        assert NOTHING not in run_build(root, PYTHONPATH=str(root / "packages"))
    assert NOTHING in run_build(root, PYTHONPATH=str(root / "packages"))


def test_another_python_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamp._describe_environment.__wrapped__()
    monkeypatch.setattr(sys, "version", "9.99.9 (another)")
    assert stamp._describe_environment.__wrapped__() != before


def test_a_record_counts(root: Path, build: Build, check_fresh: CheckFresh) -> None:
    """What it says stands on the page, whose own file is the same."""
    write_project(root)
    build(root)
    write_files(root, {"docs/records/index.yml": RECORDS.replace("fact", "report")})
    check_fresh(root, "clause report")


def test_a_name_that_is_spelt_otherwise_counts(root: Path, build: Build) -> None:
    """A file that is no page's: a build reads it, and says what no longer fits."""
    write_project(root)
    build(root)
    party = {"abel2020": {"bears": "not-seen", "speaker": "Abel", "party": "West"}}
    named = {"said": {"kind": "fact", "sources": party}}
    write_files(root, {"docs/records/index.yml": write_records(named)})
    write_files(root, {"docs/records/names.yml": "West: [Western]\n"})
    build(root)
    write_files(root, {"docs/records/names.yml": "East: [Eastern]\n"})
    assert build_site(root).codes() == {"unknown-party"}


EDITS = {
    "a page": ("docs/index.md", PAGE + "\nNew.\n{ #new }\n"),
    "a record": ("docs/records/index.yml", RECORDS.replace("fact", "report")),
    "a template": ("theme/main.html", FRAME + " "),
    "the bibliography": ("bibliography.bib", ABEL.replace("Anna", "Berta")),
    "a picture": ("docs/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "a file of the site that is changed": ("site/index.html", "changed"),
    "a file that is added to the site": ("site/more.html", "more"),
    "the list of its files": ("site/SHA256SUMS", ""),
}


@pytest.mark.parametrize("edit", EDITS)
def test_there_is_nothing_to_do_only_where_nothing_has_changed(
    root: Path, build: Build, edit: str
) -> None:
    """Then a build says so, and ends well; the site is what it was, also where it was spoilt."""
    name, text = EDITS[edit]
    write_project(root)
    build(root)
    first = read_files(root / "site")
    assert NOTHING in build(root)
    assert read_files(root / "site") == first
    write_files(root, {name: text})
    assert NOTHING not in build(root)
    if name.startswith("site/"):
        assert read_files(root / "site") == first
    assert NOTHING in build(root)


def test_a_file_of_the_site_that_is_deleted_comes_back(root: Path, build: Build) -> None:
    write_project(root)
    build(root)
    (root / "site/other/index.html").unlink()
    build(root)
    assert (root / "site/other/index.html").is_file()
