"""Nothing silent: what a stranger's text tried on readers and machines is refused, with a message.

Each of these was published without a word once.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest
from support import (
    Built,
    MakeSite,
    make_settings,
    run_python,
    say,
    write_files,
    write_records,
)

from briefing.text import HIDDEN

from .conftest import Site

pytestmark = pytest.mark.usefixtures("no_hang")

SECONDS = 60
"""Nothing of ours takes two; on a machine with much else to do, this is as good as for ever."""
PAGE = "# T { #t }\n\nA.[@abel2020][](){ #a }\n{ #p }\n"
RECORD = say("fact", "abel2020")
TEXTS = {".html", ".json", ".md", ".xml", ".txt", ".js", ".csv", ".bib", ".ris"}


@pytest.fixture
def build(make_site: MakeSite) -> MakeSite:
    """Build a sound page with some files in the place of others."""

    def make(files: dict[str, str | bytes] | None = None, **settings: Any) -> Built:
        own: dict[str, str | bytes] = {
            "docs/records/index.yml": write_records({"a": RECORD}),
            "mkdocs.yml": make_settings(**settings),
        }
        return make_site(PAGE, files={**own, **(files or {})})

    return make


def test_what_shows_how_such_a_character_is_written_is_published(build: MakeSite) -> None:
    """Code shows the letters of a reference; no file of the site has the character itself."""
    site = build({"docs/index.md": f"{PAGE}\n`&#x202E;` and `&shy;` are two.\n{{ #two }}\n"})
    assert site.is_published, site.messages
    assert list_hidden(site.root / "site") == []


def test_a_script_that_no_template_names_is_not_published(
    build: MakeSite, caplog: pytest.LogCaptureFixture
) -> None:
    """One that a template names is, and so is what that loads later."""
    caplog.set_level("INFO")
    site = build(
        {
            "theme/main.html": "{{ page.content }}<script src={{ 'own/a.js' | asset }}></script>",
            "docs/own/a.js": 'load("./b.js");',
            "docs/own/b.js": "b();",
            "docs/own/c.js": "c();",
        }
    )
    assert site.is_published, site.messages
    assert (
        "docs/own/c.js:1: no template names this script, and it is not published; name it in a "
        "template or under extra_javascript, or delete it [unnamed-script]"
    ) in caplog.text
    published = sorted(path.name[0] for path in (site.root / "site/own").glob("*.js"))
    assert published == ["a", "b"]


def test_an_address_that_an_edition_had_leads_to_no_other_site(site: Site) -> None:
    for name in ("docs/theme.md", "docs/records/theme.yml"):
        (site.root / name).unlink()
    site.edit("docs/index.md", "[the theme](theme.md#detail)", "the theme")
    site.edit("docs/index.md", "[one](theme.md)", "one")
    site.write("theme/redirect.html", "{{ url }}")
    away = "- redirects: {redirect_maps: {theme.md: 'https://x.example/'}}"
    site.edit("mkdocs.yml", "- redirects", away)
    built = site.build()
    assert "lost-address" in built.codes(), built.messages
    assert not built.is_published


QUIET = {
    "a file with an ending of no good": ("docs/x.html", "<p>"),
    "a style that is broken": ("docs/assets/x.css", "a { } }"),
}


@pytest.mark.parametrize("name", QUIET)
def test_what_is_found_stops_a_build_that_says_nothing(
    build: MakeSite, tmp_path: Path, name: str
) -> None:
    """`mkdocs build -q` logs no warning, and counted none; `test_freshness.py` has a source."""
    build()
    write_files(tmp_path, dict([QUIET[name]]))
    shutil.rmtree(tmp_path / "site")
    ended = run_python("-m", "mkdocs", "build", "-q", folder=tmp_path)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert not (tmp_path / "site").exists()


def list_hidden(folder: Path) -> list[str]:
    """Return the text files below a folder that have a character that nobody sees."""
    files = [path for path in folder.rglob("*") if path.suffix in TEXTS]
    return [str(path) for path in files if not HIDDEN.isdisjoint(path.read_text("utf-8"))]
