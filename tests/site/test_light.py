"""Sites of other numbers of pages and other settings than ours, with our own templates.

Alone it notices runs of pandoc for many pages, and settings that the golden site leaves out.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import Built, MakeSite, find_options, make_settings, read_files, say, write_records

from mkdocs_briefing.citing import twin

ASSETS = {
    "docs/assets/js/scheme.js": 'load("./search.js");',
    "docs/assets/js/ledger.js": "0;",
    "docs/assets/js/quotations.js": "0;",
    "docs/assets/js/moved.js": "0;",
    "docs/assets/js/search.js": 'load("./lunr.js");',
}
HEAD = "---\ntitle: {}\ndescription: D.\n---\n\n"
FRONT = HEAD.format("Front") + "# Front { #f }\n\n- Text.[@abel2020]\n    { #t }\n"
CITE = {"docs/cite.md": HEAD.format("Cite") + "# C { #c }\n\n<!-- briefing: cite -->\n"}
THEME = {
    "name": "material",
    "font": False,
    "favicon": "assets/icon.svg",
    "language": "en",
}


def make_pages(
    make_site: MakeSite, count: int, changed: dict[str, str] | None = None, **settings: Any
) -> Built:
    """Build a site of so many pages with our own templates.

    `changed` are files that take the place of others, or are added; so are `settings`.
    """
    files = dict(ASSETS)
    ours = yaml.safe_load(make_settings()) | {"theme": THEME}
    files["mkdocs.yml"] = yaml.safe_dump(ours | settings)
    for number in range(1, count):
        head = HEAD.format(f"Page {number:03}")
        files[f"docs/page-{number:03}.md"] = f"{head}# Page {{ #p }}\n"
    return make_site(FRONT, files={**files, **(changed or {})})


@pytest.fixture
def count_pandoc(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A list to which every command that runs pandoc is added."""
    commands = list[object]()
    begin = subprocess.Popen.__init__

    def note(process: Any, command: Any, *arguments: Any, **options: Any) -> None:
        if "pandoc" in str(command):
            commands.append(command)
        begin(process, command, *arguments, **options)

    monkeypatch.setattr(subprocess.Popen, "__init__", note)
    return commands


def test_pandoc_runs_no_more_for_many_pages_and_never_again_for_the_same(
    make_site: MakeSite,
    count_pandoc: list[object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts = []
    for pages, cache in ((3, "few"), (30, "many"), (30, "many")):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / cache))
        count_pandoc.clear()
        make_pages(make_site, pages, CITE)
        counts.append(len(count_pandoc))
    few, many, again = counts
    assert few > 0
    assert many <= few
    assert again == 0


def test_only_a_page_that_changed_is_made_markdown_again(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One that came back says what it said, and one with a remark what it said without."""
    written = list[str]()

    def note(_html: str, address: str, _told: object) -> bytes:
        written.append(address)
        return b"x"

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(twin, "_write_body", note)
    words = {"docs/page-001.md": HEAD.format("Page 001") + "# Page { #p }\n\nWords.\n"}
    remark = {name: f"{text}\n<!-- A remark. -->\n" for name, text in words.items()}
    for changed in ({}, words, {}, words, remark):
        make_pages(make_site, 3, changed)
    first, other, front = "page-001/", "page-002/", ""
    assert written == [f"https://tiny.example/{page}" for page in (front, first, other, first)]


@pytest.mark.parametrize("spoilt", ["every answer", "the folder"])
def test_a_cache_that_is_of_no_use_changes_nothing(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, spoilt: str
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    sound = read_files(make_pages(make_site, 3, CITE).root / "site")
    files = [path for path in cache.rglob("*") if path.is_file()]
    assert files
    if spoilt == "the folder":
        shutil.rmtree(cache)
        cache.touch()
    else:
        for file in files:
            file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert read_files(make_pages(make_site, 3, CITE).root / "site") == sound


def read_apparatus(site: Built) -> list[bool]:
    """Return of each page in the bar whether it stands behind those that make claims."""
    marks = re.findall(r'<li( class="tabs__apparatus")?><a', site.html())
    return [bool(mark) for mark in marks]


NAV = ["index.md", "page-001.md", "page-002.md"]


def test_where_no_page_makes_claims_all_are_alike(make_site: MakeSite) -> None:
    site = make_pages(make_site, 3, nav=NAV, not_in_nav="print.md")
    assert read_apparatus(site) == [False, False, False]
    assert ">The whole briefing" not in site.html()


LINK = {"icon": "fontawesome/brands/github", "link": "https://a.example/me", "name": "Me"}


def test_a_site_links_to_its_repository_and_to_where_errors_go(make_site: MakeSite) -> None:
    """They go to the issues of the repository, or else to what is set as `contact`.

    Where there is neither, the foot of each page says so.
    """
    missing = "There is no address yet"
    assert missing in make_pages(make_site, 2).html()
    extra = {"social": [LINK]}
    address = "https://github.com/a/b"
    given = {"repo_url": address, "copyright": "<b>A</b>", "extra": extra}
    html = make_pages(make_site, 2, **given).html()
    for words in (
        "<b>A</b>",
        f'<a rel="edit" href="{address}/edit/master/docs/index.md">',
        f'<a href="{address}/raw/master/docs/index.md">',
        f'<a href="{address}">',
        f'href="{address}/issues"',
        '<a rel="me" href="https://a.example/me">',
        "\nMe</a>",
    ):
        assert words in html
    settings = yaml.safe_load(make_settings())
    find_options(settings)["contact"] = "mailto:desk@example.org"
    html = make_pages(make_site, 2, **given, plugins=settings["plugins"]).html()
    assert f'href="{address}/issues"' not in html
    assert 'href="mailto:desk@example.org"' in html
    assert missing not in html


def test_a_site_without_editions_publishes_no_style_of_theirs(make_site: MakeSite) -> None:
    text = "# T { #t }\n\n- A.[@abel2020]\n    { #p }\n"
    site = make_site(text, files={"theme/frozen/9.css": "a { color: red }"})
    assert site.is_published, site.messages
    assert not (site.root / "site/frozen").exists()


@pytest.mark.parametrize(("theme", "sort"), [("page-001", "front"), ("index", "sheet")])
def test_a_theme_that_leads_to_no_other_is_no_front_page(
    make_site: MakeSite, theme: str, sort: str
) -> None:
    """It has the switch and the contents, which a front page leaves to its themes."""
    text = "It rains.[@abel2020][](){ #rain }\n{ #p }\n\n## One { #one }\n\n## Two { #two }\n"
    files = {
        "docs/index.md": HEAD.format("Front") + "# Front { #f }\n",
        f"docs/{theme}.md": HEAD.format("Theme") + f"# Theme {{ #t }}\n\n{text}",
        f"docs/records/{theme}.yml": write_records({"rain": say("fact", "abel2020")}),
    }
    html = make_pages(make_site, 2, files).html()
    assert f'<article class="{sort}">' in html
    assert ('id="depth-text"' in html) == ('class="contents' in html) == (sort == "sheet")
