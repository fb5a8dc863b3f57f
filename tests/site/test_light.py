"""Nothing on a page grows with the number of pages."""

import re
import shutil
import subprocess
from collections.abc import Sequence

import pytest
import yaml
from support import ROOT, Built, MakeSite, make_settings

ASSETS = {
    f"docs/assets/js/{name}": 'load("./lunr.js");' if name == "search.js" else "0;"
    for name in ("scheme.js", "ledger.js", "moved.js", "search.js")
}

FRONT = "---\ntitle: Front\ndescription: D.\n---\n\n# Front { #f }\n\nText.[@abel2020]\n{ #t }\n"
CITE = {
    "docs/cite.md": "---\ntitle: Cite\ndescription: D.\n---\n\n# C { #c }\n\n<!-- briefing: cite -->\n"
}


def make_pages(
    make_site: MakeSite, count: int, changed: dict[str, str] | None = None, **more: object
) -> Built:
    """Build a site of so many pages with our own templates, other files in the place of some, and more settings."""
    theme = {
        "name": "material",
        "custom_dir": str(ROOT / "overrides"),
        "font": False,
        "favicon": "assets/icon.svg",
    }
    theme["language"] = more.pop("language", "en")
    settings = yaml.safe_load(make_settings()) | {"theme": theme} | more
    pages = {
        f"docs/page-{number:03}.md": f"---\ntitle: Page {number:03}\ndescription: D.\n---\n\n# Page {{ #p }}\n"
        for number in range(1, count)
    }
    return make_site(
        FRONT, files={"mkdocs.yml": yaml.safe_dump(settings), **ASSETS, **pages, **(changed or {})}
    )


def read_tabs(html: str) -> list[str]:
    return re.findall(r">([^<>]+)</a>", html.partition('class="tabs')[2].partition("</ul>")[0])


def test_a_page_of_many_is_as_long_as_one_of_few_and_so_is_the_front_page(
    make_site: MakeSite,
) -> None:
    """The head of the front page names its parts, for programs."""
    few, many = (
        [
            make_pages(make_site, count, CITE).html(name)
            for name in ("index.html", "page-010/index.html")
        ]
        for count in (30, 60)
    )
    assert 'rel="item"' in few[0]
    assert [len(html) for html in few] == [len(html) for html in many]


def test_pandoc_runs_no_more_for_many_pages_or_again(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[Sequence[str]] = []
    run = subprocess.run
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda command, **options: runs.append(command) or run(command, **options),
    )
    counts = []
    for pages in (3, 30, 30):
        runs.clear()
        site = make_pages(make_site, pages, CITE)
        counts.append(sum("pandoc" in str(run) for run in runs))
        if pages == 3:
            shutil.rmtree(site.root / ".cache")
    assert counts == [3, 1, 0], (
        "notes and entries are remembered in one process, and all else on disk"
    )


def test_pages_that_the_tabs_cannot_hold_are_reached_by_neighbours_and_by_a_list(
    make_site: MakeSite,
) -> None:
    site = make_pages(make_site, 12)
    assert (len(read_tabs(site.html())), (site.root / "site/pages.html").exists()) == (12, False)
    site = make_pages(make_site, 30)
    for page, near in {20: (19, 20, 21), 6: (6, 7), 29: (28, 29), 3: ()}.items():
        names = [f"Page {number:03}" for number in (*range(1, 6), *near)]
        assert read_tabs(site.html(f"page-{page:03}/index.html")) == ["Front", *names, "All pages"]
    listed = site.html("pages.html").partition("<h1")[2].partition("</article>")[0]
    assert listed.count("<li><a href=") == 30


def test_pages_that_make_no_claims_stand_behind_those_that_do(make_site: MakeSite) -> None:
    claim = FRONT.replace("#t", "#t .fact data-event=2020")
    whole = "---\ntitle: Whole\ndescription: D.\nrobots: noindex\n---\n\n<!-- briefing: whole -->\n"
    marks = {}
    for first, changed in (
        ("none", {}),
        ("some", {"docs/page-002.md": claim, "docs/print.md": whole}),
    ):
        site = make_pages(
            make_site,
            3,
            changed,
            nav=["index.md", "page-001.md", "page-002.md"],
            not_in_nav="print.md",
        )
        marks[first] = re.findall(r'<li( class="tabs__apparatus")?><a', site.html())
        assert (">The whole briefing" in site.html()) == bool(changed)
    assert [bool(mark) for mark in marks["none"]] == [False, False, False]
    assert [bool(mark) for mark in marks["some"]] == [False, True, False, False]
    listed = site.html("404.html").partition("<h1")[2].partition("</article>")[0]
    assert re.findall(r'<li><a href="([^"]*)"', listed) == ["/page-002/"]


def test_a_site_speaks_its_language_and_links_to_its_repository(make_site: MakeSite) -> None:
    social = {
        "social": [
            {"icon": "fontawesome/brands/github", "link": "https://a.example/me", "name": "Moi"}
        ]
    }
    site = make_pages(
        make_site,
        2,
        language="fr",
        repo_url="https://github.com/a/b",
        copyright="<b>A</b>",
        extra=yaml.safe_load(make_settings())["extra"] | social,
    )
    html = site.html()
    for words in (
        '<html lang="fr">',
        'placeholder="Rechercher"',
        "<b>A</b>",
        ">Aller au contenu</a>",
        '<a rel="edit" href="https://github.com/a/b/edit/master/docs/index.md">',
        ">Editer cette page</a>",
        '<a href="https://github.com/a/b/raw/master/docs/index.md">',
        '<a href="https://github.com/a/b">',
        '<a rel="me" href="https://a.example/me"><svg',
        ">Moi</a>",
    ):
        assert words in html
    (lunr,) = (site.root / "site/assets/js").glob("lunr.*.js")
    assert lunr.read_text(encoding="utf-8").endswith("lunr.language=lunr.fr;")


def test_a_page_that_moved_leads_on_within_the_policy(make_site: MakeSite) -> None:
    moved = {"redirects": {"redirect_maps": {"old.md": "index.md"}}}
    plugins = [*yaml.safe_load(make_settings())["plugins"][1:], moved]
    html = make_pages(make_site, 1, plugins=plugins).html("old/index.html")
    assert re.search(r'<script src="(?:\.\./)+assets/js/moved\.[0-9a-f]{8}\.js"></script>', html)
    assert '<link rel="canonical" href="../">' in html
    assert html.count("<script") == 1
