"""Nothing on a page grows with the number of pages."""

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence

import pytest
import yaml
from support import ROOT, Built, make_settings

from briefing.citing import styles

MakeSite = Callable[..., Built]
ASSETS = {f"docs/assets/js/{name}": "0;" for name in ("scheme.js", "ledger.js", "moved.js")}

FRONT = "---\ntitle: Front\ndescription: D.\n---\n\n# Front { #f }\n\nText.[@abel2020]\n{ #t }\n"


def make_pages(make_site: MakeSite, count: int, changed: dict[str, str] | None = None) -> Built:
    """Build a site of so many pages with our own templates, and other files in the place of some."""
    theme = {"name": "material", "custom_dir": str(ROOT / "overrides"), "font": False, "favicon": "assets/icon.svg"}
    settings = yaml.safe_load(make_settings()) | {"theme": theme}
    pages = {f"docs/page-{number:03}.md": f"---\ntitle: Page {number:03}\ndescription: D.\n---\n\n# Page {{ #p }}\n"
             for number in range(1, count)}
    return make_site(FRONT, files={"mkdocs.yml": yaml.safe_dump(settings), **ASSETS, **pages, **(changed or {})})


def read_tabs(html: str) -> list[str]:
    return re.findall(r">([^<>]+)</a>", html.partition('class="tabs')[2].partition("</ul>")[0])


def test_a_page_of_many_is_as_long_as_one_of_few(make_site: MakeSite) -> None:
    sizes = {count: len(make_pages(make_site, count).html("page-010/index.html")) for count in (20, 60)}
    assert sizes[20] == sizes[60]


def test_the_front_page_does_not_grow_either(make_site: MakeSite) -> None:
    """Its head names its parts, for programs."""
    cite = {"docs/cite.md": "---\ntitle: Cite\ndescription: D.\n---\n\n# C { #c }\n\n<!-- briefing: cite -->\n"}
    pages = {count: make_pages(make_site, count, cite).html() for count in (30, 60)}
    assert 'rel="item"' in pages[30]
    assert len(pages[30]) == len(pages[60])


def test_pandoc_runs_as_often_for_many_pages_and_not_at_all_when_nothing_is_new(
        make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[Sequence[str]] = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda command, **options: runs.append(command) or run(command, **options))
    cite = {"docs/cite.md": "---\ntitle: Cite\ndescription: D.\n---\n\n# C { #c }\n\n<!-- briefing: cite -->\n"}
    counts = []
    for pages in (3, 30, 30):
        runs.clear()
        styles._format_sources.cache_clear()  # what a server remembers
        site = make_pages(make_site, pages, cite)
        counts.append(len(runs))
        if pages == 3:
            shutil.rmtree(site.root / ".cache")
    assert counts == [8, 8, 0]


def test_the_tabs_hold_twelve_and_no_list_is_made(make_site: MakeSite) -> None:
    site = make_pages(make_site, 12)
    assert len(read_tabs(site.html())) == 12
    assert not (site.root / "site/pages.html").exists()


@pytest.mark.parametrize(("page", "near"), [
    ("page-020", ["Page 019", "Page 020", "Page 021"]), ("page-006", ["Page 006", "Page 007"]),
    ("page-029", ["Page 028", "Page 029"]), ("page-003", []),
])
def test_more_pages_are_reached_by_neighbours_and_by_a_list(make_site: MakeSite, page: str, near: list[str]) -> None:
    site = make_pages(make_site, 30)
    first = ["Front", *(f"Page {number:03}" for number in range(1, 6))]
    assert read_tabs(site.html(f"{page}/index.html")) == [*first, *near, "All pages"]
    listed = site.html("pages.html").partition("<h1")[2].partition("</article>")[0]
    assert listed.count("<li><a href=") == 30


def test_a_changed_script_is_found_under_its_new_name(make_site: MakeSite) -> None:
    """Compiled templates are kept from build to build; what they name is not."""
    for text in ("1;", "2;"):
        site = make_pages(make_site, 2, {"docs/assets/js/scheme.js": text})
        name = re.findall(r'src="(assets/js/scheme\.\w+\.js)"', site.html())[0]
        assert (site.root / "site" / name).read_text(encoding="utf-8") == text


def test_a_stylesheet_that_is_not_there_is_named(make_site: MakeSite) -> None:
    settings = yaml.safe_load(make_settings()) | {"extra_css": ["assets/gone.css"]}
    site = make_site(FRONT, files={"mkdocs.yml": yaml.safe_dump(settings)})
    assert site.messages == ["mkdocs.yml:1: extra_css names 'assets/gone.css', which is not in docs/ [asset-missing]"]
    assert not site.is_published


def test_a_page_that_moved_leads_on_within_the_policy(make_site: MakeSite) -> None:
    settings = yaml.safe_load(make_settings())
    settings["plugins"] = [plugin for plugin in settings["plugins"] if plugin != "redirects"]
    settings["plugins"].append({"redirects": {"redirect_maps": {"old.md": "index.md"}}})
    settings["theme"] = {"name": "material", "custom_dir": str(ROOT / "overrides"), "favicon": "assets/icon.svg"}
    html = make_site(FRONT, files={"mkdocs.yml": yaml.safe_dump(settings), **ASSETS}).html("old/index.html")
    assert re.search(r'<script src="/assets/js/moved\.[0-9a-f]{8}\.js"></script>', html)
    assert '<link rel="canonical" href="../">' in html
    assert html.count("<script") == 1
