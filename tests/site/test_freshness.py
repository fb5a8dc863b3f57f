"""Nothing old is taken for new: whatever a site is made of changes, the next build shows it.

Each case has published stale pages once (edition 3), when a build remembered the one before.
"""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from support import (
    ABEL,
    make_settings,
    read_files,
    run,
    run_python,
    say,
    write_files,
    write_records,
)

PAGE = """# Front { #front }

It said "so -- far" in a [note](other.md).[@abel2020][](){ #said }
{ #sayings }

--8<-- "more.txt"
"""
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
OURS = yaml.safe_load(make_settings())
MINIFIER = "def jsmin(text, **_): return text + '/* {0} */'"
WARNING = """
import logging

def on_page_content(html, **_):
    logging.getLogger("mkdocs.plugins.other").warning("it is wrong")
"""


class Case(NamedTuple):
    """A file that is written in the place of what it was, what is shown then, and where."""

    name: str
    text: str
    shown: str
    page: str = "index.html"
    environment: str = ""  # a variable that is set


FILES = {
    "bibliography.bib": ABEL,
    "base.yml": "theme: {logo: one.svg}\n",
    "docs/index.md": PAGE,
    "docs/a.js": "let a;",
    "docs/records/index.yml": write_records({"said": say("fact", "abel2020")}),
    "docs/other.md": "# Other { #other }\n\nMore.\n{ #more }\n",
    "theme/main.html": (
        "{{ config.site_name }}|{{ config.theme.logo }}|{{ page.content | safe }}|{{ extra }}"
    ),
    "more.txt": "Words of before.",
    "second.py": HOOK.replace("{0}", "one"),
    "packages/rjsmin.py": MINIFIER.replace("{0}", "old"),
}
RECORDS = FILES["docs/records/index.yml"]
CASES = {
    "inherited settings": Case("base.yml", "theme: {logo: two.svg}\n", "two.svg"),
    "the environment": Case("more.txt", "Words of before.", "so –", environment="DASHES"),
    "a second hook": Case("second.py", HOOK.replace("{0}", "two"), "context-twopost-two"),
    "a page that a hook makes": Case("second.py", GENERATING, "elsewhere", "made/index.html"),
    "a file that an extension reads": Case("more.txt", "Words of now.", "Words of now"),
    "a package that minifies": Case(
        "packages/rjsmin.py", MINIFIER.replace("{0}", "new"), "/* new */", "**/*.js"
    ),
    "a record": Case("docs/records/index.yml", RECORDS.replace("fact", "report"), "clause report"),
    "the bibliography": Case("bibliography.bib", ABEL.replace("Gap", "Pass"), "Pass"),
    "a template": Case("theme/main.html", "{{ page.content | safe }} New.", "New."),
}


def build(root: Path, **environment: str) -> None:
    """Build in a process of its own: a process keeps the code that it has loaded."""
    run("-m", "mkdocs", "build", folder=root, PYTHONPATH=str(root / "packages"), **environment)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny project that was built, whose settings say more than those of the tests do."""
    root = tmp_path_factory.mktemp("fresh") / "project"
    smart = {"smarty": {"smart_dashes": "ENVIRONMENT", "smart_quotes": False}}
    snippets = {"pymdownx.snippets": {"base_path": ["."]}}
    settings = make_settings(
        INHERIT="base.yml",
        hooks=[*OURS["hooks"], "second.py"],
        markdown_extensions=[*OURS["markdown_extensions"], smart, snippets],
        extra_javascript=["a.js"],
    )
    named = settings.replace("ENVIRONMENT", "!ENV [DASHES, false]")
    write_files(root, {**FILES, "mkdocs.yml": named})
    build(root)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def read(root: Path, page: str) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (root / "site").glob(page))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_build_after_a_change_is_one_from_nothing(root: Path, case: Case) -> None:
    assert case.shown not in read(root, case.page)
    write_files(root, {case.name: case.text})
    environment = {case.environment: "true"} if case.environment else {}
    build(root, **environment)
    assert case.shown in read(root, case.page)
    fresh = root.with_name("fresh")
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site"))
    build(fresh, XDG_CACHE_HOME=str(fresh / "cache"), **environment)
    assert read_files(root / "site") == read_files(fresh / "site")


FAULTS = {
    "a key": ("docs/index.md", PAGE.replace("abel2020", "nobody"), "[unknown-key]"),
    "a link": ("docs/index.md", PAGE.replace("other.md", "nowhere.md"), "nowhere.md"),
    "what another hook warns of": ("second.py", WARNING, "it is wrong"),
}


@pytest.mark.parametrize(("name", "text", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_quiet_build_publishes_no_fault_either(
    root: Path, name: str, text: str, said: str
) -> None:
    """`mkdocs build -q` switches off MkDocs' own count of warnings, and so its strictness."""
    before = read_files(root / "site")
    write_files(root, {name: text})
    for options in (["-q"], []):
        ended = run_python("-m", "mkdocs", "build", *options, folder=root)
        assert ended.returncode == 1
        assert read_files(root / "site") == before
    assert said in ended.stderr
